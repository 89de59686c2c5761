"""龙虎榜：位次、并列、未报、缺一榜、综合、分组，升降与原因。"""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import Value, cells, city, evidence, goal, small

from dashboard.domain.assessment import Contest
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import Leaderboard, Light, Standing
from dashboard.metrics.movement import moved
from dashboard.metrics.places import FOUR
from dashboard.metrics.ranking import leaderboard

A, B, C, D = UNITS = ("甲市", "乙市", "丙市", "丁市")
MAY, JUNE = Month(2025, 5), Month(2025, 6)
NEW = goal()
PROJECT = ProjectShare(A, "KC1", "", "项目", True, 1.0, "新材料", False, date(2025, 3, 1), None, None, False, Month(2025, 3))
Values = dict[str, dict[Month, Value]]
EVEN: Values = {A: {JUNE: 60}, B: {JUNE: 50}, C: {JUNE: 50}, D: {JUNE: 40}}


def ranked(values: Values, month: Month = JUNE, tasks: bool = True, shares: tuple[ProjectShare, ...] = (PROJECT,), profile: CityProfile | None = None) -> Leaderboard:
    given = {(u, NEW.indicator, 2025): 100.0 for u in UNITS} if tasks else {}
    return leaderboard(profile or small(NEW, units=UNITS), month, evidence(cells(NEW, values), given), shares, True)


def board(found: Leaderboard, contest: Contest = Contest.TOTAL, group: int = 0) -> dict[str, Standing]:
    return {s.unit: s for s in found.groups[group].boards[contest]}


def ranks(found: Leaderboard, contest: Contest = Contest.TOTAL) -> dict[str, int | None]:
    return {unit: s.rank for unit, s in board(found, contest).items()}


def test_并列同位_下一名顺延() -> None:
    assert ranks(ranked(EVEN), Contest.PACE) == {A: 1, B: 2, C: 2, D: 4}
    assert list(board(ranked(EVEN), Contest.PACE)) == [A, B, C, D]


def test_差在1e负9以内算并列() -> None:
    near: Values = {**EVEN, C: {JUNE: 50 + 1e-11}}
    assert ranks(ranked(near), Contest.PACE) == {A: 1, B: 2, C: 2, D: 4}


def test_综合是四榜各四分之一_四项就是四榜() -> None:
    found = ranked(EVEN)
    for unit, standing in board(found).items():
        four = {c: board(found, c)[unit].score or 0 for c in FOUR}
        assert standing.score == pytest.approx(sum(four.values()) / 4)
        assert [p.indicator for p in standing.parts] == [str(c) for c in FOUR]
        assert [p.value for p in standing.parts] == pytest.approx(list(four.values()))
        assert [p.score for p in standing.parts] == pytest.approx([v / 4 for v in four.values()])


def test_缺一榜没有综合_写明缺哪榜() -> None:
    found = ranked(EVEN, tasks=False)
    assert board(found)[A].score is None
    assert board(found)[A].reason == "没有比进度的得分，不算综合"
    assert board(found, Contest.PACE)[A].reason == "没有下达年度任务"
    assert board(found, Contest.RESULT)[A].rank == 1
    assert board(ranked(EVEN, shares=()), Contest.QUALITY)[A].reason == "全市还没有已认定的项目"


def test_未报的不排_写明原因_排在最后() -> None:
    found = ranked({**EVEN, B: {MAY: 90}})
    last = list(board(found).values())[-1]
    assert (last.unit, last.rank, last.score, last.light, last.reason, last.parts) == (B, None, None, Light.UNREPORTED, "当月未报，不参加排名", ())
    assert ranks(found, Contest.PACE) == {A: 1, C: 2, D: 3, B: None}


def test_比进度写出没有任务的目标_比质量写样本少() -> None:
    other = replace(NEW, id="other", indicator="other", short_name="人才")
    given = {(A, NEW.indicator, 2025): 100.0}
    known = evidence([*cells(NEW, EVEN), *cells(other, {A: {JUNE: 3}})], given)
    found = leaderboard(small(NEW, other, units=UNITS), JUNE, known, (PROJECT,), True)
    assert board(found, Contest.PACE)[A].reason == "不含没有年度任务的人才"
    assert board(found, Contest.QUALITY)[A].reason == "样本少（1个项目）"


def test_各组各排() -> None:
    base = small(NEW, units=UNITS)
    units = tuple(replace(u, group="二组" if u.name == D else "一组") for u in base.units)
    found = ranked(EVEN, profile=replace(base, units=units))
    assert [g.name for g in found.groups] == ["一组", "二组"]
    assert board(found, Contest.PACE, 1)[D].rank == 1
    assert board(found, Contest.RESULT, 1)[D].score == pytest.approx(100)


