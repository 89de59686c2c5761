"""全市的走势：每个目标逐月的全市数（最小单位的整数），公开数在哪里，走势就经过哪里。"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from dashboard.demo.allotting import path
from dashboard.demo.anchors import Anchor, anchors
from dashboard.demo.chance import Chance
from dashboard.demo.settings import CitySettings, GoalSettings, Settings
from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month, month_range

_STEADY = (Basis.CADENCE, Basis.COUNT)
_SPEEDS = (78, 88, 94, 97, 99, 101, 103, 106, 112)


@dataclass(frozen=True)
class Outline:
    """一个目标的全市走势。流量为逐月本年累计，总数为逐月期末；占比的 totals 为分子，另有分母；
    分母是单位个数的，bodies 为各板块的个数（各年不变）。unit 为一个计量单位含多少最小单位。"""

    goal: Goal
    settings: GoalSettings
    unit: int
    totals: Mapping[Month, int]
    denominators: Mapping[Month, int] = field(default_factory=dict)
    bodies: Mapping[str, int] = field(default_factory=dict)

    def value(self, ticks: int) -> Decimal:
        """最小单位 → 计量单位。"""
        return Decimal(ticks) / self.unit


def outline(profile: CityProfile, goal: Goal, settings: Settings, city: CitySettings) -> Outline:
    """算出一个目标的全市走势。"""
    mine = city.goal(goal.id)
    unit = 1 if goal.integer else 10**mine.decimals
    maker = _Maker(profile, goal, settings, city, mine, unit, anchors(profile, goal, city.first, city.last))
    if goal.basis is Basis.RATIO:
        return maker.coverage() if goal.integer else maker.ratio()
    totals = maker.stock() if goal.basis is Basis.STOCK else maker.flow()
    return Outline(goal, mine, unit, totals)


@dataclass(frozen=True)
class _Maker:
    profile: CityProfile
    goal: Goal
    all: Settings
    city: CitySettings
    mine: GoalSettings
    unit: int
    anchors: Sequence[Anchor]

    @property
    def years(self) -> range:
        return range(self.city.first.year, self.city.last.year + 1)

    def chance(self, *names: object) -> Chance:
        return Chance(self.all.seed, self.city.city, self.goal.id, *names)

    def ticks(self, value: Decimal | float | int) -> int:
        return int((Decimal(str(value)) * self.unit).to_integral_value())

    # 流量 -------------------------------------------------------------------

    def flow(self) -> dict[Month, int]:
        totals = self._year_totals()
        found: dict[Month, int] = {}
        for year in self.years:
            fixed = {a.last.month: self._chosen(a) for a in self.anchors if a.years == range(year, year + 1)}
            steps = path(totals[year], self._steps(year), {m: v for m, v in fixed.items() if m < 12})
            found |= {Month(year, m): v for m, v in enumerate(steps, 1)}
        return found

    def _year_totals(self) -> dict[int, int]:
        known = {a.last.year: self._chosen(a) for a in self.anchors if len(a.years) == 1 and a.last.month == 12}
        found = {year: known.get(year, self._planned(year)) for year in self.years}
        for several in (a for a in self.anchors if len(a.years) > 1):
            free = max(year for year in several.years if year not in known)
            found[free] = self._chosen(several) - sum(found[year] for year in several.years if year != free)
        return found

    def _planned(self, year: int) -> int:
        written = self.mine.yearly.get(year)
        if written is not None:
            return self.ticks(written)
        return self.ticks(self.reference()) * self.chance("速度", year).pick(_SPEEDS) // 100

    def reference(self) -> Decimal:
        """每年该走的数：年度目标即目标数，新增、累计按年均摊。"""
        target = Decimal(str(self.goal.target_at(self.goal.end) or self.goal.periods_per_year or 6))
        if self.goal.basis is Basis.ANNUAL or self.goal.basis in _STEADY:
            return target
        counted = self.goal.baseline.value if self.goal.baseline and self.goal.baseline.counted else 0
        return (target - Decimal(str(counted))) / len(self.years)

    def _steps(self, year: int) -> list[int]:
        if self.goal.basis in _STEADY:
            return [int(Month(year, m) not in self.mine.quiet) for m in range(1, 13)]
        return [step * (1000 + self.chance("季节", year, m).bell(180)) for m, step in enumerate(self.all.shapes[self.mine.shape], 1)]

    def _chosen(self, anchor: Anchor) -> int:
        return self.ticks(anchor.chosen(self.all.seed, self.city.city))

    # 总数 -------------------------------------------------------------------

    def stock(self) -> dict[Month, int]:
        points = [(month, self.ticks(level)) for month, level in self.levels()]
        found = dict(points[:1])
        for (start, low), (end, high) in itertools.pairwise(points):
            months = list(month_range(start + 1, end))
            steps = [self._steps(m.year)[m.month - 1] for m in months]
            sign = 1 if high >= low else -1
            found |= {m: low + sign * v for m, v in zip(months, path(abs(high - low), steps, {}), strict=True)}
        return found

    def levels(self) -> list[tuple[Month, Decimal]]:
        """走势必经的点，按月份：基期、设置里写的、公开数；都没写的从目标的七成走到目标附近。"""
        target = Decimal(str(self.goal.target_at(self.goal.end) or 0))
        speed = self.chance("速度").pick(_SPEEDS)
        found = dict(self.mine.levels) or {self.city.first + -1: target * 7 / 10, self.city.last: target * speed / 100}
        if self.goal.baseline:
            found[self.goal.baseline.date] = Decimal(str(self.goal.baseline.value))
        found |= {a.last: a.chosen(self.all.seed, self.city.city) for a in self.anchors}
        return sorted(found.items())

    # 占比 -------------------------------------------------------------------

    def ratio(self) -> Outline:
        """分母是一年里的累计，公开数那个月的分母凑成能整除的数，占比才能分毫不差。"""
        levels = self.levels()
        exact = {a.last: (Fraction(a.low) / 100).denominator for a in self.anchors if a.exact}
        bottoms: dict[Month, int] = {}
        for year in self.years:
            total = self._denominator(year)
            at = exact.get(Month(year, 12), 1)
            steps = path(total - total % at, self._steps(year), {})
            bottoms |= {Month(year, m): v for m, v in enumerate(steps, 1)}
        tops = {m: round(bottom * _between(levels, m) / 100) for m, bottom in bottoms.items()}
        return Outline(self.goal, self.mine, self.unit, tops, bottoms)

    def coverage(self) -> Outline:
        """按单位个数算的占比：各板块应有几个是定数，只有分子在走。"""
        levels = self.levels()
        bodies = {u: self.chance("个数", u).whole(2, 4) for u in self.profile.unit_names}
        months = list(month_range(self.city.first, self.city.last))
        whole = sum(bodies.values())
        tops = {m: round(whole * _between(levels, m) / 100) for m in months}
        return Outline(self.goal, self.mine, self.unit, tops, dict.fromkeys(months, whole), bodies)

    def _denominator(self, year: int) -> int:
        published = {
            f.month: f.value
            for f in self.profile.figures
            if f.unit == WHOLE_CITY and f.indicator == self.mine.denominator_figure
        }
        value = published.get(Month(year, 12)) or self.mine.denominators.get(year) or 10_000
        return self.ticks(Decimal(str(value)))


def _between(levels: Sequence[tuple[Month, Decimal]], month: Month) -> Fraction:
    """两点之间按月直线；两头之外取端点。"""
    for (start, low), (end, high) in itertools.pairwise(levels):
        if start <= month <= end:
            return Fraction(low) + Fraction(high - low) * (month - start) / (end - start)
    return Fraction(levels[0][1] if month < levels[0][0] else levels[-1][1])
