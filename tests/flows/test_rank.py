"""排位的流程：龙虎榜、与上月比、历史、分组名。"""

from datetime import date

import pytest
from tests.worlds import World

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Standing
from dashboard.flows import rank
from dashboard.flows.moments import moment

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
