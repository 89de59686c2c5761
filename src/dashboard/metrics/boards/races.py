"""赛成绩、争贡献的输入：各板块各指标期内的数，与去年同期的数。"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from dashboard.domain.assessment import Period
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import SUMMED, values_at
from dashboard.metrics.columns import Column, Index, Mask, Numbers, column, divided, empty, known, number, total, where
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.latest import latest
from dashboard.metrics.projects import split
from dashboard.metrics.unit_columns import UnitColumn

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
        return None if self.before is None else number(grown([self.now], [self.before]))


@dataclass(frozen=True)
class Race:
    """一个指标的一场比赛：组内各板块一列的数（不在其中的没有），全市（含组外、市级）今年和去年同期的合计；口径在其间变过的不可比。"""

    goal: Goal
    names: tuple[str, ...]
    now: Column
    before: Column
    own: Column
    own_before: Column
    city: float
    city_before: float | None
    comparable: bool = True

    @cached_property
    def present(self) -> Mask:
        """在其中的板块。"""
        return known(self.now)

    @cached_property
    def growth(self) -> Column:
        """同比增幅；去年没有或为0的没有。"""
        return grown(self.now, self.before)

    @property
    def city_growth(self) -> float | None:
        """全市的同比增幅。"""
        return None if self.city_before is None else number(grown([self.city], [self.city_before]))

    @property
    def units(self) -> Mapping[str, Level]:
        """在其中的各板块。"""
        return {name: self.level(n) for n, name in enumerate(self.names) if self.present[n]}

    def level(self, at: int) -> Level:
        """第 at 个板块的数；须在其中。"""
        return Level(float(self.now[at]), number(self.before, at), float(self.own[at]), number(self.own_before, at))

    @cached_property
    def share(self) -> Column:
        """各板块占全市的份额；全市为0的没有。"""
        return where(self.city > TOLERANCE, divided(self.own, self.city))

    @cached_property
    def share_before(self) -> Column:
        """去年同期占全市的份额；没有去年、去年为0的没有。"""
        if self.city_before is None or self.city_before <= TOLERANCE:
            return empty(len(self.names))
        return where(self.own_before > TOLERANCE, divided(self.own_before, self.city_before))

    def among(self, units: tuple[str, ...], rows: Index, present: Mask) -> "Race":
        """一个分组的一场：只有这几行的板块，present 为其中有数的。"""
        now = where(present, self.now[rows])
        inside = known(now)
        before, own, own_before = (where(inside, found[rows]) for found in (self.before, self.own, self.own_before))
        return replace(self, names=units, now=now, before=before, own=own, own_before=own_before)

    @property
    def largest(self) -> float:
        """组内最大的份额。"""
        return float(np.nanmax(self.own)) / self.city


def grown(now: Numbers, before: Numbers) -> Column:
    """增幅；没有从前、从前为0的没有。"""
    return where(np.abs(before) > TOLERANCE, divided(np.subtract(now, before), before))


class Figures:
    """全部板块各指标期内的数；一个指标算一次，各分组都用。"""

    def __init__(self, profile: CityProfile, evidence: Evidence, shares: Iterable[ProjectShare]) -> None:
        self._units, self._everyone = profile.unit_names, profile.reporters
        self._evidence, self._shares = evidence, tuple(shares)
        self._kept: dict[tuple[str, Month, Period], Race] = {}

    def of(self, goal: Goal, at: Month, period: Period) -> Race:
        """一个指标的一场，全部板块都在其中。"""
        key = (goal.id, at, period)
        if key not in self._kept:
            numbers = _Numbers(goal, self._evidence, self._units, self._everyone, self._shares if goal.ledger else (), period)
            self._kept[key] = _race(numbers, at)
        return self._kept[key]

    def but(self, evidence: Evidence, indicator: str) -> "Figures":
        """证据只有这一个指标不同的一份；别的指标照用算好的。"""
        found = copy(self)
        found._evidence = evidence
        found._kept = {key: race for key, race in self._kept.items() if race.goal.indicator != indicator}
        return found


def races(figures: Figures, columns: Sequence[UnitColumn], rows: Index, period: Period) -> tuple[Race, ...]:
    """一个分组里各新增、累计、年度指标，一个指标一场；没报的板块不在其中。由活动数出的不比。rows 为组内板块是全部板块的哪几行。"""
    units = columns[0].units
    return tuple(figures.of(goal, at, period).among(units, rows, present) for goal, at, present in _figures(columns))


def _figures(columns: Sequence[UnitColumn]) -> list[tuple[Goal, Month, Mask]]:
    """指标 →（目标、截至月、有数的板块）；先有数的板块先说，同一板块按档案顺序；几个目标共用一个指标的只赛一场。"""
    found: dict[str, list[tuple[int, int]]] = {}
    for n, one in enumerate(columns):
        has = known(one.actual)
        if one.goal.basis in _COUNTED and not one.goal.counts_events and has.any():
            found.setdefault(one.goal.indicator, []).append((int(np.argmax(has)), n))
    order = sorted(found.values(), key=min)
    return [_figure([columns[n] for _, n in sorted(places)]) for places in order]


def _figure(same: Sequence[UnitColumn]) -> tuple[Goal, Month, Mask]:
    at = same[0].month
    assert at is not None, "有数的一定有截至月"
    return same[0].goal, at, np.logical_or.reduce([known(one.actual) for one in same])


@dataclass(frozen=True, slots=True)
class _Numbers:
    """一个指标在一段期间里的数：年初到本月的累计，减去期间开始以前的累计。"""

    goal: Goal
    evidence: Evidence
    units: tuple[str, ...]
    everyone: tuple[str, ...]
    shares: Sequence[ProjectShare]
    period: Period

    def before(self, at: Month) -> Month | None:
        """期间开始的前一个月；从年初开始的为 None。"""
        first = {Period.YEAR: 1, Period.QUARTER: at.month - (at.month - 1) % 3, Period.MONTH: at.month}[self.period]
        return None if first == 1 else Month(at.year, first - 1)

    def values(self, at: Month) -> Column:
        """各板块和末一个市级期内的数；期间开始前的那个月没有报，期内有多少就不知道，没有。"""
        whole, start = values_at(self.goal, self.evidence.readings, self.everyone, at), self.before(at)
        if start is None:
            return whole
        earlier = latest(self.goal, self.evidence.readings, self.everyone, start)
        return whole - where(earlier.reported, earlier.value)

    def moved(self, at: Month) -> Column:
        """期内合作项目按系数分给各板块与整个计之差。"""
        start = self.before(at)
        found, earlier = split(self.shares, at), split(self.shares, start) if start else {}
        if not found and not earlier:
            return np.zeros(len(self.units))
        return column(found.get(unit, 0.0) - earlier.get(unit, 0.0) for unit in self.units)


def _race(numbers: _Numbers, at: Month) -> Race:
    goal, then = numbers.goal, at + -12
    comparable = not (goal.redefined and then < goal.redefined <= at)
    whole, earlier = numbers.values(at), numbers.values(then) if comparable else empty(len(numbers.everyone))
    now, before = whole[:-1], earlier[:-1]
    own, own_before = now + numbers.moved(at), before + numbers.moved(then)
    return Race(goal, numbers.units, now, before, own, own_before, total(whole) or 0.0, total(earlier), comparable)
