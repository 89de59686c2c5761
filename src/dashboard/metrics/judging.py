"""判定：全市的一个目标在一个月亮什么灯，为什么。规则见 docs/metrics.md。"""

from dataclasses import dataclass, replace

from dashboard.domain.assessment import LightPreset
from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Bound, Breakdown, Counting, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, GoalResult, Light, TaskResult
from dashboard.metrics import TOLERANCE, tasks
from dashboard.metrics.actuals import SUMMED, city_actual, why_none
from dashboard.metrics.counting import count, periods
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import light_of, looks_back
from dashboard.metrics.phasing import goal_phase, season_of
from dashboard.metrics.targets import Pace, met, need_per_month, pace, passed
from dashboard.wording import reasons


@dataclass(frozen=True, slots=True)
class _Verdict:
    pace: Pace
    light: Light
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """一个可判的数：at 为截至月，actual、target 为完成数和目标数，preset 为所看的月份用的亮灯预设。"""

    profile: CityProfile
    goal: Goal
    evidence: Evidence
    at: Month
    actual: float
    target: float
    preset: LightPreset


def judge_city(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> GoalResult:
    """全市对照2025目标（承诺对照每年）的判定；期末以后，目标停在期末的判定上。"""
    until = month if goal.is_commitment else min(month, goal.end)
    actual = city_value(profile, goal, until, evidence)
    at = actual.month
    target = _target(profile, goal, at or month)
    now = actual if until == month else city_value(profile, goal, month, evidence)
    task = tasks.city_task(profile, goal, now, month, evidence)
    verdict = _verdict(profile, goal, until, actual, target, evidence, task)
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


def city_value(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> Actual:
    """全市完成数：报来的加起来，或由活动、洽谈、审定月数出来。"""
    if goal.counts_events:
        return _counted(profile, goal, month, evidence)
    return city_actual(goal, evidence.readings, month, profile.unit_names, profile.idle(goal.due_at(month) or month))


def _counted(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence) -> Actual:
    """数出来的完成数；已报板块为当月报表已接收的板块，只有全市数的，有一份报表（或有一个审定月）就算已报。"""
    at = goal.due_at(month)
    units = [name for name in profile.unit_names if name not in profile.idle(at or month)]
    whole = goal.breakdown is Breakdown.CITY_ONLY
    if at is None:
        return Actual(None, None, 0, 1 if whole else len(units), (), ())
    sent, value = evidence.reporting.get(at, frozenset()), count(goal, evidence.held, at)
    if whole:
        known = bool(sent) or (goal.counting is Counting.FINALIZED_MONTHS and value > 0)
        return Actual(value if known else None, at, int(known), 1, () if known else (WHOLE_CITY,), ())
    missing = tuple(u for u in units if u not in sent)
    reported = len(units) - len(missing)
    return Actual(value if reported else None, at, reported, len(units), missing, ())


def _target(profile: CityProfile, goal: Goal, month: Month) -> float | None:
    if goal.basis is Basis.CADENCE:
        return float(periods(goal, len(profile.unit_names), month)[0])
    return goal.target_at(month)


def _end(goal: Goal, month: Month) -> Month:
    """需月均算到哪个月：年度到当年12月，其余到期末。"""
    return Month(month.year, 12) if goal.basis is Basis.ANNUAL else goal.end


def _verdict(
    profile: CityProfile,
    goal: Goal,
    until: Month,
    actual: Actual,
    target: float | None,
    evidence: Evidence,
    task: TaskResult | None,
) -> _Verdict:
    at, value = actual.month, actual.value
    if at is None:
        return _Verdict(Pace(), Light.UNJUDGED, reasons.NOT_DUE_YET)
    between = between_dues(goal, at, until)
    if value is None:
        return _missing(goal, actual, between)
    if target is None:
        return _Verdict(Pace(), Light.UNJUDGED, reasons.ONLY_COUNTED)
    if between:
        return _Verdict(pace(value, target, _baseline(goal), None), Light.UNJUDGED, reasons.yearly(goal))
    case = _Case(profile, goal, evidence, at, value, target, profile.light_at(until))
    if goal.basis is Basis.CADENCE:
        return _cadence(case)
    if goal.basis is Basis.ANNUAL and not goal.is_commitment and at.year < goal.end.year:
        return _by_task(case, task)
    return _against_goal(case)


def between_dues(goal: Goal, at: Month, until: Month) -> bool:
    """一年只报一次的，在两次之间不判。"""
    return len(goal.due_months) == 1 and at != until


def _missing(goal: Goal, actual: Actual, between: bool) -> _Verdict:
    """没有完成数：报了但分母为0、不适用的、两次应报之间的不判，其余未报。"""
    if between:
        return _Verdict(Pace(), Light.UNJUDGED, reasons.yearly(goal))
    if actual.reported:
        return _Verdict(Pace(), Light.UNJUDGED, why_none(actual))
    return _Verdict(Pace(), Light.UNREPORTED, reasons.nobody(actual.month))


def _baseline(goal: Goal) -> float | None:
    return goal.baseline.value if goal.baseline else None


def _pace(case: _Case) -> Pace:
    goal, at = case.goal, case.at
    if goal.basis is Basis.CADENCE:
        return pace(case.actual, case.target, None, periods(goal, len(case.profile.unit_names), at)[1] / case.target)
    season = season_of(goal, case.evidence.readings, at, case.profile.unit_names)
    return pace(case.actual, case.target, _baseline(goal), goal_phase(goal, at, season))


def _cadence(case: _Case) -> _Verdict:
    """频次：12月判达成没有，平时对照已过的期数。"""
    found = _pace(case)
    if case.at.month == 12:
        return _Verdict(found, Light.REACHED if case.actual >= case.target - TOLERANCE else Light.MISSED)
    return _Verdict(found, _light(case, found.progress or 0.0, found.phase or 0.0))


def _by_task(case: _Case, task: TaskResult | None) -> _Verdict:
    """年度目标在期末那年以前按当年任务亮灯；没有任务只给对2025目标的完成率。"""
    completion = pace(case.actual, case.target, None, None)
    if task is None:
        return _Verdict(completion, Light.UNJUDGED, reasons.NO_TASK_YET)
    return _Verdict(completion, task.light, reasons.by_task(task.year))


def _against_goal(case: _Case) -> _Verdict:
    goal, actual, target = case.goal, case.actual, case.target
    found = _pace(case)
    even = reasons.EVEN if goal.bound is Bound.MORE_THAN and abs(actual - target) <= TOLERANCE else ""
    if case.at >= _deadline(goal, case.at):
        return _Verdict(found, Light.REACHED if met(goal, actual, target) else Light.MISSED, even)
    if passed(actual, target, goal.bound):
        return _Verdict(found, Light.REACHED) if goal.basis in SUMMED else _Verdict(found, Light.ON_PACE, reasons.PASSED)
    if found.progress is None or found.phase is None:
        reason = reasons.NO_BASELINE if goal.baseline is None else reasons.TARGET_BELOW
        return _Verdict(found, Light.UNJUDGED, "，".join(filter(None, (even, reason))))
    return _Verdict(found, _light(case, found.progress, found.phase), even)


def _deadline(goal: Goal, at: Month) -> Month:
    """每年的承诺12月判定，其余到期末判定。"""
    return Month(at.year, 12) if goal.is_commitment and goal.basis is Basis.ANNUAL else goal.end


def _light(case: _Case, progress: float, phase: float) -> Light:
    return light_of(case.preset, progress, phase, _previous_gap(case) if looks_back(case.preset) else None)


def _previous_gap(case: _Case) -> float | None:
    """上一应报月的差距；没有数为 None。"""
    before = case.goal.due_at(case.at + -1)
    value = city_value(case.profile, case.goal, before, case.evidence).value if before else None
    target = _target(case.profile, case.goal, before) if before else None
    if before is None or value is None or target is None:
        return None
    return _pace(replace(case, at=before, actual=value, target=target)).gap
