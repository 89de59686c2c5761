"""合计行、合计列：不当数据读，用来核对各行加起来对不对（INTAKE R11）。"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboard.domain.city import WHOLE_CITY
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.book import Sheet, Value, address
from dashboard.intake.columns import Kind
from dashboard.intake.headings import Heading
from dashboard.intake.numerals import NotANumber, parse

if TYPE_CHECKING:
    from dashboard.intake.grids import Figure, GridCheck
    from dashboard.intake.lists import Entry, ListCheck

_CLOSE = Decimal("0.005")
_Part = tuple[str, Decimal]
"""加起来的一格：地址、读成的数。"""


def grid(check: "GridCheck", heading: Heading) -> None:
    """数表：一个指标各板块的合计行，一行各板块的合计列。"""
    for number, indicator in check.totals:
        for column in check.part.columns:
            at = heading.places.get(column.header)
            mine = [f for f in check.figures if f.row.goal.indicator == indicator and f.measure is column.measure and f.unit != WHOLE_CITY]
            if at is not None and not _unread(check, indicator):
                _compare(check, number, at, column.header, [_part(f) for f in mine])
    by_row: dict[int, list[Figure]] = {}
    for figure in check.figures:
        by_row.setdefault(figure.number, []).append(figure)
    for number, mine in by_row.items():
        units = [f for f in mine if f.unit != WHOLE_CITY]
        if check.part.table is not Table.TARGETS and not _unread(check, mine[0].row.goal.indicator):
            for at in heading.totals:
                _compare(check, number, at, check.sheet.text(heading.row, at), [_part(f) for f in units])


def listed(check: "ListCheck", found: "Sequence[Entry]") -> None:
    """清单：合计行与它以上全部各行之和，或与上一个合计行以后各行之和，对上一个即可。"""
    before = 0
    for number in check.totals:
        for column in check.part.columns:
            at = check.places.get(column.header)
            if at is not None and column.kind in (Kind.NUMBER, Kind.COUNT):
                parts = [(e.number, address(e.number, at), e[column.field]) for e in found if e.number < number]
                every = [(cell, Decimal(value)) for _, cell, value in parts if value is not None]
                since = [(cell, Decimal(value)) for row, cell, value in parts if value is not None and row > before]
                _compare(check, number, at, column.header, every, since)
        before = number


def _part(figure: "Figure") -> _Part:
    return figure.cell, figure.value


def _unread(check: "GridCheck", indicator: str) -> bool:
    """有格子没读成的，改好以后再核对。"""
    return any(name == indicator for name, _ in check.troubled)


def _compare(check: "GridCheck | ListCheck", row: int, column: int, header: str, *ways: Sequence[_Part]) -> None:
    """合计格写的数，与几种加法都对不上的要说明。"""
    value = check.sheet.value(row, column)
    total = _number(value)
    if total is None or not any(ways) or any(abs(_sum(parts) - total) <= _CLOSE for parts in ways):
        return
    parts, cell = ways[0], address(row, column)
    gap = _sum(parts) - total
    texts = _texts(check.sheet, parts)
    text = f"合计写的是{total:f}，各行加起来是{_sum(parts):f}，差{abs(gap):f}"
    if texts and abs(_sum(texts) - gap) <= _CLOSE:
        text += f"，正好是存成了文字、Excel没有加进去的{'、'.join(c for c, _ in texts)}"
    check.problem(Level.EXPLAIN, "total_differs", cell, header, check.sheet.text(row, column), f"{text}。请核对；属实请说明")


def _texts(sheet: Sheet, parts: Iterable[_Part]) -> list[_Part]:
    """存成文字的数：Excel 的求和不算它们。"""
    numbers = any(isinstance(v, int | float) for row in sheet.rows.values() for v in row.values())
    places = {address(n, c) for n, row in sheet.rows.items() for c, v in row.items() if isinstance(v, str)} if numbers else set()
    return [part for part in parts if part[0] in places]


def _sum(parts: Iterable[_Part]) -> Decimal:
    return sum((value for _, value in parts), Decimal(0))


def _number(value: Value) -> Decimal | None:
    """合计格里的数；写成文字的也认（CSV 的格子都是文字），不是数的不核对。"""
    if value is None or isinstance(value, date):
        return None
    try:
        return parse(value).value
    except NotANumber:
        return None
