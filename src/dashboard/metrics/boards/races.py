"""赛成绩、争贡献的输入：各板块各指标期内的数，与去年同期的数。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Period
from dashboard.domain.city import CITY_LEVEL, CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import SUMMED, unit_part, value_at
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.projects import split

_COUNTED = (*SUMMED, Basis.ANNUAL)


@dataclass(frozen=True, slots=True)
class Level:
    """一家一个指标：期内的数 now 与去年同期 before（没有、不可比为 None）；own、own_before 为合作项目按系数分过的（争贡献用）。"""

    now: float
    before: float | None
    own: float
    own_before: float | None

    @property
    def growth(self) -> float | None:
        """同比增幅；去年没有或为0的算没有去年。"""
        return grown(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Race:
    """一个指标的一场比赛：组内各板块的数，全市（含组外、市级）今年和去年同期的合计；口径在其间变过的不可比。"""

    goal: Goal
    units: Mapping[str, Level]
    city: float
    city_before: float | None
    comparable: bool = True

    @property
    def city_growth(self) -> float | None:
        """全市的同比增幅。"""
        return grown(self.city, self.city_before)

    def share(self, unit: str) -> float | None:
        """一个板块占全市的份额；全市为0的为 None。"""
        return self.units[unit].own / self.city if self.city > TOLERANCE else None

    def share_before(self, unit: str) -> float | None:
        """去年同期占全市的份额；没有去年、去年为0的为 None。"""
        whole, own = self.city_before, self.units[unit].own_before
        if whole is None or own is None or whole <= TOLERANCE or own <= TOLERANCE:
            return None
        return own / whole

    @property
    def largest(self) -> float:
        """组内最大的份额。"""
        return max(v.own for v in self.units.values()) / self.city


def grown(now: float, before: float | None) -> float | None:
    """增幅；没有从前、从前为0的为 None。"""
    return None if before is None or abs(before) <= TOLERANCE else (now - before) / before


def races(
    profile: CityProfile,
    results: Mapping[str, Sequence[GoalResult]],
    evidence: Evidence,
    shares: Iterable[ProjectShare],
    period: Period = Period.YEAR,
) -> tuple[Race, ...]:
    """各新增、累计、年度指标，一个指标一场；没报的板块不在其中。由活动数出的不比。"""
    listed = tuple(shares)
    return tuple(
        _race(_Numbers(profile, goal, evidence, listed if goal.ledger else (), period), at, found)
        for goal, at, found in _figures(results)
    )


def _figures(results: Mapping[str, Sequence[GoalResult]]) -> list[tuple[Goal, Month, list[str]]]:
    """指标 →（目标、截至月、有数的板块）。"""
    found: dict[str, tuple[Goal, Month, list[str]]] = {}
    for unit, mine in results.items():
        for r in mine:
            if r.goal.basis in _COUNTED and not r.goal.counts_events and r.actual is not None and r.as_of_month is not None:
                names = found.setdefault(r.goal.indicator, (r.goal, r.as_of_month, []))[2]
                if unit not in names:
                    names.append(unit)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Numbers:
    """一个指标在一段期间里的数：年初到本月的累计，减去期间开始以前的累计。"""

    profile: CityProfile
    goal: Goal
    evidence: Evidence
    shares: Sequence[ProjectShare]
    period: Period

    def before(self, at: Month) -> Month | None:
        """期间开始的前一个月；从年初开始的为 None。"""
        first = {Period.YEAR: 1, Period.QUARTER: at.month - (at.month - 1) % 3, Period.MONTH: at.month}[self.period]
        return None if first == 1 else Month(at.year, first - 1)

    def value(self, unit: str, at: Month) -> float | None:
        """一个板块期内的数；期间开始前的那个月没有报，期内有多少就不知道，为 None。"""
        whole, start = value_at(self.goal, self.evidence.readings, unit, at), self.before(at)
        if whole is None or start is None:
            return whole
        earlier = unit_part(self.goal, self.evidence.readings, unit, start)
        return whole - earlier.value if earlier.reported and earlier.value is not None else None

    def city(self, at: Month) -> float | None:
        """全市期内的数；一个都没有为 None。"""
        found = [v for name in (*self.profile.unit_names, CITY_LEVEL) if (v := self.value(name, at)) is not None]
        return sum(found) if found else None

    def moved(self, at: Month) -> Mapping[str, float]:
        """期内合作项目按系数分给各板块与整个计之差。"""
        start = self.before(at)
        found, earlier = split(self.shares, at), split(self.shares, start) if start else {}
        return {unit: found.get(unit, 0.0) - earlier.get(unit, 0.0) for unit in {**found, **earlier}}


def _race(numbers: _Numbers, at: Month, found: Sequence[str]) -> Race:
    goal, then = numbers.goal, at + -12
    comparable = not (goal.redefined and then < goal.redefined <= at)
    moved, moved_before = numbers.moved(at), numbers.moved(then)
    units = {}
    for unit in found:
        now = numbers.value(unit, at)
        if now is None:
            continue
        before = numbers.value(unit, then) if comparable else None
        own_before = None if before is None else before + moved_before.get(unit, 0.0)
        units[unit] = Level(now, before, now + moved.get(unit, 0.0), own_before)
    return Race(goal, units, numbers.city(at) or 0.0, numbers.city(then) if comparable else None, comparable)
