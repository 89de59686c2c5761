"""判定：一个目标在一个月亮什么灯，为什么。规则见 docs/metrics.md。"""

from dataclasses import dataclass, replace

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Bound, Breakdown, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, GoalResult, Light
from dashboard.metrics import tasks
from dashboard.metrics.actuals import city_actual
from dashboard.metrics.counting import count, periods
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import light_of
from dashboard.metrics.targets import Pace, goal_phase, met, need_per_month, pace, passed

_NO_PACE = Pace(None, None, None, None, None)
_STOCKLIKE = (Basis.STOCK, Basis.ANNUAL, Basis.RATIO)


@dataclass(frozen=True, slots=True)
class _Verdict:
    pace: Pace
    light: Light
    reason: str = ""


def judge_city(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> GoalResult:
    """全市对照2025目标（承诺对照每年）的判定。"""
    actual = _actual(profile, goal, month, evidence)
    target = _target(profile, goal, month)
    at = actual.month
    task = tasks.city_task(profile, goal, actual, evidence) if at else None
    if at is None:
        verdict = _Verdict(_NO_PACE, Light.UNJUDGED, "尚未到首个应报月")
    elif actual.value is None:
        verdict = _Verdict(_NO_PACE, Light.UNREPORTED, f"{at.year}年{at.month}月没有一家报数")
    else:
        verdict = _verdict(profile, goal, at, month, actual.value, target, evidence, task.light if task else None)
    return GoalResult(
        goal=goal,
        unit=None,
        month=month,
        as_of_month=at,
        target=target,
        actual=actual.value,
        completion=verdict.pace.completion,
        progress=verdict.pace.progress,
        phase=verdict.pace.phase,
        expected=verdict.pace.expected,
        gap=verdict.pace.gap,
        light=verdict.light,
        reason=verdict.reason,
        need_per_month=need_per_month(goal, target, actual.value, at, _end(goal, at)) if at else None,
        reported=actual.reported,
        reporters=actual.reporters,
        missing=actual.missing,
        parts=actual.parts,
        task=task,
    )


def judge_unit(profile: CityProfile, goal: Goal, unit: str, month: Month, evidence: Evidence) -> GoalResult:
    """一个板块只对照它当年的年度任务。"""
    return tasks.judge_unit(profile, goal, unit, month, evidence)


def _target(profile: CityProfile, goal: Goal, month: Month) -> float | None:
    if goal.basis is Basis.CADENCE:
        return float(periods(goal, len(profile.unit_names), goal.due_at(month) or month)[0])
    return goal.target_at(month)


def _end(goal: Goal, month: Month) -> Month:
    return Month(month.year, 12) if goal.basis is Basis.ANNUAL else goal.end


def _actual(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> Actual:
    if goal.counts_events:
        return counted_actual(profile, goal, month, evidence)
    return city_actual(goal, evidence.readings, month, profile.unit_names)


def counted_actual(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> Actual:
    """由活动、洽谈、审定月数出来的完成数；已报板块为当月报表已接收的板块。"""
    at = goal.due_at(month)
    units = profile.unit_names
    if at is None:
        return Actual(None, None, 0, len(units), (), ())
    sent = evidence.reporting.get(at, frozenset())
    missing = tuple(u for u in units if u not in sent)
    reported, reporters = len(units) - len(missing), len(units)
    if goal.breakdown is Breakdown.CITY_ONLY:
        missing = () if reported else (WHOLE_CITY,)
        reported, reporters = min(1, reported), 1
    value = count(goal, evidence.held, at) if reported else None
    return Actual(value, at, reported, reporters, missing, ())


def _verdict(
    profile: CityProfile,
    goal: Goal,
    at: Month,
    month: Month,
    actual: float,
    target: float | None,
    evidence: Evidence,
    task: Light | None,
) -> _Verdict:
    if goal.basis is Basis.COUNT or target is None:
        return _Verdict(_NO_PACE, Light.UNJUDGED, "只计数，不判")
    if goal.basis is Basis.CADENCE:
        found = _cadence(profile, goal, at, actual, target)
    elif goal.basis is Basis.ANNUAL and not goal.is_commitment and at.year < goal.end.year:
        completion = pace(actual, target, None, None)
        found = _Verdict(completion, task or Light.UNJUDGED, "按年度任务亮灯" if task else "2025年目标，本年无年度任务，不判")
    else:
        found = _against_goal(profile, goal, at, actual, target, evidence)
    if len(goal.due_months) == 1 and at != month:
        return replace(found, light=Light.UNJUDGED, reason=f"年度指标，{goal.due_months[0]}月判定")
    return found


def _cadence(profile: CityProfile, goal: Goal, at: Month, actual: float, target: float) -> _Verdict:
    over = periods(goal, len(profile.unit_names), at)[1]
    found = pace(actual, target, None, over / target)
    if at.month == 12:
        return _Verdict(found, Light.REACHED if actual >= target else Light.MISSED)
    return _Verdict(found, light_of(profile.light, actual / target, over / target))


def _against_goal(
    profile: CityProfile, goal: Goal, at: Month, actual: float, target: float, evidence: Evidence
) -> _Verdict:
    baseline = goal.baseline.value if goal.baseline and goal.basis is not Basis.ANNUAL else None
    found = pace(actual, target, baseline, goal_phase(goal, at))
    even = "持平未突破" if goal.bound is Bound.MORE_THAN and abs(actual - target) < 1e-9 else ""
    if at >= _deadline(goal, at):
        return _Verdict(found, Light.REACHED if met(goal, actual, target) else Light.MISSED, even)
    if passed(actual, target, goal.bound):
        return _Verdict(found, Light.ON_PACE, "已达") if goal.basis in _STOCKLIKE else _Verdict(found, Light.REACHED)
    if found.gap is None or found.progress is None or found.phase is None:
        return _Verdict(found, Light.UNJUDGED, "无基期，不判")
    previous = _previous_gap(profile, goal, at, target, baseline, evidence)
    return _Verdict(found, light_of(profile.light, found.progress, found.phase, previous), even)


def _deadline(goal: Goal, at: Month) -> Month:
    """承诺每年12月判定，目标到期末判定。"""
    return Month(at.year, 12) if goal.is_commitment and goal.basis is Basis.ANNUAL else goal.end


def _previous_gap(
    profile: CityProfile, goal: Goal, at: Month, target: float, baseline: float | None, evidence: Evidence
) -> float | None:
    """上一应报月的差距；只有“连续”预设用它。"""
    from dashboard.domain.assessment import LightMethod

    before = goal.due_at(at + -1)
    if profile.light.method is not LightMethod.STREAK or before is None:
        return None
    earlier = _actual(profile, goal, before, evidence).value
    return None if earlier is None else pace(earlier, target, baseline, goal_phase(goal, before)).gap
