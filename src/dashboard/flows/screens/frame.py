"""页框：导航、城市与月份、结论标题、数据状态行；各画面的模板都装在它里面。"""

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import DashboardError
from dashboard.domain.submissions import MonthState
from dashboard.figures.picture import Picture, render
from dashboard.flows.corrections import corrected_units
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence
from dashboard.flows.moments import Moment, known_months, moment
from dashboard.flows.pending import awaiting
from dashboard.flows.screens.where import PAGES, Where
from dashboard.wording import why
from dashboard.wording.lights import other_text, rule_text


@dataclass(frozen=True, slots=True)
class Choice:
    """一个可选项：写法、链接、是否现选。"""

    text: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Status:
    """数据状态行：截至月与状态、版本、更新时间、已报与未报板块、亮灯办法的名称、出处、做法、换成别的办法看的记号（没换为空）、是否模拟、审定后更正过的板块。"""

    month: Month
    state: str
    collecting: bool
    version: int
    latest: bool
    updated: datetime | None
    reported: int
    reporters: int
    missing: tuple[str, ...]
    light: str
    light_rule: str
    light_words: str
    other_light: str
    simulated: bool
    corrected: tuple[str, ...]


def stand(dash: Dashboard, where: Where) -> tuple[Where, Moment]:
    """把地址落到一个时刻：没给城市取第一座，没给月份取最近的审定月。"""
    cities = city_ids(dash)
    at = moment(dash, where.city or (cities[0] if cities else ""), where.month, where.as_of, lights=where.lights)
    return where.at(at.city, at.month), at


def city_ids(dash: Dashboard) -> tuple[str, ...]:
    """全部城市，起始早的在前。"""
    version = dash.version()
    found = [dash.profile(city, version) for city in dash.store.cities(version)]
    return tuple(p.id for p in sorted(found, key=lambda p: (p.start, p.id)))


def status(dash: Dashboard, at: Moment) -> Status:
    """该时刻的数据状态。"""
    sent = evidence(dash, at).reporting.get(at.month, frozenset())
    idle = at.profile.idle(at.month)
    units = [name for name in at.profile.unit_names if name not in idle]
    missing = tuple(u for u in units if u not in sent)
    return Status(
        month=at.month,
        state=str(at.state),
        collecting=at.state is MonthState.COLLECTING,
        version=at.version,
        latest=at.version == dash.version(),
        updated=dash.store.changed_at(at.version),
        reported=len(units) - len(missing),
        reporters=len(units),
        missing=missing,
        light=at.light.label,
        light_rule=rule_text(at.light),
        light_words=why.how(at.light),
        other_light=other_text(at.light, at.own_light) if at.own_light else "",
        simulated=dash.simulated(at.city),
        corrected=corrected_units(dash, at),
    )


def framed(dash: Dashboard, where: Where, at: Moment, template: str, title: str, **context: object) -> Picture:
    """把一个画面装进页框。"""
    html = render(
        template,
        title=title,
        where=where,
        profile=at.profile,
        status=status(dash, at),
        pending=awaiting(dash, at),
        pages=_pages(where),
        cities=_cities(dash, where),
        months=_months(dash, where, at.profile),
        lighting=_lighting(where, at),
        **context,
    )
    return Picture(title, html)


def troubled(where: Where, error: DashboardError) -> Picture:
    """出错的画面：一句话说明，和回到默认画面的链接。"""
    home = Where(where.page)
    html = render("trouble.html", title="这个画面打不开", message=error.message, pages=_pages(home), home=home.href)
    return Picture("这个画面打不开", html)


def _pages(where: Where) -> list[Choice]:
    return [Choice(name, where.to(page).href, page == where.page) for page, name in PAGES.items()]


def _cities(dash: Dashboard, where: Where) -> list[Choice]:
    version = dash.version()
    profiles = [dash.profile(city, version) for city in city_ids(dash)]
    return [Choice(p.name, replace(_leaving(where, p), city=p.id, month=None, as_of=None).href, p.id == where.city) for p in profiles]


def _leaving(where: Where, profile: CityProfile) -> Where:
    """换城市：那座城市没有所换的亮灯预设的，不带去。"""
    there = where.to(where.page)
    return there if there.pick("lights") in {p.name for p in profile.lights} else there.but(lights=None)


def _lighting(where: Where, at: Moment) -> list[Choice]:
    """可换的亮灯预设，本市自己的在前；不能换的画面没有。"""
    own = at.own_light or at.light
    presets = sorted(at.profile.lights, key=lambda p: p != own) if where.lit else []
    return [
        Choice(f"{p.label}（{'本市的' if p == own else p.document or p.source}）", where.but(lights=None if p == own else p.name).href, p == at.light)
        for p in presets
    ]


def _months(dash: Dashboard, where: Where, profile: CityProfile) -> list[tuple[int, list[Choice]]]:
    """按年分的月份，新的年在前；收数中的月份注明。"""
    years: dict[int, list[Choice]] = {}
    for month, state in sorted(known_months(dash, profile.id).items()):
        text = f"{month.month}月" + ("·收数中" if state is MonthState.COLLECTING else "")
        years.setdefault(month.year, []).append(Choice(text, replace(where, month=month).href, month == where.month))
    return sorted(years.items(), reverse=True)
