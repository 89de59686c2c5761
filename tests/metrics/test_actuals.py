"""完成数：谁的数、哪个月的数、怎样加。"""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import CITY_LEVEL, UNITS, WHOLE_CITY, based, cell, cells, evidence, goal
from tests.metrics.making import city as nantong

from dashboard.domain.facts import Measure, Reading
from dashboard.domain.goals import Basis, Breakdown, Frequency, Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.results import Actual
from dashboard.metrics.actuals import city_actual, sum_at, unit_actual, value_at, why_none
from dashboard.metrics.judging import judge_city
from dashboard.metrics.readings import Readings

A, B, C = UNITS
JUNE = Month(2025, 6)


def city(found: Goal, readings: list[Reading], month: Month = JUNE) -> Actual:
    return city_actual(found, Readings(readings), month, UNITS)


@pytest.mark.parametrize("basis", [Basis.NEW, Basis.CUMULATIVE])
def test_新增累计_往年按年末今年按截至月_市级也加(basis: Basis) -> None:
    found = goal(basis)
    readings = cells(found, {A: {Month(2023, 12): 100, Month(2024, 12): 200, JUNE: 50}, B: {Month(2024, 11): 30, JUNE: 5}, C: {JUNE: 1}, CITY_LEVEL: {Month(2023, 12): 7, JUNE: 2}})
    actual = city(found, readings)
    assert actual.value == 100 + 200 + 50 + 30 + 5 + 1 + 7 + 2
    assert (actual.reported, actual.reporters, actual.missing, actual.month) == (3, 3, (), JUNE)


def test_基期计入的加_不计入的不加() -> None:
    readings = cells(goal(Basis.CUMULATIVE), {A: {JUNE: 10}})
    assert city(goal(Basis.CUMULATIVE, baseline=based(78, Month(2022, 12), True)), readings).value == 88
    assert city(goal(Basis.CUMULATIVE, baseline=based(78, Month(2022, 12))), readings).value == 10


def test_年度只算当年() -> None:
    found = goal(Basis.ANNUAL)
    assert city(found, cells(found, {A: {Month(2024, 12): 900, JUNE: 40}})).value == 40


def test_总数取期末_可以下降_沿用去年的() -> None:
    found = goal(Basis.STOCK)
    actual = city(found, cells(found, {A: {Month(2024, 12): 90, JUNE: 80}, B: {Month(2024, 12): 20}}))
    assert actual.value == 100
    assert actual.missing == (B, C)
    part = actual.parts[1]
    assert (part.value, part.carried, part.reported, part.since) == (20, True, False, Month(2024, 12))


def test_本年累计只在当年沿用() -> None:
    found = goal(Basis.NEW)
    january = cells(found, {A: {Month(2024, 12): 10, Month(2025, 1): 3}, B: {Month(2024, 12): 5}})
    actual = city(found, january, Month(2025, 1))
    assert actual.value == 10 + 5 + 3
    assert actual.parts[1].value is None
    may = cells(found, {A: {JUNE: 8}, B: {Month(2025, 5): 4}})
    assert city(found, may).value == 12


def test_占比是分子之和除以分母之和_不是平均() -> None:
    found = goal(Basis.RATIO, 55)
    actual = city(found, cells(found, {A: {JUNE: (60, 100)}, B: {JUNE: (10, 400)}}))
    assert actual.value == pytest.approx(100 * 70 / 500)
    assert (actual.reported, actual.missing) == (2, (C,))


def test_占比报了0和0算已报_但算不出() -> None:
    found = goal(Basis.RATIO, 55)
    alone = city(found, cells(found, {A: {JUNE: (0, 0)}}))
    assert (alone.value, alone.reported) == (None, 1)
    beside = city(found, cells(found, {A: {JUNE: (0, 0)}, B: {JUNE: (30, 50)}}))
    assert (beside.value, beside.reported) == (60, 2)


def test_占比只报了一半不算报() -> None:
    found = goal(Basis.RATIO, 55)
    readings = [Reading(A, found.indicator, JUNE, Measure.NUMERATOR, 5, Status.FIRST)]
    assert city(found, readings).reported == 0


def test_一家都没报就是未报_不是0_市级报了也不算() -> None:
    found = goal(Basis.NEW)
    actual = city(found, cells(found, {A: {Month(2025, 5): 10}, CITY_LEVEL: {JUNE: 2}}))
    assert (actual.value, actual.reported, actual.missing) == (None, 0, UNITS)


def test_零是报了() -> None:
    found = goal(Basis.NEW)
    actual = city(found, cells(found, {name: {JUNE: 0} for name in UNITS}))
    assert (actual.value, actual.reported) == (0, 3)


def test_核定优先_初报留着_谁送来都算已报() -> None:
    found = goal(Basis.NEW)
    readings = [*cell(found, A, JUNE, 30), *cell(found, A, JUNE, 28, Status.FINAL), *cell(found, B, JUNE, 5, Status.FINAL)]
    actual = city(found, readings)
    assert actual.value == 33
    assert actual.reported == 2
    assert (actual.parts[0].first, actual.parts[0].final) == (30, 28)
    assert city(replace(found, authority=Status.FIRST), readings).value == 35


def test_当月只有初报的用初报_不用上月的核定() -> None:
    found = goal(Basis.NEW)
    readings = [*cell(found, A, Month(2025, 5), 20, Status.FINAL), *cell(found, A, JUNE, 25)]
    assert city(found, readings).value == 25


