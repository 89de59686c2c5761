"""规则里的各种写法：看多长、加分扣分、未报记零分、并列、标准变过、全部板块另排。"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import WHOLE_CITY, Value, cells, city, evidence, field, goal, parts, small

from dashboard.domain.assessment import (
    ALL_FIGURES,
    ALL_TASKS,
    AssessmentRules,
    BoardRules,
    Contest,
    Extra,
    ExtraRule,
    Item,
    Method,
    Missing,
    Period,
    Quantity,
    Term,
    Ties,
)
from dashboard.domain.facts import ProjectShare, Reading
from dashboard.domain.goals import Basis, Status
from dashboard.domain.month import Month
from dashboard.domain.results import EVERYONE, Part
from dashboard.metrics.boards.field import Field
from dashboard.metrics.boards.projects import Tallies, Tally
from dashboard.metrics.columns import known
from dashboard.metrics.places import ranks
from dashboard.metrics.ranking import leaderboard

A, B, C, D = UNITS = ("甲市", "乙市", "丙市", "丁市")
MAY, JUNE, THEN = Month(2025, 5), Month(2025, 6), Month(2024, 6)
NEW = goal()
PROJECT = ProjectShare(A, "KC1", "", "项目", True, 1.0, "新材料", True, date(2025, 3, 1), None, None, False, Month(2025, 3))
Values = dict[str, dict[Month, Value]]
MARCH = {unit: {Month(2025, 3): 10.0, MAY: 14.0, JUNE: n, Month(2024, 3): 4.0, THEN: 10.0} for unit, n in zip(UNITS, (16.0, 20.0, 24.0, 30.0), strict=True)}


def rules(*terms: Term, of: str = ALL_FIGURES, contest: Contest = Contest.RESULT, period: Period = Period.YEAR, extras: Sequence[ExtraRule] = (), **changes: Any) -> AssessmentRules:
    """把一张榜换成这一项的规则。"""
    first = city().rules_at(JUNE)
    board = BoardRules(contest, 0.25, period, (Item(of, "", 1.0, terms),), tuple(extras))
    return replace(first, boards=tuple(board if b.contest is contest else b for b in first.boards), **changes)


def one(method: Method, on: Quantity = Quantity.LEVEL, against: str = "", steps: tuple[tuple[float, float], ...] = (), **numbers: float) -> Term:
    return Term(method, 1.0, on, numbers, steps, against)


def scored(found: AssessmentRules, unit: str, values: Values, tasks: dict[str, float] | None = None, month: Month = JUNE) -> tuple[Part, ...]:
    known = evidence(cells(NEW, values), {(u, NEW.indicator, 2025): t for u, t in (tasks or {}).items()})
    return parts(field(small(NEW, units=UNITS), month, known, units=values, rules=found), Contest.RESULT, unit)


@pytest.mark.parametrize(
    ("period", "level", "growth"),
    [(Period.YEAR, 20, (20 - 10) / 10), (Period.QUARTER, 20 - 10, (10 - 6) / 6), (Period.MONTH, 20 - 14, None)],
)
def test_本年累计_当季_当月(period: Period, level: float, growth: float | None) -> None:
    known = evidence(cells(NEW, MARCH))
    found = field(small(NEW, units=UNITS), JUNE, known, rules=rules(one(Method.EFFICACY, floor=60), period=period))
    mine = found.races(period)[0].units[B]
    assert (mine.now, mine.growth) == (level, growth if growth is None else pytest.approx(growth))


def test_跨季的头一个月_当季就是当月() -> None:
    found = field(small(NEW, units=(A,)), Month(2025, 4), evidence(cells(NEW, {A: {Month(2025, 3): 5, Month(2025, 4): 8}})), rules=rules(one(Method.EFFICACY, floor=60), period=Period.QUARTER))
    assert found.races(Period.QUARTER)[0].units[A].now == 3


def test_一月的当季当月都是本年累计() -> None:
    january = Month(2025, 1)
    known = evidence(cells(NEW, {A: {Month(2024, 12): 90, january: 8}}))
    for period in Period:
        found = field(small(NEW, units=(A,)), january, known, rules=rules(one(Method.EFFICACY, floor=60), period=period))
        assert found.races(period)[0].units[A].now == 8


def test_完成率对照任务_封顶() -> None:
    found = rules(one(Method.COMPLETION, cap=1.2), of=ALL_TASKS)
    (part,) = scored(found, B, MARCH, {B: 25.0})
    assert (part.value, part.score, part.note) == (pytest.approx(0.8), pytest.approx(80), "完成年度任务的80.0%")
    (capped,) = scored(found, B, MARCH, {B: 10.0})
    assert (capped.score, capped.note) == (pytest.approx(120), "完成年度任务的200.0%，封顶1.2")
    assert scored(found, B, MARCH) == ()


def test_位次递减_并列同分() -> None:
    found = rules(one(Method.RANK_STEPS, step=5))
    even = {**MARCH, C: MARCH[B]}
    assert [scored(found, u, even)[0].score for u in UNITS] == [85, 95, 95, 100]
    assert [scored(found, u, even)[0].note.split("（")[1][:4] for u in UNITS] == ["组内第4", "组内第2", "组内第2", "组内第1"]


def test_阶梯看完成率() -> None:
    found = rules(one(Method.STEPS, Quantity.COMPLETION, steps=((0.8, 75.0), (0.5, 50.0))), of="goal")
    assert [scored(found, B, MARCH, {B: task})[0].score for task in (25.0, 40.0, 41.0)] == [75, 50, 0]
    assert scored(found, B, MARCH) == ()


def test_自身基数_没有去年的去掉() -> None:
    found = rules(one(Method.OWN_BASE, Quantity.GROWTH, level=80, every=0.05, points=1, cap=120))
    (part,) = scored(found, B, MARCH)
    assert (part.score, part.value) == (pytest.approx(100), pytest.approx(1.0))
    assert part.note == "去年同期10个，同比100.0%得100.0"
    assert scored(found, A, {A: {JUNE: 4}}) == ()


def test_对照全市的增幅和任务完成率() -> None:
    grown = rules(one(Method.CITY_MEAN, Quantity.GROWTH, every=0.01, points=0.1, limit=20))
    whole = (16 + 20 + 24 + 30) / 40 - 1
    (part,) = scored(grown, B, MARCH)
    assert part.score == pytest.approx(100 - 0.1 * (whole - 1.0) / 0.01)
    done = rules(one(Method.CITY_MEAN, Quantity.COMPLETION, every=0.01, points=1, limit=20), of=ALL_TASKS)
    (part,) = scored(done, B, MARCH, {B: 40.0, WHOLE_CITY: 180.0})
    assert part.score == pytest.approx(100)
    assert part.note.endswith("（全市50.0%）")


@pytest.mark.parametrize("basis", [Basis.NEW, Basis.STOCK])
def test_份额对照基数_总数也可作基数(basis: Basis) -> None:
    base = goal(basis, id="base", indicator="base", short_name="高企")
    found = rules(one(Method.BASE_SHARE, against="base", cap=1.2), of="goal", contest=Contest.CONTRIBUTION)
    known = evidence([*cells(NEW, {A: {JUNE: 30}, B: {JUNE: 70}}), *cells(base, {A: {JUNE: 20}, B: {JUNE: 80}})])
    (part,) = parts(field(small(NEW, base, units=(A, B)), JUNE, known, rules=found), Contest.CONTRIBUTION, A)
    assert part.score == pytest.approx(100)
    assert part.note == "占全市高企20.0%，以它为基数"
    (other,) = parts(field(small(NEW, base, units=(A, B)), JUNE, known, rules=found), Contest.CONTRIBUTION, B)
    assert other.score == pytest.approx(100 * 0.7 / 0.8 / 1.2)


def test_契合度() -> None:
    found = rules(one(Method.FIT), of="key_chain", contest=Contest.QUALITY)
    mine = Tally(60)
    mine.counts["key_chain"] = 45
    ring = field(small(NEW, units=(A,)), JUNE, evidence(), rules=found, counted=Tallies(mine, {A: mine}))
    (part,) = parts(ring, Contest.QUALITY, A)
    assert (part.score, part.note) == (75, "45/60个，占75.0%")


def test_几项的权重_一项指全部指标的平分它的权重() -> None:
    other = replace(NEW, id="other", indicator="other", short_name="人才")
    first = rules(one(Method.LARGEST_SHARE), contest=Contest.CONTRIBUTION)
    board = replace(first.board(Contest.CONTRIBUTION), items=(Item(ALL_FIGURES, "", 0.6, (one(Method.LARGEST_SHARE),)), Item("goal", "专项", 0.4, (one(Method.LARGEST_SHARE),))))
    found = replace(first, boards=tuple(board if b.contest is Contest.CONTRIBUTION else b for b in first.boards))
    known = evidence([*cells(NEW, {A: {JUNE: 3}}), *cells(other, {A: {JUNE: 5}})])
    got = parts(field(small(NEW, other, units=(A,)), JUNE, known, rules=found), Contest.CONTRIBUTION, A)
    assert [(p.name, round(p.weight, 9)) for p in got] == [("科创项目", 0.3), ("人才", 0.3), ("专项", 0.4)]


# 加分、扣分 -----------------------------------------------------------


def test_加分扣分另加在得分上() -> None:
    extras = (ExtraRule("超额", Extra.OVER_TASK, "goal", 1, 2, 6), ExtraRule("少报", Extra.MISSED_MONTHS, "", 1, -1, 5))
    found = rules(one(Method.LARGEST_SHARE), extras=extras)
    got = scored(found, B, MARCH, {B: 18.0})
    assert [(p.name, p.value, p.score, p.weight) for p in got[1:]] == [("超额", 2, 4, 0), ("少报", 6, -5, 0)]
    assert [(p.uom, p.note) for p in got[1:]] == [("个", "超任务数2，每1加2分，最多6分"), ("个月", "未报月数6，每1扣1分，最多5分")]
    assert scored(found, B, MARCH)[1].score == 0


# 标准变过 ------------------------------------------------------------


def test_认定标准变过的同比不可比() -> None:
    changed = replace(NEW, redefined=Month(2025, 1))
    known = evidence(cells(changed, MARCH))
    found = field(small(changed, units=UNITS), JUNE, known)
    (part,) = parts(found, Contest.RESULT, D)
    assert part.note == "水平30个（组内16个～30个）得100.0；认定标准有变，与去年不可比，只看水平"
    (share,) = parts(found, Contest.CONTRIBUTION, D)
    assert share.note.endswith("；认定标准有变，与去年不可比，只看前一半")
    assert field(small(replace(NEW, redefined=Month(2024, 1)), units=UNITS), JUNE, known).races(Period.YEAR)[0].comparable


# 并列、未报、全部板块 --------------------------------------------------


@pytest.mark.parametrize(("ties", "expected"), [(Ties.SKIP, [1, 2, 2, 4]), (Ties.DENSE, [1, 2, 2, 3])])
def test_并列的位次(ties: Ties, expected: list[int]) -> None:
    assert ranks([90, 80, 80 + 1e-10, 70], ties).tolist() == expected


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=12), st.randoms())
def test_位次与行的先后无关(found: list[float], random: Any) -> None:
    order = list(range(len(found)))
    random.shuffle(order)
    for ties in Ties:
        first = ranks(found, ties).tolist()
        assert [first[n] for n in order] == ranks([found[n] for n in order], ties).tolist()


def test_未报记零分的照排() -> None:
    found = replace(city().rules_at(JUNE), missing=Missing.ZERO)
    values: Values = {A: {JUNE: 20}, B: {MAY: 5}}
    board = leaderboard(small(NEW, units=(A, B)), JUNE, evidence(cells(NEW, values), {(A, NEW.indicator, 2025): 40.0}), (PROJECT,), True, found).groups[0].boards
    last = board[Contest.RESULT][-1]
    assert (last.unit, last.score, last.rank, last.reason) == (B, 0, 2, "当月未报，记0分")
    assert board[Contest.TOTAL][-1].unit == B


def test_全部板块另排一次_不由各组合成() -> None:
    profile = small(NEW, units=UNITS)
    two = replace(profile, units=tuple(replace(u, group="一组" if u.name in (A, B) else "二组") for u in profile.units))
    known = evidence(cells(NEW, MARCH))
    found = leaderboard(two, JUNE, known, (), True)
    assert [g.name for g in found.groups] == ["一组", "二组"]
    assert found.overall is not None
    assert found.of(EVERYONE) is found.overall
    alone = leaderboard(profile, JUNE, known, (), True)
    assert alone.overall is None
    assert found.overall.boards == alone.groups[0].boards
    assert found.chosen(None) == found.groups
    assert found.chosen(EVERYONE) == (found.overall,)


# 不变的性质 ----------------------------------------------------------

amounts = st.lists(st.integers(0, 300), min_size=4, max_size=4)
ABSOLUTE = (
    (ALL_TASKS, one(Method.COMPLETION, cap=1.2)),
    (ALL_TASKS, one(Method.PACE, cap=1.2, floor=1 / 12)),
    (ALL_FIGURES, one(Method.OWN_BASE, Quantity.GROWTH, level=80, every=0.05, points=1, cap=150)),
    (ALL_TASKS, one(Method.STEPS, Quantity.COMPLETION, steps=((0.8, 75.0), (0.5, 50.0)))),
)


@given(amounts, st.integers(1, 100), st.sampled_from(ABSOLUTE))
def test_自己多了_绝对方法的得分不降(found: list[int], more: int, way: tuple[str, Term]) -> None:
    def score(extra: int) -> float:
        values: Values = {u: {THEN: 50.0, JUNE: float(n + (extra if u == A else 0))} for u, n in zip(UNITS, found, strict=True)}
        return sum(p.score for p in scored(rules(way[1], of=way[0]), A, values, dict.fromkeys(UNITS, 100.0)))

    assert score(more) >= score(0) - 1e-9


@given(amounts, st.integers(0, 100), st.sampled_from(ABSOLUTE), st.sampled_from((Status.FINAL, Status.FIRST)))
def test_再来一份数更高的_绝对方法的得分不降(found: list[int], more: int, way: tuple[str, Term], status: Status) -> None:
    """部门核定的一份，或本月才补来的一份（先前只有上月的）。"""
    values: Values = {u: {THEN: 50.0, MAY: float(n), **({JUNE: float(n)} if status is Status.FINAL or u != A else {})} for u, n in zip(UNITS, found, strict=True)}
    profile, rows = small(NEW, units=UNITS), cells(NEW, values)
    given = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    added = [*rows, *cells(NEW, {A: {JUNE: float(found[0] + more)}}, status)]

    def score(readings: list[Reading]) -> float:
        ring = field(profile, JUNE, evidence(readings, given), rules=rules(way[1], of=way[0]))
        return sum(p.score for p in parts(ring, Contest.RESULT, A))

    assert score(added) >= score(rows) - 1e-9


@given(amounts, st.floats(0.01, 100))
def test_权重同比放大_得分和位次都不变(found: list[int], times: float) -> None:
    """项的、算法的权重放大，得分不变；四榜的权重放大，综合同比放大，位次不变。"""
    values: Values = {u: {THEN: 50.0, JUNE: float(n)} for u, n in zip(UNITS, found, strict=True)}
    known, profile = evidence(cells(NEW, values), {(u, NEW.indicator, 2025): 100.0 for u in UNITS}), small(NEW, units=UNITS)
    first = city().rules_at(JUNE)
    inside = replace(first, boards=tuple(replace(b, items=tuple(_heavier(i, times) for i in b.items)) for b in first.boards))
    outside = replace(first, boards=tuple(replace(b, weight=b.weight * times) for b in first.boards))
    plain, scaled, whole = (leaderboard(profile, JUNE, known, (PROJECT,), True, r).groups[0].boards for r in (first, inside, outside))
    for contest in Contest:
        assert [(s.unit, s.rank, pytest.approx(s.score, abs=1e-9)) for s in plain[contest]] == [(s.unit, s.rank, s.score) for s in scaled[contest]]
        assert [(s.unit, s.rank) for s in plain[contest]] == [(s.unit, s.rank) for s in whole[contest]]


def _heavier(item: Item, times: float) -> Item:
    return replace(item, weight=item.weight * times, terms=tuple(replace(t, weight=t.weight * times) for t in item.terms))


@given(st.lists(st.sampled_from((90.0, 80.0, 80.0 + 1e-10, 70.0)), min_size=1, max_size=12))
def test_得分相同的位次相同_不同的不同(found: list[float]) -> None:
    for ties in Ties:
        given = ranks(found, ties).tolist()
        for mine, place in zip(found, given, strict=True):
            assert {p for v, p in zip(found, given, strict=True) if abs(v - mine) <= 1e-9} == {place}
            assert all(p > place for v, p in zip(found, given, strict=True) if v < mine - 1e-9)


@given(amounts)
def test_数据的先后不影响得分(found: list[int]) -> None:
    values: Values = {u: {THEN: 50.0, JUNE: float(n)} for u, n in zip(UNITS, found, strict=True)}
    tasks = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    profile, rows = small(NEW, units=UNITS), cells(NEW, values)
    assert leaderboard(profile, JUNE, evidence(rows, tasks), (), True) == leaderboard(profile, JUNE, evidence(rows[::-1], tasks), (), True)


def test_赛场按需算() -> None:
    ring = field(small(NEW, units=UNITS), JUNE, evidence(cells(NEW, MARCH)))
    assert isinstance(ring, Field)
    assert not known(ring.base_share("nothing", Period.YEAR)).any()
