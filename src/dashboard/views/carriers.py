"""载体地图页：地图、名录全表；交互地图时下面是可以平移缩放的图。"""

import streamlit as st

from dashboard.flows.screens import carrier_deck
from dashboard.views.shown import show

_HEIGHT = 780


def page() -> None:
    """画出这一页。"""
    shown = show("carriers")
    if shown and shown.where.pick("view") == "deck":
        st.pydeck_chart(carrier_deck.deck(shown.dash, shown.where), key="deck", height=_HEIGHT)
