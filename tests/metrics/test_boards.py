"""四榜的得分，逐项照纸上算的。"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import CITY_LEVEL, Value, cells, city, evidence, field, goal, parts, small

from dashboard.domain.assessment import Contest, Period
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Part
from dashboard.metrics import methods
from dashboard.metrics.boards.field import Field
from dashboard.metrics.boards.projects import Tallies, Tally, tallies
from dashboard.metrics.boards.projects import small as few_projects
from dashboard.metrics.boards.scoring import without_task
from dashboard.metrics.columns import number
from dashboard.metrics.summary import columns_of

A, B, C, D = UNITS = ("甲市", "乙市", "丙市", "丁市")
JUNE, THEN = Month(2025, 6), Month(2024, 6)
NEW = goal()


def total(parts: Sequence[Part]) -> float:
    return sum(p.score for p in parts)


def race(values: dict[str, dict[Month, Value]], found: Goal = NEW, units: tuple[str, ...] = UNITS, shares: Sequence[ProjectShare] = ()) -> Field:
    return field(small(found, units=units), JUNE, evidence(cells(found, values)), shares, values)


# 比进度 ------------------------------------------------------------------


def paced(values: dict[Month, Value], task: float | None, month: Month = JUNE, found: Goal = NEW) -> tuple[Part, ...]:
    tasks = {} if task is None else {(A, found.indicator, year): task for year in (2024, 2025)}
    profile = small(found, units=(A,))
    return parts(field(profile, month, evidence(cells(found, {A: values}), tasks)), Contest.PACE, A)


def test_进度除以序时_封顶1点2() -> None:
    (part,) = paced({JUNE: 45}, 100)
    assert (part.value, part.score, part.weight) == (pytest.approx(0.9), pytest.approx(90), 1.0)
    assert part.note == "完成进度45.0%÷序时50.0%＝0.900"
    (capped,) = paced({JUNE: 80}, 100)
    assert (capped.value, capped.score) == (pytest.approx(1.6), pytest.approx(120))
    assert capped.note.endswith("封顶1.2")


def test_序时至少十二分之一_一月() -> None:
    (part,) = paced({Month(2025, 1): 5}, 100, Month(2025, 1))
    assert part.score == pytest.approx(60)


def test_没有任务_未报_没有上年末数_任务为0的不在其中() -> None:
    stock = goal(Basis.STOCK)
    assert paced({JUNE: 45}, None) == ()
    assert paced({Month(2025, 5): 45}, 100) == ()
    assert paced({JUNE: 45}, 100, found=stock) == ()
    assert paced({JUNE: 45}, 0) == ()


def test_下降的总数得负分() -> None:
    (part,) = paced({Month(2024, 12): 80, JUNE: 75}, 100, found=goal(Basis.STOCK))
    assert part.score == pytest.approx(100 * (-5 / 20) / 0.5)
    assert part.note.startswith("上年末80个，完成进度−25.0%÷序时50.0%")


def test_年报的两次之间不在其中() -> None:
    assert paced({Month(2024, 12): 90}, 100, found=replace(NEW, due_months=(12,))) == ()


def test_没有任务的目标写出名字() -> None:
    profile = small(NEW, replace(NEW, id="b", indicator="b", short_name="人才", is_commitment=True), units=(A,))
    columns = columns_of(profile, JUNE, evidence(cells(NEW, {A: {JUNE: 3}})))
    assert without_task(columns, 0) == ["科创项目"]


# 比质量 ------------------------------------------------------------------


def share(unit: str, number: int, **changes: object) -> ProjectShare:
    first = ProjectShare(unit, f"KC{unit}{number}", "", "项目", True, 1.0, "其他", False, date(2025, 3, 1), None, None, False, JUNE)
    return replace(first, **changes)


def test_只数起始月以来认定未撤销的_按系数() -> None:
    rows = [
        share(A, 1, high_growth=True),
        share(A, 2, factor=0.6, funded=True, chain="新材料"),
        share(B, 2, factor=0.4, lead=False, funded=True, chain="新材料"),
        share(A, 3, recognised=date(2022, 12, 31)),
        share(A, 4, recognised=date(2025, 7, 1)),
        share(A, 5, recognised=None),
        share(A, 6, withdrawn=date(2025, 5, 1)),
        share(A, 7, became_hte=date(2025, 7, 1)),
        share(A, 8, became_hte=date(2025, 6, 30), recognised=date(2023, 1, 1)),
    ]
    found = tallies(small(NEW, units=(A, B)), rows, JUNE)
    mine = found.of(A)
    assert mine.total == pytest.approx(3.6)
    assert mine.counts == {"highgrowth": 1, "to_hte": 1, "funded": pytest.approx(0.6), "key_chain": pytest.approx(0.6)}
    assert found.city.total == pytest.approx(4.0)
    assert found.of(C).total == 0


def tally(total_: float, **counts: float) -> Tally:
    found = Tally(total_)
    found.counts.update(counts)
    return found


def quality(mine: Tally, whole: Tally) -> tuple[Part, ...]:
    return parts(field(small(NEW, units=(A,)), JUNE, evidence(), counted=Tallies(whole, {A: mine})), Contest.QUALITY, A)


def test_占比向全市收缩_对照全市() -> None:
    mine, whole = tally(20, highgrowth=6, to_hte=2, funded=5, key_chain=10), tally(100, highgrowth=20, to_hte=10, funded=25, key_chain=50)
    found = quality(mine, whole)
    shrunk = (6 + 10 * 0.2) / 30
    assert [p.indicator for p in found] == ["highgrowth", "to_hte", "funded", "key_chain"]
    assert found[0].value == pytest.approx(shrunk)
    assert found[0].score == pytest.approx(0.4 * 120)
    assert found[1].score == pytest.approx(0.2 * 100 * ((2 + 1) / 30) / 0.1)
    assert "样本少" not in found[0].note
    assert found[0].note == "6/20个，收缩后26.7%，全市20.0%"


def test_没有项目的板块得全市的占比_样本少() -> None:
    found = quality(Tally(), tally(100, highgrowth=20, to_hte=10, funded=25, key_chain=50))
    assert total(found) == pytest.approx(100)
    assert all(p.note.endswith("样本少") for p in found)
    assert few_projects(10, 9.99)
    assert not few_projects(10, 10)


def test_全市一个也没有的属性去掉_权重放大() -> None:
    found = quality(tally(20, highgrowth=6), tally(100, highgrowth=20, key_chain=50))
    assert [p.indicator for p in found] == ["highgrowth", "key_chain"]
    assert [p.weight for p in found] == pytest.approx([0.4 / 0.6, 0.2 / 0.6])
    assert quality(tally(3), Tally()) == ()


# 赛成绩 ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "group", "points"),
    [
        (10, [10, 20, 30, 50], 60),
        (20, [10, 20, 30, 50], 70),
        (50, [10, 20, 30, 50], 100),
        (7, [7, 7, 7, 7], 100),
        (0, [0, 0, 0, 0], 100),
        (20, [10, 20, 50], 40),
        (-0.1, [-0.1, 0.2], 0),
        (-0.1, [-0.1, -0.2], None),
        (5, [5], 100),
    ],
)
def test_功效系数(x: float, group: list[float], points: float | None) -> None:
    found = number(methods.efficacy([x], group, 60, 4))
    assert found == (points if points is None else pytest.approx(points))


def test_水平四成增幅六成() -> None:
    found = race({A: {THEN: 10, JUNE: 20}, B: {THEN: 10, JUNE: 30}, C: {THEN: 20, JUNE: 40}, D: {THEN: 20, JUNE: 60}})
    (part,) = parts(found, Contest.RESULT, B)
    assert part.score == pytest.approx(0.4 * (60 + 40 * (30 - 20) / 40) + 0.6 * 100)
    assert part.value == 30
    assert part.note == "水平30个（组内20个～60个）得70.0；去年同期10个，同比200.0%（组内100.0%～200.0%）得100.0"


def test_没有去年_去年为0的只看水平() -> None:
    found = race({A: {THEN: 0, JUNE: 20}, B: {JUNE: 30}, C: {THEN: 20, JUNE: 40}, D: {THEN: 20, JUNE: 60}})
    (part,) = parts(found, Contest.RESULT, A)
    assert part.score == pytest.approx(60)
    assert part.note == "水平20个（组内20个～60个）得60.0；没有去年同期，只看水平"
    (other,) = parts(found, Contest.RESULT, D)
    assert other.score == pytest.approx(0.4 * 100 + 0.6 * 100)


def test_不足四家按最大的几成() -> None:
    found = race({A: {THEN: 10, JUNE: 12}, B: {THEN: 10, JUNE: 15}, C: {THEN: 10, JUNE: 20}}, units=(A, B, C))
    assert total(parts(found, Contest.RESULT, A)) == pytest.approx(0.4 * 60 + 0.6 * 20)
    said = "水平12个（组内不足4家，对照最大的20个）得60.0；去年同期10个，同比20.0%（组内不足4家，对照最大的100.0%）得20.0"
    assert parts(found, Contest.RESULT, A)[0].note == said
    same = race({unit: {JUNE: 7} for unit in (A, B, C)}, units=(A, B, C))
    assert parts(same, Contest.RESULT, A)[0].note == "水平7个（组内都一样）得100.0；没有去年同期，只看水平"
    assert total(parts(found, Contest.RESULT, C)) == pytest.approx(100)


@pytest.mark.parametrize("basis", [Basis.STOCK, Basis.RATIO])
def test_总数占比不赛成绩(basis: Basis) -> None:
    value: Value = (1, 2) if basis is Basis.RATIO else 3
    assert race({A: {JUNE: value}}, goal(basis)).races(Period.YEAR) == ()


def test_承诺里由板块报的也赛_由活动数出的不赛() -> None:
    yearly = goal(Basis.ANNUAL, is_commitment=True)
    assert len(race({A: {JUNE: 3}}, yearly).races(Period.YEAR)) == 1
    assert race({A: {JUNE: 3}}, city().goal_by_id["activity_per_year"]).races(Period.YEAR) == ()


def test_共用一个指标的目标只赛一次() -> None:
    profile = small(NEW, replace(NEW, id="again"), units=UNITS)
    assert len(field(profile, JUNE, evidence(cells(NEW, {A: {JUNE: 3}}))).races(Period.YEAR)) == 1


# 争贡献 ------------------------------------------------------------------


def test_份额对照最大的和去年的() -> None:
    found = race({A: {THEN: 20, JUNE: 30}, B: {THEN: 30, JUNE: 50}, C: {THEN: 30, JUNE: 15}, D: {THEN: 20, JUNE: 5}})
    (part,) = parts(found, Contest.CONTRIBUTION, A)
    assert part.value == pytest.approx(0.3)
    assert part.score == pytest.approx(100 * (0.5 * 0.3 / 0.5 + 0.5 * min(1.2, 0.3 / 0.2) / 1.2))
    assert part.note == "30个占全市30.0%，组内最大50.0%；去年同期占20.0%"
    (worse,) = parts(found, Contest.CONTRIBUTION, C)
    assert worse.score == pytest.approx(100 * (0.5 * 0.15 / 0.5 + 0.5 * 0.5 / 1.2))


def test_份额的分母是全市_含市级和组外() -> None:
    found = race({A: {JUNE: 30}, CITY_LEVEL: {JUNE: 10}}, units=(A, B))
    (part,) = parts(found, Contest.CONTRIBUTION, A)
    assert part.value == pytest.approx(0.75)
    assert part.score == pytest.approx(100)
    assert part.note.endswith("没有去年份额，只看前一半")


def test_全市为0的指标不计_组内都是0的只看去年() -> None:
    assert parts(race({A: {JUNE: 0}, B: {JUNE: 0}}), Contest.CONTRIBUTION, A) == ()
    found = race({A: {THEN: 5, JUNE: 0}, CITY_LEVEL: {THEN: 5, JUNE: 10}}, units=(A,))
    assert total(parts(found, Contest.CONTRIBUTION, A)) == 0


def test_合作项目按系数争贡献_赛成绩仍按报的数() -> None:
    ledger = goal(ledger=True)
    shares = [share(A, 1, factor=0.6), replace(share(A, 1, factor=0.4, lead=False), unit=B)]
    found = race({A: {JUNE: 10}, B: {JUNE: 5}}, ledger, (A, B), shares)
    assert parts(found, Contest.CONTRIBUTION, A)[0].value == pytest.approx(9.6 / 15)
    assert parts(found, Contest.CONTRIBUTION, A)[0].note.startswith("9.6个（报10个，合作项目按系数分）占全市64.0%")
    assert parts(found, Contest.CONTRIBUTION, B)[0].value == pytest.approx(5.4 / 15)
    assert parts(found, Contest.RESULT, A)[0].value == 10
    assert parts(race({A: {JUNE: 10}, B: {JUNE: 5}}, goal(), (A, B), shares), Contest.CONTRIBUTION, A)[0].value == pytest.approx(10 / 15)


amounts = st.dictionaries(st.sampled_from(UNITS), st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1)


@given(amounts, st.integers(0, 100))
def test_各板块与市级的份额之和为1(found: dict[str, tuple[int, int]], whole: int) -> None:
    values: dict[str, dict[Month, Value]] = {u: {THEN: float(a), JUNE: float(b)} for u, (a, b) in found.items()}
    compared = race({**values, CITY_LEVEL: {JUNE: float(whole)}}, units=tuple(found))
    listed = [parts(compared, Contest.CONTRIBUTION, u)[0] for u in found]
    rest = whole / (whole + sum(b for _, b in found.values()))
    assert sum(p.value or 0 for p in listed) + rest == pytest.approx(1, abs=1e-9)
    assert all(-1e-9 <= p.score <= 100 + 1e-9 for p in listed)


@given(amounts, st.floats(0.1, 50))
def test_计量单位换一个_成绩和贡献不变(found: dict[str, tuple[int, int]], times: float) -> None:
    def scores(scale: float) -> list[float]:
        values: dict[str, dict[Month, Value]] = {u: {THEN: a * scale, JUNE: b * scale} for u, (a, b) in found.items()}
        compared = race(values)
        return [total(parts(compared, c, u)) for u in found for c in (Contest.RESULT, Contest.CONTRIBUTION)]

    assert scores(times) == pytest.approx(scores(1.0), abs=1e-6)
