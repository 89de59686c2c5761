"""赛成绩、争贡献的输入：各板块各指标的本年累计，与去年同月累计。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import SUMMED, sum_at, value_at
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.projects import split
from dashboard.metrics.readings import Readings

_COUNTED = (*SUMMED, Basis.ANNUAL)


@dataclass(frozen=True, slots=True)
class Level:
    """一家一个指标：本年累计 now 与去年同月累计 before（没有为 None）；own、own_before 为合作项目按系数分过的（争贡献用）。"""

    now: float
    before: float | None
    own: float
    own_before: float | None

    @property
    def growth(self) -> float | None:
        """同比增幅；去年没有或为0的算没有去年。"""
        if self.before is None or abs(self.before) <= TOLERANCE:
            return None
        return (self.now - self.before) / self.before


@dataclass(frozen=True, slots=True)
class Race:
    """一个指标的一场比赛：组内各板块的数，全市（含组外、市级）今年和去年同月的合计。"""

    goal: Goal
    units: Mapping[str, Level]
    city: float
    city_before: float | None


def races(profile: CityProfile, results: Mapping[str, Sequence[GoalResult]], evidence: Evidence, shares: Iterable[ProjectShare]) -> tuple[Race, ...]:
    """各新增、累计、年度指标，一个指标一场；没报的板块不在其中。由活动数出的不比。"""
    return tuple(
        _race(profile, goal, at, found, evidence.readings, tuple(shares) if goal.ledger else ())
        for goal, at, found in _figures(results)
    )


def _figures(results: Mapping[str, Sequence[GoalResult]]) -> list[tuple[Goal, Month, dict[str, float]]]:
    """指标 →（目标、截至月、板块 → 本年累计）。"""
    found: dict[str, tuple[Goal, Month, dict[str, float]]] = {}
    for unit, mine in results.items():
        for r in mine:
            if r.goal.basis in _COUNTED and not r.goal.counts_events and r.actual is not None and r.as_of_month is not None:
                found.setdefault(r.goal.indicator, (r.goal, r.as_of_month, {}))[2][unit] = r.actual
    return list(found.values())


def _race(profile: CityProfile, goal: Goal, at: Month, found: Mapping[str, float], readings: Readings, shares: Sequence[ProjectShare]) -> Race:
    then = at + -12
    moved, moved_before = split(shares, at), split(shares, then)
    units = {}
    for unit, now in found.items():
        before = value_at(goal, readings, unit, then)
        own_before = None if before is None else before + moved_before.get(unit, 0.0)
        units[unit] = Level(now, before, now + moved.get(unit, 0.0), own_before)
    return Race(goal, units, sum_at(goal, readings, at, profile.unit_names) or 0.0, sum_at(goal, readings, then, profile.unit_names))
