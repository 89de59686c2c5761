"""活动时间轴页：一年的泳道；放大时下面是可缩放的历年时间轴。"""

import streamlit as st

from dashboard.figures.timeline_plot import timeline_figure
from dashboard.flows.screens import timeline
from dashboard.views.shown import PLOT_CONFIG, show


def page() -> None:
    """画出这一页。"""
    shown = show("timeline")
    if shown and shown.where.pick("view") == "zoom":
        figure = shown.dash.keep(timeline.zoom_key(shown.dash, shown.where), lambda: timeline_figure(*timeline.spans(shown.dash, shown.where)))
        st.plotly_chart(figure, key="timeline", config=PLOT_CONFIG)
