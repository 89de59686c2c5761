"""位次稳不稳：权重变动、互换要改多少、未报的数可能是多少，都在纸上算过。"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import Value, cell, cells, city, evidence, goal, small

from dashboard.domain.assessment import Contest
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.results import GroupBoards, Light, Part, Standing
from dashboard.metrics import plausible
from dashboard.metrics.firmness import firmness, needed_weight
from dashboard.metrics.places import FOUR, ranks
from dashboard.metrics.summary import judge_all

RULES = city().rules_at(Month(2025, 6))
JUNE = Month(2025, 6)
NEW = goal()
A, B = UNITS = ("甲市", "乙市")
Scores = dict[str, tuple[float, float, float, float]]


def group(found: Scores) -> GroupBoards:
    """四榜各只有一项的一个分组。"""
    boards = {c: tuple(_standing(u, scores[n], c) for u, scores in found.items()) for n, c in enumerate(FOUR)}
    totals = {u: sum(scores) / 4 for u, scores in found.items()}
    places = dict(zip(totals, ranks(list(totals.values()), RULES.ties).tolist(), strict=True))
    board = sorted((replace(_standing(u, t, Contest.TOTAL), rank=places[u]) for u, t in totals.items()), key=lambda s: s.rank or 0)
    return GroupBoards("一组", {**boards, Contest.TOTAL: tuple(board)})


def _standing(unit: str, score: float, contest: Contest) -> Standing:
    return Standing(unit, score, 1, None, "", (Part(str(contest), "", 1.0, None, score, ""),), Light.ON_PACE, None, "")


def test_处处领先的怎样变都是第1() -> None:
    first, second = firmness(group({A: (90, 90, 90, 90), B: (80, 80, 80, 80)}), RULES)
    assert (first.unit, first.rank, first.held, dict(first.spread), first.swap) == (A, 1, 1.0, {1: 1.0}, None)
    assert (second.held, second.swap) == (1.0, None)


def test_互有长短又几乎相等的_位次一半一半() -> None:
    first, second = firmness(group({A: (100, 60, 100, 60.1), B: (60, 100, 60, 100)}), RULES)
    assert 0.35 < first.held < 0.65
    assert first.held == second.held
    assert sum(first.spread.values()) == pytest.approx(1)
    assert (first.best, first.worst) == (1, 2)


def test_同样的数永远得同样的结果() -> None:
    found = group({A: (100, 60, 100, 60.1), B: (60, 100, 60, 100)})
    assert firmness(found, RULES) == firmness(found, RULES)


def test_只有一家的没有可变的() -> None:
    (only,) = firmness(group({A: (90, 90, 90, 90)}), RULES)
    assert (only.held, dict(only.spread), only.swap) == (1.0, {1: 1.0}, None)


def test_互换要改到多少() -> None:
    """甲比进度领先8，其余三榜各落后2：综合领先0.5；比进度的权重降到0.2，两家相等（0.2×8－0.8×2＝0）。"""
    first, _ = firmness(group({A: (88, 78, 78, 78), B: (80, 80, 80, 80)}), RULES)
    assert first.swap is not None
    assert (first.swap.other, first.swap.contest, first.swap.weight) == (B, Contest.PACE, 0.25)
    assert first.swap.needed == pytest.approx(0.2)


weights = st.lists(st.floats(0.05, 1), min_size=4, max_size=4)
leads = st.lists(st.floats(-50, 50), min_size=4, max_size=4)


@given(weights, leads)
def test_改到那里两家正好相等(found: list[float], ahead: list[float]) -> None:
    shares = {c: w / sum(found) for c, w in zip(FOUR, found, strict=True)}
    gaps = dict(zip(FOUR, ahead, strict=True))
    needed = needed_weight(shares, Contest.PACE, gaps)
    if needed is not None:
        others = sum(w for c, w in shares.items() if c is not Contest.PACE)
        moved = {c: needed if c is Contest.PACE else w * (1 - needed) / others for c, w in shares.items()}
        assert sum(moved[c] * gaps[c] for c in FOUR) == pytest.approx(0, abs=1e-6)


# 未报的数 -----------------------------------------------------------------


def gaps(values: dict[Month, Value], basis: Basis = Basis.NEW, month: Month = JUNE) -> list[tuple[float, float]]:
    found = goal(basis)
    known = evidence(cells(found, {A: values}))
    profile = small(found, units=UNITS)
    return [(g.low, g.high) for g in plausible.gaps(profile, month, known, {A: judge_all(profile, month, known)[A]})]


def test_低是没有增加_高是照近一年最快的一期增加() -> None:
    assert gaps({Month(2025, 3): 10, Month(2025, 4): 13, Month(2025, 5): 20}) == [(20, 27)]


def test_几个月没报的_按几个月增加() -> None:
    assert gaps({Month(2025, 3): 10, Month(2025, 4): 13}) == [(13, 19)]


def test_新的一年从零起() -> None:
    assert gaps({Month(2024, 11): 50, Month(2024, 12): 60}, month=Month(2025, 2)) == [(0, 20)]


def test_总数从最近的数起_没有报过的占比的说不出() -> None:
    assert gaps({Month(2025, 4): 100, Month(2025, 5): 98}, Basis.STOCK) == [(98, 98)]
    assert gaps({}) == []
    assert gaps({Month(2025, 5): (1, 2)}, Basis.RATIO) == []


def test_报了的没有缺口() -> None:
    assert gaps({JUNE: 3}) == []


def test_补上的一份不动原来的() -> None:
    known = evidence(cell(NEW, A, Month(2025, 5), 20))
    profile = small(NEW, units=UNITS)
    (gap,) = plausible.gaps(profile, JUNE, known, {A: judge_all(profile, JUNE, known)[A]})
    after = plausible.filled(known, {gap: 25.0})
    assert judge_all(profile, JUNE, after)[A][0].actual == 25
    assert judge_all(profile, JUNE, known)[A][0].actual is None
    assert judge_all(profile, Month(2025, 5), after)[A][0].actual == 20
