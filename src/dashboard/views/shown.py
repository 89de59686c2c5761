"""画出一个画面：取地址、问流程、放上页面；出错也画成一页中文。"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain.problems import DashboardError
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.frame import troubled
from dashboard.flows.screens.where import Where
from dashboard.views.mount import mount
from dashboard.views.state import where

Screen = Callable[[Dashboard, Where], Picture]

PLOT_CONFIG = {"displayModeBar": False, "scrollZoom": True, "topojsonURL": "/app/static/topo/"}


@dataclass(frozen=True, slots=True)
class Shown:
    """已画出的画面：看板和地址，页面要在下面再加东西时用。"""

    dash: Dashboard
    where: Where


def show(page: str, screen: Screen) -> Shown | None:
    """画出 page 页的画面；画成了返回它的地址，出错返回 None。"""
    dash, here = open_dashboard(), Where(page)
    try:
        here = where(page)
        picture = screen(dash, here)
    except DashboardError as error:
        mount(troubled(here, error))
        return None
    mount(picture)
    return Shown(dash, here)
