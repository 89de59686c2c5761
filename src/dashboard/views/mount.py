"""把一块画面放上页面：一个 components v2 组件，画面里的链接由它交回服务器。"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.figures.picture import Picture, css
from dashboard.views import state

_KEY = "picture"


@cache
def _component() -> ComponentRenderer:
    script = (files("dashboard.views") / "mount.js").read_text("utf-8")
    return st.components.v2.component("picture", html='<div class="kz"></div>', css=css(), js=script)


def mount(picture: Picture) -> None:
    """画出画面，并把网页标题换成它的结论。"""
    _mount(_KEY, {"html": picture.html, "title": picture.title, "tag": picture.tag})


def mount_below(key: str, picture: Picture, on_edits: Callable[[str], None] | None = None) -> None:
    """在页面中间再画一块：没有页框，不换网页标题。on_edits 收画面里改过的格子（JSON）。"""
    _mount(key, {"html": picture.html, "below": True}, on_edits)


def _mount(key: str, data: dict[str, object], on_edits: Callable[[str], None] | None = None) -> None:
    def edited() -> None:
        if on_edits is not None:
            on_edits(st.session_state[key].edits)

    shown = _component()(data=data, key=key, on_go_change=lambda: state.remember_click(key), on_edits_change=edited)
    state.catch_up(key, shown.go)
