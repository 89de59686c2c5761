"""一种算法用在一项上：得几分，用了哪些数；算不出的得分为 None，说明为什么。"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain.assessment import Method, Period, Quantity, Term
from dashboard.metrics import methods
from dashboard.metrics.boards.field import Field, Subject
from dashboard.metrics.boards.projects import small
from dashboard.wording import scores


@dataclass(frozen=True, slots=True)
class Scored:
    """points 为得分（满分100）；value 为得分前的数；note 为一句说明。"""

    points: float | None
    value: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    field: Field
    subject: Subject
    term: Term
    period: Period

    @property
    def value(self) -> float | None:
        return self.field.value(self.subject, self.term.on)

    @property
    def group(self) -> list[float]:
        return self.field.group(self.subject, self.term.on)

    def said(self, points: float | None) -> str:
        """这种数的说明：水平、增幅（带去年同期）、完成率，和得了几分。"""
        race, on = self.subject.race, self.term.on
        if on is Quantity.COMPLETION or race is None:
            return scores.done(self.value, points)
        level = race.units[self.subject.unit]
        if on is Quantity.LEVEL:
            return scores.level(level.now, race.goal.uom, points)
        return scores.growth(level.before, race.goal.uom, level.growth, points, race.comparable)


def scored(field: Field, subject: Subject, term: Term, period: Period) -> Scored:
    """一项里一种算法的得分。"""
    return _METHODS[term.method](_Case(field, subject, term, period))


def _completion(case: _Case) -> Scored:
    task = case.subject.result.task if case.subject.result else None
    if task is None or task.actual is None:
        return Scored(None)
    points, cap = methods.completion(task.actual, task.target, case.term["cap"]), case.term["cap"]
    value = task.actual / task.target if points is not None else None
    return Scored(points, value, scores.completion(value, cap if value is not None and value > cap else None))


def _pace(case: _Case) -> Scored:
    result = case.subject.result
    if result is None or result.task is None or result.progress is None or result.phase is None:
        return Scored(None)
    cap, floor = case.term["cap"], case.term["floor"]
    phase = max(result.phase, floor)
    ratio = result.progress / phase
    note = scores.pace(result, phase, ratio, cap if ratio > cap else None)
    return Scored(methods.pace(result.progress, result.phase, cap, floor), ratio, note)


def _efficacy(case: _Case) -> Scored:
    return _compared(case, lambda x: methods.efficacy(x, case.group, case.term["floor"], case.field.rules.small_group))


def _rank_steps(case: _Case) -> Scored:
    return _compared(case, lambda x: methods.rank_steps(x, case.group, case.term["step"]))


def _steps(case: _Case) -> Scored:
    return _compared(case, lambda x: methods.steps(x, case.term.steps))


def _own_base(case: _Case) -> Scored:
    t = case.term
    return _compared(case, lambda x: methods.own_base(x, t["level"], t["every"], t["points"], t["cap"]))


def _city_mean(case: _Case) -> Scored:
    city, t = case.field.city(case.subject, case.term.on), case.term
    if city is None:
        return Scored(None)
    found = _compared(case, lambda x: methods.city_mean(x, city, t["every"], t["points"], t["limit"]))
    return Scored(found.points, found.value, scores.beside_city(found.note, city))


def _compared(case: _Case, points: Callable[[float], float | None]) -> Scored:
    """看水平、增幅、完成率的；没有这个数的说明为什么。"""
    x = case.value
    found = points(x) if x is not None else None
    return Scored(found, x, case.said(found))


def _city_rate(case: _Case) -> Scored:
    mine, key = case.field.tallies.of(case.subject.unit), case.subject.quality
    rate = case.field.tallies.city.rate(key)
    if rate is None:
        return Scored(None)
    share = methods.shrunk(mine.counts[key], mine.total, rate, case.term["shrink"])
    note = scores.quality(mine.counts[key], mine.total, share, rate, small(case.field.rules.small_sample, mine))
    return Scored(methods.city_rate(share, rate, case.term["cap"]), share, note)


def _fit(case: _Case) -> Scored:
    mine, key = case.field.tallies.of(case.subject.unit), case.subject.quality
    share = mine.rate(key)
    if share is None:
        return Scored(None)
    return Scored(methods.fit(share), share, scores.fit(mine.counts[key], mine.total, share, small(case.field.rules.small_sample, mine)))


def _largest_share(case: _Case) -> Scored:
    race = case.subject.race
    share = race.share(case.subject.unit) if race else None
    if race is None or share is None:
        return Scored(None)
    note = scores.share(race.units[case.subject.unit].own, race.goal.uom, share, race.largest)
    return Scored(methods.largest_share(share, race.largest), share, note)


def _kept_share(case: _Case) -> Scored:
    race = case.subject.race
    share = race.share(case.subject.unit) if race else None
    if race is None or share is None:
        return Scored(None)
    before = race.share_before(case.subject.unit)
    return Scored(methods.kept_share(share, before, case.term["cap"]), share, scores.share_before(before, race.comparable))


def _base_share(case: _Case) -> Scored:
    race = case.subject.race
    share = race.share(case.subject.unit) if race else None
    base = case.field.base_share(case.term.against, case.period, case.subject.unit)
    if share is None:
        return Scored(None)
    name = next((g.short_name for g in case.field.profile.goals if g.indicator == case.term.against), case.term.against)
    return Scored(methods.base_share(share, base, case.term["cap"]), share, scores.base(name, base))


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
