"""来历的问题：一个数在哪一次上报的哪个单元格。"""

from dataclasses import dataclass

from dashboard.domain.month import Month
from dashboard.queries.cache import View


@dataclass(frozen=True, slots=True)
class CellRow:
    """一个单元格：原文 raw 与读出的 value（不适用为 None），conversion 为替人改了什么；valid_from 为发布它的版本（未问及为 None）。"""

    unit: str
    period: Month
    measure: str
    value: float | None
    status: str
    submission: str
    sheet: str
    cell: str
    raw: str
    conversion: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None


def cells(view: View, city: str, indicator: str, first: Month, last: Month) -> list[CellRow]:
    """该版有效、first 到 last 月之间某指标的全部单元格。"""
    rows = view.records("cells", city=city, indicator=indicator, first=first.code, last=last.code)
    return [CellRow(**{**row, "period": Month.from_code(row["period"])}) for row in rows]


def cell_history(view: View, city: str, unit: str, indicator: str, month: Month) -> list[CellRow]:
    """某板块某指标某月曾经有效过的全部单元格，新的在前。"""
    rows = view.records("cell_history", city=city, unit=unit, indicator=indicator, period=month.code)
    return [CellRow(unit=unit, period=month, **row) for row in rows]


@dataclass(frozen=True, slots=True)
class LastValue:
    """某月之前最近一次的值。"""

    unit: str
    indicator: str
    measure: str
    status: str
    period: Month
    value: float
    sheet: str = ""
    cell: str = ""


def values_at(view: View, city: str, month: Month) -> dict[tuple[str, str, str, str], float]:
    """（板块、指标、种数、身份）→ month 那一个月的本年累计或期末。"""
    return {tuple(key): value for *key, value in view.rows("year_ago", city=city, period=month.code)}


def last_values(view: View, city: str, before: Month) -> list[LastValue]:
    """before 月以前每个板块、指标、种数最近一次的值。"""
    return [
        LastValue(unit, indicator, measure, status, Month.from_code(period), value, sheet or "", cell or "")
        for unit, indicator, measure, status, period, value, sheet, cell in view.rows("last_values", city=city, before=before.code)
    ]
