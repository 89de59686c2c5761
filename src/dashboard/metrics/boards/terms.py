"""一种算法用在一项上：各板块得几分，用了哪些数；算不出的没有得分，说明为什么。"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from dashboard.domain.assessment import Method, Period, Quantity, Term
from dashboard.domain.month import Month
from dashboard.metrics import TOLERANCE, methods
from dashboard.metrics.actuals import STOCKLIKE, values_at
from dashboard.metrics.boards.field import Field, Subject
from dashboard.metrics.boards.parts import Words
from dashboard.metrics.boards.projects import small
from dashboard.metrics.columns import Column, divided, known, number, where
from dashboard.metrics.unit_columns import UnitColumn
from dashboard.wording import scores


def _silent(_at: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Scored:
    """points 为各板块的得分（满分100）；value 为得分前的数；note 为一句说明；uom 为 value 的单位，空为比例。"""

    points: Column
    value: Column
    note: Words = _silent
    uom: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    field: Field
    subject: Subject
    term: Term
    period: Period

    @property
    def value(self) -> Column:
        return self.field.value(self.subject, self.term.on)

    @property
    def group(self) -> Column:
        return self.field.group(self.subject, self.term.on)

    @property
    def nothing(self) -> Scored:
        """都算不出，也没有可说的。"""
        return Scored(self.field.nobody, self.field.nobody)

    def said(self, at: int, points: float | None, beside: str = "") -> str:
        """第 at 个板块这种数的说明：水平、增幅（带去年同期）、完成率，对照的是什么（beside），和得了几分。"""
        race, on = self.subject.raced(at), self.term.on
        if on is Quantity.COMPLETION or race is None:
            return scores.done(number(self.value, at), points, beside)
        if on is Quantity.LEVEL:
            return scores.level(float(race.now[at]), race.goal.uom, points, beside)
        return scores.growth(number(race.before, at), race.goal.uom, number(race.growth, at), points, race.comparable, beside)

    def span(self, group: Column) -> str:
        """组内最小到最大；组太小的只与最大的比，都一样的说都一样。"""
        if not len(group):
            return ""
        low, high = float(group.min()), float(group.max())
        small = len(group) < self.field.rules.small_group and high - low > TOLERANCE
        return scores.largest(self.field.rules.small_group, high, self.uom) if small else scores.span(low, high, self.uom)

    @property
    def uom(self) -> str:
        """看水平的有单位，增幅、完成率是比例。"""
        race = self.subject.race
        return race.goal.uom if race is not None and self.term.on is Quantity.LEVEL else ""


def scored(field: Field, subject: Subject, term: Term, period: Period) -> Scored:
    """一项里一种算法的得分。"""
    return _METHODS[term.method](_Case(field, subject, term, period))


def _completion(case: _Case) -> Scored:
    result, cap = case.subject.result, case.term["cap"]
    if result is None:
        return case.nothing
    tasked = where(result.tasked, result.actual)
    points = methods.completion(tasked, result.target, cap)
    value = where(known(points), divided(tasked, result.target))
    return Scored(points, value, _said(tasked, lambda at: scores.completion(number(value, at), cap if value[at] > cap else None)))


def _pace(case: _Case) -> Scored:
    result, cap, floor = case.subject.result, case.term["cap"], case.term["floor"]
    if result is None:
        return case.nothing
    progress = where(result.tasked, result.pace.progress)
    phase = np.maximum(result.phase, floor)
    ratio, base = divided(progress, phase), _year_end(case.field, result)

    def note(at: int) -> str:
        return base(at) + scores.pace(float(progress[at]), float(phase[at]), float(ratio[at]), cap if ratio[at] > cap else None)

    return Scored(methods.pace(progress, result.phase, cap, floor), ratio, _said(ratio, note))


def _year_end(field: Field, result: UnitColumn) -> Words:
    """总数、占比从哪里走起：上年末数；别的从0走起，不写。"""
    goal, month = result.goal, result.month
    if goal.basis not in STOCKLIKE or month is None:
        return _silent
    base = cache(lambda: values_at(goal, field.evidence.readings, field.units, Month(month.year - 1, 12)))
    return lambda at: scores.year_end(number(base(), at), goal.uom)


def _said(found: Column, note: Words) -> Words:
    """有数的才说。"""
    return lambda at: note(at) if number(found, at) is not None else ""


def _efficacy(case: _Case) -> Scored:
    group = case.group
    span = cache(lambda: case.span(group))
    return _compared(case, methods.efficacy(case.value, group, case.term["floor"], case.field.rules.small_group), lambda _: span())


def _rank_steps(case: _Case) -> Scored:
    value, group = case.value, case.group
    place = methods.place(value, group)
    return _compared(case, methods.rank_steps(value, group, case.term["step"]), lambda at: scores.place(number(place, at)))


def _steps(case: _Case) -> Scored:
    return _compared(case, methods.steps(case.value, case.term.steps))


def _own_base(case: _Case) -> Scored:
    t = case.term
    return _compared(case, methods.own_base(case.value, t["level"], t["every"], t["points"], t["cap"]))


def _city_mean(case: _Case) -> Scored:
    city, t = case.field.city(case.subject, case.term.on), case.term
    if city is None:
        return case.nothing
    found = _compared(case, methods.city_mean(case.value, city, t["every"], t["points"], t["limit"]))

    def note(at: int) -> str:
        unraced = t.on is Quantity.GROWTH and case.subject.raced(at) is None
        return "" if unraced else scores.beside_city(found.note(at), city)

    return Scored(found.points, found.value, note)


def _compared(case: _Case, points: Column, beside: Words = _silent) -> Scored:
    """看水平、增幅、完成率的；beside 为组内对照的是什么；没有这个数的说明为什么。"""
    return Scored(points, case.value, lambda at: case.said(at, number(points, at), beside(at)), case.uom)


def _city_rate(case: _Case) -> Scored:
    key = case.subject.quality
    rate = case.field.tallies.city.rate(key)
    if rate is None:
        return case.nothing
    counts, totals = case.field.quality(key)
    share = methods.shrunk(counts, totals, rate, case.term["shrink"])

    def note(at: int) -> str:
        few = small(case.field.rules.small_sample, float(totals[at]))
        return scores.quality(float(counts[at]), float(totals[at]), float(share[at]), rate, few)

    return Scored(methods.city_rate(share, rate, case.term["cap"]), share, note)


def _fit(case: _Case) -> Scored:
    counts, totals = case.field.quality(case.subject.quality)
    share = where(totals > TOLERANCE, divided(counts, totals))

    def note(at: int) -> str:
        return scores.fit(float(counts[at]), float(totals[at]), float(share[at]), small(case.field.rules.small_sample, float(totals[at])))

    return Scored(methods.fit(share), share, _said(share, note))


def _largest_share(case: _Case) -> Scored:
    race = case.subject.race
    if race is None or race.city <= TOLERANCE:
        return case.nothing
    share, largest = race.share, race.largest
    note = _said(share, lambda at: scores.share(float(race.own[at]), float(race.now[at]), race.goal.uom, float(share[at]), largest))
    return Scored(methods.largest_share(share, largest), share, note)


def _kept_share(case: _Case) -> Scored:
    race, cap = case.subject.race, case.term["cap"]
    if race is None:
        return case.nothing
    share, before = race.share, race.share_before
    note = _said(share, lambda at: scores.share_before(number(before, at), race.comparable))
    return Scored(methods.kept_share(share, before, cap), share, note)


def _base_share(case: _Case) -> Scored:
    race, against = case.subject.race, case.term.against
    if race is None:
        return case.nothing
    share, base = race.share, case.field.base_share(against, case.period)
    name = next((g.short_name for g in case.field.profile.goals if g.indicator == against), against)
    note = _said(share, lambda at: scores.base(name, number(base, at)))
    return Scored(methods.base_share(share, base, case.term["cap"]), share, note)


_METHODS: dict[Method, Callable[[_Case], Scored]] = {
    Method.COMPLETION: _completion,
    Method.PACE: _pace,
    Method.EFFICACY: _efficacy,
    Method.CITY_MEAN: _city_mean,
    Method.CITY_RATE: _city_rate,
    Method.OWN_BASE: _own_base,
    Method.RANK_STEPS: _rank_steps,
    Method.LARGEST_SHARE: _largest_share,
    Method.KEPT_SHARE: _kept_share,
    Method.BASE_SHARE: _base_share,
    Method.FIT: _fit,
    Method.STEPS: _steps,
}
