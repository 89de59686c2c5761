"""带标记的原表：把要标的交给受限的子进程，收回写好的工作簿（INTAKE R4、R22）。"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.domain.problems import InputError, StoreError
from dashboard.intake.guard import started
from dashboard.intake.limits import Limits
from dashboard.intake.queue import QUEUE
from dashboard.wording.faults import system_fault

SOURCE, BASE, REQUEST, MARKED = "source", "base.xlsx", "request.json", "marked.xlsx"
_TOO_HARD = "原表太大，没能在上面标，请照这张清单在原表里改。"
_TIMES = 2
"""写比读慢：等的时间是读一份的几倍。"""


@dataclass(frozen=True, slots=True)
class Mark:
    """一处要标的。level 为 error、explain、hint；cells 为同样的其余格子；comment 为批注；row 为问题清单里的一行（不含编号）。"""

    level: str
    sheet: str
    cell: str
    cells: tuple[str, ...]
    comment: str
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """页面上改过的一格：改成的字（空为清空）和批注。"""

    sheet: str
    cell: str
    text: str
    comment: str


@dataclass(frozen=True, slots=True)
class Marking:
    """要写成的样子：清单的标题、标题下的几行说明、表头、各处标记、页面上改过的格子；mark 印在每页页眉，如“模拟数据”；bare 为真即不碰原件，只写一张清单。文字都已去掉控制字符。"""

    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    marks: tuple[Mark, ...]
    changes: tuple[Change, ...] = ()
    mark: str = ""
    bare: bool = False


def marked(source: bytes, marking: Marking, base: bytes = b"") -> bytes:
    """写好的 .xlsx；太大、内部坏了标不成的抛 InputError。source 须是读得出的文件；base 为另存时版式照它的模板，没有为空。"""
    limits = Limits.configured()
    try:
        with tempfile.TemporaryDirectory(prefix="kezhao-") as name:
            folder = Path(name)
            (folder / SOURCE).write_bytes(source)
            (folder / BASE).write_bytes(base)
            (folder / REQUEST).write_text(json.dumps(asdict(marking), ensure_ascii=False), "utf-8")
            with QUEUE.turn(limits.at_once, _unheard):
                answers: Sequence[dict[str, str]] = started("dashboard.intake.marker", (name,), 1, limits.wall_seconds * _TIMES)
            refused = answers[0].get("refused", "") if answers else _TOO_HARD
            if refused:
                raise InputError("cannot_mark", refused)
            return (folder / MARKED).read_bytes()
    except OSError as error:
        raise StoreError("scratch", f"临时目录用不了：{system_fault(error)}。数据没有变化。") from error


def _unheard(_ahead: int) -> None:
    """排队不另说。"""
