"""频次承诺缺哪几期：已过的季、月、双月、周里没有举办过的，和还没有办过的板块。"""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.goals import Counting, Goal
from dashboard.domain.month import Month
from dashboard.metrics.counting import Held, periods

_THEME = "季度主题活动"


def missing_periods(goal: Goal, held: Held, month: Month) -> tuple[int, ...]:
    """month 所在年度、到 month 末已过而没有举办的期（从1数：第几季、第几月、第几个双月、第几周）；不按期的承诺为空。"""
    if goal.periods_per_year is None and goal.counting is not Counting.TALK_WEEKS:
        return ()
    _, over = periods(goal, 0, month)
    covered = _covered(goal, held, month)
    return tuple(n for n in range(1, over + 1) if n not in covered)


def missing_units(goal: Goal, held: Held, month: Month, units: Sequence[str]) -> tuple[str, ...]:
    """month 所在年度到 month 为止还没有一场计入该项的板块；不按板块数的承诺为空。"""
    if goal.counting is not Counting.TALLY_UNITS:
        return ()
    done = {s.unit for _, s in held.stops_in(month.year, month) if goal.id in s.tallies}
    return tuple(u for u in units if u not in done)


def _covered(goal: Goal, held: Held, month: Month) -> set[int]:
    if goal.counting is Counting.TALK_WEEKS:
        return {week for day in _talk_days(held, month) if (week := _week_of(day, month.year))}
    size = 12 // (goal.periods_per_year or 12)
    return {(m.month - 1) // size + 1 for m in _months(goal, held, month)}


def _months(goal: Goal, held: Held, month: Month) -> list[Month]:
    if goal.counting is Counting.FINALIZED_MONTHS:
        return [m for m in held.finalized if m.year == month.year and m <= month]
    stops = held.stops_in(month.year, month)
    if goal.counting is Counting.THEME_QUARTERS:
        return [m for m, s in stops if s.type == _THEME]
    if goal.counting is Counting.TALLY_PERIODS:
        return [m for m, s in stops if goal.id in s.tallies]
    return [m for m, _ in stops]


def _talk_days(held: Held, month: Month) -> list[date]:
    return [t.day for t in held.talks if (t.day.year, t.day.month) <= (month.year, month.month)]


def _week_of(day: date, year: int) -> int | None:
    """这一天在 year 年的第几周（周四在哪年算哪年，即 ISO 周）；不在该年为 None。"""
    iso = day.isocalendar()
    return iso.week if iso.year == year else None