def test_每个板块带亮灯和综合完成率() -> None:
    found = board(ranked(EVEN))
    assert (found[A].light, found[A].completion) == (Light.ON_PACE, pytest.approx(1.2))
    assert (found[D].light, found[D].completion) == (Light.BEHIND, pytest.approx(0.8))


def test_真档案两座城市空着也排得出() -> None:
    for name in ("suzhou", "nantong"):
        found = leaderboard(city(name), JUNE, evidence(), (), False)
        assert [g.name for g in found.groups] == list(city(name).groups)
        assert all(s.rank is None for g in found.groups for b in g.boards.values() for s in b)


values_strategy = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 300), min_size=1)


@given(values_strategy, values_strategy)
def test_每张榜各项之和都等于得分_位次合规(june: dict[str, int], then: dict[str, int]) -> None:
    values: Values = {u: {JUNE: float(v), **({Month(2024, 6): float(then[u])} if u in then else {})} for u, v in june.items()}
    shares = tuple(replace(PROJECT, unit=u, number=u, high_growth=u in (A, B)) for u in june)
    found = ranked(values, shares=shares)
    for standings in found.groups[0].boards.values():
        scores = [s.score for s in standings if s.score is not None]
        for s in standings:
            if s.score is None:
                assert s.rank is None
                assert s.reason
                continue
            assert sum(p.score for p in s.parts) == pytest.approx(s.score, abs=1e-9)
            assert sum(p.weight for p in s.parts) == pytest.approx(1, abs=1e-9)
            assert s.rank == 1 + sum(v > s.score + 1e-9 for v in scores)


@given(values_strategy, st.randoms())
def test_行的先后不影响龙虎榜(june: dict[str, int], shuffle: Random) -> None:
    given = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    readings = cells(NEW, {u: {JUNE: float(v)} for u, v in june.items()})
    shares = [replace(PROJECT, unit=u, number=u) for u in UNITS]
    mixed, shared = list(readings), list(shares)
    shuffle.shuffle(mixed)
    shuffle.shuffle(shared)
    profile = small(NEW, units=UNITS)
    assert leaderboard(profile, JUNE, evidence(mixed, given), shared, True) == leaderboard(profile, JUNE, evidence(readings, given), shares, True)


# 升降 --------------------------------------------------------------------


def changed(before: Values, now: Values) -> Leaderboard:
    both: Values = {u: {**before.get(u, {}), **now.get(u, {})} for u in {**before, **now}}
    return moved(ranked(both), ranked(before, MAY))


def test_升降几位_正数为上升() -> None:
    found = changed({A: {MAY: 30}, B: {MAY: 35}, C: {MAY: 20}}, {A: {JUNE: 60}, B: {JUNE: 40}, C: {JUNE: 25}})
    assert {u: s.rank_change for u, s in board(found, Contest.PACE).items()} == {A: 1, B: -1, C: 0, D: None}
    causes = {u: s.cause for u, s in board(found, Contest.PACE).items()}
    assert causes[A].startswith("升1位：科创项目+")
    assert causes[B].startswith("降1位：被甲市超过，自身得分−")
    assert causes[C].startswith("位次不变，得分")
    assert causes[D] == ""


def test_规则换了的月份写明() -> None:
    before, now = ranked({A: {MAY: 30}}, MAY), ranked({A: {MAY: 30, JUNE: 60}})
    assert board(moved(now, replace(before, rules="2024-1")), Contest.PACE)[A].cause.endswith("（规则由2024-1改为2025-1）")
    assert "规则" not in board(moved(now, before), Contest.PACE)[A].cause


def test_上月没有排名的不算升降() -> None:
    found = changed({A: {MAY: 30}}, {A: {JUNE: 40}, B: {JUNE: 59}})
    assert board(found, Contest.PACE)[B].rank_change is None
    assert board(found, Contest.PACE)[B].cause == "上月没有排名"
    assert board(found, Contest.PACE)[A].rank_change == -1
    assert "乙市本月新排在前面" in board(found, Contest.PACE)[A].cause


def test_自己没涨而前面的没有排名_说前面的() -> None:
    found = changed({A: {MAY: 42}, B: {MAY: 30}}, {B: {JUNE: 30}})
    assert board(found, Contest.PACE)[B].cause == "升1位：甲市本月没有排名，自身得分−12.0"


def test_综合说到哪一榜哪个指标() -> None:
    found = changed({A: {MAY: 30}, B: {MAY: 35}}, {A: {JUNE: 60}, B: {JUNE: 36}})
    assert board(found)[A].rank_change == 1
    assert board(found)[A].cause.endswith("，主要是科创项目")
