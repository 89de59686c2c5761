"""原表位置：问题所在的那几行，照工作簿的样子列出，问题格标出来，可以直接在格里改。"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.problems import Level, Problem
from dashboard.intake import columns
from dashboard.intake.book import Sheet, address
from dashboard.intake.layout import FIRST_ROW, HEAD_ROW
from dashboard.intake.prescan import place
from dashboard.intake.report import CheckReport

_ROWS, _COLUMNS, _SHEETS = 14, 9, 6
_LABELS = (columns.KEY, columns.INDICATOR, columns.UNIT, columns.ITEM, columns.UOM, columns.LAST)
"""这些列是模板印好的，不在页面上改。"""


@dataclass(frozen=True, slots=True)
class Cell:
    """一格：地址、现在的文字、问题级别（没有问题为 None）、能不能在这里改、收到时的原文（没改过即现在的）。"""

    name: str
    text: str
    level: Level | None
    open: bool
    was: str

    @property
    def fixed(self) -> bool:
        """在页面上改过。"""
        return self.text != self.was


@dataclass(frozen=True, slots=True)
class Excerpt:
    """一张表的一段：列字母、各行（行号、各格）。"""

    sheet: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def excerpts(report: CheckReport) -> list[Excerpt]:
    """有问题的、改过的表，每张一段，照工作簿的先后。"""
    if report.book is None:
        return []
    named = {p.sheet for p in report.problems if p.cell and p.sheet}
    sheets = [s for s in report.book.sheets if s.name.strip() in named or s.fixed]
    return [_excerpt(s, [p for p in report.problems if p.sheet == s.name.strip() and p.cell]) for s in sheets[:_SHEETS]]


def _excerpt(sheet: Sheet, problems: list[Problem]) -> Excerpt:
    levels = {cell: p.level for p in reversed(problems) for cell in (*p.cells, p.cell) if cell[0].isascii()}
    cells = [place(c) for c in (*levels, *sheet.fixed)]
    shown = _columns(sheet, [column for column, _ in cells])
    rows = sorted({HEAD_ROW, *[row for _, row in cells]} & set(range(1, max(sheet.last_row, HEAD_ROW) + 1)))[:_ROWS]
    return Excerpt(
        sheet.name.strip(),
        tuple(address(1, c).removesuffix("1") for c in shown),
        tuple((row, tuple(_cell(sheet, row, c, levels) for c in shown)) for row in rows),
    )


def _cell(sheet: Sheet, row: int, column: int, levels: Mapping[str, Level]) -> Cell:
    name, now = address(row, column), sheet.text(row, column)
    opened = row >= FIRST_ROW and sheet.text(HEAD_ROW, column) not in _LABELS
    return Cell(name, now, levels.get(name), opened, sheet.original(name, now))


def _columns(sheet: Sheet, troubled: list[int]) -> list[int]:
    """先列有问题的列，再补表头里有名字的前几列，不超过九列。"""
    named = [c for c in range(1, 40) if sheet.text(HEAD_ROW, c) and sheet.text(HEAD_ROW, c) != columns.KEY]
    return sorted({*sorted(set(troubled))[:_COLUMNS], *named[: max(0, _COLUMNS - len(set(troubled)))]})
