"""载体名录、对账、任务落实、附件写成 JSON。"""

from typing import Any

from dashboard.domain.attachments import Attachment
from dashboard.domain.facts import DutyReport, ListedCarrier, PathStep, ProjectPath
from dashboard.flows.duties import Task
from dashboard.flows.joining import Clash, Draft
from dashboard.flows.registering import Balance
from dashboard.metrics.comparison import Comparison


def balance(item: Balance) -> dict[str, Any]:
    """名录与月报的一项对账；没报的 month、reported、gap 为 null。"""
    return {
        "unit": item.unit,
        "indicator": item.goal.indicator,
        "uom": item.goal.uom,
        "month": str(item.month) if item.month else None,
        "reported": item.reported,
        "listed": item.listed,
        "gap": item.gap,
        "carriers": item.carriers,
    }


def listed_carrier(item: ListedCarrier) -> dict[str, Any]:
    """板块报的名录的一行。"""
    return {
        "unit": item.unit,
        "name": item.name,
        "type": item.type,
        "level": item.level,
        "area": item.area,
        "recognised": item.recognised.isoformat() if item.recognised else None,
        "withdrawn": item.withdrawn.isoformat() if item.withdrawn else None,
        "address": item.address,
        "month": str(item.period),
        "submission": item.submission,
        "sheet": item.sheet,
        "cell": item.cell,
    }


def project_path(item: ProjectPath) -> dict[str, Any]:
    """一个科创项目走到认定的路；没走到的一步为 null。"""
    return {
        "unit": item.unit,
        "number": item.number,
        "name": item.name,
        "lead": item.lead,
        "stage": item.stage or None,
        "batch": item.batch or None,
        "reached": item.reached.name.lower(),
        "days": {step.name.lower(): item.days[step].isoformat() if step in item.days else None for step in PathStep},
        "month": str(item.period),
        "submission": item.submission,
        "sheet": item.sheet,
        "cell": item.cell,
    }


def task(item: Task) -> dict[str, Any]:
    """一项任务和各家报的；没报的为 null。"""
    return {
        "who": item.who,
        "duty": item.name,
        "section": item.section,
        "evidence_asked": item.asked,
        "reports": {owner: _duty(found) if found else None for owner, found in item.reports.items()},
    }


def _duty(item: DutyReport) -> dict[str, Any]:
    return {
        "state": str(item.state),
        "evidence": item.evidence,
        "day": item.day.isoformat() if item.day else None,
        "note": item.note,
        "month": str(item.period),
        "submission": item.submission,
        "sheet": item.sheet,
        "cell": item.cell,
    }


def attachment(item: Attachment) -> dict[str, Any]:
    """一份附件。"""
    names = ("submission", "number", "file_name", "size", "sha256", "by")
    return {**{name: getattr(item, name) for name in names}, "kind": str(item.kind), "at": item.at.isoformat(timespec="seconds")}


def draft(item: Draft) -> dict[str, Any]:
    """合成的一份：各表由谁填了几处，还没选的各处。"""
    return {
        "city": item.header.city,
        "owner": item.header.owner,
        "period": item.header.period,
        "filled": {sheet: dict(who) for sheet, who in item.filled.items()},
        "clashes": [_clash(c) for c in item.clashes],
        "waiting": [c.key for c in item.waiting],
    }


def _clash(item: Clash) -> dict[str, Any]:
    return {"place": item.key, "said": dict(item.said), "options": list(item.options)}


def comparison(item: Comparison) -> dict[str, Any]:
    """两个板块逐项比；不取整，没有这一项的为 null。"""
    return {
        "unit": item.mine.unit,
        "versus": item.theirs.unit,
        "scores": [item.mine.score, item.theirs.score],
        "difference": item.difference,
        "gaps": [
            {"board": str(g.contest), "indicator": g.indicator, "name": g.name, "scores": [g.mine, g.theirs], "difference": g.difference}
            for g in item.gaps
        ],
    }
