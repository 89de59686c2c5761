"""机器读的样子：命令行 JSON 的字段名是约定，只增不改。"""

from typing import Any

from dashboard.domain.assessment import Contest
from dashboard.domain.city import Carrier, CityProfile, Precision
from dashboard.domain.problems import Problem
from dashboard.domain.results import LIGHT_ZH, GoalResult, Leaderboard, Standing, TaskResult
from dashboard.domain.submissions import Submission
from dashboard.flows.activities import HELD, Activity
from dashboard.flows.trace import Step


def goal(result: GoalResult, finalized: bool) -> dict[str, Any]:
    """一个目标的判定；小数为比例，数值为计量单位，均不取整。"""
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
    }


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


def leaderboard(board: Leaderboard, group: str | None) -> dict[str, Any]:
    """龙虎榜；每项得分已乘权重，各项之和即得分。"""
    return {
        "rules": board.rules,
        "month": str(board.month),
        "finalized": board.finalized,
        "groups": [
            {"group": g.name, "boards": {str(c): [_standing(s) for s in g.boards[c]] for c in Contest}}
            for g in board.groups
            if group in (None, g.name)
        ],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "unit": standing.unit,
        "score": standing.score,
        "rank": standing.rank,
        "rank_change": standing.rank_change,
        "cause": standing.cause,
        "parts": [
            {"indicator": p.indicator, "weight": p.weight, "value": p.value, "score": p.score} for p in standing.parts
        ],
    }


def activity(item: Activity) -> dict[str, Any]:
    """一项活动的计划与成效。"""
    held = [s for s in item.stops if s.state == HELD]
    return {
        "no": item.no,
        "name": item.name,
        "host": item.host,
        "type": item.type,
        "theme": item.theme,
        "unit": item.unit,
        "places": list(item.places),
        "planned": {
            "words": item.planned.words,
            "from": str(item.planned.first) if item.planned.first else None,
            "to": str(item.planned.last) if item.planned.last else None,
            "precision": item.planned.precision,
        },
        "stops": item.count,
        "scope": str(item.scope),
        "state": item.state,
        "results": {
            "held": len(held),
            "dates": sorted(str(s.held) for s in held if s.held),
            "talks": sum(s.talks or 0 for s in held),
            "signed": sum(s.signed or 0 for s in held),
            "landed": sum(s.landed or 0 for s in held),
        }
        if held
        else None,
    }


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
        "level": item.level,
        "unit": item.unit,
        "lon": item.lon,
        "lat": item.lat,
        "precision": _PRECISION[item.precision],
        "chain": item.chain,
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
    return {**found, "options": list(item.options)} if item.options else found


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


def step(item: Step) -> dict[str, Any]:
    """来历的一步。"""
    return {
        "submission": item.submission,
        "file": item.file,
        "sheet": item.sheet,
        "cell": item.cell,
        "raw": item.raw,
        "value": item.value,
        "measure": item.measure,
        "status": item.status,
        "conversion": item.conversion or None,
        "by": item.by,
        "at": item.at.isoformat(),
        "version": item.version,
        "current": item.current,
    }


def unit_of(profile: CityProfile, text: str | None) -> str | None:
    """命令行里的板块名或别名 → 板块名；不认得抛 UsageError。"""
    from dashboard.domain.problems import UsageError

    if text is None:
        return None
    found = profile.find_unit(text)
    if found is None:
        asked = profile.ask_units(text)
        hint = f"“{text}”可能是{'或'.join(asked)}，请写全称。" if asked else f"可用：{'、'.join(profile.unit_names)}。"
        raise UsageError("unknown_unit", f"{profile.name}没有板块{text}。{hint}")
    return found
