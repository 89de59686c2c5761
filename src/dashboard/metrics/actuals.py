"""完成数：各板块最近一次已接收的数，按目标的基准加起来。

出处：两份文件第一部分“发展目标”的“新增、累计、年度、总数、占比”。"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, UnitActual
from dashboard.metrics.readings import Cell, Readings, Series
from dashboard.wording import reasons

SUMMED = (Basis.NEW, Basis.CUMULATIVE)
STOCKLIKE = (Basis.STOCK, Basis.RATIO)
_OTHER = {Status.FIRST: Status.FINAL, Status.FINAL: Status.FIRST}


def city_actual(goal: Goal, readings: Readings, month: Month, units: Sequence[str], idle: Collection[str] = ()) -> Actual:
    """全市完成数：各板块与市级之和（占比为分子之和÷分母之和×100），新增、累计加往年和计入的基期。

    units 为考核板块，idle 为其中那时不应报的（数照加，不算未报）；应报月没有一个板块有数则 value 为 None（未报）。"""
    at = goal.due_at(month)
    whole = goal.breakdown is Breakdown.CITY_ONLY
    reporters = (WHOLE_CITY,) if whole else tuple(units)
    if at is None:
        return Actual(None, None, 0, sum(name not in idle for name in reporters), (), ())
    parts = [unit_part(goal, readings, name, at) for name in reporters]
    due = [p for p in parts if p.unit not in idle]
    missing = tuple(p.unit for p in due if not p.reported)
    reported = len(due) - len(missing)
    if not whole:
        parts.append(unit_part(goal, readings, CITY_LEVEL, at))
    value = _total(goal, readings, parts, at) if reported else None
    return Actual(value, at, reported, len(due), missing, tuple(parts))


def unit_actual(goal: Goal, readings: Readings, unit: str, month: Month) -> Actual:
    """一个板块的完成数：本年累计、期末或它自己的占比；应报月没有报为 None（未报），旧值留在 parts。"""
    at = goal.due_at(month)
    if at is None:
        return Actual(None, None, 0, 1, (), ())
    part = unit_part(goal, readings, unit, at)
    value = part.value if part.reported else None
    return Actual(value, at, int(part.reported), 1, () if part.reported else (unit,), (part,))


def unit_part(goal: Goal, readings: Readings, unit: str, month: Month) -> UnitActual:
    """一个报送者在应报月的数；当月没报则沿用最近的数（本年累计与占比只在当年内沿用）。"""
    series = readings.series(unit, goal.indicator)
    found = _latest(goal, series, month)
    if found is None:
        return UnitActual(unit, None, False, False, None, None, None, None, None)
    reported = found.code == month.code
    since = Month.from_code(found.code)
    return UnitActual(unit, found.value, reported, not reported, since, found.first, found.final, found.numerator, found.denominator)


def value_at(goal: Goal, readings: Readings, unit: str, month: Month) -> float | None:
    """一个板块到某月为止的数（可沿用旧值），没有为 None。"""
    found = _latest(goal, readings.series(unit, goal.indicator), month)
    return found.value if found else None


def sum_at(goal: Goal, readings: Readings, month: Month, units: Sequence[str]) -> float | None:
    """各板块与市级到某月为止的数之和（本年累计或期末）；一个都没有为 None。"""
    found = [v for name in (*units, CITY_LEVEL) if (v := value_at(goal, readings, name, month)) is not None]
    return sum(found) if found else None


def earlier_years(goal: Goal, readings: Readings, unit: str, month: Month) -> float:
    """起始年到去年，每年最后一次本年累计之和。"""
    years = range(goal.start.year, month.year)
    return sum(value_at(goal, readings, unit, Month(year, 12)) or 0.0 for year in years)


def why_none(actual: Actual) -> str:
    """报了却没有数的原因：分母为0，还是写明不适用。"""
    divided = any(part.denominator is not None for part in actual.parts)
    return reasons.DIVIDED_BY_ZERO if divided else reasons.NOT_APPLICABLE


class _Value(NamedTuple):
    """一个月的数：code 为 YYYYMM；占比的分母为0、写明不适用时 value 为 None（报了，但没有数）。"""

    code: int
    value: float | None
    first: float | None
    final: float | None
    numerator: float | None = None
    denominator: float | None = None


def _latest(goal: Goal, series: Series, month: Month) -> _Value | None:
    first = 0 if goal.basis is Basis.STOCK else month.year * 100 + 1
    pick = _ratio if goal.basis is Basis.RATIO else _single
    for code, cell in series.upto(month, first):
        found = pick(goal, code, cell)
        if found is not None:
            return found
    return None


def _counts(goal: Goal, cell: Cell, measure: Measure) -> float | None:
    """算数的那一个：先看目标的 authority，没有再看另一种身份。"""
    known = (measure, goal.authority) in cell
    return cell.get((measure, goal.authority if known else _OTHER[goal.authority]))


def _absent(goal: Goal, cell: Cell, measure: Measure) -> bool:
    """写明不适用：报了，但没有数。"""
    return any(cell.get((measure, status), 0.0) is None for status in (goal.authority, _OTHER[goal.authority]))


def _single(goal: Goal, code: int, cell: Cell) -> _Value | None:
    measure = Measure.STOCK if goal.basis is Basis.STOCK else Measure.YEAR_TO_DATE
    value = _counts(goal, cell, measure)
    if value is None and not _absent(goal, cell, measure):
        return None
    return _Value(code, value, cell.get((measure, Status.FIRST)), cell.get((measure, Status.FINAL)))


def _ratio(goal: Goal, code: int, cell: Cell) -> _Value | None:
    top, bottom = _counts(goal, cell, Measure.NUMERATOR), _counts(goal, cell, Measure.DENOMINATOR)
    if (top is None or bottom is None) and _absent(goal, cell, Measure.NUMERATOR):
        return _Value(code, None, None, None)
    if top is None or bottom is None:
        return None
    first, final = (_share(cell.get((Measure.NUMERATOR, s)), cell.get((Measure.DENOMINATOR, s))) for s in (Status.FIRST, Status.FINAL))
    return _Value(code, _share(top, bottom), first, final, top, bottom)


def _share(top: float | None, bottom: float | None) -> float | None:
    """占比（%）；缺一个或分母为0为 None。"""
    return 100 * top / bottom if top is not None and bottom else None


def _total(goal: Goal, readings: Readings, parts: Sequence[UnitActual], month: Month) -> float | None:
    if goal.basis is Basis.RATIO:
        return _share(sum(p.numerator or 0.0 for p in parts), sum(p.denominator or 0.0 for p in parts))
    if all(p.value is None for p in parts):  # 报了的都写明不适用
        return None
    total = sum(p.value or 0.0 for p in parts)
    if goal.basis in SUMMED:
        total += sum(earlier_years(goal, readings, p.unit, month) for p in parts)
        total += goal.baseline.value if goal.baseline and goal.baseline.counted else 0.0
    return total