def test_占比的核定和初报各取各的() -> None:
    found = goal(Basis.RATIO, 55)
    actual = city(found, [*cell(found, A, JUNE, (50, 100)), *cell(found, A, JUNE, (48, 100), Status.FINAL)])
    assert (actual.value, actual.parts[0].first, actual.parts[0].final) == (48, 50, 48)


def test_部门报的全市数不顶替各板块之和_只有全市数的目标才用它() -> None:
    found = goal(Basis.NEW)
    readings = cells(found, {A: {JUNE: 3}, WHOLE_CITY: {JUNE: 99}})
    assert city(found, readings).value == 3
    whole = city(replace(found, breakdown=Breakdown.CITY_ONLY), readings)
    assert (whole.value, whole.reported, whole.reporters) == (99, 1, 1)


def test_不到应报月看上一个应报月_之后报的不看() -> None:
    found = goal(Basis.NEW, due_months=Frequency.QUARTERLY.due_months)
    readings = cells(found, {A: {Month(2025, 3): 3, Month(2025, 5): 9}})
    actual = city(found, readings, Month(2025, 5))
    assert (actual.month, actual.value, actual.reported) == (Month(2025, 3), 3, 1)


def test_首个应报月以前没有数() -> None:
    found = goal(Basis.NEW, due_months=(12,))
    actual = city(found, [], Month(2023, 6))
    assert (actual.month, actual.value, actual.reporters) == (None, None, 3)


def test_一个板块没报就是未报_旧值留在来历里() -> None:
    found = goal(Basis.NEW)
    actual = unit_actual(found, Readings(cells(found, {A: {Month(2025, 5): 4}})), A, JUNE)
    assert (actual.value, actual.reported, actual.missing, actual.parts[0].value) == (None, 0, (A,), 4)


def test_合计里没有的不算_都没有是没有() -> None:
    found = goal(Basis.STOCK)
    readings = Readings(cells(found, {A: {JUNE: 4}, CITY_LEVEL: {JUNE: 1}}))
    assert sum_at(found, readings, JUNE, UNITS) == 5
    assert sum_at(found, readings, Month(2024, 6), UNITS) is None
    assert value_at(found, readings, B, JUNE) is None


rows = st.lists(st.tuples(st.sampled_from((*UNITS, CITY_LEVEL)), st.integers(0, 35), st.integers(0, 500), st.sampled_from(list(Status))), max_size=30, unique_by=lambda r: (r[0], r[1], r[3]))


@given(rows, st.sampled_from([Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.STOCK]), st.integers(0, 35), st.randoms())
def test_行的先后不影响完成数(found: list[tuple[str, int, int, Status]], basis: Basis, back: int, shuffle: Random) -> None:
    mine, month = goal(basis), Month(2023, 1) + back
    readings = [r for unit, n, v, status in found for r in cell(mine, unit, Month(2023, 1) + n, float(v), status)]
    mixed = list(readings)
    shuffle.shuffle(mixed)
    assert city(mine, mixed, month) == city(mine, readings, month)


@pytest.mark.parametrize(("basis", "measure"), [(Basis.NEW, Measure.YEAR_TO_DATE), (Basis.STOCK, Measure.STOCK), (Basis.RATIO, Measure.NUMERATOR)])
def test_不适用算已报_不计入_不沿用旧数(basis: Basis, measure: Measure) -> None:
    found = goal(basis, 55)
    old = cells(found, {A: {Month(2025, 5): (9, 10) if basis is Basis.RATIO else 9}})
    other = cells(found, {B: {JUNE: (1, 2) if basis is Basis.RATIO else 4}})
    absent = Reading(A, found.indicator, JUNE, measure, None, found.authority)
    actual = city(found, [*old, *other, absent])
    assert (actual.value, actual.reported, actual.missing) == (50 if basis is Basis.RATIO else 4, 2, (C,))
    alone = unit_actual(found, Readings([*old, absent]), A, JUNE)
    assert (alone.value, alone.reported, why_none(alone)) == (None, 1, "不适用")


def test_还没设立的板块不算未报_撤并的以前的数照加() -> None:
    """甲一直在，乙6月才设，丙3月撤并：5月应报的只有甲；丙前面报的照加。"""
    found = goal()
    readings = Readings(cells(found, {A: {Month(2023, 5): 10}, C: {Month(2023, 3): 5}}))
    whole = city_actual(found, readings, Month(2023, 5), UNITS)
    assert (whole.reported, whole.reporters, whole.missing) == (1, 3, (B, C))
    due = city_actual(found, readings, Month(2023, 5), UNITS, frozenset({B, C}))
    assert (due.reported, due.reporters, due.missing) == (1, 1, ())
    assert due.value == whole.value == 15


def test_档案里年中设立的板块() -> None:
    profile = nantong()
    dated = replace(profile, units=tuple(replace(u, start=Month(2024, 7)) if u.name == "海安市" else u for u in profile.units))
    assert (dated.idle(Month(2024, 6)), dated.idle(Month(2024, 7))) == ({"海安市"}, frozenset())
    projects = profile.goal_by_id["sci_project_new"]
    before = judge_city(dated, projects, Month(2024, 6), evidence())
    after = judge_city(dated, projects, Month(2024, 7), evidence())
    assert (before.reporters, after.reporters) == (10, 11)
    assert "海安市" not in before.missing
    assert "海安市" in after.missing
