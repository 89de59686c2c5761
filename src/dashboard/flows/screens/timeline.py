"""活动时间轴：一年的活动按类型分道，计划与已办对照，逾期未报的标出。"""

from collections import Counter
from collections.abc import Callable, Sequence

from dashboard.domain.city import CITY_LEVEL, Scope
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.figures.picture import Picture
from dashboard.figures.swimlanes import Span, edge, lanes
from dashboard.flows.activities import Activity, activities
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment, on
from dashboard.flows.screens import commitments
from dashboard.flows.screens.event import detail
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.programme import Programme, bars, overdue_count, programme
from dashboard.flows.screens.where import Where
from dashboard.wording import findings
from dashboard.wording.periods import elapsed_zh, month_zh

_ROWS = 14
_FILTERS: dict[str, Callable[[Activity], str]] = {"unit": lambda a: a.unit, "host": lambda a: a.host, "scope": lambda a: str(a.scope)}
_NAMES = {"unit": "板块", "host": "主办", "scope": "范围"}


def timeline(dash: Dashboard, where: Where) -> Picture:
    """活动时间轴。"""
    where, at = stand(dash, where)
    then = chosen_year(dash, at, where)
    everything = activities(dash, then, then.month.year)
    shown = chosen(everything, where)
    found = [programme(a, then) for a in shown]
    cards = commitments.cards(dash, then, where)
    return framed(
        dash,
        where,
        at,
        "timeline.html",
        headline(then, found, cards, where),
        year=then.month.year,
        cards=cards,
        totals=totals(found),
        lanes=lanes(bars(found, where), lane_order(then, everything), None if where.pick("rows") else _ROWS),
        quarters=quarters(everything),
        now=edge(then.month.month + 1),
        now_month=then.month,
        choices=choices(then, everything, where),
        event=detail(dash, then, found, where) if where.pick("event") else None,
        closed=where.but(event=None).href,
        every_row=where.but(rows="all").href,
        zoom=where.but(view="zoom", event=None).href,
        planned=any(a.source != "上报" for a in everything),
    )


def zoomed(dash: Dashboard, where: Where) -> Picture:
    """只有页框和标题：下面是可缩放的时间轴。"""
    where, at = stand(dash, where)
    held = sum(totals(found)["held"] for _, found in _every_year(dash, at, where))
    title = f"{month_zh(at.profile.start)}以来共举办{held:,}场活动"
    return framed(dash, where, at, "zoomed.html", title, back=where.but(view=None).href, back_to="活动时间轴")


def spans(dash: Dashboard, where: Where) -> tuple[list[Span], tuple[str, ...], Month]:
    """起始年到该月所在年的全部活动、泳道的顺序、数据截至月；可缩放的时间轴用。"""
    where, at = stand(dash, where)
    found = [
        Span(b.lane, Month(year, b.first), Month(year, b.last), b.kind, b.label, b.title)
        for year, mine in _every_year(dash, at, where)
        for b in bars(mine, where)
    ]
    order = [e.type for e in at.profile.events] + [s.lane for s in found]
    return found, tuple(dict.fromkeys(order)), at.month


def _every_year(dash: Dashboard, at: Moment, where: Where) -> list[tuple[int, list[Programme]]]:
    moments = [year_moment(dash, at, year) for year in years(at)]
    return [(m.month.year, [programme(a, m) for a in chosen(activities(dash, m, m.month.year), where)]) for m in moments]


def zoom_key(dash: Dashboard, where: Where) -> tuple[object, ...]:
    """可缩放时间轴的缓存键。"""
    where, at = stand(dash, where)
    return ("timeline", *at.key, *(where.pick(key) for key in _FILTERS))


def years(at: Moment) -> range:
    """可看的年份。"""
    return range(at.profile.start.year, at.month.year + 1)


