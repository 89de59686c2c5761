"""一个板块对照它当年的年度任务。"""

from dataclasses import replace
from datetime import date

import pytest
from tests.metrics.making import UNITS, Value, cell, cells, city, evidence, goal, preset, small

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import Scope
from dashboard.domain.facts import Stop
from dashboard.domain.goals import Basis, Breakdown, Frequency, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics.counting import HELD, Held
from dashboard.metrics.tasks import judge_unit, judge_units

A, B, C = UNITS
JUNE, END, LAST = Month(2025, 6), Month(2025, 12), Month(2024, 12)
NEW, STOCK, RATIO = goal(Basis.NEW), goal(Basis.STOCK), goal(Basis.RATIO, 55)


def judged(found: Goal, values: dict[Month, Value], month: Month, task: float | None = 100, light: LightPreset | None = None) -> GoalResult:
    """如皋市一家的判定；values 为它逐月的数。"""
    tasks = {} if task is None else {(B, found.indicator, year): task for year in (2024, 2025)}
    return judge_unit(small(found, light=light), found, B, month, evidence(cells(found, {B: values}), tasks))


@pytest.mark.parametrize(
    ("found", "values", "month", "light", "reason"),
    [
        (NEW, {JUNE: 50}, JUNE, Light.ON_PACE, ""),
        (NEW, {JUNE: 40}, JUNE, Light.BEHIND, ""),
        (NEW, {JUNE: 39}, JUNE, Light.FAR_BEHIND, ""),
        (NEW, {JUNE: 100}, JUNE, Light.REACHED, ""),
        (NEW, {END: 100}, END, Light.REACHED, ""),
        (NEW, {END: 99}, END, Light.MISSED, ""),
        (NEW, {Month(2025, 5): 60}, JUNE, Light.UNREPORTED, "2025年6月未报"),
        (goal(Basis.ANNUAL), {JUNE: 100}, JUNE, Light.ON_PACE, "已达"),
        (STOCK, {LAST: 80, JUNE: 90}, JUNE, Light.ON_PACE, ""),
        (STOCK, {LAST: 80, JUNE: 75}, JUNE, Light.FAR_BEHIND, ""),
        (STOCK, {LAST: 80, JUNE: 100}, JUNE, Light.ON_PACE, "已达"),
        (STOCK, {LAST: 80, END: 99}, END, Light.MISSED, ""),
        (STOCK, {JUNE: 90}, JUNE, Light.UNJUDGED, "没有上年末数，不判"),
        (STOCK, {LAST: 120, JUNE: 90}, JUNE, Light.UNJUDGED, "任务数不高于上年末数，不判序时"),
        (STOCK, {LAST: 120, JUNE: 110}, JUNE, Light.ON_PACE, "已达"),
    ],
)
def test_对照任务的灯(found: Goal, values: dict[Month, Value], month: Month, light: Light, reason: str) -> None:
    result = judged(found, values, month)
    assert (result.light, result.reason) == (light, reason)


def test_一月序时是十二分之一() -> None:
    result = judged(NEW, {Month(2025, 1): 10}, Month(2025, 1))
    assert (result.phase, result.completion, result.light) == (pytest.approx(1 / 12), 0.1, Light.ON_PACE)


def test_下降的总数进度为负() -> None:
    result = judged(STOCK, {LAST: 80, JUNE: 75}, JUNE)
    assert result.completion == pytest.approx(0.75)
    assert result.progress == pytest.approx(-0.25)
    assert result.gap == pytest.approx(-0.75)
    assert result.expected == 90


def test_占比从上年末的占比走到任务() -> None:
    result = judged(RATIO, {LAST: (520, 1000), JUNE: (530, 1000)}, JUNE, 54)
    assert result.actual == 53
    assert result.progress == pytest.approx(0.5)
    assert (result.light, result.need_per_month) == (Light.ON_PACE, None)
    assert judged(RATIO, {JUNE: (0, 0)}, JUNE, 54).reason == "分母为0，算不出占比"


def test_没有任务的只给完成数() -> None:
    result = judged(NEW, {JUNE: 50}, JUNE, None)
    assert (result.actual, result.light, result.reason) == (50, Light.UNJUDGED, "未下达年度任务")
    nothing = (result.target, result.completion, result.progress, result.phase, result.gap, result.expected, result.need_per_month, result.task)
    assert nothing == (None,) * 8


