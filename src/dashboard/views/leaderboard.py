"""板块龙虎榜页：一张榜、一个板块；历年位次时下面是可缩放的图。"""

import streamlit as st

from dashboard.figures.history_plot import history_figure
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import assessing, cockpit, leaderboard, projects, steady, trying, unit, versus
from dashboard.flows.screens.where import Where
from dashboard.views.assessing import buttons
from dashboard.views.saving import form
from dashboard.views.shown import PLOT_CONFIG, show


def screen(dash: Dashboard, where: Where) -> Picture:
    """按地址选画面。"""
    if where.pick("view") == "history":
        return unit.zoomed(dash, where)
    if where.pick("view") == "assess":
        return assessing.assessment(dash, where)
    if where.pick("view") == "whatif":
        return trying.trial(dash, where)
    if where.pick("view") == "firm":
        return steady.firm(dash, where)
    if where.pick("view") == "projects":
        return projects.projects(dash, where)
    if where.pick("unit") and where.pick("view") == "cockpit":
        return cockpit.dashboard(dash, where)
    if where.pick("unit") and where.pick("versus"):
        return versus.versus(dash, where)
    return unit.unit(dash, where) if where.pick("unit") else leaderboard.leaderboard(dash, where)


def page() -> None:
    """画出这一页。"""
    shown = show("leaderboard", screen)
    if shown and shown.where.pick("view") == "assess":
        buttons(shown.dash, shown.where)
    if shown and shown.where.pick("view") == "whatif":
        form(shown.dash, shown.where)
    if shown and shown.where.pick("view") == "history":
        figure = shown.dash.keep(unit.history_key(shown.dash, shown.where), lambda: history_figure(*unit.history(shown.dash, shown.where)))
        st.plotly_chart(figure, key="history", config=PLOT_CONFIG)
