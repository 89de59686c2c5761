"""各板块一起算：与一家一家算、只重算一个指标、换权重另排，得数都逐位相同。"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import Value, cells, city, evidence, goal, small

from dashboard.domain.assessment import (
    ALL_FIGURES,
    AssessmentRules,
    BoardRules,
    Contest,
    Item,
    Method,
    Period,
    Quantity,
    Term,
    Ties,
)
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.metrics.boards.field import Field, whole
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.places import FOUR, Places, among, ranked, ring
from dashboard.metrics.summary import columns_of
from dashboard.metrics.unit_columns import unit_column

UNITS = ("甲市", "乙市", "丙市", "丁市", "戊市")
JUNE, THEN = Month(2025, 6), Month(2024, 6)
NEW, BASE = goal(), goal(id="base", indicator="base", short_name="高企")
PROFILE = small(NEW, BASE, units=UNITS)
Amounts = dict[str, tuple[int, int]]
amounts = st.dictionaries(st.sampled_from(UNITS), st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=2)


def rules() -> AssessmentRules:
    """争贡献拿另一个指标作基数。"""
    terms = (Term(Method.BASE_SHARE, 0.5, Quantity.LEVEL, {"cap": 1.2}, (), "base"), Term(Method.LARGEST_SHARE, 0.5, Quantity.LEVEL, {}, (), ""))
    board = BoardRules(Contest.CONTRIBUTION, 0.25, Period.YEAR, (Item(ALL_FIGURES, "", 1.0, terms),), ())
    first = city().rules_at(JUNE)
    return replace(first, boards=tuple(board if b.contest is board.contest else b for b in first.boards))


def known(new: Amounts, base: Mapping[str, int]) -> Evidence:
    values: dict[str, dict[Month, Value]] = {u: {THEN: float(a), JUNE: float(b)} for u, (a, b) in new.items()}
    rows = [*cells(NEW, values), *cells(BASE, {u: {THEN: 7.0, JUNE: float(n)} for u, n in base.items()})]
    return evidence(rows, {(u, g.indicator, 2025): 50.0 for u in UNITS for g in (NEW, BASE)})


def everyone(found: Evidence) -> Field:
    return whole(PROFILE, rules(), JUNE, found, (), columns_of(PROFILE, JUNE, found))


def same(one: Places, other: Places) -> bool:
    return all(np.array_equal(one.scores[c], other.scores[c], equal_nan=True) and np.array_equal(one.ranks[c], other.ranks[c]) for c in Contest)


@given(amounts, st.integers(0, 90), st.booleans())
def test_只重算一个指标_与从头算一样(new: Amounts, more: int, base_moved: bool) -> None:
    """拿来作基数的那一个变了，别的指标的得分也跟着变。"""
    unit, base = next(iter(new)), dict.fromkeys(new, 20)
    before = ring(everyone(known(new, base)), "一组", UNITS)
    after = known(new, {**base, unit: more}) if base_moved else known({**new, unit: (new[unit][0], more)}, base)
    field = before.field.but(after, BASE.indicator if base_moved else NEW.indicator)
    assert same(among(field, before.present, "一组", UNITS).places, ring(everyone(after), "一组", UNITS).places)


@given(amounts, st.lists(st.integers(1, 9), min_size=4, max_size=4), st.sampled_from(Ties))
def test_四榜的得分算好以后_换权重和并列另排_与从头排一样(new: Amounts, weights: list[int], ties: Ties) -> None:
    known_ = known(new, dict.fromkeys(new, 20))
    heavier = dict(zip(FOUR, weights, strict=True))
    used = replace(rules(), ties=ties, boards=tuple(replace(b, weight=heavier[b.contest] / sum(weights)) for b in rules().boards))
    before = ring(everyone(known_), "一组", UNITS)
    after = ring(replace(everyone(known_), rules=used), "一组", UNITS)
    assert same(ranked(used, before.scores), after.places)


@given(amounts, st.sampled_from((Basis.NEW, Basis.ANNUAL, Basis.STOCK, Basis.CUMULATIVE)))
def test_一起算与一家一家算一样(new: Amounts, basis: Basis) -> None:
    """没有报的、没有任务的也一样。"""
    one = goal(basis)
    values: dict[str, dict[Month, Value]] = {u: {Month(2024, 12): float(a), JUNE: float(b)} for u, (a, b) in new.items()}
    found = evidence(cells(one, values), {(UNITS[0], one.indicator, 2025): 50.0})
    together = unit_column(one, UNITS, JUNE, found)
    for row, unit in enumerate(UNITS):
        alone = unit_column(one, (unit,), JUNE, found)
        assert together.reported[row] == alone.reported[0]
        for mine, other in zip((together.actual, together.target, *together.pace), (alone.actual, alone.target, *alone.pace), strict=True):
            assert mine[row] == pytest.approx(other[0], rel=0, abs=0, nan_ok=True)
