"""一个分组的赛场：计分要看的全部数；一项看的是其中的哪一个（Subject）。各板块一起看，一种数一列。"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from dashboard.domain.assessment import (
    ALL_FIGURES,
    ALL_TASKS,
    PROJECT_QUALITIES,
    AssessmentRules,
    Contest,
    Item,
    Period,
    Quantity,
)
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.metrics.boards.projects import Tallies, Tally, tallies
from dashboard.metrics.boards.races import Figures, Race, races
from dashboard.metrics.columns import Column, Index, Mask, empty, known
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import city_value
from dashboard.metrics.tasks import city_task
from dashboard.metrics.unit_columns import UnitColumn, renewed


@dataclass(frozen=True, slots=True)
class Subject:
    """一项所看的：一个指标（判定 result、比赛 race，没有的为空），或一个项目属性 quality；given 为规则给的名称；present 为有这一项的板块。"""

    indicator: str
    given: str
    present: Mask
    result: UnitColumn | None = None
    race: Race | None = None
    quality: str = ""

    def raced(self, at: int) -> Race | None:
        """第 at 个板块参加的比赛。"""
        return self.race if self.race is not None and self.race.present[at] else None

    def name(self, at: int) -> str:
        """这一项在第 at 个板块叫什么。"""
        race = self.raced(at)
        goal = race.goal if race else self.result.goal if self.result else None
        return self.given or (goal.short_name if goal else "")


class Key(NamedTuple):
    """一张榜的一项：在规则里第几项，看的是哪个指标、哪个目标（没有判定的为空）。"""

    contest: Contest
    item: int
    indicator: str
    goal: str


@dataclass(frozen=True)
class Field:
    """units 为组内当月已报的板块，是全部板块的 rows 这几行；columns 为它们各目标的判定，一个目标一列；figures 为全部板块的数，tallies 为项目数。"""

    profile: CityProfile
    rules: AssessmentRules
    month: Month
    evidence: Evidence
    units: tuple[str, ...]
    rows: Index
    columns: tuple[UnitColumn, ...]
    figures: Figures
    tallies: Tallies
    kept: dict[Key, Any] = field(default_factory=dict)
    """算好的各项（见 scoring）。"""

    def only(self, rows: Index) -> "Field":
        """只有这几行的板块。"""
        units = tuple(self.units[row] for row in rows.tolist())
        return replace(self, units=units, rows=self.rows[rows], columns=tuple(c.only(rows, units) for c in self.columns), kept={})

    def but(self, evidence: Evidence, indicator: str) -> "Field":
        """证据只有这一个指标不同，报了没有也不变：只重算它，和拿它作基数的。"""
        columns = tuple(renewed(c, self.month, evidence) if c.goal.indicator == indicator else c for c in self.columns)
        base = any(term.against == indicator for board in self.rules.boards for item in board.items for term in item.terms)
        kept = {key: found for key, found in self.kept.items() if key.indicator != indicator and not base}
        return replace(self, evidence=evidence, columns=columns, figures=self.figures.but(evidence, indicator), kept=kept)

    @cached_property
    def _races(self) -> dict[Period, tuple[Race, ...]]:
        periods = {b.period for b in self.rules.boards}
        return {p: races(self.figures, self.columns, self.rows, p) for p in periods}

    def races(self, period: Period) -> tuple[Race, ...]:
        """各指标的比赛。"""
        return self._races[period]

    @cached_property
    def nobody(self) -> Column:
        """一列都没有。"""
        return empty(len(self.units))

    @cached_property
    def everybody(self) -> Mask:
        """各板块都有。"""
        return np.ones(len(self.units), dtype=np.bool_)

    def subjects(self, item: Item, period: Period) -> list[Subject]:
        """一项看的是什么；没有这样的数为空。"""
        if item.of in PROJECT_QUALITIES:
            return [Subject(item.of, item.name, self.everybody, quality=item.of)]
        if item.of == ALL_FIGURES:
            return [Subject(r.goal.indicator, item.name, r.present, self.result(r.goal.indicator), r) for r in self.races(period)]
        mine = self.columns if item.of == ALL_TASKS else (self.result(item.of),)
        return [
            Subject(one.goal.indicator, item.name, self.everybody, one, self.race(one.goal.indicator, period)) for one in mine if one is not None
        ]

    def result(self, indicator: str) -> UnitColumn | None:
        """一个指标的判定；几个目标共用的是头一个。"""
        return next((c for c in self.columns if c.goal.indicator == indicator), None)

    def race(self, indicator: str, period: Period) -> Race | None:
        """一个指标的比赛。"""
        return next((r for r in self.races(period) if r.goal.indicator == indicator), None)

    def value(self, subject: Subject, on: Quantity) -> Column:
        """各板块的数。"""
        if on is Quantity.COMPLETION:
            return subject.result.pace.completion if subject.result else self.nobody
        if subject.race is None:
            return self.nobody
        return subject.race.now if on is Quantity.LEVEL else subject.race.growth

    def group(self, subject: Subject, on: Quantity) -> Column:
        """组内各板块的数；没有的不在其中。"""
        if on is Quantity.COMPLETION:
            found = [c.pace.completion for c in self.columns if c.goal.indicator == subject.indicator]
            whole = np.concatenate(found) if found else self.nobody
        else:
            whole = self.value(subject, on)
        return whole[known(whole)]

    def city(self, subject: Subject, on: Quantity) -> float | None:
        """全市的增幅或任务完成率。"""
        if on is Quantity.GROWTH:
            return subject.race.city_growth if subject.race else None
        if subject.result is None:
            return None
        goal = subject.result.goal
        found = city_task(self.profile, goal, city_value(self.profile, goal, self.month, self.evidence), self.month, self.evidence)
        return found.completion if found else None

    def base_share(self, indicator: str, period: Period) -> Column:
        """各板块占某指标全市数的份额，作基数用。"""
        found = self.race(indicator, period) or self._stock(indicator)
        return found.share if found else self.nobody

    def _stock(self, indicator: str) -> Race | None:
        """总数指标的期末数，只作基数，不比赛。"""
        found = self.result(indicator)
        if found is None or found.month is None or found.goal.basis is not Basis.STOCK:
            return None
        return self.figures.of(found.goal, found.month, Period.YEAR).among(self.units, self.rows, known(found.actual))

    def quality(self, key: str) -> tuple[Column, Column]:
        """各板块有这个属性的项目数、全部项目数。"""
        return np.array([t.counts[key] for t in self._mine], dtype=np.float64), np.array([t.total for t in self._mine], dtype=np.float64)

    @cached_property
    def _mine(self) -> list[Tally]:
        return [self.tallies.of(unit) for unit in self.units]


def whole(
    profile: CityProfile,
    rules: AssessmentRules,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    columns: tuple[UnitColumn, ...],
    counted: Tallies | None = None,
) -> Field:
    """全部板块的赛场；shares 为到该月为止的项目，columns 为各目标的判定，counted 为数好的项目数。"""
    everyone = np.arange(len(profile.unit_names), dtype=np.int64)
    figures = Figures(profile, evidence, shares)
    return Field(profile, rules, month, evidence, profile.unit_names, everyone, columns, figures, counted or tallies(profile, shares, month))
