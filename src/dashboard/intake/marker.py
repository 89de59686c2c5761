"""标原表的子进程：在填报人自己的工作簿里涂色、加批注，前面加一张问题清单；内存和时间都有上限。

由 marking 启动：`python -m dashboard.intake.marker 目录`，目录里有原件和要标的。"""

import json
import signal
import sys
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dashboard.intake import child, listing, remarks
from dashboard.intake.copying import Sheets, copied
from dashboard.intake.limits import Limits
from dashboard.intake.marking import BASE, MARKED, REQUEST, SOURCE

_NO_ROOM = "原表太大，没能在上面标，请照这张清单在原表里改。"
_FRESH = "原件不是.xlsx，或里面有写不回去的东西：这里是照它的数另存的，数和位置不变，版式没有带过来。"
_ON_BASE = "原件不是.xlsx，或里面有写不回去的东西：这里是照它的数填在下发的模板里的，数和位置不变，公式成了数。"
_LOST = (
    (b"xl/vbaProject.bin", "原件里的宏没有带过来（这份文件是.xlsx，没有宏也能填、能上传）。"),
    (b"xl/drawings/drawing", "原件里的图片、图形可能走样或没有带过来，请以原件为准。"),
)
"""压缩包里有这个部件的，清单上说一声。"""
_FORMULAS = "原件里的公式照旧；改好后请在Excel或WPS里保存一次再上传。"
_NOTHING: dict[str, Any] = {"sheets": []}
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, OSError, BadZipFile, InvalidFileException)
"""openpyxl 遇到它写不回去的内部结构时抛的；改为照数另存一份。"""


def main(folder: str) -> None:
    """标 folder 里的一份，写成 MARKED；标准输出一行 JSON。"""
    limits = Limits.configured()
    child.confine(limits)
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds * 2)
    warnings.simplefilter("ignore")
    place = Path(folder)
    try:
        request = json.loads((place / REQUEST).read_text("utf-8"))
        answer = write(place / MARKED, (place / SOURCE).read_bytes(), request, limits, (place / BASE).read_bytes())
    except MemoryError:
        answer = {"refused": _NO_ROOM}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def write(target: Path, source: bytes, request: dict[str, Any], limits: Limits, base: bytes = b"") -> dict[str, str]:
    """标好写在 target；返回空的，或 {"refused": 一句话}。"""
    if request["bare"]:
        _filled(*copied(_NOTHING), request).save(target)
        return {}
    read = child.read(source, limits)
    if "refused" in read:
        return {"refused": str(read["refused"])}
    try:
        notes = [said for part, said in _LOST if part in source]
        notes += [_FORMULAS] if any(sheet["formulas"] for sheet in read["sheets"]) else []
        book = _opened(source, read)
        _filled(book, {sheet.title.strip(): sheet for sheet in book.worksheets}, request, notes).save(target)
    except _BROKEN:
        _filled(*copied(read, base), request, (_ON_BASE if base else _FRESH,)).save(target)
    return {}


def _opened(source: bytes, read: dict[str, Any]) -> Workbook:
    """原来的工作簿；里面的表须与读到的一样，不一样的不敢在上面标。"""
    book = load_workbook(BytesIO(source))
    if not {sheet["name"] for sheet in read["sheets"]} <= set(book.sheetnames):
        raise ValueError("表对不上")
    return book


def _filled(book: Workbook, sheets: Sheets, request: dict[str, Any], notes: Sequence[str] = ()) -> Workbook:
    """上一次标的先去掉，再盖上改正、涂色、批注，前面加问题清单；sheets 为去掉首尾空白的表名 → 表，notes 写在清单上。"""
    listing.removed(book)
    fills = [remarks.put(sheets[m["sheet"].strip()], m) if m["sheet"].strip() in sheets else {} for m in request["marks"]]
    for change in request["changes"]:
        if change["sheet"].strip() in sheets:
            remarks.change(sheets[change["sheet"].strip()], change)
    names = {name: sheet.title for name, sheet in sheets.items()}
    listing.added(book, request, names, fills, notes)
    return book


if __name__ == "__main__":
    main(sys.argv[1])
