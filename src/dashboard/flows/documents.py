"""机器读的样子：命令行 JSON 的字段名是约定，只增不改。"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dashboard.domain.assessment import Contest, LightPreset
from dashboard.domain.city import Carrier, Precision
from dashboard.domain.facts import Stop
from dashboard.domain.problems import Problem
from dashboard.domain.results import LIGHT_ZH, GoalResult, GroupBoards, Leaderboard, Standing, TaskResult
from dashboard.domain.submissions import Submission
from dashboard.flows.activities import REPORTED, Activity
from dashboard.flows.pending import Awaiting, Pending
from dashboard.flows.previewing import Preview
from dashboard.flows.trace import Origin, Step
from dashboard.storage.contract import Refused, VerifyReport


def goal(result: GoalResult, finalized: bool, pending: Awaiting | None = None) -> dict[str, Any]:
    """一个目标的判定；小数为比例，数值为计量单位，均不取整；给出 pending 时写明更正待审的。"""
    return {
        "id": result.goal.id,
        "name": result.goal.name,
        "class": "commitment" if result.goal.is_commitment else "goal",
        "indicator": result.goal.indicator,
        "basis": result.goal.basis.name,
        "bound": result.goal.bound.name,
        "uom": result.goal.uom,
        "target": result.target,
        "actual": result.actual,
        "completion": result.completion,
        "progress": result.progress,
        "phase": result.phase,
        "gap": result.gap,
        "expected": result.expected,
        "light": str(result.light),
        "light_zh": LIGHT_ZH[result.light],
        "as_of_month": str(result.as_of_month) if result.as_of_month else None,
        "reported": result.reported,
        "reporters": result.reporters,
        "need_per_month": result.need_per_month,
        "finalized": finalized,
        "clause": result.goal.clause,
        "reason": result.reason,
        "task": _task(result.task),
        **_awaited(pending, lambda p: p.touches(result.goal, result.unit)),
    }


def _awaited(pending: Awaiting | None, wanted: Callable[[Pending], bool]) -> dict[str, Any]:
    """动这个数的更正待审；数仍是上次审核通过的。冻结的得分表不写（pending 为 None）。"""
    if pending is None:
        return {}
    found = [p for p in pending.found if wanted(p)]
    return {"pending": [{"submission": p.submission, "owner": p.owner or None, "period": p.period, "since": p.since.isoformat()} for p in found]}


def _task(task: TaskResult | None) -> dict[str, Any] | None:
    if task is None:
        return None
    return {
        "year": task.year,
        "target": task.target,
        "actual": task.actual,
        "completion": task.completion,
        "phase": task.phase,
        "gap": task.gap,
        "light": str(task.light),
    }


def light_rule(preset: LightPreset, own: LightPreset | None = None) -> dict[str, Any]:
    """用的亮灯办法；own 为换了别的看时本市自己的。"""
    return {"name": preset.name, "version": preset.version, "document": preset.document, "source": preset.source, "own": own is None}


def leaderboard(board: Leaderboard, group: str | None, pending: Awaiting | None = None) -> dict[str, Any]:
    """龙虎榜；每项得分已乘权重，各项之和即得分；pending 同 goal。"""
    return {
        "rules": board.rules,
        "month": str(board.month),
        "finalized": board.finalized,
        "groups": [_boards(g, pending) for g in board.chosen(group)],
        "reviewed": str(board.reviewed) if board.reviewed else None,
    }


def _boards(group: GroupBoards, pending: Awaiting | None) -> dict[str, Any]:
    return {"group": group.name, "boards": {str(c): [_standing(s, pending) for s in group.boards[c]] for c in Contest}}


def _standing(standing: Standing, pending: Awaiting | None) -> dict[str, Any]:
    return {
        "unit": standing.unit,
        "score": standing.score,
        "rank": standing.rank,
        "rank_change": standing.rank_change,
        "cause": standing.cause,
        "parts": [
            {"indicator": p.indicator, "weight": p.weight, "value": p.value, "score": p.score} for p in standing.parts
        ],
        **_awaited(pending, lambda p: p.touches_unit(standing.unit)),
        "review_change": standing.review_change,
    }


def activity(item: Activity) -> dict[str, Any]:
    """一项活动的计划与成效；stops 为场次，文件没写的为 null；还没办的没有成效。"""
    return {
        "no": (item.stops[0].no or None) if item.source == REPORTED else item.no,
        "name": item.name,
        "host": item.host,
        "type": item.type,
        "theme": item.theme or None,
        "unit": item.unit,
        "places": list(item.places),
        "planned": {
            "words": item.planned.words,
            "from": str(item.planned.first) if item.planned.first else None,
            "to": str(item.planned.last) if item.planned.last else None,
            "precision": str(item.planned.precision),
        },
        "stops": item.count,
        "scope": str(item.scope),
        "state": item.state,
        "results": _results(item.held_stops),
    }


def _results(held: Sequence[Stop]) -> dict[str, Any] | None:
    """已办各场的成效；一场也没填的一项为 null。"""
    if not held:
        return None
    return {
        "held": len(held),
        "dates": sorted(str(s.held) for s in held if s.held),
        "talks": _total(s.talks for s in held),
        "signed": _total(s.signed for s in held),
        "landed": _total(s.landed for s in held),
    }


def _total(values: Iterable[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


_PRECISION = {
    Precision.EXACT: "exact",
    Precision.APPROX: "approx",
    Precision.DISTRICT: "approx-district",
    Precision.LINE: "line",
    Precision.UNKNOWN: "unknown",
    Precision.NONE: "n/a",
}


def carrier(item: Carrier) -> dict[str, Any]:
    """一个载体；坐标 WGS-84。"""
    return {
        "name": item.name,
        "role": item.role,
        "type": item.type,
        "level": item.level or None,
        "unit": item.unit,
        "lon": item.lon,
        "lat": item.lat,
        "precision": _PRECISION[item.precision],
        "chain": item.chain or None,
        "on_map": item.on_map,
    }


def problem(item: Problem) -> dict[str, Any]:
    """一处问题。"""
    found: dict[str, Any] = {
        "level": str(item.level),
        "rule": item.rule,
        "sheet": item.sheet,
        "cell": item.cell,
        "value": item.value,
        "message": item.message,
    }
    more = {
        "column": item.column,
        "uom": item.uom,
        "understood": item.understood,
        "why": item.why if item.cell else "",
        "advice": item.advice,
        "example": item.example,
        "options": list(item.options),
        "cells": list(item.cells),
        "reply": item.reply,
    }
    return {**found, **{key: value for key, value in more.items() if value}}


def preview(found: Preview) -> dict[str, Any]:
    """待审的一份收下以后的变化。"""
    return {
        "submission": found.submission.id,
        "month": str(found.month),
        "cells": [
            {"sheet": c.sheet, "cell": c.cell, "unit": c.unit, "indicator": c.indicator, "measure": c.measure, "old": c.old, "new": c.new}
            for c in found.cells
        ],
        "same": found.same,
        "rows": [{"table": str(r.table), "change": r.kind, "key": r.key, "title": r.title, "sheet": r.sheet, "cell": r.cell} for r in found.rows],
        "replies": [{"kind": str(r.kind), "sheet": r.sheet, "cell": r.cell, "rule": r.rule, "old": r.old, "text": r.text} for r in found.replies],
        "city": [{"id": c.after.goal.id, "before": _brief(c.before), "after": _brief(c.after)} for c in found.city],
        "ranks": [
            {"group": r.group, "board": str(r.contest), "unit": r.unit, "before": _place(r.before), "after": _place(r.after)} for r in found.ranks
        ],
        "light_rule": light_rule(found.light),
    }


def _brief(result: GoalResult) -> dict[str, Any]:
    return {"actual": result.actual, "completion": result.completion, "light": str(result.light), "reported": result.reported}


def _place(standing: Standing) -> dict[str, Any]:
    return {"rank": standing.rank, "score": standing.score}


def refused(item: Refused) -> dict[str, Any]:
    """留下的一份没有收下的文件。"""
    return {
        "sha256": item.sha256,
        "file": item.file_name,
        "size": item.size,
        "reason": item.reason,
        "at": item.at.isoformat(),
        "cleared_at": item.cleared_at.isoformat() if item.cleared_at else None,
    }


def submission(item: Submission) -> dict[str, Any]:
    """账本里的一次上报。"""
    period = item.header.period
    return {
        "submission": item.id,
        "kind": str(item.header.kind),
        "unit": item.header.unit,
        "department": item.header.department,
        "month": f"{period // 100:04d}-{period % 100:02d}" if period % 100 else str(period // 100),
        "state": str(item.state),
        "version": item.version,
        "file": item.file_name,
        "by": item.by,
        "at": item.at.isoformat(),
        "accepted_by": item.accepted_by,
    }


def origin(item: Origin) -> dict[str, Any]:
    """一个数和它的来历；现行的在前，更正前的在后。"""
    return {"value": item.value, "steps": [_step(s) for s in item.steps]}


def _step(item: Step) -> dict[str, Any]:
    return {
        "submission": item.submission,
        "file": item.file,
        "sheet": item.sheet,
        "cell": item.cell,
        "raw": item.raw,
        "value": item.value,
        "conversion": item.conversion or None,
        "by": item.by,
        "at": item.at.isoformat(),
        "version": item.version,
        "unit": item.unit,
        "month": str(item.period),
        "measure": item.measure,
        "status": item.status,
        "accepted_by": item.accepted_by or None,
        "current": item.current,
    }


def verified(report: VerifyReport) -> dict[str, Any]:
    """核验的结果；有要留意的事才有 warnings。"""
    found: dict[str, Any] = {
        "ok": report.ok,
        "versions": report.versions,
        "submissions": report.submissions,
        "files": report.files,
        "problems": list(report.problems),
    }
    return {**found, "warnings": list(report.warnings)} if report.warnings else found
