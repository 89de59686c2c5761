"""分到板块：每个目标、每个板块（或市级、全市）、每个月的数；板块之和恒等于全市走势。"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from dashboard.demo.allotting import follow, split
from dashboard.demo.chance import Chance
from dashboard.demo.city_path import Outline, outline
from dashboard.demo.settings import CitySettings, Settings
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Goal
from dashboard.domain.month import Month

_TASTE, _YEAR, _MONTH = 520, 300, 60
_CALM = 20
Ticks = dict[str, int]
Measured = dict[Measure, Decimal]


class Numbers:
    """一座城市的全部模拟数。"""

    def __init__(self, profile: CityProfile, settings: Settings, city: CitySettings) -> None:
        self.profile, self.settings, self.city = profile, settings, city
        reported = [goal for goal in profile.goals if not goal.counts_events]
        self.outlines: dict[str, Outline] = {g.id: outline(profile, g, settings, city) for g in reported}
        self._shared: dict[str, Shared] = {}

    def of(self, goal: Goal) -> "Shared":
        """一个目标分到板块的数。"""
        if goal.id not in self._shared:
            self._shared[goal.id] = Shared(self, self.outlines[goal.id])
        return self._shared[goal.id]

    def measured(self, goal: Goal, who: str, month: Month) -> Measured:
        """一个报送者一个月的数，按种数；不是应报月或没有它的份为空。"""
        return self.of(goal).measured(who, month) if goal.is_due(month) else {}


class Shared:
    """一个目标分到各家；ticks 为最小单位的整数。"""

    def __init__(self, numbers: Numbers, outline: Outline) -> None:
        self.numbers, self.outline, self.goal = numbers, outline, outline.goal
        self.tops: dict[Month, Ticks] = {}
        self.bottoms: dict[Month, Ticks] = {}
        if outline.bodies:
            self._fill_coverage()
        elif self.goal.basis is Basis.RATIO:
            self._fill_ratio()
        elif self.goal.basis is Basis.STOCK:
            self._fill_stock()
        else:
            self._fill_flow()

    # 份量 -------------------------------------------------------------------

    @cached_property
    def base(self) -> Ticks:
        """各家在这个目标上的本来份量（指标分解按它分）。"""
        if self.goal.breakdown is Breakdown.CITY_ONLY:
            return {WHOLE_CITY: 1000}
        mine = self.outline.settings
        sizes: Mapping[str, int] = self.numbers.city.weights.get(mine.weights, {})
        found = {u: sizes.get(u, 100) * (1000 + self.chance("偏好", u).bell(_TASTE)) for u in self.numbers.profile.unit_names}
        if mine.city_share:
            found[CITY_LEVEL] = sum(found.values()) * mine.city_share // (1000 - mine.city_share)
        return found

    def weights(self, month: Month, swing: int = _YEAR) -> Ticks:
        """某月的份量：本来的份量，加板块的快慢和当年（不超过 swing）、当月的起伏。"""
        speed = self.numbers.city.speed
        return {
            name: weight
            * (1000 + speed.get(name, 0) + self.chance("年", name, month.year).bell(swing))
            * (1000 + self.chance("月", name, month).bell(_MONTH))
            for name, weight in self.base.items()
        }

    def chance(self, *names: object) -> Chance:
        return Chance(self.numbers.settings.seed, self.numbers.city.city, self.goal.id, *names)

    # 逐月 -------------------------------------------------------------------

    def _fill_flow(self) -> None:
        have: Ticks = {}
        for month, total in self.outline.totals.items():
            have = dict.fromkeys(self.base, 0) if month.month == 1 else have
            have = follow(have, total, self.weights(month))
            self.tops[month] = have

    def _fill_stock(self) -> None:
        """总数：一年里净增的部分按份量分；减少时从本来份量大的几家让出。"""
        months = [m for m in self.outline.totals if m >= self.numbers.city.first + -1]
        have = split(self.outline.totals[months[0]], self.weights(months[0]))
        gained = dict.fromkeys(have, 0)
        for month in months:
            gained = dict.fromkeys(have, 0) if month.month == 1 else gained
            change = self.outline.totals[month] - sum(have.values())
            if change < 0:
                have = follow(have, self.outline.totals[month], self.base)
            else:
                before, gained = gained, follow(gained, sum(gained.values()) + change, self.weights(month))
                have = {name: value + gained[name] - before[name] for name, value in have.items()}
            self.tops[month] = have

    def _fill_ratio(self) -> None:
        tops: Ticks = {}
        bottoms: Ticks = {}
        for month, bottom in self.outline.denominators.items():
            if month.month == 1:
                tops, bottoms = dict.fromkeys(self.base, 0), dict.fromkeys(self.base, 0)
            bottoms = follow(bottoms, bottom, self.weights(month, _CALM))
            tops = follow(tops, self.outline.totals[month], self._parts(bottoms, month))
            self.tops[month], self.bottoms[month] = tops, bottoms

    def _fill_coverage(self) -> None:
        bodies = dict(self.outline.bodies)
        have = dict.fromkeys(bodies, 0)
        for month, total in self.outline.totals.items():
            have = follow(have, total, bodies)
            self.tops[month], self.bottoms[month] = have, bodies

    def _parts(self, bottoms: Ticks, month: Month) -> Ticks:
        ratios = self.outline.settings.ratios
        found = {}
        for name, bottom in bottoms.items():
            own = ratios.get(name, 500 + self.chance("占比", name).bell(150))
            found[name] = max(1, bottom) * own * (1000 + self.chance("占比", name, month.year).bell(4))
        return found

    # 取数 -------------------------------------------------------------------

    def ticks(self, who: str, month: Month) -> int:
        """一家一个月末的本年累计、期末或分子（最小单位）；没有为0。"""
        return self.tops.get(month, {}).get(who, 0)

    def measured(self, who: str, month: Month) -> Measured:
        """一家一个月的数；不在分的范围里为空。"""
        if who not in self.base:
            return {}
        top = self.outline.value(self.ticks(who, month))
        if self.goal.basis is Basis.RATIO:
            return {Measure.NUMERATOR: top, Measure.DENOMINATOR: self.outline.value(self.bottoms[month][who])}
        if self.goal.basis is Basis.STOCK:
            return {Measure.STOCK: top}
        before = self.ticks(who, month + -1) if month.month > 1 else 0
        return {Measure.MONTH: top - self.outline.value(before), Measure.YEAR_TO_DATE: top}
