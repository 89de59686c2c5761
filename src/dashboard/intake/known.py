"""读一份工作簿以前已经知道的：上报人这次的选择，这家以前确认过的对应（INTAKE R8）。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.domain.replies import Reply, ReplyKind
from dashboard.intake.alike import plain
from dashboard.intake.replies import NONE, Answers

SHEET, COLUMN, ROW = "sheet_gone", "column", "unknown_row"
"""答过就记住的三种问题：哪张表、哪一列、哪个指标。"""
SKIP_COLUMN, SKIP_ROW = "不读这一列", "不读这一行"


@dataclass(frozen=True, slots=True)
class Remembered:
    """这家以前确认过的：模板的表 → 它的表名；（列名、模板的列）；指标的写法 → 模板的指标。"""

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: frozenset[tuple[str, str]] = frozenset()
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """answers 为这次已经用上的选择，given 为这次给出的全部；foreign 为真即不是下发的模板。"""

    answers: Answers = NONE
    remembered: Remembered = field(default_factory=Remembered)
    foreign: bool = False
    given: Answers = NONE

    def before(self, rule: str, sheet: str, cell: str, found: str) -> str:
        """以前确认过的 found；这次另有选择的以这次的为准，为空。"""
        return "" if self.given.of(rule, sheet, cell) else found


NOTHING = Known()


def remembered(replies: Iterable[Reply]) -> Remembered:
    """以前的答复里可以再用的；旧的在前，后面的为准。"""
    mine = [r for r in replies if r.kind is ReplyKind.ANSWER]
    columns = {(plain(r.old), r.text): None for r in mine if r.rule == COLUMN and r.old}
    return Remembered(
        {r.sheet: r.text for r in mine if r.rule == SHEET},
        frozenset(columns),
        {plain(r.old): r.text for r in mine if r.rule == ROW and r.old},
    )
