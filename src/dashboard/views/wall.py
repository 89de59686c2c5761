"""大屏页：预览和地址；地址里的主机取自浏览器打开本页用的那个。"""

import streamlit as st

from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import wall
from dashboard.flows.screens.where import Where
from dashboard.views.shown import show


def screen(dash: Dashboard, where: Where) -> Picture:
    """大屏页的画面。"""
    folder, slash, _ = (st.context.url or "").partition("?")[0].rpartition("/")
    return wall.wall(dash, where, folder + slash)


def page() -> None:
    """画出这一页。"""
    show("wall", screen)
