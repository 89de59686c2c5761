"""数据上报页：下载模板、上传、看问题、上报；审核；审定。账户到来之前，请填姓名。"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.problems import DashboardError
from dashboard.domain.submissions import Header
from dashboard.flows import attaching, handing, marked, reviewing, uploads
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens import stepping
from dashboard.flows.screens import submissions as screen
from dashboard.flows.screens.frame import troubled
from dashboard.flows.screens.where import Where
from dashboard.views import joining as joining_view
from dashboard.views import people, replying, state, timing
from dashboard.views import reviewing as reviewing_view
from dashboard.views.acting import act, done
from dashboard.views.mount import mount, mount_below
from dashboard.views.plain import plain

_FILES, _PAPERS, _BY, _FINALIZER = "files", "papers", "by", "finalizer"
_BYTES = 250
"""记住的一份约占几字节内存。"""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class _Page:
    dash: Dashboard
    here: screen.Desk
    files: list[tuple[str, bytes]]
    before: list[uploads.CheckReport]
    reports: list[uploads.CheckReport]
    originals: list[tuple[str, bytes]]

    @property
    def sent(self) -> bool:
        """上传框里的都已报上来。"""
        return stepping.all_sent(self.dash, self.files, self.reports)


def page() -> None:
    """画出这一页。"""
    dash, where = open_dashboard(), Where("submissions")
    try:
        where = state.where("submissions")
        account = people.person(dash)
        here = screen.desk(dash, where, account)
        given = state.uploaded(_FILES) if here.doing == screen.FILL and not screen.unable(dash, here, account) else []
        files = joining_view.files(given)
        top, line = st.container(), st.empty()
        before = _checked(dash, here, files, line)
        reports = _answered(dash, here, files, before)
    except DashboardError as error:
        mount(troubled(where, error))
        return
    state.show_in_address(here.where)
    found = _Page(dash, here, files, before, reports, joining_view.originals(given))
    with top:
        mount(screen.top(dash, here, files, reports))
    _DRAWN[here.doing](found)


def _checked(
    dash: Dashboard, here: screen.Desk, files: list[tuple[str, bytes]], line: DeltaGenerator
) -> list[uploads.CheckReport]:
    """上传框里的文件读一次就记住，直到换了文件或出了新版。"""
    if not files:
        return []
    expected = _expected(here, files)
    key = ("checked", here.at.city, expected, tuple(files), dash.version(), people.account_name(dash))
    return dash.keep(key, lambda: _received(dash, here, files, expected, line), lambda found: _weight(files, found))


def _expected(here: screen.Desk, files: list[tuple[str, bytes]]) -> Header | None:
    """只传一份时须是选好的那一份；一次传几份的各认各的。"""
    return screen.chosen(here) if len(files) == 1 else None


def _answered(
    dash: Dashboard, here: screen.Desk, files: list[tuple[str, bytes]], before: list[uploads.CheckReport]
) -> list[uploads.CheckReport]:
    """答复以后的检查结果；没有答复就是原来的。"""
    given = replying.given(files)
    if not any(given):
        return before
    key = ("answered", here.at.city, tuple(files), tuple(given), dash.version())
    return dash.keep(key, lambda: uploads.answered(dash, before, given), lambda found: _weight(files, found))


def _weight(files: list[tuple[str, bytes]], found: list[uploads.CheckReport]) -> int:
    """记住一批检查结果的份量：读出的格子，和原件的字节。"""
    return sum(report.book.cells for report in found if report.book) + sum(len(content) for _, content in files) // _BYTES


def _received(
    dash: Dashboard, here: screen.Desk, files: list[tuple[str, bytes]], expected: Header | None, line: DeltaGenerator
) -> list[uploads.CheckReport]:
    """检查一批；检查时、排队时各有一句话写在 line，页框还在上面。"""

    def waiting(ahead: int) -> None:
        line.info(f"前面还有{ahead}批文件在检查，请稍候。" if ahead else "正在检查……")

    waiting(0)
    try:
        by = people.account_name(dash)
        return uploads.receive(dash, files, here.at.city, expected, waiting, by or None)
    finally:
        line.empty()


def _fill(found: _Page) -> None:
    refusal = screen.unable(found.dash, found.here, people.person(found.dash))
    if refusal:
        st.info(plain(refusal))
        mount_below("board", screen.board(found.dash, found.here))
        return
    left, middle, right = st.columns([1, 2, 1.2], gap="medium")
    with left:
        _download(found)
        _give_back(found)
    with middle, st.container(key="go-files"):
        st.file_uploader("第2步：上传填好的工作簿，可以一次传几份", accept_multiple_files=True, key=_FILES, max_upload_size=attaching.most_mb()[0])
    with right, st.container(key="go-send"):
        _send(found)
    if any(r.problems for r in found.reports):
        mount_below("sifts", screen.sifts(found.here, found.reports))
    joining_view.offer(found.dash, found.files, found.reports)
    sent = found.sent
    for place, ((_, content), before, now) in enumerate(zip(found.files, found.before, found.reports, strict=True)):
        picture = screen.findings(found.dash, found.here, place, content, before, now, sent)
        mount_below(f"findings-{place}", picture, replying.edit)
        if not sent:
            replying.ask(content, before, now)
    mount_below("board", screen.board(found.dash, found.here))


def _give_back(found: _Page) -> None:
    """带标记的原表：检查过的每份一个，点了才写；没传文件而上次被退回的，给退回的那份。"""
    last = stepping.latest(found.dash, screen.chosen(found.here)) if not found.reports else None
    by = people.account_name(found.dash)
    if last is not None and marked.may_fetch(found.dash, last, by):
        _marked_button(last.file_name, "下载退回的原表（带标记）", partial(handing.marked_source, found.dash, last.id, by))
    pairs = [(content, r) for (_, content), r in zip(found.files, found.reports, strict=True) if r.problems and marked.markable(r)]
    if len(pairs) == 1:
        _marked_button(pairs[0][1].file, "下载带标记的原表", partial(marked.marked, found.dash, *pairs[0]))
    elif pairs:
        with st.popover(f"下载带标记的原表（{len(pairs)}份）", width="stretch"):
            for number, (content, report) in enumerate(pairs, 1):
                _marked_button(report.file, f"{number}.{report.file}", partial(marked.marked, found.dash, content, report))


def _marked_button(file: str, label: str, make: Callable[[], marked.Marked]) -> None:
    st.download_button(
        plain(label),
        data=lambda: make().content,
        file_name=marked.name(file),
        mime=_XLSX,
        on_click="ignore",
        help="你自己的工作簿：问题格涂了色、加了批注，前面一张问题清单；改好直接上传",
        width="stretch",
        key=f"marked-{label}",
    )


def _download(found: _Page) -> None:
    ready = screen.may_download(found.here)
    st.markdown("第1步：下载模板" if ready else "第1步：先在右上方选报送单位")
    st.download_button(
        "下载模板",
        data=partial(screen.blank, found.dash, found.here, people.account_name(found.dash)) if ready else b"",
        file_name=screen.template_name(found.here),
        mime=_XLSX,
        disabled=not ready,
        on_click="ignore",
        width="stretch",
    )


def _send(found: _Page) -> None:
    by = people.name_of(found.dash, "第3步：上报人姓名", _BY)
    good = [r for r in found.reports if r.ready]
    sent = found.sent
    papers = _attached(found)
    label = "已上报" if sent else "上报" if not found.reports else f"上报{len(good)}份" if good else screen.blocked(found.reports)
    done()
    if st.button(label, type="primary", disabled=sent or not good, width="stretch"):
        try:
            outcomes = uploads.submit(
                found.dash,
                found.files,
                by=by,
                city=found.here.at.city,
                expected=_expected(found.here, found.files),
                replies=replying.given(found.files),
                attachments=papers,
                originals=found.originals,
            )
        except DashboardError as error:
            st.error(plain(error.message))
            return
        state.tell([(o.repeated, _said(o)) for o in outcomes if o.submission is not None])
        st.rerun()


def _attached(found: _Page) -> list[tuple[str, bytes]]:
    """随上报附上的；只传一份工作簿时才有。"""
    if len(found.files) != 1:
        return []
    header = found.reports[0].header
    must = header is not None and attaching.must(found.dash, header.city, header.kind)
    with st.expander("附件（须有）" if must else "附件（可不附）", expanded=must):
        given = st.file_uploader("盖章扫描件、佐证材料：PDF、JPG、PNG", accept_multiple_files=True, key=_PAPERS, max_upload_size=attaching.most_mb()[1])
    return [(paper.name, paper.getvalue()) for paper in given or []]


def _said(outcome: uploads.Outcome) -> str:
    """报上来的一份说一句。"""
    file = outcome.report.file
    return f"《{file}》与已报过的一字不差，没有新增。" if outcome.repeated else f"《{file}》已上报，请另一人审核。"


def _finalize(found: _Page) -> None:
    done()
    mount_below("finalizing", screen.finalizing(found.dash, found.here))
    if found.here.at.finalized:
        return
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        by = people.name_of(found.dash, "审定人姓名", _FINALIZER)
    with right:
        pressed = st.button(f"审定{found.here.at.month.year}年{found.here.at.month.month}月", type="primary")
    if pressed:
        act(lambda: f"已审定，领导的画面、大屏和排名随即更新（第{reviewing.finalize(found.dash, found.here.at.city, found.here.at.month, by)}版）。")


_DRAWN: dict[str, Callable[[_Page], None]] = {
    screen.FILL: _fill,
    screen.REVIEW: lambda found: reviewing_view.page(found.dash, found.here),
    screen.FINALIZE: _finalize,
    screen.REPORTING: lambda found: timing.reporting(found.dash, found.here.where, found.here.at),
    screen.AUDIT: lambda found: reviewing_view.audit(found.dash, found.here),
}
