"""画出一个画面：取地址、问流程、放上页面；出错也画成一页中文。"""

from collections.abc import Callable

from dashboard.domain.problems import DashboardError
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.frame import troubled
from dashboard.flows.screens.where import Where
from dashboard.views.mount import mount
from dashboard.views.state import where

Screen = Callable[[Dashboard, Where], Picture]


def show(page: str, screen: Screen) -> None:
    """画出 page 页的画面。"""
    dash = open_dashboard()
    here = Where(page)
    try:
        here = where(page)
        picture = screen(dash, here)
    except DashboardError as error:
        picture = troubled(here, error)
    mount(picture)
