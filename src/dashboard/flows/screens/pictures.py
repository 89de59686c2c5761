"""由地址定画面：一页的各种看法各由谁画。送出的网页里的首屏画和活的页面问的是同一处。"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.domain.problems import DashboardError
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.screens import (
    assessing,
    carrier_deck,
    carrier_list,
    carriers,
    cockpit,
    goal,
    leaderboard,
    matrix,
    opening,
    overview,
    projects,
    steady,
    timeline,
    trying,
    unit,
    versus,
)
from dashboard.flows.screens.frame import stand, troubled
from dashboard.flows.screens.where import Where

Screen = Callable[[Dashboard, Where], Picture]
_LETTERS = 125
"""几个字算一份：一个汉字占两字节内存。"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """画好的一页；whole 为假时是一句出错的话。"""

    where: Where
    picture: Picture
    whole: bool


def drawn(dash: Dashboard, page: str, params: Mapping[str, str], screen: Screen | None = None) -> Drawn:
    """照地址画 page 页，screen 为空取该页自己的（办事的页面只有页框）；地址不对、数据不对画成一句话。"""
    where = Where(page)
    try:
        where = Where.parse(page, params)
        return Drawn(where, screen(dash, where) if screen else kept(dash, where), whole=True)
    except DashboardError as error:
        return Drawn(where, troubled(where, error), whole=False)


def seen(dash: Dashboard) -> tuple[object, ...]:
    """账本走到了哪里、今天几号：没有变，画面就不变。账本里的每一步都进审计；登录、取走不改画面，不算。"""
    return dash.version(), dash.store.last_entry(), now().date()


def kept(dash: Dashboard, where: Where) -> Picture:
    """整页一块的画面，没有变化不重画；首屏和活的页面用的是同一份，没写城市、月份的与写明的也是同一份。"""
    where, _ = stand(dash, where)
    screen = PICTURES.get(where.page, opening.opening)
    key = ("picture", where.page, tuple(sorted(where.params.items())), *seen(dash))
    return dash.keep(key, lambda: screen(dash, where), lambda picture: len(picture.html) // _LETTERS)


def _goals(dash: Dashboard, where: Where) -> Picture:
    if where.pick("goal"):
        return goal.zoomed(dash, where) if where.pick("view") == "trend" else goal.goal(dash, where)
    return matrix.matrix(dash, where) if where.pick("view") == "matrix" else overview.overview(dash, where)


def _places(dash: Dashboard, where: Where) -> Picture:
    if where.pick("view") == "list":
        return carrier_list.listed(dash, where)
    return carrier_deck.framing(dash, where) if where.pick("view") == "deck" else carriers.carriers(dash, where)


def _events(dash: Dashboard, where: Where) -> Picture:
    return timeline.zoomed(dash, where) if where.pick("view") == "zoom" else timeline.timeline(dash, where)


def _ranks(dash: Dashboard, where: Where) -> Picture:
    viewed = _RANK_VIEWS.get(where.pick("view"))
    if viewed is not None:
        return viewed(dash, where)
    if not where.pick("unit"):
        return leaderboard.leaderboard(dash, where)
    if where.pick("view") == "cockpit":
        return cockpit.dashboard(dash, where)
    return versus.versus(dash, where) if where.pick("versus") else unit.unit(dash, where)


_RANK_VIEWS: Mapping[str, Screen] = {
    "history": unit.zoomed,
    "assess": assessing.assessment,
    "whatif": trying.trial,
    "firm": steady.firm,
    "projects": projects.projects,
}
PICTURES: dict[str, Screen] = {"overview": _goals, "carriers": _places, "timeline": _events, "leaderboard": _ranks}
"""整页就是一块画面的各页。"""
