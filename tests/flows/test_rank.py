"""排位的流程：龙虎榜、与上月比、历史、分组名。"""

from datetime import date

import pytest
from tests.worlds import World

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Standing
from dashboard.flows import assessing, rank
from dashboard.flows.moments import moment
from dashboard.flows.screens.leaderboard import leaderboard
from dashboard.flows.screens.unit import unit
from dashboard.flows.screens.where import Where
from dashboard.metrics import movement
from dashboard.wording.standings import since_review

MAY, JUNE = Month(2025, 5), Month(2025, 6)
GOAL = "foreign_rd_center_new"
PROJECT = {"number": "KC1", "credit_code": "", "name": "项目", "lead": True, "factor": 1, "chain": "", "source_place": "", "stage": "落地", "sheet": "科创项目", "cell": "A4", "high_growth": True, "recognised": date(2025, 5, 1)}


def filled(world: World) -> None:
    """昆山市5月在前，太仓市6月在前。"""
    world.tasks(2025, {u: {GOAL: 10} for u in ("昆山市", "太仓市")})
    for month, kunshan, taicang in ((MAY, 3, 2), (JUNE, 4, 5)):
        world.unit("昆山市", month, {GOAL: kunshan}, projects=[PROJECT])
        world.unit("太仓市", month, {GOAL: taicang})
        world.finalize(month)


def totals(world: World, month: Month = JUNE) -> dict[str, Standing]:
    found = rank.leaderboard(world.dash, moment(world.dash, world.city, month))
    return {s.unit: s for s in found.groups[0].boards[Contest.TOTAL]}


def test_位次与上月比_写原因(world: World) -> None:
    filled(world)
    found = totals(world)
    assert [(u, found[u].rank, found[u].rank_change) for u in ("太仓市", "昆山市")] == [("太仓市", 1, 1), ("昆山市", 2, -1)]
    assert found["太仓市"].cause.startswith("升1位：")
    assert found["昆山市"].cause.startswith("降1位：被太仓市超过")
    assert found["相城区"].reason == "当月未报，不参加排名"
    assert list(found)[:2] == ["太仓市", "昆山市"]


def test_起始月没有上月可比(world: World) -> None:
    world.tasks(2022, {"昆山市": {GOAL: 10}})
    world.unit("昆山市", Month(2022, 1), {GOAL: 1}, projects=[{**PROJECT, "recognised": date(2022, 1, 5)}])
    assert (totals(world, Month(2022, 1))["昆山市"].rank, totals(world, Month(2022, 1))["昆山市"].rank_change) == (1, None)


def test_历史旧的在前_末一个就是本月(world: World) -> None:
    filled(world)
    at = moment(world.dash, world.city, JUNE)
    found = rank.history(world.dash, at, 2)
    assert [b.month for b in found] == [MAY, JUNE]
    assert found[-1] == rank.leaderboard(world.dash, at)
    assert len(rank.history(world.dash, at, None)) == JUNE - at.profile.start + 1


def test_没有这个分组(nantong: World) -> None:
    at = moment(nantong.dash, "nantong", JUNE)
    assert rank.check_group(at, None) is None
    assert rank.check_group(at, "园区榜") == "园区榜"
    with pytest.raises(UsageError, match="没有分组一组"):
        rank.check_group(at, "一组")


@pytest.mark.parametrize(("month", "review"), [("2025-11", "2025-10"), ("2025-10", "2025-08"), ("2025-02", "2024-12"), ("2025-01", "2024-12")])
def test_双月点评按双数月(month: str, review: str) -> None:
    assert movement.review_before(Month.parse(month)) == Month.parse(review)


def test_比上次双月点评升降几位_没审定的不算点评(world: World) -> None:
    """昆山市4月第2、5月第1、6月第1：比上月不变，比4月那次点评升1位。"""
    april, may, june = (Month(2025, m) for m in (4, 5, 6))
    world.tasks(2025, {u: {GOAL: 100} for u in ("昆山市", "太仓市")})
    for month, kunshan, taicang in ((april, 10, 20), (may, 30, 21), (june, 40, 22)):
        world.unit("昆山市", month, {GOAL: kunshan})
        world.unit("太仓市", month, {GOAL: taicang})
    world.finalize(may, june)
    before = rank.leaderboard(world.dash, moment(world.dash, "suzhou", june))
    assert (before.reviewed, before.groups[0].boards[Contest.PACE][0].review_change) == (None, None)
    world.finalize(april)
    board = rank.leaderboard(world.dash, moment(world.dash, "suzhou", june))
    first, second = board.groups[0].boards[Contest.PACE][:2]
    assert board.reviewed == april
    assert [(s.unit, s.rank_change, s.review_change) for s in (first, second)] == [("昆山市", 0, 1), ("太仓市", 0, -1)]
    assert since_review(first, board.reviewed) == "比上次点评（2025年4月）升1位"
    assert "点评▲1" in leaderboard(world.dash, Where("leaderboard", "suzhou", june, picks={"board": "pace"})).html
    reviewed = leaderboard(world.dash, Where("leaderboard", "suzhou", may, picks={"board": "pace"})).html
    assert ("点评▲" in reviewed, "比上月（也是上次点评）" in reviewed) == (False, True)
    assert "比上次点评（2025年4月）升1位" in unit(world.dash, Where("leaderboard", "suzhou", june, picks={"board": "pace", "unit": "昆山市"})).html
    assert "review" not in assessing.frozen(world.dash, moment(world.dash, "suzhou", june)), "先前冻结的字节照旧"
