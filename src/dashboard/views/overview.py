"""目标总览页：总览、亮灯矩阵、一个目标；放大走势时下面是可缩放的图。"""

import streamlit as st

from dashboard.figures.picture import Picture
from dashboard.figures.plots import trend_figure
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import goal, matrix, overview
from dashboard.flows.screens.where import Where
from dashboard.views.shown import PLOT_CONFIG, show


def screen(dash: Dashboard, where: Where) -> Picture:
    """按地址选画面。"""
    if where.pick("goal"):
        return goal.zoomed(dash, where) if where.pick("view") == "trend" else goal.goal(dash, where)
    return matrix.matrix(dash, where) if where.pick("view") == "matrix" else overview.overview(dash, where)


def page() -> None:
    """画出这一页。"""
    shown = show("overview", screen)
    if shown and shown.where.pick("goal") and shown.where.pick("view") == "trend":
        track = goal.track_at(shown.dash, shown.where)
        st.plotly_chart(trend_figure(track), key="trend", config=PLOT_CONFIG)
