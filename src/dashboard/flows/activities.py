"""活动：计划与已办，按年。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.domain.city import PlannedEvent, PlannedRange, Scope
from dashboard.domain.facts import Stop
from dashboard.domain.month import Month
from dashboard.domain.spans import Grain, Span
from dashboard.domain.spans import read as read_span
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence
from dashboard.flows.moments import Moment
from dashboard.metrics.counting import newest

HELD = "已举办"
CANCELLED = "取消"
REPORTED = "上报"
"""计划里没有、由上报新增的活动，出处写这两个字；没有编号的，no 为“板块·名称”。"""


@dataclass(frozen=True, slots=True)
class Activity:
    """一项活动：计划一行和它的各站。state 为 planned/held/cancelled；count 为场次，未写为 None；
    each 为逐场的计划期间（只有一段则各场同一段，没写日期为空）；overdue 为计划期已过而没报举办、取消的场数。"""

    no: str
    name: str
    content: str
    host: str
    co_host: str
    type: str
    theme: str
    unit: str
    places: tuple[str, ...]
    planned: PlannedRange
    each: tuple[Span, ...]
    count: int | None
    scope: Scope
    state: str
    stops: tuple[Stop, ...]
    source: str
    note: str
    overdue: int = 0

    @property
    def held_stops(self) -> tuple[Stop, ...]:
        return tuple(s for s in self.stops if s.state == HELD)


def activities(dash: Dashboard, at: Moment, year: int) -> tuple[Activity, ...]:
    """year 年的活动：档案里的计划在前，上报新增的在后；只看到 at.month。"""
    return dash.keep(("activities", *at.key, at.state, year), lambda: _activities(dash, at, year))


def overdue_stops(activity: Activity, at: Moment, year: int) -> int:
    """year 年里计划期已过、到 at.month 还没报举办或取消的场数；没写日期的、计划里没有的不算，收数中的当月不算已过。

    逐场写了日期的逐场看，否则整项一起看，没写场次的算一场。"""
    gone = at.month + (0 if at.finalized else -1)
    over = [Month(year, within_year(span, year)[1]) <= gone for span in activity.each]
    due = sum(over) if len(over) > 1 else sum(over) * (activity.count or 1)
    told = sum(s.state == CANCELLED or (s.state == HELD and _month(s) <= at.month) for s in activity.stops)
    return max(0, due - told)


def within_year(span: Span, year: int) -> tuple[int, int]:
    """一段期间截到 year 年以内的起止月；写的是别的年份（每年举办的）只取月份。"""
    if span.last.year < year or span.first.year > year:
        return span.first.month, max(span.first.month, span.last.month)
    return (span.first.month if span.first.year == year else 1), (span.last.month if span.last.year == year else 12)


def _activities(dash: Dashboard, at: Moment, year: int) -> tuple[Activity, ...]:
    known = [s for s in newest(evidence(dash, at).held.stops) if (_month(s) if s.state == HELD else s.period) <= at.month]
    numbers = {plan.no for plan in at.profile.events}
    named = {(plan.unit, plan.name): plan.no for plan in at.profile.events if plan.yearly or plan.year == year}
    grouped: dict[str, list[Stop]] = {}
    for stop in known:
        number = stop.no or named.get((stop.unit, stop.name)) or f"{stop.unit}·{stop.name}"
        grouped.setdefault(number, []).append(stop)
    grouped = {number: _settled(stops) for number, stops in grouped.items()}
    planned = [
        _planned(plan, _of_year(grouped.get(plan.no, []), year if plan.yearly else None), at, year)
        for plan in at.profile.events
        if plan.yearly or plan.year == year or _of_year(grouped.get(plan.no, []), year)
    ]
    reported = [(no, stops) for no, every in grouped.items() if no not in numbers and (stops := _of_year(every, year))]
    return (*planned, *(_unplanned(no, stops) for no, stops in reported))


def _settled(stops: Sequence[Stop]) -> list[Stop]:
    """先报了计划、后来报了举办或取消的同一站，只留后来的。"""
    found: list[Stop] = []
    for stop in sorted(stops, key=lambda s: s.period):
        if stop.state in (HELD, CANCELLED):
            before = next((s for s in found if _becomes(s, stop)), None)
            found = [s for s in found if s is not before]
        found.append(stop)
    return found


def _becomes(plan: Stop, stop: Stop) -> bool:
    return plan.state not in (HELD, CANCELLED) and plan.period < stop.period and plan.place in ("", stop.place)


def _of_year(stops: Sequence[Stop], year: int | None) -> list[Stop]:
    """算在某一年的各站；None 为全部。"""
    return [s for s in stops if year in (None, _month(s).year)]


def _month(stop: Stop) -> Month:
    """一站算在哪个月：已办的按实际举办，没办的按计划期间的末月，没写日期的按报它的那一期。"""
    if stop.state == HELD and stop.held:
        return Month(stop.held.year, stop.held.month)
    span = read_span(stop.planned_words, stop.period.year)
    return span.last if span else stop.period


def _planned(plan: PlannedEvent, stops: list[Stop], at: Moment, year: int) -> Activity:
    found = Activity(
        no=plan.no,
        name=plan.name,
        content=plan.content,
        host=plan.host,
        co_host=plan.co_host,
        type=plan.type,
        theme=plan.theme,
        unit=plan.unit,
        places=plan.places,
        planned=plan.planned,
        each=plan.each,
        count=plan.stops,
        scope=plan.scope,
        state=_state(stops),
        stops=tuple(stops),
        source=plan.source,
        note=plan.note,
    )
    return replace(found, overdue=overdue_stops(found, at, year))


def _unplanned(no: str, stops: list[Stop]) -> Activity:
    first = stops[0]
    return Activity(
        no=no,
        name=first.name,
        content="",
        host=first.host,
        co_host="",
        type=first.type,
        theme=first.theme,
        unit=first.unit,
        places=tuple(dict.fromkeys(s.place for s in stops)),
        planned=_range(stops),
        each=(),
        count=sum(s.state != CANCELLED for s in stops) or len(stops),
        scope=first.scope,
        state=_state(stops),
        stops=tuple(stops),
        source=REPORTED,
        note="",
    )


def _range(stops: Sequence[Stop]) -> PlannedRange:
    """上报新增的活动的期间：写了计划日期的读它，没写的为各站所在的月份。"""
    words = next((s.planned_words for s in stops if s.planned_words), "")
    span = read_span(words, stops[0].period.year) if words else None
    if span is not None:
        return PlannedRange(words, span.first, span.last, span.grain)
    months = sorted(_month(s) for s in stops)
    return PlannedRange(words, months[0], months[-1], Grain.MONTH if months[0] == months[-1] else Grain.MONTHS)


def _state(stops: Sequence[Stop]) -> str:
    if any(s.state == HELD for s in stops):
        return "held"
    return "cancelled" if stops and all(s.state == CANCELLED for s in stops) else "planned"
