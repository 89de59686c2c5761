"""大屏的整幅内容：几叠画面，和一直看得见的数据状态。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from dashboard.figures.map_symbols import icon
from dashboard.figures.picture import render
from dashboard.flows.corrections import corrected_units
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.moments import Moment, moment
from dashboard.flows.pending import Awaiting, awaiting
from dashboard.flows.screens.frame import city_ids, status
from dashboard.flows.wall import calendar, counts, goals, land, leaders
from dashboard.flows.wall.ask import Ask, Audience, Kind
from dashboard.flows.wall.decks import Deck
from dashboard.wording.lights import rule_text

_ZONES = 4


@dataclass(frozen=True, slots=True)
class Screen:
    """title 为网页标题；html 为 .wall 以内的整块；stamp 变了就该重取。"""

    title: str
    html: str
    stamp: str


def screen(dash: Dashboard, ask: Ask) -> Screen:
    """画出大屏；没有这座城市抛 UsageError。"""
    city = chosen_city(dash, ask)
    version, today = dash.version(), now().date()
    pending = _pending(dash, city, version)
    key = ("wall", city, ask.audience, ask.kinds, ask.scale, version, today, pending)
    return dash.keep(key, lambda: _drawn(dash, city, ask, version, today, pending))


def stamp(dash: Dashboard, ask: Ask) -> tuple[str, int]:
    """现在该画的是哪一份（数据版本、日期、谁有更正待审），和数据版本。"""
    version = dash.version()
    pending = _pending(dash, chosen_city(dash, ask), version)
    return _stamp(version, now().date(), pending), version


def _pending(dash: Dashboard, city: str, version: int) -> Awaiting | None:
    """大屏所画的那个月的更正待审；还没有审定的月份为 None。"""
    finalized = dash.store.finalized_months(city, version)
    return awaiting(dash, moment(dash, city, max(finalized), version)) if finalized else None


def chosen_city(dash: Dashboard, ask: Ask) -> str:
    """所问的城市；没写取第一座。"""
    cities = city_ids(dash)
    city = ask.city or (cities[0] if cities else "")
    dash.profile(city, dash.version())
    return city


def _stamp(version: int, today: date, pending: Awaiting | None) -> str:
    ids = "、".join(p.submission for p in pending.found) if pending else ""
    mark = f"-{crc32(ids.encode()):08x}" if ids else ""
    return f"{version}-{today:%Y%m%d}{mark}"


def _drawn(dash: Dashboard, city: str, ask: Ask, version: int, today: date, pending: Awaiting | None) -> Screen:
    profile = dash.profile(city, version)
    finalized = dash.store.finalized_months(city, version)
    at = moment(dash, city, max(finalized) if finalized else profile.start, version)
    html = render(
        "screen.html",
        zones=zones(_decks(dash, at, ask, today, pending)),
        status=status(dash, at) if finalized else None,
        corrected=corrected_units(dash, at) if finalized else (),
        pending=pending.names if pending else (),
        internal=ask.audience is Audience.INTERNAL,
        profile=profile,
        icon=icon,
    )
    return Screen(f"{profile.name}大屏", html, _stamp(version, today, pending))


def _decks(dash: Dashboard, at: Moment, ask: Ask, today: date, pending: Awaiting | None) -> list[list[Deck]]:
    """每种一组；没有审定月时只有活动。"""
    if pending is None:
        waiting = Deck(Kind.GOALS, f"{at.profile.name}科技招商", "还没有审定的月份", note="第一个月审定后，这里自动出现各项目标。")
        return [[waiting], [calendar.deck(dash, at, today)]]
    return [[_lit(at, ask, d) for d in found] for kind in ask.kinds if (found := _of_kind(dash, at, ask, kind, today, pending))]


def _lit(at: Moment, ask: Ask, deck: Deck) -> Deck:
    """有灯的两种，内部的印亮灯的办法和出处。"""
    lit = ask.audience is Audience.INTERNAL and deck.kind in (Kind.GOALS, Kind.LEADERS)
    return replace(deck, lit=rule_text(at.light)) if lit else deck


def _of_kind(dash: Dashboard, at: Moment, ask: Ask, kind: Kind, today: date, pending: Awaiting) -> list[Deck]:
    match kind:
        case Kind.GOALS:
            return [goals.deck(dash, at, ask.audience, pending)]
        case Kind.LEADERS:
            return leaders.decks(dash, at, pending)
        case Kind.EVENTS:
            return [calendar.deck(dash, at, today)]
        case Kind.COUNTS:
            return [counts.deck(dash, at)]
        case Kind.MAP:
            return [land.deck(dash, at, ask.audience, ask.scale)]


def zones(found: Sequence[Sequence[Deck]]) -> list[list[Deck]]:
    """宽屏上的竖区，至多四个；多出来的几叠接在最后一区里轮着放。"""
    first = [list(decks) for decks in found[:_ZONES]]
    for decks in found[_ZONES:]:
        first[-1].extend(decks)
    return first
