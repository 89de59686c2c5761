"""数据上报·下一步：任何时候只有一句话、一个去处。"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.submissions import STATE_ZH, Header, State, Submission
from dashboard.flows import marked, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import asking, problems
from dashboard.wording.periods import moment_zh

SEND, PICK, UPLOAD = "#go-send", "#choose", "#go-files"


@dataclass(frozen=True, slots=True)
class Step:
    """一句话和去处。look 为样子：go 往下做、stop 先改、returned 被退回、done 没有要做的。"""

    look: str
    said: str
    link: str = ""
    href: str = ""


def latest(dash: Dashboard, header: Header | None) -> Submission | None:
    """选好的这一份最近报的那次；没有报过、没有选好为 None。"""
    if header is None:
        return None
    sent = dash.store.submissions(header.city, header.period)
    return next((s for s in sent if s.header == header and s.state is not State.WITHDRAWN), None)


def all_sent(dash: Dashboard, files: Sequence[tuple[str, bytes]], reports: Sequence[uploads.CheckReport]) -> bool:
    """上传框里的每一份都已报上来、在等审核。"""
    waiting = {
        (s.header, s.sha256)
        for header in {r.header for r in reports if r.header}
        for s in dash.store.submissions(header.city, header.period)
        if s.state is State.SUBMITTED
    }
    pairs = zip(files, reports, strict=True)
    return bool(reports) and all((r.header, hashlib.sha256(content).hexdigest()) in waiting for (_, content), r in pairs)


def step(
    dash: Dashboard, header: Header | None, barred: str, reports: Sequence[uploads.CheckReport], sent: bool = False
) -> Step:
    """下一步：传了文件看问题、报了没有，没传看报到哪一步；barred 为不能报的原因，sent 为都已报上来。"""
    if sent:
        return Step("done", "已经报上来了，等另一人审核。有要改的，改好再传一次就是")
    if barred:
        return Step("stop", barred)
    if reports:
        return _after_check(reports)
    if header is None:
        return Step("go", "先选替谁填报", "选报送单位", PICK)
    return _before_upload(dash, latest(dash, header))


def _before_upload(dash: Dashboard, last: Submission | None) -> Step:
    if last is None or last.state is State.DRAFT:
        return Step("go", "下载模板，填好后传上来", "去上传", UPLOAD)
    back = marked.returned(dash, last)
    if back is not None:
        return Step("returned", f"上次报的《{last.file_name}》被退回。{marked.returned_words(back)}。改好再传一次", "去上传", UPLOAD)
    at = moment_zh(last.accepted_at if last.state is State.ACCEPTED and last.accepted_at else last.at)
    return Step("done", f"《{last.file_name}》{at}{STATE_ZH[last.state]}。没有要更正的就不用再传")


def _after_check(reports: Sequence[uploads.CheckReport]) -> Step:
    errors = sum(1 for r in reports for p in r.problems if p.level == "error")
    waiting = sum(len(r.unexplained) for r in reports)
    first = problems.first_place(reports)
    said = "、".join(filter(None, (f"{errors}处阻断" if errors else "", f"{waiting}处要说明" if waiting else "")))
    many = "。处数多，下载带标记的原表在Excel里改更快" if errors + waiting > asking.MOST else ""
    if said:
        return Step("stop", f"还有{said}{many}", "先看第1处", first)
    return Step("go", "没有要改、要说明的了", "填上姓名，上报", SEND)
