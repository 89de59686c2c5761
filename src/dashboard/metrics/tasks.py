"""年度目标任务：全市或一个板块，对照当年的指标分解；与2025目标各判各的。"""

from dataclasses import dataclass

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Bound, Breakdown, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Actual, GoalResult, Light, TaskResult
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import STOCKLIKE, SUMMED, actual_of, city_actual, unit_parts, why_none
from dashboard.metrics.columns import column, known, number, numbers, total
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import compares, light_of, looks_back
from dashboard.metrics.targets import Pace, need_per_month, passed
from dashboard.metrics.unit_columns import UnitColumn, targets_of, unit_column, walked
from dashboard.wording import reasons


@dataclass(frozen=True, slots=True)
class _Case:
    """一个板块的一个目标：完成数和（有任务且有数时）对照任务的走势。unit 为 None 即全市。"""

    goal: Goal
    unit: str | None
    actual: Actual
    target: float | None
    pace: Pace


def judge_units(profile: CityProfile, goal: Goal, month: Month, evidence: Evidence, found: UnitColumn | None = None) -> dict[str, GoalResult]:
    """每个考核板块对照它当年的年度任务；没有任务的只给完成数，不判。found 为算好的那一列。"""
    columns = found or unit_column(goal, profile.unit_names, month, evidence)
    cases = _cases(columns, evidence)
    gaps = total(columns.pace.gap) if compares(profile.light_at(month)) else None
    mean = gaps / int(known(columns.pace.gap).sum()) if gaps is not None else None
    return {case.unit or "": _judged(profile, case, month, mean, evidence) for case in cases}


def judge_unit(profile: CityProfile, goal: Goal, unit: str, month: Month, evidence: Evidence) -> GoalResult:
    """一个板块的判定，同 judge_units。"""
    if compares(profile.light_at(month)):
        return judge_units(profile, goal, month, evidence)[unit]
    (case,) = _cases(unit_column(goal, (unit,), month, evidence), evidence)
    return _judged(profile, case, month, None, evidence)


def _cases(found: UnitColumn, evidence: Evidence) -> list[_Case]:
    """一个板块一个。"""
    targets = numbers(found.target)
    return [
        _Case(found.goal, unit, actual, target if actual.month else None, found.pace.at(n))
        for n, (unit, actual, target) in enumerate(zip(found.units, _actuals(found, evidence), targets, strict=True))
    ]


def _actuals(found: UnitColumn, evidence: Evidence) -> list[Actual]:
    goal, at = found.goal, found.month
    if goal.breakdown is Breakdown.CITY_ONLY:
        return [Actual(None, at, 0, 0, (), ()) for _ in found.units]
    if not goal.counts_events:
        return [actual_of(at, part) for part in (unit_parts(goal, evidence.readings, found.units, at) if at else [None] * len(found.units))]
    sent = zip(found.units, found.reported.tolist(), numbers(found.actual), strict=True)
    return [Actual(value, at, int(has), 1, () if has or at is None else (unit,), ()) for unit, has, value in sent]


def city_task(profile: CityProfile, goal: Goal, actual: Actual, month: Month, evidence: Evidence) -> TaskResult | None:
    """全市当年任务在 month 的判定；没有下达为 None。"""
    case = _city_case(profile, goal, actual, evidence)
    return _task(profile, case, month, None, evidence)


def _city_case(profile: CityProfile, goal: Goal, actual: Actual, evidence: Evidence) -> _Case:
    """全市的任务对照各板块与市级的本年累计之和；总数、占比对照全市的数，从上年末走起。"""
    target = number(targets_of(goal, (WHOLE_CITY,), actual.month, evidence))
    if target is None or actual.month is None:
        return _Case(goal, None, actual, None, Pace())
    if goal.basis in STOCKLIKE:
        before = Month(actual.month.year - 1, 12)
        base = city_actual(goal, evidence.readings, before, profile.unit_names).value
        return _Case(goal, None, actual, target, _pace(goal, actual, target, base))
    summed = None if actual.value is None else sum(p.value or 0.0 for p in actual.parts)
    this_year = Actual(summed, actual.month, actual.reported, actual.reporters, actual.missing, actual.parts)
    return _Case(goal, None, this_year, target, _pace(goal, this_year, target, None))


def _pace(goal: Goal, actual: Actual, target: float, base: float | None) -> Pace:
    """全市的走势，走法同板块。"""
    if actual.month is None or actual.value is None:
        return Pace()
    return walked(goal, actual.month, column([actual.value]), column([target]), column([base])).at(0)


