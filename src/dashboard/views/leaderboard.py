"""板块龙虎榜页：一张榜、一个板块；历年位次时下面是可缩放的图。"""

import streamlit as st

from dashboard.figures.history_plot import history_figure
from dashboard.flows.screens import unit
from dashboard.views.assessing import buttons
from dashboard.views.league import download
from dashboard.views.saving import form
from dashboard.views.shown import PLOT_CONFIG, show


def page() -> None:
    """画出这一页。"""
    shown = show("leaderboard")
    if shown and shown.where.pick("view") == "assess":
        with st.container(key="desk"):
            buttons(shown.dash, shown.where)
    if shown and shown.where.pick("view") == "export":
        with st.container(key="desk"):
            download(shown.dash, shown.where)
    if shown and shown.where.pick("view") == "whatif":
        form(shown.dash, shown.where)
    if shown and shown.where.pick("view") == "history":
        figure = shown.dash.keep(unit.history_key(shown.dash, shown.where), lambda: history_figure(*unit.history(shown.dash, shown.where)))
        st.plotly_chart(figure, key="history", config=PLOT_CONFIG)
