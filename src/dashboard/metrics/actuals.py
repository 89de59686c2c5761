"""完成数：各板块最近一次已接收的数，按目标的基准加起来。

出处：两份文件第一部分“发展目标”的“新增、累计、年度、总数、占比”。"""

from collections.abc import Collection, Sequence

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.goals import Basis, Breakdown, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, UnitActual
from dashboard.metrics.columns import Column, added, number, numbers, total
from dashboard.metrics.latest import Latest, latest
from dashboard.metrics.readings import Readings
from dashboard.wording import reasons

SUMMED = (Basis.NEW, Basis.CUMULATIVE)
STOCKLIKE = (Basis.STOCK, Basis.RATIO)


def city_actual(goal: Goal, readings: Readings, month: Month, units: Sequence[str], idle: Collection[str] = ()) -> Actual:
    """全市完成数：各板块与市级之和（占比为分子之和÷分母之和×100），新增、累计加往年和计入的基期。

    units 为考核板块，idle 为其中那时不应报的（数照加，不算未报）；应报月没有一个板块有数则 value 为 None（未报）。"""
    at = goal.due_at(month)
    whole = goal.breakdown is Breakdown.CITY_ONLY
    reporters = (WHOLE_CITY,) if whole else tuple(units)
    if at is None:
        return Actual(None, None, 0, sum(name not in idle for name in reporters), (), ())
    parts = unit_parts(goal, readings, reporters if whole else (*reporters, CITY_LEVEL), at)
    due = [p for p in parts[: len(reporters)] if p.unit not in idle]
    missing = tuple(p.unit for p in due if not p.reported)
    reported = len(due) - len(missing)
    value = _total(goal, readings, parts, at) if reported else None
    return Actual(value, at, reported, len(due), missing, tuple(parts))


def unit_actual(goal: Goal, readings: Readings, unit: str, month: Month) -> Actual:
    """一个板块的完成数：本年累计、期末或它自己的占比；应报月没有报为 None（未报），旧值留在 parts。"""
    at = goal.due_at(month)
    return actual_of(at, unit_part(goal, readings, unit, at) if at is not None else None)


def actual_of(at: Month | None, part: UnitActual | None) -> Actual:
    """一个板块在截至月的完成数；还没到首个应报月的 part 为 None。"""
    if part is None:
        return Actual(None, None, 0, 1, (), ())
    value = part.value if part.reported else None
    return Actual(value, at, int(part.reported), 1, () if part.reported else (part.unit,), (part,))


def unit_part(goal: Goal, readings: Readings, unit: str, month: Month) -> UnitActual:
    """一个报送者在应报月的数；当月没报则沿用最近的数（本年累计与占比只在当年内沿用）。"""
    return unit_parts(goal, readings, (unit,), month)[0]


def unit_parts(goal: Goal, readings: Readings, units: tuple[str, ...], month: Month) -> list[UnitActual]:
    """同 unit_part，各报送者一个。"""
    return parts_of(latest(goal, readings, units, month))


def parts_of(found: Latest) -> list[UnitActual]:
    """各报送者的数，一个个写出来。"""
    columns = (found.value, found.first, found.final, found.numerator, found.denominator)
    rows = zip(found.units, found.at.tolist(), found.reported.tolist(), zip(*map(numbers, columns), strict=True), strict=True)
    return [
        UnitActual(unit, value, reported, at >= 0 and not reported, Month.of(found.start + at) if at >= 0 else None, *others)
        for unit, at, reported, (value, *others) in rows
    ]


def value_at(goal: Goal, readings: Readings, unit: str, month: Month) -> float | None:
    """一个板块到某月为止的数（可沿用旧值），没有为 None。"""
    return number(values_at(goal, readings, (unit,), month))


def values_at(goal: Goal, readings: Readings, units: tuple[str, ...], month: Month) -> Column:
    """同 value_at，各报送者一个。"""
    return latest(goal, readings, units, month).value


def sum_at(goal: Goal, readings: Readings, month: Month, units: Sequence[str]) -> float | None:
    """各板块与市级到某月为止的数之和（本年累计或期末）；一个都没有为 None。"""
    return total(values_at(goal, readings, (*units, CITY_LEVEL), month))


def why_none(actual: Actual) -> str:
    """报了却没有数的原因：分母为0，还是写明不适用。"""
    divided = any(part.denominator is not None for part in actual.parts)
    return reasons.DIVIDED_BY_ZERO if divided else reasons.NOT_APPLICABLE


def _total(goal: Goal, readings: Readings, parts: Sequence[UnitActual], month: Month) -> float | None:
    if goal.basis is Basis.RATIO:
        top, bottom = sum(p.numerator or 0.0 for p in parts), sum(p.denominator or 0.0 for p in parts)
        return 100 * top / bottom if bottom else None
    if all(p.value is None for p in parts):  # 报了的都写明不适用
        return None
    found = sum(p.value or 0.0 for p in parts)
    if goal.basis in SUMMED:
        found += sum(_earlier_years(goal, readings, tuple(p.unit for p in parts), month).tolist())
        found += goal.baseline.value if goal.baseline and goal.baseline.counted else 0.0
    return found


def _earlier_years(goal: Goal, readings: Readings, units: tuple[str, ...], month: Month) -> Column:
    """起始年到去年，每年最后一次本年累计之和。"""
    years = range(goal.start.year, month.year)
    return added((values_at(goal, readings, units, Month(year, 12)) for year in years), len(units))
