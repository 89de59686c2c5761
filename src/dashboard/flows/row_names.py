"""一处问题在哪一行：数表说指标，清单说那一行的第一格文字。"""

from dashboard.domain.problems import Problem
from dashboard.intake.layout import FIRST_ROW
from dashboard.intake.prescan import place
from dashboard.intake.report import CheckReport

_FIRST_COLUMNS = 4
_LONGEST = 18
_KEY = "|"


def row_name(report: CheckReport, problem: Problem) -> str:
    """问题所在的那一行叫什么；整表的、表头以上的、那一行没有名字的为空。"""
    sheet = report.book.sheet(problem.sheet) if report.book and problem.cell else None
    if sheet is None or not problem.cell[0].isascii():
        return ""
    column, row = place(problem.cell)
    if row < FIRST_ROW:
        return ""
    texts = (sheet.value(row, n) for n in range(1, _FIRST_COLUMNS + 1) if n != column)
    name = next((t.strip() for t in texts if isinstance(t, str) and _says(t)), "")
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _says(text: str) -> bool:
    """是给人看的字，不是隐藏的编号、也不是数。"""
    return bool(text.strip()) and _KEY not in text and any(ord(ch) > 0x2E7F for ch in text)
