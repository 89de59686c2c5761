"""一个月的得分与位次：四榜与综合，组内排位；全部板块一起另排。各板块一起算，说明另写（ranking）。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain.assessment import AssessmentRules, Contest, Missing, Ties
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import EVERYONE
from dashboard.metrics import TOLERANCE
from dashboard.metrics.boards import scoring
from dashboard.metrics.boards.field import Field, whole
from dashboard.metrics.boards.parts import Board
from dashboard.metrics.columns import Column, Index, Mask, Numbers, added, empty, known
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.summary import reported
from dashboard.metrics.unit_columns import UnitColumn

FOUR = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)


@dataclass(frozen=True, slots=True)
class Scores:
    """一个分组四榜的得分，没有的为 NaN；units 按档案顺序。"""

    name: str
    units: tuple[str, ...]
    boards: Mapping[Contest, Column]


@dataclass(frozen=True, slots=True)
class Places:
    """一个分组五张榜：scores 为得分，没有的为 NaN；ranks 为位次，没有的为0；units 按档案顺序。"""

    name: str
    units: tuple[str, ...]
    scores: Mapping[Contest, Column]
    ranks: Mapping[Contest, Index]


@dataclass(frozen=True, slots=True)
class Ring:
    """一个分组的榜：present 为当月已报的板块，boards 只有它们。"""

    scores: Scores
    places: Places
    present: Mask
    boards: Mapping[Contest, Board]
    field: Field


def rings(
    profile: CityProfile,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    rules: AssessmentRules,
    columns: tuple[UnitColumn, ...],
) -> tuple[Ring, ...]:
    """各分组，末一个为全部板块（只有一个分组的没有）；得分一律不取整。columns 为各目标的判定。"""
    field = whole(profile, rules, month, evidence, shares, columns)
    return tuple(ring(field, name, units) for name, units in groups(profile).items())


def groups(profile: CityProfile) -> dict[str, tuple[str, ...]]:
    """各分组的板块，末一个为全部板块；只有一个分组的没有全部。"""
    return {**profile.groups, EVERYONE: profile.unit_names} if len(profile.groups) > 1 else dict(profile.groups)


def ring(everyone: Field, name: str, units: tuple[str, ...]) -> Ring:
    """一个分组，只与组内的比；everyone 为全部板块的赛场。"""
    rows = _rows(everyone.units, units)
    present = reported(everyone.columns, everyone.month)[rows]
    return among(everyone.only(rows[present]), present, name, units)


def among(field: Field, present: Mask, name: str, units: tuple[str, ...]) -> Ring:
    """一个分组的赛场里的榜；field 为 units 里当月已报（present）的。"""
    rules = field.rules
    boards = {c: scoring.board(field, rules.board(c)) for c in FOUR}
    scores = Scores(name, units, {c: _spread(rules, present, boards[c].score) for c in FOUR})
    return Ring(scores, ranked(rules, scores), present, boards, field)


def ranked(rules: AssessmentRules, found: Scores) -> Places:
    """由四榜的得分得综合和位次；只看四榜的权重和并列怎么排。"""
    scores = {**found.boards, Contest.TOTAL: total(rules, found.boards)}
    return Places(found.name, found.units, scores, {c: placed(one, rules.ties) for c, one in scores.items()})


def _rows(all_units: tuple[str, ...], units: tuple[str, ...]) -> Index:
    where = {unit: row for row, unit in enumerate(all_units)}
    return np.array([where[unit] for unit in units], dtype=np.int64)


def _spread(rules: AssessmentRules, present: Mask, score: Column) -> Column:
    """当月未报的板块：不排名的没有得分；记零分的，别家有得分的榜都是0分。"""
    found = empty(len(present))
    found[present] = score
    if rules.missing is Missing.ZERO and known(score).any():
        found[~present] = 0.0
    return found


def total(rules: AssessmentRules, scores: Mapping[Contest, Column]) -> Column:
    """综合为四榜得分乘权重之和；缺一榜则没有综合。"""
    size = len(scores[Contest.PACE])
    whole = np.logical_and.reduce([known(scores[c]) for c in FOUR])
    return np.where(whole, added((rules.weights[c] * scores[c] for c in FOUR), size), np.nan)


def placed(scores: Column, ties: Ties) -> Index:
    """各板块的位次；没有得分的为0。"""
    found = np.zeros(len(scores), dtype=np.int64)
    has = known(scores)
    found[has] = ranks(scores[has], ties)
    return found


def ranks(scores: Numbers, ties: Ties) -> Index:
    """得分 → 位次；差在1e-9以内的并列，下一名顺延或不空位。"""
    found = np.asarray(scores, dtype=np.float64)
    ordered = np.sort(found)
    above = np.searchsorted(ordered, found + TOLERANCE, side="right")
    if ties is Ties.SKIP:
        return 1 + len(ordered) - above
    return 1 + _levels(ordered)[above]


def _levels(ordered: Column) -> Index:
    """从每一个起往上有几种得分；差在1e-9以内的算一种。"""
    new = ordered[1:] > ordered[:-1] + TOLERANCE
    after = np.cumsum(new[::-1], dtype=np.int64)[::-1]
    return np.concatenate((1 + after, np.ones(min(1, len(ordered)), dtype=np.int64), np.zeros(1, dtype=np.int64)))
