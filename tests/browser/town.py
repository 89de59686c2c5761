"""浏览器测试用的小存储：两座城市，三个月，多数板块报了，一个没报，一个月还在收数。"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.worlds import World

from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month

LAST, COLLECTING = Month(2025, 6), Month(2025, 7)
_MONTHS = (Month(2024, 6), Month(2025, 3), LAST)


def settle(data_dir: Path) -> None:
    """装满 data_dir。"""
    for city in ("suzhou", "nantong"):
        world = World(data_dir, city)
        profile = world.dash.profile(city, world.dash.version())
        _fill(world, profile)
        world.finalize(*_MONTHS)
        world.unit(profile.unit_names[0], COLLECTING, {})


def _fill(world: World, profile: CityProfile) -> None:
    goals = [g for g in profile.goals if not g.counts_events and g.target_at(LAST)]
    units = profile.unit_names
    world.tasks(2025, {u: {g.indicator: 1 + (g.target_at(LAST) or 0) / 30 for g in goals} for u in units})
    for month in _MONTHS:
        for n, unit in enumerate(units[:-1] if month == LAST else units):
            values = {g.indicator: _value(g, n + 1) for g in goals if g.is_due(month)}
            world.unit(unit, month, values, projects=list(_projects(month, n)), events=list(_events(unit, month)))


def _value(goal: Goal, n: int) -> float | dict[Measure, float]:
    """约为目标的二三十分之一，板块之间有差别。"""
    size = round((goal.target_at(LAST) or 0) / 30 * (0.4 + n / 8), 1)
    if goal.basis is Basis.RATIO:
        return {Measure.NUMERATOR: 40.0 + n, Measure.DENOMINATOR: 100.0}
    return {Measure.STOCK: size} if goal.basis is Basis.STOCK else {Measure.YEAR_TO_DATE: size}


def _projects(month: Month, n: int) -> Iterator[dict[str, Any]]:
    for i in range(3 + n % 4):
        yield {
            "number": f"KC{month.code}{n:02d}{i:02d}", "credit_code": "", "name": f"项目{i}", "lead": True, "factor": 1, "chain": "生物医药",
            "high_growth": i == 0, "source_place": "上海", "stage": "落地", "recognised": date(month.year, month.month, 15),
            "became_hte": None, "has_capital": i == 1, "sheet": "科创项目", "cell": f"A{i + 4}",
        }  # fmt: skip


def _events(unit: str, month: Month) -> Iterator[dict[str, Any]]:
    yield {
        "no": "", "name": f"{unit}科技招商推介会", "host": unit, "type": "板块招商活动", "theme": "", "place": "上海", "scope": "市外",
        "state": "已举办", "planned_words": "", "held": date(month.year, month.month, 20), "tallies": "", "talks": 5, "signed": 2, "landed": 1,
        "sheet": "活动", "cell": "A4",
    }  # fmt: skip


__all__ = ["COLLECTING", "LAST", "settle"]
