"""比进度：有年度任务的各目标，完成进度对照序时。"""

from collections.abc import Sequence

from dashboard.domain.assessment import AssessmentRules
from dashboard.domain.results import GoalResult, Part
from dashboard.metrics.boards.parts import Points, weighted
from dashboard.wording import scores


def pace(rules: AssessmentRules, results: Sequence[GoalResult]) -> tuple[Part, ...]:
    """各目标 100×min(封顶, 完成进度÷max(序时, 1/12)) 的平均；没有任务、没有序时、未报的不在其中。"""
    return weighted([p for r in results if (p := _points(rules, r)) is not None])


def _points(rules: AssessmentRules, result: GoalResult) -> Points | None:
    if result.task is None or result.progress is None or result.phase is None:
        return None
    phase = max(result.phase, rules.min_phase)
    ratio = result.progress / phase
    note = scores.pace(result, phase, ratio, rules.cap if ratio > rules.cap else None)
    return Points(result.goal.indicator, result.goal.short_name, 1.0, ratio, 100 * min(rules.cap, ratio), note)


def without_task(results: Sequence[GoalResult]) -> list[str]:
    """有数而没有年度任务的2025目标，比进度不含它们。"""
    return [
        r.goal.short_name
        for r in results
        if not r.goal.is_commitment and not r.goal.counts_events and r.actual is not None and r.task is None
    ]
