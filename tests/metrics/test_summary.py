"""一个板块的概况：平均差距亮灯，综合完成率。"""

from dataclasses import replace

import pytest
from tests.metrics.making import UNITS, Value, cells, evidence, goal, preset, small

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.goals import Basis, Collector
from dashboard.domain.month import Month
from dashboard.domain.results import Light
from dashboard.metrics.summary import Overall, columns_of, overalls, reported

A, B, C = UNITS
MAY, JUNE = Month(2025, 5), Month(2025, 6)
ONE, TWO = goal(id="one", indicator="one"), goal(Basis.ANNUAL, id="two", indicator="two")
Values = dict[str, dict[Month, Value]]


def overall(one: Values, two: Values, light: LightPreset | None = None, task: float | None = 100) -> dict[str, Overall]:
    profile = small(ONE, TWO, light=light)
    tasks = {} if task is None else {(u, g.indicator, 2025): task for u in UNITS for g in (ONE, TWO)}
    known = evidence([*cells(ONE, one), *cells(TWO, two)], tasks)
    return overalls(profile, JUNE, known, columns_of(profile, JUNE, known))


def test_平均差距亮灯_综合完成率是进度除以序时的平均() -> None:
    found = overall({A: {JUNE: 60}, B: {JUNE: 30}}, {A: {JUNE: 30}, B: {JUNE: 40}})
    assert found[A].gap == pytest.approx(-0.05)
    assert found[A].completion == pytest.approx((60 / 50 + 30 / 50) / 2)
    assert [found[u].light for u in UNITS] == [Light.BEHIND, Light.FAR_BEHIND, Light.UNREPORTED]


def test_没有任务的不判_没有综合完成率() -> None:
    assert overall({A: {JUNE: 60}}, {}, task=None)[A] == Overall(Light.UNJUDGED)


def test_一项没报的只平均报了的() -> None:
    assert overall({A: {JUNE: 60}}, {A: {MAY: 10}})[A].completion == pytest.approx(1.2)


def test_未报的没有综合完成率() -> None:
    assert overall({A: {MAY: 60}}, {A: {MAY: 10}})[A] == Overall(Light.UNREPORTED)


def test_比例用在综合完成率上() -> None:
    rate = preset(LightMethod.RATE, 0.8, 0.6)
    assert overall({A: {JUNE: 45}}, {A: {JUNE: 35}}, rate)[A].light is Light.ON_PACE
    assert overall({A: {JUNE: 45}}, {A: {JUNE: 34}}, rate)[A].light is Light.BEHIND


def test_连续看上月的平均差距() -> None:
    streak = preset(LightMethod.STREAK)
    twice = overall({A: {MAY: 30, JUNE: 40}}, {A: {MAY: 50, JUNE: 50}}, streak)
    once = overall({A: {MAY: 40, JUNE: 40}}, {A: {MAY: 50, JUNE: 50}}, streak)
    assert (twice[A].light, once[A].light) == (Light.FAR_BEHIND, Light.BEHIND)


def test_不低于各板块的平均() -> None:
    found = overall({A: {JUNE: 52}, B: {JUNE: 90}}, {A: {JUNE: 52}, B: {JUNE: 90}}, preset(LightMethod.CITY_MEAN))
    assert (found[A].light, found[B].light) == (Light.BEHIND, Light.ON_PACE)


def test_当月报了没有_只看应由板块报的_谁送来都算() -> None:
    other = replace(TWO, collected_from=Collector.DEPARTMENT)
    profile = small(ONE, other)
    known = evidence([*cells(ONE, {A: {JUNE: 0}}), *cells(other, {B: {JUNE: 3}})])
    assert reported(columns_of(profile, JUNE, known), JUNE).tolist() == [True, False, False]


def test_当月没有应由板块报的_有数就算报() -> None:
    other = replace(TWO, collected_from=Collector.DEPARTMENT)
    columns = columns_of(small(other), JUNE, evidence(cells(other, {B: {JUNE: 3}})))
    assert reported(columns, JUNE).tolist() == [False, True, False]
