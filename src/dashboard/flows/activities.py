"""活动：计划与已办，按年。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.city import PlannedEvent, PlannedRange, Scope
from dashboard.domain.facts import Stop
from dashboard.domain.month import Month
from dashboard.domain.spans import Span
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence
from dashboard.flows.moments import Moment

HELD = "已举办"
CANCELLED = "取消"


@dataclass(frozen=True, slots=True)
class Activity:
    """一项活动：计划一行和它的各站。state 为 planned/held/cancelled；count 为场次，未写为 None；
    each 为逐场的计划期间（只有一段则各场同一段，没写日期为空）。"""

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

    @property
    def held_stops(self) -> tuple[Stop, ...]:
        return tuple(s for s in self.stops if s.state == HELD)


def activities(dash: Dashboard, at: Moment, year: int) -> tuple[Activity, ...]:
    """year 年的活动：档案里的计划在前，上报新增的在后；只计到 at.month。"""
    return dash.keep(("activities", *at.key, year), lambda: _activities(dash, at, year))


def _activities(dash: Dashboard, at: Moment, year: int) -> tuple[Activity, ...]:
    reported = _by_number([s for s in evidence(dash, at).held.stops if _month(s).year == year and _month(s) <= at.month])
    planned = [_planned(plan, reported.pop(plan.no, [])) for plan in at.profile.events if plan.yearly or plan.year == year]
    return (*planned, *(_unplanned(no, stops) for no, stops in reported.items()))


def _month(stop: Stop) -> Month:
    """一站算在哪个月：已办的按实际举办，没办的按报它的那一期（与承诺的计数同一规则）。"""
    return Month(stop.held.year, stop.held.month) if stop.state == HELD and stop.held else stop.period


def _by_number(stops: Sequence[Stop]) -> dict[str, list[Stop]]:
    """按活动编号归拢各站；没有编号的按主办和名称。同一站以最近一期的行为准。"""
    newest: dict[tuple[str, str, str, str], Stop] = {}
    for stop in sorted(stops, key=lambda s: s.period):
        newest[(stop.no, stop.unit, stop.name if not stop.no else "", f"{stop.place}{stop.held or ''}")] = stop
    grouped: dict[str, list[Stop]] = {}
    for stop in newest.values():
        grouped.setdefault(stop.no or f"{stop.unit}·{stop.name}", []).append(stop)
    return grouped


def _planned(plan: PlannedEvent, stops: list[Stop]) -> Activity:
    return Activity(
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


def _unplanned(no: str, stops: list[Stop]) -> Activity:
    first = stops[0]
    return Activity(
        no=first.no or no,
        name=first.name,
        content="",
        host=first.host,
        co_host="",
        type=first.type,
        theme=first.theme,
        unit=first.unit,
        places=tuple(dict.fromkeys(s.place for s in stops)),
        planned=PlannedRange(first.planned_words, _month(first), _month(first), "单月"),
        each=(),
        count=len(stops),
        scope=first.scope,
        state=_state(stops),
        stops=tuple(stops),
        source="上报",
        note="",
    )


def _state(stops: Sequence[Stop]) -> str:
    if any(s.state == HELD for s in stops):
        return "held"
    return "cancelled" if stops and all(s.state == CANCELLED for s in stops) else "planned"
