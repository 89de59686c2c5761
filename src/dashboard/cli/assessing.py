"""考核的命令：assess。"""

import argparse
import re
from collections.abc import Callable
from typing import Any

from dashboard.cli.answer import Answer, table
from dashboard.domain.assessing import Appeal, Assessment
from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import KIND_ZH, Submission
from dashboard.flows import assessing
from dashboard.flows.assessing import Place
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.units import unit_named
from dashboard.wording.deadlines import until_zh
from dashboard.wording.numbers import score
from dashboard.wording.periods import date_zh, month_or_year_zh, month_zh

_UNKNOWN = "—"
_RULES_CHANGED = "冻结以后，这个月的考核规则也改过；上列变化里有规则的"


def quarter(text: str) -> Month:
    """2025Q2 → 那一季的末月。"""
    found = re.fullmatch(r"(\d{4})[Qq]([1-4])", text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"读不出季度，写的是{text}。请写成2025Q2。")
    return Month(int(found[1]), int(found[2]) * 3)


def assess(options: argparse.Namespace) -> Answer:
    """做一步，或列出、查看。"""
    return _ACTS[options.act](open_dashboard(), options)


def _list(dash: Dashboard, options: argparse.Namespace) -> Answer:
    found = dash.store.assessments(_need(options.city, "--city"))
    rows = [["第几次", "名称", "考核期末", "状态", "数据版本", "规则", "谁出的"]]
    rows += [[str(a.number), a.name, month_zh(a.month), str(a.stage), str(a.version), a.rules, a.by] for a in found]
    return Answer([_assessment(a) for a in found], table(rows) if found else "还没有考核")


def _draft(dash: Dashboard, options: argparse.Namespace) -> Answer:
    city, month = _need(options.city, "--city"), _need(options.month, "--month")
    return _told(assessing.draft(dash, city, month, _by(options), options.name or ""))


def _notice(dash: Dashboard, options: argparse.Namespace) -> Answer:
    return _told(assessing.notice(dash, _number(options), _by(options), _need(options.days, "--days")))


def _appeal(dash: Dashboard, options: argparse.Namespace) -> Answer:
    found = dash.store.assessment(_number(options))
    unit = unit_named(dash.profile(found.city, dash.version()), _need(options.unit, "--unit"))
    made = assessing.appeal(dash, found.number, unit, _by(options), options.reason or "")
    return Answer(_appealed(made), f"{unit}第{made.number}号申诉已记下")


def _reply(dash: Dashboard, options: argparse.Namespace) -> Answer:
    made = assessing.reply(dash, _number(options), _need(options.appeal, "--appeal"), _by(options), options.reason or "")
    return Answer(_appealed(made), f"第{made.number}号申诉已答复")


def _review(dash: Dashboard, options: argparse.Namespace) -> Answer:
    return _told(assessing.review(dash, _number(options), _by(options), options.reason or "", options.refresh))


def _publish(dash: Dashboard, options: argparse.Namespace) -> Answer:
    return _told(assessing.publish(dash, _number(options), _by(options)))


def _cancel(dash: Dashboard, options: argparse.Namespace) -> Answer:
    return _told(assessing.cancel(dash, _number(options), _by(options), options.reason or ""))


