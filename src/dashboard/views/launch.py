"""给启动处用的两件事：装入全部页面模块；页面出错时画一句中文，堆栈进日志。"""

from importlib import import_module
from pkgutil import iter_modules

import streamlit as st

from dashboard import views
from dashboard.flows.faults import noted


def load() -> None:
    """装入全部页面模块，第一个打开的人不用等。"""
    for module in iter_modules(views.__path__):
        import_module(f"{views.__name__}.{module.name}")


def failed(error: Exception) -> bool:
    """页面出了没料到的错：给人一个编号，同一编号和堆栈在日志里。返回真，即不再显示 Streamlit 的英文说明。"""
    st.error(f"{noted('这个画面', error)}[回到目标总览](./)", icon="⚠️")
    return True
