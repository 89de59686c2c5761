"""频次承诺缺哪几期：已过的季、月、双月、周里没有举办过的，和还没有办过的板块。"""

from collections.abc import Sequence

from dashboard.domain.goals import Counting, Goal
from dashboard.domain.month import Month
from dashboard.metrics.counting import Held, covered, covered_units, periods


def missing_periods(goal: Goal, held: Held, month: Month) -> tuple[int, ...]:
    """month 所在年度、到 month 末已过而没有举办的期（从1数：第几季、第几月、第几个双月、第几周）；不按期的承诺为空。"""
    if goal.periods_per_year is None and goal.counting is not Counting.TALK_WEEKS:
        return ()
    _, over = periods(goal, 0, month)
    found = covered(goal, held, month)
    return tuple(n for n in range(1, over + 1) if n not in found)


def missing_units(goal: Goal, held: Held, month: Month, units: Sequence[str]) -> tuple[str, ...]:
    """month 所在年度到 month 为止还没有一场计入该项的板块；不按板块数的承诺为空。"""
    if goal.counting is not Counting.TALLY_UNITS:
        return ()
    done = covered_units(goal, held, month)
    return tuple(u for u in units if u not in done)
