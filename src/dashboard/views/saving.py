"""试算的画面下面：把草稿存成从某月起用的新的一套规则。"""

import streamlit as st

from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import DashboardError
from dashboard.flows import accounts, whatif
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.dials import draft
from dashboard.flows.screens.frame import stand
from dashboard.flows.screens.where import Where
from dashboard.views import people
from dashboard.views.plain import plain
from dashboard.wording.periods import month_zh
from dashboard.wording.trial import since

_MONTHS = 12


def form(dash: Dashboard, where: Where) -> None:
    """有改动、在最新的一版上、看的人有权，才给存的框。"""
    where, at = stand(dash, where)
    changes = draft(where)
    account = people.account_name(dash)
    if not changes or not at.finalized or where.as_of is not None or (account and accounts.barred(dash, account, Action.SET_RULES, at.city)):
        return
    with st.container(key="desk"):
        _fields(dash, where, at)


def _fields(dash: Dashboard, where: Where, at: Moment) -> None:
    name, start, reason, button = st.columns([1.2, 1.2, 3, 1.2], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "保存的人姓名", "rules_by")
    months = _months(dash, at.city)
    first = start.selectbox("从哪个月起用", months, format_func=month_zh, key="rules_from")
    why = reason.text_input("理由（印在规则的说明里）", key="rules_why", placeholder="至少4个字")
    if button.button("存成新的一套规则", type="primary", width="stretch"):
        _save(dash, where, whatif.Saving(first, by, why))


def _months(dash: Dashboard, city: str) -> list[Month]:
    """可以从哪些月起：还没有审定、考核的，往后一年。"""
    first = whatif.open_from(dash, city)
    last = dash.profile(city, dash.version()).end + 12
    return [first + n for n in range(_MONTHS) if first + n <= last]


def _save(dash: Dashboard, where: Where, item: whatif.Saving) -> None:
    where, at = stand(dash, where)
    try:
        made = whatif.save(dash, at, draft(where), item)
    except DashboardError as error:
        st.error(plain(error.message))
        return
    lit = f"，亮灯用“{made.light}”" if made.light else ""
    st.success(plain(f"已保存“{made.name}”，{since(made.start)}用{lit}；以前的月份照旧。"))
