"""由活动、洽谈、审定月数出来的承诺。"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from dashboard.domain.city import Scope
from dashboard.domain.facts import Stop, Talk
from dashboard.domain.goals import Counting, Goal
from dashboard.domain.month import Month

HELD = "已举办"
_THEME = "季度主题活动"


@dataclass(frozen=True)
class Held:
    """一座城市某一版的活动站次、洽谈和已审定月份。"""

    stops: Sequence[Stop] = ()
    talks: Sequence[Talk] = ()
    finalized: Sequence[Month] = field(default=())

    @cached_property
    def held_stops(self) -> tuple[tuple[Month, Stop], ...]:
        """已举办的站次，按实际举办的月份计。"""
        return tuple((Month(s.held.year, s.held.month), s) for s in self.stops if s.state == HELD and s.held)

    def stops_in(self, year: int, month: Month) -> list[tuple[Month, Stop]]:
        """year 年到 month 为止已举办的站次。"""
        return [(m, s) for m, s in self.held_stops if m.year == year and m <= month]


def count(goal: Goal, held: Held, month: Month) -> float:
    """承诺在 month 所在年度到 month 为止的次数（场、季、月、周、板块、次）。"""
    return float(_COUNTERS[goal.counting](goal, held, month))


def _stops(held: Held, month: Month) -> Iterable[tuple[Month, Stop]]:
    return held.stops_in(month.year, month)


def _in_scope(scope: Scope) -> Callable[[Goal, Held, Month], int]:
    return lambda goal, held, month: sum(s.scope is scope for _, s in _stops(held, month))


def _theme_quarters(goal: Goal, held: Held, month: Month) -> int:
    return len({m.quarter for m, s in _stops(held, month) if s.type == _THEME})


def _activity_months(goal: Goal, held: Held, month: Month) -> int:
    return len({m for m, _ in _stops(held, month)})


def _tally(goal: Goal, held: Held, month: Month) -> int:
    return sum(goal.id in s.tallies for _, s in _stops(held, month))


def _tally_periods(goal: Goal, held: Held, month: Month) -> int:
    size = 12 // (goal.periods_per_year or 12)
    return len({(m.month - 1) // size for m, s in _stops(held, month) if goal.id in s.tallies})


def _tally_units(goal: Goal, held: Held, month: Month) -> int:
    return len({s.unit for _, s in _stops(held, month) if goal.id in s.tallies})


def _talk_weeks(goal: Goal, held: Held, month: Month) -> int:
    return len({thursday for t in held.talks if (thursday := _thursday(t.day)).year == month.year and _within(t.day, month)})


def _finalized(goal: Goal, held: Held, month: Month) -> int:
    return sum(m.year == month.year and m <= month for m in held.finalized)


_COUNTERS: dict[Counting, Callable[[Goal, Held, Month], int]] = {
    Counting.STOPS_AWAY: _in_scope(Scope.AWAY),
    Counting.STOPS_ABROAD: _in_scope(Scope.ABROAD),
    Counting.THEME_QUARTERS: _theme_quarters,
    Counting.ACTIVITY_MONTHS: _activity_months,
    Counting.TALK_WEEKS: _talk_weeks,
    Counting.TALLY: _tally,
    Counting.TALLY_PERIODS: _tally_periods,
    Counting.TALLY_UNITS: _tally_units,
    Counting.FINALIZED_MONTHS: _finalized,
}


def _thursday(day: date) -> date:
    """这一天所在周的周四：它在哪一年，这一周就算哪一年。"""
    return day + timedelta(days=3 - day.weekday())


def _within(day: date, month: Month) -> bool:
    return (day.year, day.month) <= (month.year, month.month)


def periods(goal: Goal, units: int, month: Month) -> tuple[int, int]:
    """频次承诺一年的期数、到 month 末已过的期数。"""
    if goal.counting is Counting.TALLY_UNITS:
        return units, units if month.month == 12 else 0
    if goal.counting is Counting.TALK_WEEKS:
        return _weeks(month)
    each = goal.periods_per_year or 12
    return each, month.month * each // 12


def _weeks(month: Month) -> tuple[int, int]:
    """该年的周数（按周四计）、到月末为止周日已过的周数。"""
    end = _last_day(month)
    first = _thursday(date(month.year, 1, 4))
    total = 53 if (first + timedelta(weeks=52)).year == month.year else 52
    over = sum(first + timedelta(weeks=n, days=3) <= end for n in range(total))
    return total, total if month.month == 12 else over


def _last_day(month: Month) -> date:
    following = month + 1
    return date(following.year, following.month, 1) - timedelta(days=1)
