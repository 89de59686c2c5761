"""数据上报·审核、审计的按钮：审核通过、退回、一起通过、取原件和附件、导出审计记录。"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.domain.problems import DashboardError
from dashboard.flows import attaching, auditing, reviewing
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import auditing as audit_screen
from dashboard.flows.screens import review
from dashboard.flows.screens import submissions as screen
from dashboard.views import people
from dashboard.views.acting import act, done
from dashboard.views.mount import mount_below
from dashboard.views.plain import plain

_REVIEWER, _REASON, _EVERY = "reviewer", "reason", "every_reviewer"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(dash: Dashboard, here: screen.Desk) -> None:
    """待审清单，选中的一份和它的按钮；没选的可以一起通过。"""
    account = people.person(dash)
    done()
    mount_below("waiting", review.queue(dash, here.where, here.at, account))
    chosen = next((s.id for s in review.seen(dash, here.at.city, account) if s.id == here.where.pick("id") and review.openable(dash, s, account)), "")
    if chosen:
        _one(dash, chosen)
    elif review.clean_count(dash, here.at, account.name if account else ""):
        _every(dash, here)


def _one(dash: Dashboard, chosen: str) -> None:
    name, accept, why, back = st.columns([1.2, 1, 2.4, 1], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "审核人姓名（须不是上报人）", _REVIEWER)
    accepted = accept.button("审核通过", type="primary", width="stretch")
    reason = why.text_input("退回的理由", key=_REASON, placeholder="哪一格、为什么，至少4个字")
    returned = back.button("退回", width="stretch")
    if accepted:
        act(lambda: f"已审核通过，画面随即更新（第{reviewing.accept(dash, [chosen], by)}版）。")
    if returned:
        act(lambda: f"《{reviewing.return_(dash, chosen, by, reason).file_name}》已退回，理由已告诉上报人。")
    _papers(dash, chosen, by)


def _every(dash: Dashboard, here: screen.Desk) -> None:
    """没有要看的几份一起审核通过。"""
    name, go = st.columns([1.2, 4.6], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "审核人姓名（须不是上报人）", _EVERY)
    count = review.clean_count(dash, here.at, by)
    if go.button(f"没有说明、改正的{count}份一起审核通过", disabled=not (by and count)):
        act(lambda: "已一起审核通过{1}份，画面随即更新（第{0}版）。".format(*reviewing.accept_clean(dash, here.at.city, by)))


def _papers(dash: Dashboard, chosen: str, by: str) -> None:
    """原件和附件，点了才取；取走的记进审计。"""
    try:
        sent, papers = dash.store.submission(chosen), attaching.listed(dash, chosen, by)
    except DashboardError:
        return
    with st.popover(f"原件和附件（{len(papers) + 1}份）"):
        _download(sent.file_name, partial(_source, dash, chosen, by), "original")
        for paper in papers:
            _download(paper.file_name, partial(_paper, dash, chosen, paper.number, by), f"paper-{paper.number}")


def _download(name: str, make: Callable[[], bytes], key: str) -> None:
    st.download_button(plain(f"下载《{name}》"), data=make, file_name=name, on_click="ignore", key=f"fetch-{key}")


def _source(dash: Dashboard, chosen: str, by: str) -> bytes:
    return reviewing.fetch(dash, chosen, by)[1]


def _paper(dash: Dashboard, chosen: str, number: int, by: str) -> bytes:
    return attaching.fetch(dash, chosen, number, by)[1]


def audit(dash: Dashboard, here: screen.Desk) -> None:
    """审计记录和导出。"""
    by = people.account_name(dash)
    mount_below("auditing", audit_screen.log(dash, here.where, here.at, by))
    name = f"{here.at.profile.short_name}_审计记录.xlsx"
    make = partial(auditing.exported_book, dash, here.at.city, by, audit_screen.wanted(here.where))
    st.download_button("导出审计记录（.xlsx）", data=make, file_name=name, mime=_XLSX, on_click="ignore")