def test_未报的只有任务数() -> None:
    result = judged(NEW, {}, JUNE)
    assert (result.target, result.actual, result.completion, result.phase) == (100, None, None, None)
    assert result.task is not None
    assert result.task.light is Light.UNREPORTED


def test_任务为0的不算进度_有数就算到() -> None:
    result = judged(NEW, {JUNE: 3}, JUNE, 0)
    assert (result.completion, result.progress, result.gap, result.light) == (None, None, None, Light.REACHED)


def test_需月均算到当年12月() -> None:
    assert judged(NEW, {JUNE: 40}, JUNE).need_per_month == 10
    assert judged(NEW, {END: 40}, END).need_per_month is None


def test_年报的两次之间不判_也没有序时() -> None:
    yearly = replace(NEW, due_months=Frequency.YEARLY.due_months)
    result = judged(yearly, {LAST: 90}, JUNE)
    assert (result.light, result.reason, result.completion, result.phase, result.gap) == (Light.UNJUDGED, "年度指标，12月判定", 0.9, None, None)


def test_季报的一月看上年12月的任务() -> None:
    quarterly = replace(NEW, due_months=Frequency.QUARTERLY.due_months)
    result = judged(quarterly, {LAST: 90}, Month(2025, 1))
    assert (result.as_of_month, result.phase, result.light) == (LAST, 1.0, Light.MISSED)


def test_只有全市数的不分板块() -> None:
    result = judged(replace(NEW, breakdown=Breakdown.CITY_ONLY), {JUNE: 3}, JUNE)
    assert (result.actual, result.light, result.reason, result.reporters) == (None, Light.UNJUDGED, "只有全市数，不分板块", 0)


def test_由活动数出的_板块只计自己的场次() -> None:
    found = city().goal_by_id["activity_per_year"]
    stops = [Stop("", "推介会", u, "", "", u, "上海", Scope.AWAY, HELD, date(2025, 3, 5), "", (), 1, 1, 0, JUNE) for u in (A, B)]
    known = evidence(held=Held(stops=stops), reporting={JUNE: frozenset({B})})
    results = judge_units(small(found), found, JUNE, known)
    assert (results[B].actual, results[B].light, results[B].reason) == (1, Light.UNJUDGED, "全市的承诺，板块只计数")
    assert (results[A].actual, results[A].light) == (None, Light.UNREPORTED)


def test_连续_看上一应报月() -> None:
    streak = preset(LightMethod.STREAK)
    assert judged(NEW, {Month(2025, 5): 41, JUNE: 49}, JUNE, light=streak).light is Light.FAR_BEHIND
    assert judged(NEW, {Month(2025, 5): 42, JUNE: 49}, JUNE, light=streak).light is Light.BEHIND
    assert judged(NEW, {LAST: 99, Month(2025, 1): 8}, Month(2025, 1), light=streak).light is Light.FAR_BEHIND


def test_且不低于全市平均_与各板块差距的平均比() -> None:
    profile = small(NEW, light=preset(LightMethod.CITY_MEAN))
    tasks = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    known = evidence([*cell(NEW, A, JUNE, 90), *cell(NEW, B, JUNE, 60), *cell(NEW, C, JUNE, 30)], tasks)
    results = judge_units(profile, NEW, JUNE, known)
    assert [results[u].light for u in UNITS] == [Light.ON_PACE, Light.ON_PACE, Light.FAR_BEHIND]
    lower = evidence([*cell(NEW, A, JUNE, 90), *cell(NEW, B, JUNE, 55), *cell(NEW, C, JUNE, 50)], tasks)
    assert judge_units(profile, NEW, JUNE, lower)[B].light is Light.BEHIND
    assert judge_unit(profile, NEW, B, JUNE, lower).light is Light.BEHIND
    assert judge_unit(small(NEW), NEW, B, JUNE, lower).light is Light.ON_PACE


@pytest.mark.parametrize("method", list(LightMethod))
def test_一家一家判与一起判相同(method: LightMethod) -> None:
    profile = small(NEW, STOCK, light=preset(method, 0.8, 0.6) if method is LightMethod.RATE else preset(method))
    tasks = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    known = evidence([*cell(NEW, A, JUNE, 90), *cell(NEW, B, JUNE, 20)], tasks)
    for found in profile.goals:
        together = judge_units(profile, found, JUNE, known)
        assert together == {u: judge_unit(profile, found, u, JUNE, known) for u in UNITS}
