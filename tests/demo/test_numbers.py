"""分到板块的数：合计就是全市走势，本月与累计对得上，公开数不差。"""

from decimal import Decimal
from functools import cache

import pytest
from tests.demo.test_anchors import profile

from dashboard import paths
from dashboard.demo import settings
from dashboard.demo.anchors import anchors
from dashboard.demo.numbers import Numbers
from dashboard.demo.targets import tasks
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Goal
from dashboard.domain.month import Month, month_range

CITIES = pytest.mark.parametrize("city", ["suzhou", "nantong"])
_FLOWS = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL)


@cache
def numbers(city: str) -> Numbers:
    """一座城市的全部模拟数。"""
    found = settings.read(paths.demo_settings())
    return Numbers(profile(city), found, next(c for c in found.cities if c.city == city))


def goals(found: Numbers, *bases: Basis) -> list[Goal]:
    return [g for g in found.profile.goals if not g.counts_events and (not bases or g.basis in bases)]


def months(found: Numbers) -> list[Month]:
    return list(month_range(found.city.first, found.city.last))


@CITIES
def test_各家之和就是全市走势(city: str) -> None:
    found = numbers(city)
    for goal in goals(found):
        for month in months(found):
            assert sum(found.of(goal).tops[month].values()) == found.outlines[goal.id].totals[month], (goal.id, month)


@CITIES
def test_上月累计加本月等于本月累计_一年里只增不减(city: str) -> None:
    found = numbers(city)
    for goal in goals(found, *_FLOWS):
        for unit in found.of(goal).base:
            before = Decimal(0)
            for month in months(found):
                measured = found.of(goal).measured(unit, month)
                before = Decimal(0) if month.month == 1 else before
                assert measured[Measure.MONTH] >= 0, (goal.id, unit, month)
                assert before + measured[Measure.MONTH] == measured[Measure.YEAR_TO_DATE], (goal.id, unit, month)
                before = measured[Measure.YEAR_TO_DATE]


@CITIES
def test_计数是整数_金额至多两位小数(city: str) -> None:
    found = numbers(city)
    for goal in goals(found):
        places = 0 if goal.integer else 2
        for unit in found.of(goal).base:
            for value in found.of(goal).measured(unit, Month(2025, 9)).values():
                assert value == round(value, places), (goal.id, unit)


@CITIES
def test_占比的分子不大于分母(city: str) -> None:
    found = numbers(city)
    for goal in goals(found, Basis.RATIO):
        for month in months(found):
            bottoms = found.of(goal).bottoms[month]
            assert all(top <= bottoms[who] for who, top in found.of(goal).tops[month].items())


@CITIES
def test_公开数在模型里分毫不差(city: str) -> None:
    found = numbers(city)
    for goal in goals(found):
        outline = found.outlines[goal.id]
        for anchor in anchors(found.profile, goal, found.city.first, found.city.last):
            if goal.basis is Basis.RATIO:
                value = Decimal(100) * outline.totals[anchor.last] / outline.denominators[anchor.last]
            else:
                value = sum((outline.value(outline.totals[Month(y, 12)]) for y in anchor.years[:-1]), outline.value(outline.totals[anchor.last]))
            assert anchor.allows(value), (goal.id, anchor.figure.period, value)


@CITIES
def test_不应报的月份没有数(city: str) -> None:
    found = numbers(city)
    quarterly = next(g for g in goals(found) if g.due_months == (3, 6, 9, 12))
    unit = found.profile.unit_names[0]
    assert not found.measured(quarterly, unit, Month(2025, 5))
    assert found.measured(quarterly, unit, Month(2025, 6))


@CITIES
def test_任务分得完_不给零(city: str) -> None:
    found = numbers(city)
    given = tasks(found, 2025)
    assert all(value > 0 for value in given.values())
    for goal in goals(found, *_FLOWS):
        if goal.breakdown is not Breakdown.BY_UNIT or CITY_LEVEL in found.of(goal).base:
            continue
        units = sum(value for (indicator, who), value in given.items() if indicator == goal.indicator and who != WHOLE_CITY)
        assert units == given[goal.indicator, WHOLE_CITY], goal.id


def test_南通2024年的任务用公开的() -> None:
    assert tasks(numbers("nantong"), 2024)["sci_project_new", WHOLE_CITY] == 1200


def test_有一个目标远超_有一个总数先升后降() -> None:
    """创新联合体超过目标两倍；省级以上孵化载体2025年二季度比一季度少。"""
    suzhou, nantong = numbers("suzhou"), numbers("nantong")
    consortium = suzhou.outlines["innovation_consortium"].totals
    assert sum(consortium[Month(year, 12)] for year in range(2022, 2026)) > 20
    for found in (suzhou, nantong):
        stock = found.outlines["incubator_province"].totals
        assert stock[Month(2025, 6)] < stock[Month(2025, 3)] > stock[Month(2024, 12)]
