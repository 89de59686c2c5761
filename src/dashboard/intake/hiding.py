"""隐藏的表、行、列：里面有要读的数就问，由上报人定，绝不悄悄读入或丢开（INTAKE R12）。"""

from collections.abc import Iterable

from dashboard.domain.problems import Level
from dashboard.intake import columns as column_names
from dashboard.intake.book import Sheet, address, letters
from dashboard.intake.known import Known
from dashboard.intake.report import Findings

READ, SKIP = "照样读入", "不读"
_LISTED = 5
_OPTIONS = (READ, SKIP)


def sheet(found: Sheet, findings: Findings, known: Known) -> bool:
    """隐藏的表读不读。"""
    return not found.hidden or _read(found, "hidden_sheet", "", "这张表是隐藏的", findings, known)


def rows(found: Sheet, filled: Iterable[int], findings: Findings, known: Known) -> frozenset[int]:
    """不读的行；filled 为有数可读的行。"""
    mine = sorted(found.hidden_rows & set(filled))
    if not mine:
        return frozenset()
    named = f"第{'、'.join(str(n) for n in mine[:_LISTED])}行{'等' if len(mine) > _LISTED else ''}"
    text = f"{named}是隐藏的（或被筛选掉的），里面有内容"
    return frozenset() if _read(found, "hidden_rows", f"A{mine[0]}", text, findings, known) else frozenset(mine)


def columns(found: Sheet, head: int, places: dict[str, int], findings: Findings, known: Known) -> dict[str, int]:
    """去掉不读的列；编号列是模板自己藏起来的，不问。"""
    kept = {}
    for name, column in places.items():
        shut = name != column_names.KEY and column in found.hidden_columns
        filled = shut and any(n > head and column in row for n, row in found.rows.items())
        text = f"{letters(column)}列“{name}”是隐藏的，里面有内容"
        if not filled or _read(found, "hidden_columns", address(head, column), text, findings, known):
            kept[name] = column
    return kept


def _read(found: Sheet, rule: str, cell: str, text: str, findings: Findings, known: Known) -> bool:
    """答了照办；没答的问，先照读。"""
    name = found.name.strip()
    chosen = known.answers.of(rule, name, cell)
    if not chosen:
        findings.add(Level.ERROR, rule, name, cell, "", "", f"{text}。请选读不读", _OPTIONS)
    return chosen != SKIP