def _show(dash: Dashboard, options: argparse.Namespace) -> Answer:
    found = dash.store.assessment(_number(options))
    same, shifts, appeals = assessing.reproduced(dash, found), assessing.since(dash, found), dash.store.appeals(found.number)
    rows = [["分组", "位次", "板块", "综合得分"], *([p.group, str(p.rank or _UNKNOWN), p.unit, _score(p)] for p in assessing.places(found.result))]
    text = [f"{found.name}（{found.stage}）第{found.version}版数据，{found.rules}", table(rows)]
    text += [f"{s.stage} {s.by} {until_zh(s.at)} {s.reason}" for s in dash.store.assessment_steps(found.number)]
    text += [f"申诉 {a.number} {a.unit} {a.by}：{a.text}；答复：{a.reply or '还没有'}" for a in appeals]
    text += [f"以后的更正使{s.then.unit}{CONTEST_ZH[s.then.contest]}由第{s.then.rank or _UNKNOWN}、{_score(s.then)}分变为第{s.now.rank or _UNKNOWN}、{_score(s.now)}分" for s in shifts]
    corrections = assessing.later(dash, found)
    text += [f"冻结以后更正 {_correction(s)}" for s in corrections]
    if assessing.rules_changed(dash, found):
        text.append(_RULES_CHANGED)
    text.append("用冻结的数据和规则重算，一字节不差" if same else "用冻结的数据和规则重算，与存着的不同，请核查")
    data = {
        **_assessment(found),
        "places": [_place(p) for p in assessing.places(found.result)],
        "appeals": [_appealed(a) for a in appeals],
        "since": [{"then": _place(s.then), "now": _place(s.now)} for s in shifts],
        "corrections": [_corrected(s) for s in corrections],
        "rules_changed": assessing.rules_changed(dash, found),
        "reproduced": same,
    }
    return Answer(data, "\n".join(text))


def _year(dash: Dashboard, options: argparse.Namespace) -> Answer:
    found = assessing.year_scores(dash, _need(options.city, "--city"), _need(options.year, "--year"))
    names = [a.name for a, _ in next(iter(found.values()), [])]
    rows = [["板块", *names, "平均"]]
    rows += [[unit, *(_points(v) for _, v in scores), _points(assessing.year_mean([v for _, v in scores]))] for unit, scores in found.items()]
    data = {unit: [{"assessment": a.number, "name": a.name, "score": v} for a, v in scores] for unit, scores in found.items()}
    return Answer(data, table(rows) if names else "这一年还没有公布的考核")


def _told(found: Assessment) -> Answer:
    until = f"，到{date_zh(found.notice_until)}24:00" if found.notice_until and found.stage == "公示" else ""
    return Answer(_assessment(found), f"第{found.number}次考核“{found.name}”：{found.stage}{until}")


def _score(place: Place) -> str:
    return _points(place.score)


def _points(value: float | None) -> str:
    return _UNKNOWN if value is None else score(value)


def _correction(found: Submission) -> str:
    header = found.header
    return f"{header.owner or '市级'}{month_or_year_zh(header.period)}{KIND_ZH[header.kind]}，{found.by}报，{found.accepted_by or _UNKNOWN}审核，第{found.version}版"


def _corrected(found: Submission) -> dict[str, Any]:
    header = found.header
    who = {"kind": str(header.kind), "owner": header.owner or None, "period": str(header.month) if header.month else str(header.period // 100)}
    return {"submission": found.id, **who, "by": found.by, "accepted_by": found.accepted_by, "version": found.version}


def _place(place: Place) -> dict[str, Any]:
    return {"group": place.group, "board": str(place.contest), "unit": place.unit, "score": place.score, "rank": place.rank}


def _assessment(found: Assessment) -> dict[str, Any]:
    return {
        "number": found.number,
        "city": found.city,
        "name": found.name,
        "month": str(found.month),
        "version": found.version,
        "rules": found.rules,
        "stage": str(found.stage),
        "by": found.by,
        "notice_until": found.notice_until.isoformat() if found.notice_until else None,
    }


def _appealed(found: Appeal) -> dict[str, Any]:
    return {"appeal": found.number, "unit": found.unit, "by": found.by, "text": found.text, "reply": found.reply or None, "replied_by": found.replied_by or None}


def _need(value: Any, option: str) -> Any:
    if value is None:
        raise UsageError("usage", f"用法不对：缺少{option}。运行dashboard assess --help查看用法。")
    return value


def _number(options: argparse.Namespace) -> int:
    return int(_need(options.number, "第几次"))


def _by(options: argparse.Namespace) -> str:
    return str(_need(options.by, "--by"))


_ACTS: dict[str, Callable[[Dashboard, argparse.Namespace], Answer]] = {
    "list": _list,
    "draft": _draft,
    "notice": _notice,
    "appeal": _appeal,
    "reply": _reply,
    "review": _review,
    "publish": _publish,
    "cancel": _cancel,
    "show": _show,
    "year": _year,
}
ACTS = tuple(_ACTS)
