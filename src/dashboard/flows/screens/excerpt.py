"""原表位置：问题所在的那几行，照工作簿的样子列出，问题格标出来。"""

from dataclasses import dataclass

from dashboard.domain.problems import Level, Problem
from dashboard.intake.book import Sheet, address
from dashboard.intake.layout import HEAD_ROW
from dashboard.intake.prescan import place
from dashboard.intake.report import CheckReport

_ROWS, _COLUMNS, _SHEETS = 14, 9, 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """一张表的一段：列字母、各行（行号、各格的文字和问题级别，没有问题为 None）。"""

    sheet: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[tuple[str, Level | None], ...]], ...]


def excerpts(report: CheckReport) -> list[Excerpt]:
    """有问题的表，每张一段；阻断多的在前。"""
    if report.book is None:
        return []
    named = {p.sheet for p in report.problems if p.cell and p.sheet}
    sheets = [s for s in report.book.sheets if s.name in named]
    return [_excerpt(s, [p for p in report.problems if p.sheet == s.name and p.cell]) for s in sheets[:_SHEETS]]


def _excerpt(sheet: Sheet, problems: list[Problem]) -> Excerpt:
    levels = {p.cell: p.level for p in reversed(problems)}
    cells = [place(c) for c in levels if c[0].isascii()]
    columns = _columns(sheet, [column for column, _ in cells])
    rows = sorted({HEAD_ROW, *[row for _, row in cells]} & set(range(1, sheet.last_row + 1)))[:_ROWS]
    return Excerpt(
        sheet.name,
        tuple(address(1, c).removesuffix("1") for c in columns),
        tuple((row, tuple((sheet.text(row, c), levels.get(address(row, c))) for c in columns)) for row in rows),
    )


def _columns(sheet: Sheet, troubled: list[int]) -> list[int]:
    """先列有问题的列，再补表头里有名字的前几列，不超过九列。"""
    named = [c for c in range(1, 40) if sheet.text(HEAD_ROW, c) and sheet.text(HEAD_ROW, c) != "编号"]
    return sorted({*sorted(set(troubled))[:_COLUMNS], *named[: max(0, _COLUMNS - len(set(troubled)))]})
