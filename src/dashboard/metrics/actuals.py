"""完成数：各板块最近一次已接收的数，按目标的基准加起来。

出处：两份文件第一部分“发展目标”的“新增、累计、年度、总数、占比”。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, UnitActual
from dashboard.metrics.readings import Cell, Readings, Series

_YEARLY = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.CADENCE, Basis.COUNT)
_LONG_AGO = Month(1, 1)


def city_actual(goal: Goal, readings: Readings, month: Month, units: Sequence[str]) -> Actual:
    """全市完成数：各板块与市级之和（占比为分子之和÷分母之和×100），累计类加计入的基期。

    units 为考核板块；目标月没有一个板块报数则 value 为 None（未报）。"""
    at = goal.due_at(month)
    whole = goal.breakdown is Breakdown.CITY_ONLY
    reporters = (WHOLE_CITY,) if whole else tuple(units)
    if at is None:
        return Actual(None, None, 0, len(reporters), (), ())
    parts = [unit_part(goal, readings, name, at) for name in reporters]
    missing = tuple(p.unit for p in parts if not p.reported)
    reported = len(parts) - len(missing)
    if not whole:
        parts.append(unit_part(goal, readings, CITY_LEVEL, at))
    value = _total(goal, readings, parts, at) if reported else None
    return Actual(value, at, reported, len(reporters), missing, tuple(parts))


def unit_actual(goal: Goal, readings: Readings, unit: str, month: Month) -> Actual:
    """一个板块的完成数：本年累计、期末或它自己的占比。"""
    at = goal.due_at(month)
    if at is None:
        return Actual(None, None, 0, 1, (), ())
    part = unit_part(goal, readings, unit, at)
    value = part.value if part.reported else None
    return Actual(value, at, int(part.reported), 1, () if part.reported else (unit,), (part,))


def unit_part(goal: Goal, readings: Readings, unit: str, month: Month) -> UnitActual:
    """一个报送者在目标月的数；当月没报则沿用最近的数（本年累计与占比只在当年内沿用）。"""
    series = readings.series(unit, goal.indicator)
    reported = _pick(goal, series.at(month) or {}) is not None
    found = _latest(goal, series, month)
    if found is None:
        return UnitActual(unit, None, False, False, None, None, None, None, None)
    return UnitActual(
        unit=unit,
        value=found.value,
        reported=reported,
        carried=not reported,
        since=found.month,
        first=found.first,
        final=found.final,
        numerator=found.numerator,
        denominator=found.denominator,
    )


def value_at(goal: Goal, readings: Readings, unit: str, month: Month) -> float | None:
    """一个板块到某月为止的数（可沿用旧值），没有为 None。"""
    found = _latest(goal, readings.series(unit, goal.indicator), month)
    return found.value if found else None


@dataclass(frozen=True, slots=True)
class _Value:
    month: Month
    value: float
    first: float | None
    final: float | None
    numerator: float | None
    denominator: float | None


def _latest(goal: Goal, series: Series, month: Month) -> _Value | None:
    first = Month(month.year, 1) if goal.basis is not Basis.STOCK else _LONG_AGO
    for at, cell in series.upto(month, first):
        found = _pick(goal, cell)
        if found is not None:
            return _Value(at, *found)
    return None


def _pick(goal: Goal, cell: Cell) -> tuple[float, float | None, float | None, float | None, float | None] | None:
    """一个月的数：先用目标的 authority 那一种，没有再用另一种。返回值、初报、核定、分子、分母。"""
    if goal.basis is Basis.RATIO:
        return _pick_ratio(goal, cell)
    measure = Measure.YEAR_TO_DATE if goal.basis in _YEARLY else Measure.STOCK
    first, final = cell.get((measure, Status.FIRST)), cell.get((measure, Status.FINAL))
    preferred, other = (final, first) if goal.authority is Status.FINAL else (first, final)
    value = preferred if preferred is not None else other
    return None if value is None else (value, first, final, None, None)


def _pick_ratio(goal: Goal, cell: Cell) -> tuple[float, float | None, float | None, float | None, float | None] | None:
    order = (goal.authority, Status.FIRST if goal.authority is Status.FINAL else Status.FINAL)
    shares: dict[Status, tuple[float, float]] = {}
    for status in order:
        top, bottom = cell.get((Measure.NUMERATOR, status)), cell.get((Measure.DENOMINATOR, status))
        if top is not None and bottom:
            shares[status] = (top, bottom)
    if not shares:
        return None
    top, bottom = next(iter(shares.values()))
    first, final = (100 * s[0] / s[1] if (s := shares.get(status)) else None for status in (Status.FIRST, Status.FINAL))
    return 100 * top / bottom, first, final, top, bottom


def _total(goal: Goal, readings: Readings, parts: Sequence[UnitActual], month: Month) -> float | None:
    known = [p for p in parts if p.value is not None]
    if goal.basis is Basis.RATIO:
        bottom = sum(p.denominator or 0.0 for p in known)
        return 100 * sum(p.numerator or 0.0 for p in known) / bottom if bottom else None
    total = sum(p.value or 0.0 for p in known)
    if goal.basis in (Basis.NEW, Basis.CUMULATIVE):
        total += sum(earlier_years(goal, readings, p.unit, month) for p in parts)
        total += goal.baseline.value if goal.baseline and goal.baseline.counted else 0.0
    return total


def earlier_years(goal: Goal, readings: Readings, unit: str, month: Month) -> float:
    """起始年到去年，每年最后一次本年累计之和。"""
    years = range(goal.start.year, month.year)
    return sum(value_at(goal, readings, unit, Month(year, 12)) or 0.0 for year in years)