def _task(profile: CityProfile, case: _Case, month: Month, mean: float | None, evidence: Evidence) -> TaskResult | None:
    at, actual, target = case.actual.month, case.actual.value, case.target
    if at is None or target is None:
        return None
    light = _light(profile, case, month, mean, evidence)
    return TaskResult(
        year=at.year,
        target=target,
        actual=actual,
        completion=case.pace.completion,
        progress=case.pace.progress,
        phase=case.pace.phase if actual is not None else at.month / 12,
        expected=case.pace.expected,
        gap=case.pace.gap,
        light=light,
        need_per_month=need_per_month(case.goal, target, actual, at, Month(at.year, 12)),
    )


def _without(case: _Case) -> Light:
    """没有完成数：报了但分母为0的不判，其余未报。"""
    return Light.UNJUDGED if case.actual.reported else Light.UNREPORTED


def _light(profile: CityProfile, case: _Case, month: Month, mean: float | None, evidence: Evidence) -> Light:
    """任务一律按不少于判：12月判达成没有，平时已到数的不再滞后，其余按预设。"""
    at, actual, target, preset = case.actual.month, case.actual.value, case.target, profile.light_at(month)
    if at is None or actual is None or target is None:
        return _without(case)
    done = actual >= target - TOLERANCE
    if at.month == 12:
        return Light.REACHED if done else Light.MISSED
    if done:
        return Light.REACHED if case.goal.basis in SUMMED else Light.ON_PACE
    if case.pace.progress is None or case.pace.phase is None:
        return Light.UNJUDGED
    previous = _previous_gap(profile, case, at, evidence) if looks_back(preset) else None
    return light_of(preset, case.pace.progress, case.pace.phase, previous, mean)


def _previous_gap(profile: CityProfile, case: _Case, at: Month, evidence: Evidence) -> float | None:
    """上一应报月对照那一年任务的差距；没有为 None。"""
    before = case.goal.due_at(at + -1)
    if before is None:
        return None
    if case.unit is not None:
        return number(unit_column(case.goal, (case.unit,), before, evidence).pace.gap)
    actual = city_actual(case.goal, evidence.readings, before, profile.unit_names)
    return _city_case(profile, case.goal, actual, evidence).pace.gap


def _judged(profile: CityProfile, case: _Case, month: Month, mean: float | None, evidence: Evidence) -> GoalResult:
    actual, goal = case.actual, case.goal
    task = _task(profile, case, month, mean, evidence)
    between = actual.month is not None and len(goal.due_months) == 1 and actual.month != month
    light, reason = _verdict(case, task, between)
    found = Pace(case.pace.completion, case.pace.progress) if between else case.pace
    return GoalResult(
        goal=goal,
        unit=case.unit,
        month=month,
        as_of_month=actual.month,
        target=case.target,
        actual=actual.value,
        completion=found.completion,
        progress=found.progress,
        phase=found.phase,
        expected=found.expected,
        gap=found.gap,
        light=light,
        reason=reason,
        need_per_month=task.need_per_month if task else None,
        reported=actual.reported,
        reporters=actual.reporters,
        missing=actual.missing,
        parts=actual.parts,
        task=task,
    )


def _verdict(case: _Case, task: TaskResult | None, between: bool) -> tuple[Light, str]:
    """板块的灯与原因。"""
    why = _unjudgeable(case, between)
    if why:
        return Light.UNJUDGED, why
    at, value = case.actual.month, case.actual.value
    if at is None or value is None:
        return Light.UNREPORTED, reasons.not_reported(at) if at else ""
    if case.goal.counts_events:
        return Light.UNJUDGED, reasons.CITY_COMMITMENT
    if task is None:
        return Light.UNJUDGED, reasons.NO_TASK
    if task.light is Light.UNJUDGED:
        return task.light, reasons.NO_LAST_YEAR if case.pace.phase is None and case.pace.progress is not None else reasons.TASK_BELOW
    done = task.light is Light.ON_PACE and passed(value, task.target, Bound.AT_LEAST)
    return task.light, reasons.PASSED if done else ""


def _unjudgeable(case: _Case, between: bool) -> str:
    """还没到能判的时候，或根本不判的原因；能判为空。"""
    if case.actual.month is None:
        return reasons.NOT_DUE_YET
    if case.goal.breakdown is Breakdown.CITY_ONLY:
        return reasons.CITY_ONLY
    if between:
        return reasons.yearly(case.goal)
    return why_none(case.actual) if case.actual.reported and case.actual.value is None else ""
