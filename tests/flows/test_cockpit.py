"""目标驾驶舱：还差多少、拉低多少；升一名的数代回排名，真的升一名，少一个就不升。"""

import pytest
from tests.pages.test_leaderboard import SUZHOU, fill
from tests.worlds import World

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.steadiness import Gap
from dashboard.flows import rank
from dashboard.flows.cockpit import cockpit
from dashboard.flows.judge import evidence, project_shares
from dashboard.flows.moments import moment
from dashboard.metrics.lifting import pulls
from dashboard.metrics.places import FOUR
from dashboard.metrics.plausible import filled, level
from dashboard.metrics.ranking import leaderboard

JUNE = Month(2025, 6)


@pytest.fixture
def town(world: World) -> World:
    fill(world, SUZHOU)
    return world


def test_升一名的数代回排名(town: World) -> None:
    at = moment(town.dash, "suzhou", JUNE)
    (group,) = at.profile.groups
    checked = 0
    for unit in SUZHOU[:2]:
        found = cockpit(town.dash, at, group, unit)
        for dial in (d for d in found.dials if d.lift is not None):
            lift, indicator = dial.lift, dial.result.goal.indicator
            assert found.rank is not None
            place = _rank(town, unit, indicator, lift.tried)
            assert place is not None
            assert (place < found.rank) == (lift.amount is not None)
            if lift.amount is not None and dial.result.goal.integer:
                assert _rank(town, unit, indicator, lift.amount - 1) == found.rank, "少一个就不升"
                checked += 1
    assert checked, "总有一项能升一名"


def test_试得够远_超过任务也试_零也试(town: World) -> None:
    """赛成绩、争贡献不封顶：超过任务两成的、还是零的，都要试到翻一番、追平组内最多的。"""
    at = moment(town.dash, "suzhou", JUNE)
    (group,) = at.profile.groups
    known = evidence(town.dash, at)
    for unit in SUZHOU[:2]:
        for dial in (d for d in cockpit(town.dash, at, group, unit).dials if d.lift is not None and d.lift.amount is None):
            levels = {u: level(dial.result.goal, u, JUNE, known) or 0.0 for u in at.profile.groups[group]}
            assert dial.lift is not None
            assert dial.lift.tried >= max(*levels.values(), 1.0) - levels[unit]
            assert dial.lift.tried >= levels[unit]


def _rank(town: World, unit: str, indicator: str, more: float) -> int | None:
    at = moment(town.dash, "suzhou", JUNE)
    goal = next(g for g in at.profile.goals if g.indicator == indicator)
    known = evidence(town.dash, at)
    now = level(goal, unit, JUNE, known)
    assert now is not None
    changed = filled(known, {Gap(unit, goal, JUNE, now, now): now + more})
    (group,) = leaderboard(at.profile, JUNE, changed, project_shares(town.dash, at), True).groups
    return next(s.rank for s in group.boards[Contest.TOTAL] if s.unit == unit)


def test_拉高拉低加起来是与平均的差(town: World) -> None:
    """各项都在的板块：各项之和等于综合得分减去组内各榜平均折合的分。"""
    at = moment(town.dash, "suzhou", JUNE)
    (group,) = rank.leaderboard(town.dash, at).groups
    unit = SUZHOU[0]
    total = next(s for s in group.boards[Contest.TOTAL] if s.unit == unit)
    if total.score is not None:
        weights = {p.indicator: p.weight for p in total.parts}
        expected = 0.0
        for contest in FOUR:
            every = [p for s in group.boards[contest] for p in s.parts]
            mine = next(s.parts for s in group.boards[contest] if s.unit == unit)
            means = {p.indicator: [q.score for q in every if q.indicator == p.indicator] for p in mine}
            expected += weights[str(contest)] * sum(p.score - sum(means[p.indicator]) / len(means[p.indicator]) for p in mine)
        assert sum(pulls(group, unit).values()) == pytest.approx(expected, abs=1e-9)


def test_没有审定的只说还差多少(world: World) -> None:
    world.unit("昆山市", JUNE, {"tech_sme_annual": 600})
    world.tasks(2025, {"昆山市": {"tech_sme_annual": 1000}})
    at = moment(world.dash, "suzhou", JUNE)
    found = cockpit(world.dash, at, next(iter(at.profile.groups)), "昆山市")
    assert found.rank is None
    assert [(d.remaining, d.pull, d.lift) for d in found.dials] == [(400, None, None)]
