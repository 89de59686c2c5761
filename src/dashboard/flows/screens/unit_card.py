"""地图旁边：选中一个板块时，它的一句结论、各项任务、载体与园区、近期活动。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Contest
from dashboard.domain.carriers import Symbol
from dashboard.domain.city import Carrier, Unit
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, GoalResult, Light
from dashboard.flows import judge, rank
from dashboard.flows.activities import Activity, activities
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.carrier_map import carrier_title, counted
from dashboard.flows.screens.shading import Shading, place_zh
from dashboard.flows.screens.where import Where
from dashboard.wording import standings
from dashboard.wording.periods import date_zh, day_zh, month_zh

_GOALS, _CARRIERS, _EVENTS = 7, 6, 3
_URGENCY = (Light.MISSED, Light.FAR_BEHIND, Light.BEHIND, Light.UNREPORTED, Light.ON_PACE, Light.REACHED, Light.UNJUDGED)
_BAD = (Light.MISSED, Light.FAR_BEHIND, Light.BEHIND)


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """一个载体：形状、短名、类型、点位精度、悬停文字。"""

    symbol: Symbol
    carrier: Carrier
    title: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """一场活动：什么时候、做了什么、是否已办、链接。"""

    when: str
    text: str
    held: bool
    href: str


@dataclass(frozen=True, slots=True)
class UnitCard:
    """一个板块的一栏。rank 为龙虎榜综合位次的写法（没有为空）；more_* 为没列出的个数。"""

    unit: Unit
    rank: str
    finding: str
    goals: tuple[tuple[GoalResult, str], ...]
    more_goals: int
    carriers: tuple[CarrierRow, ...]
    more_carriers: int
    recent: tuple[EventRow, ...]
    coming: tuple[EventRow, ...]


def unit_card(dash: Dashboard, at: Moment, where: Where, name: str, found: Shading) -> UnitCard:
    """选中的板块。"""
    unit = next(u for u in at.profile.assessed_units if u.name == name)
    results = with_task(judge.goals(dash, at, name))
    limit = len(results) if where.pick("goals") == "all" else _GOALS
    mine = [c for c in counted(at.profile) if c.unit == name]
    recent, coming = events(dash, at, where, name)
    return UnitCard(
        unit=unit,
        rank=rank_text(dash, at, name),
        finding=finding(at, results, name, found),
        goals=tuple((r, where.to("overview", goal=r.goal.id, unit=name).href) for r in results[:limit]),
        more_goals=max(0, len(results) - limit),
        carriers=tuple(CarrierRow(at.profile.class_of(c).symbol, c, carrier_title(c)) for c in mine[:_CARRIERS]),
        more_carriers=max(0, len(mine) - _CARRIERS),
        recent=recent,
        coming=coming,
    )


def rank_text(dash: Dashboard, at: Moment, name: str) -> str:
    """龙虎榜综合位次和比上月的升降；收数中的月份、未排名的为空。"""
    if not at.finalized:
        return ""
    groups = rank.leaderboard(dash, at).groups
    found = next(((g, s) for g in groups for s in g.boards.get(Contest.TOTAL, ()) if s.unit == name), None)
    if found is None or found[1].rank is None:
        return ""
    group, mine = found
    change = f" {'▲' if mine.rank_change > 0 else '▼'}{abs(mine.rank_change)}" if mine.rank_change else ""
    board = group.name if len(groups) > 1 else ""
    return f"{board}综合{standings.rank_zh(mine, group.boards[Contest.TOTAL])}{change}"


def with_task(results: Sequence[GoalResult]) -> list[GoalResult]:
    """有年度任务的目标，最要紧的在前。"""
    found = [r for r in results if r.task is not None and not r.goal.is_commitment]
    return sorted(found, key=lambda r: (_URGENCY.index(r.light), r.gap if r.gap is not None else 0.0))


def finding(at: Moment, results: Sequence[GoalResult], name: str, found: Shading) -> str:
    """一句结论：完成率和它在各板块中的位置，几项滞后。"""
    shade, place = found.of(name), place_zh(found, name)
    head = f"{found.name}完成率" if found.goal else found.name
    if place:
        first = f"{head}{shade.text}，{place}"
    else:
        first = f"{month_zh(at.month)}未报，不参加比较" if shade.light is Light.UNREPORTED else f"{head}不判：没有可比的年度任务"
    return f"{first}；{behind(results)}。"


def behind(results: Sequence[GoalResult]) -> str:
    """“22项任务中1项严重滞后、2项滞后”。"""
    if not results:
        return "没有下达年度任务"
    tally = Counter(r.light for r in results)
    parts = [f"{tally[light]}项{LIGHT_ZH[light]}" for light in _BAD if tally[light]]
    return f"{len(results)}项年度任务中{'、'.join(parts) or '没有滞后的'}"


def events(dash: Dashboard, at: Moment, where: Where, name: str) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """最近办的三场（近的在前）和接下来的三项（早的在前）；年初也看上一年办的。"""
    years = [activities(dash, at, year) for year in (at.month.year - 1, at.month.year) if year >= at.profile.start.year]
    past = [row for found in years for a in found if a.unit == name for row in _held(a, at, where)]
    later = [a for a in (years[-1] if years else ()) if a.unit == name and _ahead(a, at)]
    later.sort(key=lambda a: (a.planned.first or at.month, a.no))
    recent = tuple(row for _, row in sorted(past, key=lambda pair: pair[0], reverse=True)[:_EVENTS])
    return recent, tuple(EventRow(a.planned.words, a.name, False, _href(a, where)) for a in later[:_EVENTS])


def _held(activity: Activity, at: Moment, where: Where) -> list[tuple[str, EventRow]]:
    """已办的各站，带排序用的日期。"""
    rows = []
    for stop in activity.held_stops:
        results = "、".join(f"{word}{n}个" for word, n in (("签约", stop.signed), ("落地", stop.landed)) if n)
        text = f"{activity.name}（{stop.place}）" if stop.place else activity.name
        this_year = stop.held is not None and stop.held.year == at.month.year
        when = month_zh(stop.period) if stop.held is None else day_zh(stop.held) if this_year else date_zh(stop.held)
        order = stop.held.isoformat() if stop.held else f"{stop.period}-99"
        rows.append((order, EventRow(when, f"{text}，{results}" if results else text, True, _href(activity, where))))
    return rows


def _ahead(activity: Activity, at: Moment) -> bool:
    """还没办、还没到期；收数中的月份当月也算没到期。"""
    last: Month | None = activity.planned.last
    return activity.state == "planned" and last is not None and (last > at.month or (last == at.month and not at.finalized))


def _href(activity: Activity, where: Where) -> str:
    return where.to("timeline", event=activity.no, unit=activity.unit).href
