"""大屏上的活动：本周的、今后两个月的，再补最近办过的。今天是哪天看服务器的钟。"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dashboard.domain.facts import Stop
from dashboard.domain.month import Month
from dashboard.flows.activities import CANCELLED, HELD, Activity, activities
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence
from dashboard.flows.moments import Moment
from dashboard.flows.wall.ask import Kind
from dashboard.flows.wall.decks import Deck, Entry
from dashboard.wording.periods import date_zh

_MOST = 12
_MONTHS_AHEAD = 2
_REPORTED = "上报"


def deck(dash: Dashboard, at: Moment, today: date) -> Deck:
    """活动一叠：本周、近期、最近举办，至多十二项。"""
    week = list(_this_week(evidence(dash, at).held.stops, today))
    waiting = [a for a in activities(dash, at, today.year) if a.state == "planned" and a.source != _REPORTED]
    ahead, undated = list(_ahead(waiting, today)), list(_undated(waiting, today))
    recent = list(_recent(evidence(dash, at).held.stops, at.month, today))
    shown = [*week, *ahead, *undated][:_MOST]
    items = (*shown, *recent[: max(0, min(6, _MOST - len(shown)))])
    return Deck(Kind.EVENTS, f"{at.profile.name}科技招商 · 活动", *_finding(week, ahead, undated), items)


def _finding(week: Sequence[Entry], ahead: Sequence[Entry], undated: Sequence[Entry]) -> tuple[str, str]:
    """先说本周，本周没有就说今后两个月，再没有就说今年待定的。"""
    if week:
        return f"本周{len(week)}场活动", f"，今后两个月还有{len(ahead)}项" if ahead else ""
    if ahead:
        return f"今后两个月{len(ahead)}项活动", "，本周没有"
    return "本周没有活动", f"，今年还有{len(undated)}项日期待定" if undated else ""


def _this_week(stops: Sequence[Stop], today: date) -> Iterator[Entry]:
    monday = today - timedelta(days=today.weekday())
    for stop in sorted((s for s in stops if s.held and s.state != CANCELLED), key=lambda s: s.held or today):
        if stop.held and monday <= stop.held < monday + timedelta(days=7):
            yield Entry(f"本周{'一二三四五六日'[stop.held.weekday()]}", stop.name, _where(stop.host, (stop.place,)), soon=True)


def _ahead(waiting: Sequence[Activity], today: date) -> Iterator[Entry]:
    """计划在本月到后两个月之间、还没办也没取消的。"""
    now = Month(today.year, today.month)
    dated = [(span, a) for a in waiting if (span := _span(a, today.year)) is not None]
    for (first, last), activity in sorted(dated, key=lambda pair: (pair[0][1], pair[0][0])):
        if last >= now and first <= now + _MONTHS_AHEAD:
            yield Entry(activity.planned.words or "今年", activity.name, _where(activity.host, activity.places))


def _undated(waiting: Sequence[Activity], today: date) -> Iterator[Entry]:
    """今年要办、日期未定的。"""
    for activity in waiting:
        if _span(activity, today.year) is None:
            yield Entry("今年，日期待定", activity.name, _where(activity.host, activity.places))


def _span(activity: Activity, year: int) -> tuple[Month, Month] | None:
    """计划的起止月；每年都办的换到今年。"""
    first, last = activity.planned.first, activity.planned.last
    if first is None or last is None:
        return None
    shift = 12 * (year - last.year)
    return first + shift, last + shift


def _recent(stops: Sequence[Stop], month: Month, today: date) -> Iterator[Entry]:
    """最近办过的，近的在前，截至审定月。"""
    held = [s for s in stops if s.state == HELD and s.held and s.held <= today and s.period <= month]
    for stop in sorted(held, key=lambda s: s.held or today, reverse=True):
        if stop.held:
            yield Entry(f"{date_zh(stop.held)}已办", stop.name, _where(stop.host, (stop.place,)), held=True)


def _where(host: str, places: Sequence[str]) -> str:
    return " · ".join(filter(None, (host, "、".join(filter(None, places)))))
