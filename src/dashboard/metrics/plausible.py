"""未报的数可能是多少：照这个板块自己最近的走势，给出一低一高；位次在这之间可能怎样变。"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure, Reading
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult
from dashboard.domain.steadiness import Gap
from dashboard.metrics.actuals import unit_part
from dashboard.metrics.evidence import Evidence

_LOOKED_BACK = 12
_WHOLE = (Basis.RATIO, Basis.CADENCE, Basis.COUNT)


def gaps(profile: CityProfile, month: Month, evidence: Evidence, results: Mapping[str, Sequence[GoalResult]]) -> tuple[Gap, ...]:
    """各板块当月应报而未报的数；占比、由活动数出的、从来没有报过的说不出范围，不在其中。"""
    found: dict[tuple[str, str], Gap] = {}
    for unit, mine in results.items():
        for result in mine:
            goal, at = result.goal, result.as_of_month
            if result.actual is None and at == month and goal.basis not in _WHOLE and not goal.counts_events:
                gap = _gap(profile, goal, unit, month, evidence)
                if gap is not None:
                    found.setdefault((unit, goal.indicator), gap)
    return tuple(found.values())


def _gap(profile: CityProfile, goal: Goal, unit: str, month: Month, evidence: Evidence) -> Gap | None:
    """低：这一期没有增加；高：按近一年增加得最快的一期增加。"""
    levels = [(m, level(goal, unit, m, evidence)) for m in (month + -n for n in range(_LOOKED_BACK, 0, -1)) if m >= profile.start]
    known = [(m, v) for m, v in levels if v is not None]
    if not known:
        return None
    steps = [_step(goal, a, b) for a, b in pairwise(known)]
    last, value = known[-1]
    start = value if goal.basis is Basis.STOCK or last.year == month.year else 0.0
    idle = month - last if last.year == month.year or goal.basis is Basis.STOCK else month.month
    return Gap(unit, goal, month, start, start + max([0.0, *steps]) * idle)


def level(goal: Goal, unit: str, month: Month, evidence: Evidence) -> float | None:
    """那个月自己报的数；没有报为 None（不用沿用的旧值）。"""
    part = unit_part(goal, evidence.readings, unit, month) if goal.is_due(month) else None
    return part.value if part is not None and part.reported else None


def _step(goal: Goal, before: tuple[Month, float], after: tuple[Month, float]) -> float:
    """一期增加多少，平均到每个月；新的一年从零起。"""
    fresh = goal.basis is not Basis.STOCK and after[0].year > before[0].year
    months = after[0].month if fresh else after[0] - before[0]
    return (after[1] - (0.0 if fresh else before[1])) / max(1, months)


def filled(evidence: Evidence, found: Mapping[Gap, float]) -> Evidence:
    """把未报的数补上：每处补多少。"""
    return replace(evidence, readings=evidence.readings.plus(_reading(gap, value) for gap, value in found.items()))


def _reading(gap: Gap, value: float) -> Reading:
    measure = Measure.STOCK if gap.goal.basis is Basis.STOCK else Measure.YEAR_TO_DATE
    return Reading(gap.unit, gap.goal.indicator, gap.month, measure, value, gap.goal.authority)
