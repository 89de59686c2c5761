"""办一件事：办成了重画一遍，画面和这句话一起是新的；办不成说为什么，填的都还在。"""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.problems import DashboardError
from dashboard.views import state
from dashboard.views.plain import plain


def act(action: Callable[[], str]) -> None:
    """action 办成了返回一句话，留到重画以后由 done 说。"""
    try:
        said = action()
    except DashboardError as error:
        st.error(plain(error.message))
        return
    state.tell([(False, said)])
    st.rerun()


def done() -> None:
    """刚才办成的。"""
    for repeated, said in state.told():
        (st.info if repeated else st.success)(plain(said))
