"""由活动、洽谈、审定月数出来的承诺：几场，或哪几期有过。"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from dashboard.domain.city import CITY_LEVEL, Scope
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
        """已举办的站次，按实际举办的月份计；同一站报了几次只计最近一次。"""
        return tuple((Month(s.held.year, s.held.month), s) for s in newest(self.stops) if s.state == HELD and s.held)

    def stops_in(self, year: int, month: Month) -> list[tuple[Month, Stop]]:
        """year 年到 month 为止已举办的站次。"""
        return [(m, s) for m, s in self.held_stops if m.year == year and m <= month]

    def of(self, unit: str) -> "Held":
        """一个板块自己的活动。"""
        return self._by_unit.get(unit) or Held()

    @cached_property
    def _by_unit(self) -> dict[str, "Held"]:
        found: dict[str, list[Stop]] = {}
        for _, stop in self.held_stops:
            found.setdefault(stop.unit, []).append(stop)
        return {unit: Held(stops) for unit, stops in found.items()}


def newest(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """同一站（同编号或同名，同板块、同地、同日）报了几次的，以最近一期的行为准。"""
    found: dict[tuple[str, str, str, str, date | None], Stop] = {}
    for stop in sorted(stops, key=lambda s: s.period):
        found[stop.no, stop.unit, "" if stop.no else stop.name, stop.place, stop.held] = stop
    return tuple(found.values())


def count(goal: Goal, held: Held, month: Month) -> float:
    """承诺在 month 所在年度到 month 为止的完成数（场、季、月、周、板块、次）。"""
    if goal.counting in _STOPS:
        return float(sum(1 for _, s in held.stops_in(month.year, month) if _STOPS[goal.counting](goal, s)))
    if goal.counting is Counting.TALLY_UNITS:
        return float(len(covered_units(goal, held, month)))
    return float(len(covered(goal, held, month)))


_STOPS: dict[Counting, Callable[[Goal, Stop], bool]] = {
    Counting.STOPS_AWAY: lambda _, s: s.scope is Scope.AWAY,
    Counting.STOPS_ABROAD: lambda _, s: s.scope is Scope.ABROAD,
    Counting.TALLY: lambda goal, s: goal.id in s.tallies,
}


def counted(goal: Goal, held: Held, month: Month) -> tuple[Stop | Talk, ...]:
    """完成数由哪些站次（或洽谈）数出来，先办的在前；审定月数的没有。"""
    if goal.counting is Counting.TALK_WEEKS:
        return tuple(sorted((t for t in held.talks if _week_of(t.day, month)), key=lambda t: t.day))
    if goal.counting is Counting.FINALIZED_MONTHS:
        return ()
    return tuple(sorted((s for _, s in held.stops_in(month.year, month) if _adds(goal, s)), key=lambda s: s.held or date.min))


def _adds(goal: Goal, stop: Stop) -> bool:
    if goal.counting in _STOPS:
        return _STOPS[goal.counting](goal, stop)
    if goal.counting is Counting.THEME_QUARTERS:
        return stop.type == _THEME
    if goal.counting is Counting.TALLY_UNITS:
        return goal.id in stop.tallies and stop.unit != CITY_LEVEL
    return goal.counting is not Counting.TALLY_PERIODS or goal.id in stop.tallies


def covered_units(goal: Goal, held: Held, month: Month) -> set[str]:
    """month 所在年度到 month 为止有计入场次的板块；市级不是板块。"""
    return {s.unit for _, s in held.stops_in(month.year, month) if goal.id in s.tallies and s.unit != CITY_LEVEL}


def covered(goal: Goal, held: Held, month: Month) -> set[int]:
    """month 所在年度到 month 为止有过的期（从1数：第几季、第几月、第几个双月、第几周）。"""
    if goal.counting is Counting.TALK_WEEKS:
        return {week for t in held.talks if (week := _week_of(t.day, month))}
    size = 12 // (goal.periods_per_year or 12)
    return {(m.month - 1) // size + 1 for m in _months(goal, held, month)}


def _months(goal: Goal, held: Held, month: Month) -> Iterable[Month]:
    if goal.counting is Counting.FINALIZED_MONTHS:
        return (m for m in held.finalized if m.year == month.year and m <= month)
    stops = held.stops_in(month.year, month)
    if goal.counting is Counting.THEME_QUARTERS:
        return (m for m, s in stops if s.type == _THEME)
    if goal.counting is Counting.TALLY_PERIODS:
        return (m for m, s in stops if goal.id in s.tallies)
    return (m for m, _ in stops)


def _week_of(day: date, month: Month) -> int | None:
    """这一天在 month 那年的第几周（周四在哪年算哪年，即 ISO 周）；不在该年、month 以后的为 None。

    全年最后一周可能跨到次年元旦，12月末把它算全。"""
    iso = day.isocalendar()
    gone = month.month == 12 or (day.year, day.month) <= (month.year, month.month)
    return iso.week if iso.year == month.year and gone else None


def periods(goal: Goal, units: int, month: Month) -> tuple[int, int]:
    """频次承诺一年的期数、到 month 末已过的期数。各板块每年一次的，12月以前不算到期。"""
    if goal.counting is Counting.TALLY_UNITS:
        return units, units if month.month == 12 else 0
    if goal.counting is Counting.TALK_WEEKS:
        return _weeks(month)
    each = goal.periods_per_year or 12
    return each, month.month * each // 12


def _weeks(month: Month) -> tuple[int, int]:
    """该年的周数（按周四计）、到月末为止周日已过的周数；12月末全年的周都算已过。"""
    end = _last_day(month)
    total = date(month.year, 12, 28).isocalendar().week
    first_sunday = date.fromisocalendar(month.year, 1, 7)
    over = (end - first_sunday).days // 7 + 1 if end >= first_sunday else 0
    return total, total if month.month == 12 else min(over, total)


def _last_day(month: Month) -> date:
    following = month + 1
    return date(following.year, following.month, 1) - timedelta(days=1)
