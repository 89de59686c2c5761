"""数据上报·合成一份：几个人填的同一份一起传上来，谁填了哪张表，填得不一样的选一个，合成以后照一份检查、上报。"""

import hashlib
from collections.abc import Sequence

import streamlit as st

from dashboard.domain.problems import DashboardError
from dashboard.flows import joining, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import joining as screen
from dashboard.views.mount import mount_below
from dashboard.views.people import account_name
from dashboard.views.plain import plain

File = tuple[str, bytes]
_JOINED = "joined"
_UNCHOSEN = "（还没有选）"


def files(given: Sequence[File]) -> list[File]:
    """要检查的：合成过的就是合成的一份；上传框里换了文件，合成的就不作数了。"""
    found = st.session_state.get(_JOINED)
    return [found[1]] if found and found[0] == _digest(given) else list(given)


def originals(given: Sequence[File]) -> list[File]:
    """合成过的，各人的原件；没有合成为空。"""
    found = st.session_state.get(_JOINED)
    return list(given) if found and found[0] == _digest(given) else []


def offer(dash: Dashboard, given: Sequence[File], reports: Sequence[uploads.CheckReport]) -> None:
    """同一单位同一期的几份：可以合成一份。"""
    same = [pair for pair, report in zip(given, reports, strict=True) if any(p.rule == "twice" for p in report.problems)]
    if len(same) < 2 or len(same) < len(given):
        return
    books = [report.book for report in reports if report.book is not None]
    if len(books) < len(same):
        return
    by = account_name(dash)
    key = ("joined", tuple(same), dash.version(), by)
    try:
        draft = dash.keep(key, lambda: joining.join(dash, same, {}, by, books))
    except DashboardError as error:
        st.info(plain(error.message))
        return
    mount_below("joining", screen.draft(draft))
    with st.form("join"):
        chosen = {clash.key: st.selectbox(plain(screen.asked(clash)), [_UNCHOSEN, *clash.options], key=f"join·{clash.key}") for clash in draft.clashes}
        if st.form_submit_button("合成一份，再检查", type="primary"):
            _join(dash, given, same, chosen)


def _join(dash: Dashboard, given: Sequence[File], same: Sequence[File], chosen: dict[str, str]) -> None:
    try:
        draft = joining.join(dash, same, {key: file for key, file in chosen.items() if file != _UNCHOSEN}, account_name(dash))
    except DashboardError as error:
        st.error(plain(error.message))
        return
    if draft.waiting:
        st.error(plain(f"还有{len(draft.waiting)}处没有选：{'、'.join(c.key for c in draft.waiting)}。"))
        return
    st.session_state[_JOINED] = (_digest(given), (draft.name, draft.content))
    st.rerun()


def _digest(given: Sequence[File]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(name.encode() + content).digest() for name, content in given)).hexdigest()
