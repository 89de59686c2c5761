"""数据上报页：下载模板、上传、看问题、上报；审核；审定。账户到来之前，请填姓名。"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.problems import DashboardError
from dashboard.domain.submissions import Header
from dashboard.flows import reviewing, uploads
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens import submissions as screen
from dashboard.flows.screens.frame import troubled
from dashboard.flows.screens.where import Where
from dashboard.views import state
from dashboard.views.mount import mount, mount_below

_FILES, _BY, _REVIEWER, _FINALIZER = "files", "by", "reviewer", "finalizer"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class _Page:
    dash: Dashboard
    here: screen.Desk
    files: list[tuple[str, bytes]]
    reports: list[uploads.CheckReport]


def page() -> None:
    """画出这一页。"""
    dash, where = open_dashboard(), Where("submissions")
    try:
        where = state.where("submissions")
        here = screen.desk(dash, where)
        files = state.uploaded(_FILES) if here.doing == screen.FILL else []
        top, line = st.container(), st.empty()
        reports = _checked(dash, here, files, line)
    except DashboardError as error:
        mount(troubled(where, error))
        return
    state.show_in_address(here.where)
    found = _Page(dash, here, files, reports)
    with top:
        mount(screen.top(dash, here, reports))
    {screen.FILL: _fill, screen.REVIEW: _review, screen.FINALIZE: _finalize}[here.doing](found)


def _checked(
    dash: Dashboard, here: screen.Desk, files: list[tuple[str, bytes]], line: DeltaGenerator
) -> list[uploads.CheckReport]:
    """上传框里的文件读一次就记住，直到换了文件或出了新版。"""
    if not files:
        return []
    expected = screen.chosen(here) if len(files) == 1 else None
    key = ("checked", here.at.city, expected, tuple(files), dash.version())
    return dash.keep(key, lambda: _received(dash, here, files, expected, line))


def _received(
    dash: Dashboard, here: screen.Desk, files: list[tuple[str, bytes]], expected: Header | None, line: DeltaGenerator
) -> list[uploads.CheckReport]:
    """检查一批；检查时、排队时各有一句话写在 line，页框还在上面。"""

    def waiting(ahead: int) -> None:
        line.info(f"前面还有{ahead}批文件在检查，请稍候。" if ahead else "正在检查……")

    waiting(0)
    try:
        return uploads.receive(dash, files, here.at.city, expected, waiting)
    finally:
        line.empty()


def _fill(found: _Page) -> None:
    left, middle, right = st.columns([1, 2, 1.2], gap="medium")
    with left:
        _download(found)
    with middle:
        st.file_uploader("第2步：上传填好的工作簿，可以一次传几份", accept_multiple_files=True, key=_FILES)
    with right:
        _send(found)
    if found.reports:
        mount_below("findings", screen.findings(found.reports))
    mount_below("board", screen.board(found.dash, found.here))


def _download(found: _Page) -> None:
    ready = screen.may_download(found.here)
    st.markdown("第1步：下载模板" if ready else "第1步：先在右上方选报送单位")
    st.download_button(
        "下载模板",
        data=screen.blank(found.dash, found.here) if ready else b"",
        file_name=screen.template_name(found.here),
        mime=_XLSX,
        disabled=not ready,
        on_click="ignore",
        width="stretch",
    )


def _send(found: _Page) -> None:
    by = st.text_input("第3步：上报人姓名", key=_BY)
    good = [r for r in found.reports if r.ok]
    label = "上报" if not found.reports else f"上报{len(good)}份" if good else "还有必须改的，不能上报"
    if st.button(label, type="primary", disabled=not good, width="stretch"):
        try:
            outcomes = uploads.submit(found.dash, found.files, by=by, city=found.here.at.city)
        except DashboardError as error:
            st.error(error.message)
            return
        for outcome in outcomes:
            if outcome.repeated:
                st.info(f"《{outcome.report.file}》与已报过的一字不差，没有新增。")
            elif outcome.submission is not None:
                st.success(f"《{outcome.report.file}》已上报，请另一人审核。")


def _review(found: _Page) -> None:
    mount_below("waiting", screen.reviewing(found.dash, found.here))
    chosen = found.here.where.pick("id")
    if not chosen:
        return
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        by = st.text_input("审核人姓名（须不是上报人）", key=_REVIEWER)
    with right:
        pressed = st.button("审核通过", type="primary")
    if pressed:
        _act(lambda: reviewing.accept(found.dash, [chosen], by), "已审核通过，画面随即更新")


def _finalize(found: _Page) -> None:
    mount_below("finalizing", screen.finalizing(found.dash, found.here))
    if found.here.at.finalized:
        return
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        by = st.text_input("审定人姓名", key=_FINALIZER)
    with right:
        pressed = st.button(f"审定{found.here.at.month.year}年{found.here.at.month.month}月", type="primary")
    if pressed:
        _act(lambda: reviewing.finalize(found.dash, found.here.at.city, found.here.at.month, by), "已审定，领导的画面、大屏和排名随即更新")


def _act(action: Callable[[], int], done: str) -> None:
    """做一件事，说结果。"""
    try:
        version = action()
    except DashboardError as error:
        st.error(error.message)
        return
    st.success(f"{done}（第{version}版）。")
