"""交到人手里的文件：模板、带标记的原表、没有收下的；各要有权，各进审计（INTAKE R36、R41）。"""

from dashboard.domain.people import Action
from dashboard.domain.submissions import Header
from dashboard.flows import marked, uploads
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.marked import Marked
from dashboard.flows.reviewing import exported
from dashboard.intake import headers
from dashboard.storage.contract import Refused


def template(dash: Dashboard, header: Header, by: str) -> bytes:
    """一份空白模板，带着上期的数；无权的抛 InputError。"""
    require(dash, by, Action.TEMPLATE, header.city, header.owner)
    content = uploads.template(dash, header.city, header.kind, header.unit, header.department, header.period)
    exported(dash, by, header.city, header.owner, "", f"下载模板：{headers.said(header)}")
    return content


def marked_source(dash: Dashboard, submission: str, by: str) -> Marked:
    """上报过的一份带标记发回去；无权的抛 InputError。"""
    sent = dash.store.submission(submission)
    require(dash, by, Action.FETCH_SOURCE, sent.header.city, sent.header.owner)
    found = marked.of_submission(dash, submission)
    exported(dash, by, sent.header.city, sent.header.owner, submission, f"取带标记的原表《{sent.file_name}》")
    return found


def refused(dash: Dashboard, by: str) -> tuple[Refused, ...]:
    """没有收下而留着的文件，新的在前；只有市级审核的人看得到，别的抛 InputError。"""
    require(dash, by, Action.FETCH_SOURCE, "")
    return dash.store.refused()


def refused_content(dash: Dashboard, sha256: str, by: str) -> bytes:
    """取回一份没有收下的文件，一字节不变；权限同 refused。"""
    require(dash, by, Action.FETCH_SOURCE, "")
    content = dash.store.refused_content(sha256)
    exported(dash, by, "", "", sha256, f"取没有收下的文件（指纹{sha256[:12]}）")
    return content


__all__ = ["marked_source", "refused", "refused_content", "template"]
