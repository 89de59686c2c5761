"""画出一个画面：取地址、问流程、放上页面；出错也画成一页中文。"""

from dataclasses import dataclass

import streamlit as st

from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.pictures import Screen, drawn
from dashboard.flows.screens.where import Where
from dashboard.views.mount import mount

PLOT_CONFIG = {"displayModeBar": False, "scrollZoom": True, "topojsonURL": "/app/static/topo/"}


@dataclass(frozen=True, slots=True)
class Shown:
    """已画出的画面：看板和地址，页面要在下面再加东西时用。"""

    dash: Dashboard
    where: Where


def show(page: str, screen: Screen | None = None) -> Shown | None:
    """画出 page 页的画面，screen 为空取该页自己的；画成了返回它的地址，出错返回 None。"""
    dash = open_dashboard()
    found = drawn(dash, page, st.query_params.to_dict(), screen)
    mount(found.picture)
    return Shown(dash, found.where) if found.whole else None
