"""活动时间轴页：一年的泳道；放大时下面是可缩放的历年时间轴。"""

import streamlit as st

from dashboard.figures.picture import Picture
from dashboard.figures.timeline_plot import timeline_figure
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import timeline
from dashboard.flows.screens.where import Where
from dashboard.views.shown import PLOT_CONFIG, show


def screen(dash: Dashboard, where: Where) -> Picture:
    """按地址选画面。"""
    return timeline.zoomed(dash, where) if where.pick("view") == "zoom" else timeline.timeline(dash, where)


def page() -> None:
    """画出这一页。"""
    shown = show("timeline", screen)
    if shown and shown.where.pick("view") == "zoom":
        figure = shown.dash.keep(timeline.zoom_key(shown.dash, shown.where), lambda: timeline_figure(*timeline.spans(shown.dash, shown.where)))
        st.plotly_chart(figure, key="timeline", config=PLOT_CONFIG)
