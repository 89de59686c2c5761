"""同样的字节已报给别的单位或别的期间：多半传错了文件，先问一声（INTAKE R6）。"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.problems import Level, Problem
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import State
from dashboard.flows.dashboard import Dashboard
from dashboard.intake import headers
from dashboard.intake.report import CheckReport

RULE = "same_bytes"
SURE = "没有传错"
_GONE = (State.RETURNED, State.WITHDRAWN)


def asked(dash: Dashboard, report: CheckReport, content: bytes, replies: Sequence[Reply]) -> CheckReport:
    """报给别的单位、别的期间过的，加一个要选的问题；选过的记下那句答复。"""
    if report.header is None:
        return report
    digest = hashlib.sha256(content).hexdigest()
    sent = dash.store.submissions(report.header.city)
    other = next((s for s in sent if s.sha256 == digest and s.header != report.header and s.state not in _GONE), None)
    if other is None:
        return report
    text = f"《{report.file}》：同样的文件已报给{headers.said(other.header)}（{other.by}）。请核对有没有传错；没有传错请选“{SURE}”。"
    return settled(report, Problem(Level.ERROR, RULE, text, options=(SURE,)), replies)


def settled(report: CheckReport, question: Problem, replies: Sequence[Reply]) -> CheckReport:
    """答过的记下答复，没答的加上问题。"""
    mine = tuple(r for r in replies if r.kind is ReplyKind.ANSWER and r.rule == RULE and r.text == SURE)
    if mine:
        return replace(report, replies=(*report.replies, *mine))
    return replace(report, problems=(question, *report.problems))


def others(replies: Sequence[Reply]) -> list[Reply]:
    """不是答这个问题的答复。"""
    return [r for r in replies if r.rule != RULE]
