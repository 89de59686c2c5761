"""审核的命令：preview、return、withdraw、endorse、reinstate、audit。"""

import argparse
from typing import Any

from dashboard.cli.answer import Answer, table
from dashboard.cli.writing import write_file
from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.people import Action
from dashboard.domain.problems import UsageError
from dashboard.domain.replies import REPLY_ZH
from dashboard.domain.submissions import STATE_ZH, Submission
from dashboard.flows import auditing, documents, previewing, reinstating, reviewing
from dashboard.flows.accounts import require
from dashboard.flows.auditing import Wanted
from dashboard.flows.dashboard import open_dashboard
from dashboard.wording.deadlines import until_zh
from dashboard.wording.numbers import amount, percent, score
from dashboard.wording.reasons import NOT_APPLICABLE

_UNKNOWN = "—"
_KIND_ZH = {"added": "新增", "changed": "改动", "removed": "撤掉"}


def preview(options: argparse.Namespace) -> Answer:
    """收下以后的变化：格子、全市、位次。"""
    dash = open_dashboard()
    header = dash.store.submission(options.id).header
    require(dash, options.by or "", Action.PREVIEW, header.city, header.owner)
    found = previewing.preview(dash, options.id)
    return Answer(documents.preview(found), "\n".join(_preview_text(found)))


def _preview_text(found: previewing.Preview) -> list[str]:
    cells = [["表", "格", "板块", "指标", "种数", "现行", "上报"]]
    cells += [[c.sheet, c.cell, c.unit, c.indicator, c.measure, _number(c.old), NOT_APPLICABLE if c.absent else _number(c.new)] for c in found.cells]
    lines = [f"{found.submission.file_name}：{len(found.cells)}格有变化，{found.same}格没有变", table(cells)]
    lines += [f"{_KIND_ZH[r.kind]} {r.sheet}表 {r.title}（{r.key}）" for r in found.rows]
    lines += [f"{REPLY_ZH[r.kind]} {r.sheet}表{r.cell}：{r.text}" for r in found.replies]
    for change in found.city:
        goal, before, after = change.after.goal, change.before, change.after
        lines.append(f"全市{goal.short_name}：{_value(before.actual, goal.uom)}变为{_value(after.actual, goal.uom)}，完成率{_share(before.completion)}变为{_share(after.completion)}")
    for r in found.ranks:
        lines.append(f"{r.group}{CONTEST_ZH[r.contest]} {r.unit}：第{r.before.rank or _UNKNOWN}变为第{r.after.rank or _UNKNOWN}，{_score(r.before.score)}分变为{_score(r.after.score)}分")
    return lines


def _number(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:.15g}"


def _value(value: float | None, uom: str) -> str:
    return _UNKNOWN if value is None else amount(value, uom)


def _share(value: float | None) -> str:
    return _UNKNOWN if value is None else percent(value)


def _score(value: float | None) -> str:
    return _UNKNOWN if value is None else score(value)


def return_(options: argparse.Namespace) -> Answer:
    """退回，说明理由。"""
    return _moved(reviewing.return_(open_dashboard(), options.id, options.by, options.reason))


def withdraw(options: argparse.Namespace) -> Answer:
    """上报人撤回，说明理由。"""
    return _moved(reviewing.withdraw(open_dashboard(), options.id, options.by, options.reason))


def endorse(options: argparse.Namespace) -> Answer:
    """板块审核，交市级验收。"""
    return _moved(reviewing.endorse(open_dashboard(), options.id, options.by), "板块审核通过")


def _moved(submission: Submission, said: str = "") -> Answer:
    return Answer({"submission": submission.id, "state": str(submission.state)}, f"《{submission.file_name}》已{said or STATE_ZH[submission.state]}")


def reinstate(options: argparse.Namespace) -> Answer:
    """旧版重报，照样要审。"""
    (sent,) = reinstating.reinstate(open_dashboard(), options.id, options.by)
    return Answer({"submission": sent.id, "state": str(sent.state)}, f"《{sent.file_name}》已重新上报，编号{sent.id}")


def audit(options: argparse.Namespace) -> Answer:
    """审计记录，新的在前。"""
    dash = open_dashboard()
    if options.city not in dash.cities():
        raise UsageError("unknown_city", f"没有城市{options.city}。可用：{'、'.join(dash.cities())}。")
    wanted = Wanted(options.owner or "", options.what or "", options.person or "", options.id or "", options.month or "")
    found = auditing.entries(dash, options.city, options.by or "", wanted)
    if options.output is not None:
        write_file(options.output, auditing.exported_book(dash, options.city, options.by or "", wanted))
    rows = [["序号", "时间", "谁", "做了什么"]]
    rows += [[str(e.number), until_zh(e.at), e.by or _UNKNOWN, e.detail] for e in found]
    return Answer([_entry(e) for e in found], table(rows))


def _entry(entry: Any) -> dict[str, Any]:
    names = ("number", "by", "action", "city", "owner", "subject", "detail")
    return {**{name: getattr(entry, name) for name in names}, "at": entry.at.isoformat()}