def chosen_year(dash: Dashboard, at: Moment, where: Where) -> Moment:
    """所选年份的时刻；不选、或选了该月以后的年份，为该月本身。"""
    text = where.pick("year")
    if text and not text.isdigit():
        raise UsageError("unknown_year", f"地址里的year应为年份，写的是{text}。")
    return year_moment(dash, at, int(text)) if text and int(text) in years(at) else at


def year_moment(dash: Dashboard, at: Moment, year: int) -> Moment:
    """当年看到该月，往年看到12月。"""
    return at if year == at.month.year else on(dash, at, Month(year, 12))


def chosen(found: Sequence[Activity], where: Where) -> list[Activity]:
    """按板块、主办、范围筛过的活动。"""
    picked = {key: where.pick(key) for key in _FILTERS if where.pick(key)}
    return [a for a in found if all(_FILTERS[key](a) == value for key, value in picked.items())]


def totals(found: Sequence[Programme]) -> dict[str, int]:
    """已办场数、洽谈、签约、落地、逾期未报场数。"""
    stops = [s for p in found for _, s in p.held]
    return {
        "held": len(stops),
        "talks": sum(s.talks or 0 for s in stops),
        "signed": sum(s.signed or 0 for s in stops),
        "landed": sum(s.landed or 0 for s in stops),
        "overdue": overdue_count(found),
    }


def headline(then: Moment, found: Sequence[Programme], cards: Sequence[commitments.Card], where: Where) -> str:
    """结论：办了几场、签约几个，几场逾期未报，哪项承诺落后最多（筛选时不说承诺）。"""
    counted = totals(found)
    span = elapsed_zh(then.month) if not where.pick("year") else f"{then.month.year}年{elapsed_zh(then.month)}"
    who = "·".join(where.pick(key) for key in _FILTERS if where.pick(key))
    if not found:
        return f"{who}{span}没有活动计划，也没有上报的活动"
    late = None if who else commitments.worst(cards)
    return findings.timeline(f"{who}{span}", counted["held"], counted["signed"], counted["overdue"], late.lag if late else "")


def lane_order(then: Moment, found: Sequence[Activity]) -> tuple[str, ...]:
    """泳道的顺序：先是文件里活动计划写到的类型，按文件顺序；上报新增的类型在后。"""
    return tuple(dict.fromkeys([e.type for e in then.profile.events] + [a.type for a in found]))


def quarters(found: Sequence[Activity]) -> list[tuple[str, str]]:
    """四个季度和它们的主题（活动写明主题的，按它的季度）。"""
    themes: dict[int, str] = {}
    for activity in found:
        first = activity.planned.first
        if activity.theme and first is not None:
            themes.setdefault(first.quarter, activity.theme)
    names = ("一季度", "二季度", "三季度", "四季度")
    return [(name, themes.get(n, "")) for n, name in enumerate(names, 1)]


def choices(then: Moment, found: Sequence[Activity], where: Where) -> list[tuple[str, list[Choice]]]:
    """年、板块、主办、范围四个菜单。"""
    plain = where.but(event=None, rows=None)
    dates = [Choice(f"{y}年", plain.but(year=str(y)).href, y == then.month.year) for y in reversed(years(then))]
    return [(f"{then.month.year}年", dates), *(_choice(key, then, found, plain) for key in _FILTERS)]


def _choice(key: str, then: Moment, found: Sequence[Activity], plain: Where) -> tuple[str, list[Choice]]:
    picked = plain.pick(key)
    every = Choice(f"全部{_NAMES[key]}", plain.but(**{key: None}).href, not picked)
    options = [Choice(name, plain.but(**{key: name}).href, name == picked) for name in _options(key, then, found) if name]
    return (picked or every.text), [every, *options]


def _options(key: str, then: Moment, found: Sequence[Activity]) -> list[str]:
    if key == "scope":
        return [str(s) for s in Scope]
    counted = Counter(_FILTERS[key](a) for a in found)
    if key == "unit":
        return [u for u in (CITY_LEVEL, *then.profile.unit_names) if counted[u]]
    return [name for name, _ in counted.most_common()]
