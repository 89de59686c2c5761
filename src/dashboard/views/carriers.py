"""载体地图页：地图、名录全表；交互地图时下面是可以平移缩放的图。"""

import streamlit as st

from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import carrier_deck, carrier_list, carriers
from dashboard.flows.screens.where import Where
from dashboard.views.shown import show

_HEIGHT = 780


def screen(dash: Dashboard, where: Where) -> Picture:
    """按地址选画面。"""
    if where.pick("view") == "list":
        return carrier_list.listed(dash, where)
    return carrier_deck.framing(dash, where) if where.pick("view") == "deck" else carriers.carriers(dash, where)


def page() -> None:
    """画出这一页。"""
    shown = show("carriers", screen)
    if shown and shown.where.pick("view") == "deck":
        st.pydeck_chart(carrier_deck.deck(shown.dash, shown.where), key="deck", height=_HEIGHT)
