"""目标总览页：总览、亮灯矩阵、一个目标；放大走势时下面是可缩放的图。"""

import streamlit as st

from dashboard.figures.plots import trend_figure
from dashboard.flows.screens import goal
from dashboard.views.shown import PLOT_CONFIG, show


def page() -> None:
    """画出这一页。"""
    shown = show("overview")
    if shown and shown.where.pick("goal") and shown.where.pick("view") == "trend":
        track = goal.track_at(shown.dash, shown.where)
        st.plotly_chart(trend_figure(track), key="trend", config=PLOT_CONFIG)
