"""一个分组的赛场：计分要看的全部数；一项看的是其中的哪一个（Subject）。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.domain.assessment import ALL_FIGURES, ALL_TASKS, PROJECT_QUALITIES, AssessmentRules, Item, Period, Quantity
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult
from dashboard.metrics.boards.projects import Tallies
from dashboard.metrics.boards.races import Race, races
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import city_value
from dashboard.metrics.tasks import city_task

Results = Sequence[GoalResult]


@dataclass(frozen=True, slots=True)
class Subject:
    """一个板块的一项所看的：一个指标（判定 result、比赛 race，没有的为空），或一个项目属性 quality。"""

    unit: str
    indicator: str
    name: str
    result: GoalResult | None = None
    race: Race | None = None
    quality: str = ""


@dataclass(frozen=True)
class Field:
    """results 为组内当月已报的板块的判定；tallies 为全市和各板块的项目数。"""

    profile: CityProfile
    rules: AssessmentRules
    month: Month
    evidence: Evidence
    shares: Sequence[ProjectShare]
    results: Mapping[str, Results]
    tallies: Tallies

    @cached_property
    def _races(self) -> dict[Period, tuple[Race, ...]]:
        periods = {b.period for b in self.rules.boards}
        return {p: races(self.profile, self.results, self.evidence, self.shares, p) for p in periods}

    def races(self, period: Period) -> tuple[Race, ...]:
        """各指标的比赛。"""
        return self._races[period]

    def subjects(self, item: Item, period: Period, unit: str) -> list[Subject]:
        """一项看的是什么；没有这样的数为空。"""
        if item.of in PROJECT_QUALITIES:
            return [Subject(unit, item.of, item.name, quality=item.of)]
        mine = [r for r in self.results[unit] if item.of in (ALL_TASKS, ALL_FIGURES, r.goal.indicator)]
        own = {race.goal.indicator: race for race in self.races(period) if unit in race.units}
        if item.of == ALL_FIGURES:
            first = {r.goal.indicator: r for r in reversed(mine)}
            return [_subject(unit, item, first.get(i), race) for i, race in own.items()]
        found = mine if item.of == ALL_TASKS else mine[:1]
        return [_subject(unit, item, r, own.get(r.goal.indicator)) for r in found]

    def value(self, subject: Subject, on: Quantity) -> float | None:
        """这个板块的数。"""
        level = subject.race.units.get(subject.unit) if subject.race else None
        if on is Quantity.COMPLETION:
            return subject.result.task.completion if subject.result and subject.result.task else None
        if level is None:
            return None
        return level.now if on is Quantity.LEVEL else level.growth

    def group(self, subject: Subject, on: Quantity) -> list[float]:
        """组内各板块的数；没有的不在其中。"""
        if on is Quantity.COMPLETION:
            tasks = [r.task for mine in self.results.values() for r in mine if r.goal.indicator == subject.indicator and r.task]
            return [t.completion for t in tasks if t.completion is not None]
        levels = subject.race.units.values() if subject.race else ()
        return [v for x in levels if (v := x.now if on is Quantity.LEVEL else x.growth) is not None]

    def city(self, subject: Subject, on: Quantity) -> float | None:
        """全市的增幅或任务完成率。"""
        if on is Quantity.GROWTH:
            return subject.race.city_growth if subject.race else None
        if subject.result is None:
            return None
        goal = subject.result.goal
        found = city_task(self.profile, goal, city_value(self.profile, goal, self.month, self.evidence), self.month, self.evidence)
        return found.completion if found else None

    def base_share(self, indicator: str, period: Period, unit: str) -> float | None:
        """一个板块占某指标全市数的份额，作基数用。"""
        found = next((r for r in self.races(period) if r.goal.indicator == indicator and unit in r.units), None)
        return found.share(unit) if found else None


def _subject(unit: str, item: Item, result: GoalResult | None, race: Race | None) -> Subject:
    goal = race.goal if race else result.goal if result else None
    assert goal is not None
    return Subject(unit, goal.indicator, item.name or goal.short_name, result, race)
