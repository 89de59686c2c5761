"""年度目标任务：全市或一个板块，对照当年的指标分解；与2025目标各判各的。"""

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Bound, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, GoalResult, Light, TaskResult
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import city_actual, unit_actual, value_at
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import light_of
from dashboard.metrics.targets import Pace, need_per_month, pace, passed

_STOCKLIKE = (Basis.STOCK, Basis.RATIO)
_JUDGED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.STOCK, Basis.RATIO)


def city_task(profile: CityProfile, goal: Goal, actual: Actual, evidence: Evidence) -> TaskResult | None:
    """全市当年任务的判定；没有下达为 None。"""
    at = actual.month
    target = evidence.tasks.get((WHOLE_CITY, goal.indicator, at.year)) if at else None
    if at is None or target is None or goal.basis not in _JUDGED or goal.counts_events:
        return None
    value = _city_year_value(goal, actual)
    last_december = Month(at.year - 1, 12)
    base = None
    if goal.basis in _STOCKLIKE:
        base = city_actual(goal, evidence.readings, last_december, profile.unit_names).value if goal.start <= last_december else None
    return _result(profile, goal, target, value, base, at)


def _city_year_value(goal: Goal, actual: Actual) -> float | None:
    """任务对照的数：新增、累计、年度为各板块与市级的本年累计之和，其余即完成数。"""
    if actual.value is None or goal.basis in _STOCKLIKE:
        return actual.value
    return sum(p.value or 0.0 for p in actual.parts)


def judge_unit(profile: CityProfile, goal: Goal, unit: str, month: Month, evidence: Evidence) -> GoalResult:
    """一个板块对照年度任务的判定；没有任务的只给完成数，不判。"""
    actual = unit_actual(goal, evidence.readings, unit, month)
    at = actual.month
    task = _unit_task(profile, goal, unit, actual, evidence)
    light, reason = _unit_light(goal, actual, task, month)
    judged = task if actual.value is not None else None
    return GoalResult(
        goal=goal,
        unit=unit,
        month=month,
        as_of_month=at,
        target=task.target if task else None,
        actual=actual.value,
        completion=judged.completion if judged else None,
        progress=judged.progress if judged else None,
        phase=judged.phase if judged else None,
        expected=judged.expected if judged else None,
        gap=judged.gap if judged else None,
        light=light,
        reason=reason,
        need_per_month=judged.need_per_month if judged else None,
        reported=actual.reported,
        reporters=1,
        missing=actual.missing,
        parts=actual.parts,
        task=task,
    )


def _unit_task(profile: CityProfile, goal: Goal, unit: str, actual: Actual, evidence: Evidence) -> TaskResult | None:
    at = actual.month
    target = evidence.tasks.get((unit, goal.indicator, at.year)) if at else None
    if at is None or target is None or goal.basis not in _JUDGED or goal.counts_events:
        return None
    base = value_at(goal, evidence.readings, unit, Month(at.year - 1, 12)) if goal.basis in _STOCKLIKE else None
    return _result(profile, goal, target, actual.value, base, at)


def _unit_light(goal: Goal, actual: Actual, task: TaskResult | None, month: Month) -> tuple[Light, str]:
    if actual.month is None:
        return Light.UNJUDGED, "尚未到首个应报月"
    if goal.counts_events:
        return Light.UNJUDGED, "全市承诺，不分板块"
    if actual.value is None:
        return Light.UNREPORTED, f"{actual.month.year}年{actual.month.month}月未报"
    if task is None:
        return Light.UNJUDGED, "未下达年度任务"
    if len(goal.due_months) == 1 and actual.month != month:
        return Light.UNJUDGED, f"年度指标，{goal.due_months[0]}月判定"
    if task.light is Light.UNJUDGED:
        return task.light, "无上年末数，不判"
    done = task.light is Light.ON_PACE and passed(actual.value, task.target, Bound.AT_LEAST)
    return task.light, "已达" if done else ""


def _result(
    profile: CityProfile, goal: Goal, target: float, actual: float | None, base: float | None, at: Month
) -> TaskResult:
    """任务一律按不少于判；到当年12月判定。总数、占比从上年末走到任务数，没有上年末数则没有序时。"""
    phase = at.month / 12
    stock = goal.basis in _STOCKLIKE
    if actual is None:
        found, light = Pace(None, None, phase, None, None), Light.UNREPORTED
    else:
        found = pace(actual, target, base, None if stock and base is None else phase)
        light = _light(profile, goal, found, actual, target, at)
    return TaskResult(
        year=at.year,
        target=target,
        actual=actual,
        completion=found.completion,
        progress=found.progress,
        phase=found.phase,
        expected=found.expected,
        gap=found.gap,
        light=light,
        need_per_month=need_per_month(goal, target, actual, at, Month(at.year, 12)),
    )


def _light(profile: CityProfile, goal: Goal, found: Pace, actual: float, target: float, at: Month) -> Light:
    done = actual >= target - TOLERANCE
    if at.month == 12:
        return Light.REACHED if done else Light.MISSED
    if done:
        return Light.REACHED if goal.basis in (Basis.NEW, Basis.CUMULATIVE) else Light.ON_PACE
    if found.progress is None or found.phase is None:
        return Light.UNJUDGED
    return light_of(profile.light, found.progress, found.phase)
