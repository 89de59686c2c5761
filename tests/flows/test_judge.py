"""判定的流程：从存储到判定，全市与板块，任一月、任一版。"""

from datetime import date

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import GoalResult, Light
from dashboard.flows import judge
from dashboard.flows.moments import Moment, moment

MAY, JUNE = Month(2025, 5), Month(2025, 6)
GOAL = "foreign_rd_center_new"


def of(results: tuple[GoalResult, ...], name: str = GOAL) -> GoalResult:
    return next(r for r in results if r.goal.id == name)


def now(world: World, month: Month = JUNE, version: int | None = None) -> Moment:
    return moment(world.dash, world.city, month, version)


def test_全市是各板块之和_板块对照自己的任务(world: World) -> None:
    world.tasks(2025, {"昆山市": {GOAL: 10}, "全市": {GOAL: 25}})
    world.unit("昆山市", JUNE, {GOAL: 6})
    world.unit("太仓市", JUNE, {GOAL: 3})
    at = now(world)
    whole = of(judge.goals(world.dash, at))
    assert (whole.actual, whole.reported, whole.reporters) == (9, 2, 10)
    assert whole.task is not None
    assert (whole.task.target, whole.task.actual) == (25, 9)
    mine = of(judge.goals(world.dash, at, "昆山市"))
    assert (mine.target, mine.completion, mine.light) == (10, 0.6, Light.ON_PACE)
    assert of(judge.goals(world.dash, at, "太仓市")).reason == "未下达年度任务"
    assert of(judge.goals(world.dash, at, "相城区")).light is Light.UNREPORTED


def test_每个目标都有判定_全市与每个板块(world: World) -> None:
    at = now(world)
    ids = [g.id for g in at.profile.goals]
    assert [r.goal.id for r in judge.goals(world.dash, at)] == ids
    assert list(judge.by_unit(world.dash, at)) == list(at.profile.unit_names)
    assert all([r.goal.id for r in found] == ids for found in judge.by_unit(world.dash, at).values())


def test_没有这个板块(world: World) -> None:
    with pytest.raises(UsageError, match="苏州市没有板块海安市"):
        judge.goals(world.dash, now(world), "海安市")


def test_更正以后看旧版还是旧数(world: World) -> None:
    world.unit("昆山市", JUNE, {GOAL: 6})
    before = world.dash.version()
    world.unit("昆山市", JUNE, {GOAL: 8})
    assert of(judge.goals(world.dash, now(world))).actual == 8
    assert of(judge.goals(world.dash, now(world, version=before))).actual == 6


def test_走势就是逐月的判定(world: World) -> None:
    world.unit("昆山市", MAY, {GOAL: 4})
    world.unit("昆山市", JUNE, {GOAL: 6})
    at = now(world)
    goal = at.profile.goal_by_id[GOAL]
    for unit in (None, "昆山市"):
        found = judge.trend(world.dash, at, goal, 2, unit)
        assert [r.month for r in found] == [MAY, JUNE]
        assert found == tuple(of(judge.goals(world.dash, now(world, m), unit)) for m in (MAY, JUNE))
    assert len(judge.trend(world.dash, at, goal)) == JUNE - at.profile.start + 1


def test_板块概况按档案顺序(world: World) -> None:
    world.tasks(2025, {"昆山市": {GOAL: 10}})
    world.unit("昆山市", JUNE, {GOAL: 4})
    found = {s.unit: s for s in judge.unit_summaries(world.dash, now(world))}
    assert list(found) == list(now(world).profile.unit_names)
    assert (found["昆山市"].light, found["昆山市"].completion) == (Light.BEHIND, pytest.approx(0.8))
    assert (found["太仓市"].light, found["太仓市"].completion) == (Light.UNREPORTED, None)


def test_审定月数和活动从存储里数出来(nantong: World) -> None:
    event = {"name": "推介会", "host": "海安市", "type": "板块招商活动", "place": "上海", "scope": "市外", "state": "已举办", "held": date(2025, 6, 5)}
    nantong.unit("海安市", JUNE, {}, events=[{"no": "", "tallies": "", "theme": "", "planned_words": "", "talks": 1, "signed": 1, "landed": 0, "sheet": "活动", "cell": "A4", **event}])
    nantong.unit("海安市", MAY, {"sci_project_new": 1})
    nantong.finalize(MAY, JUNE)
    results = judge.goals(nantong.dash, now(nantong))
    assert of(results, "assess_monthly_tracking").actual == 2
    assert of(results, "cadence_month_activity").actual == 1


def test_项目看到该月为止的样子(world: World) -> None:
    project = {"number": "KC1", "credit_code": "", "name": "项目", "lead": True, "factor": 1, "chain": "", "source_place": "", "stage": "落地", "sheet": "科创项目", "cell": "A4"}
    world.unit("昆山市", MAY, {}, projects=[{**project, "high_growth": False, "recognised": date(2025, 5, 1)}])
    world.unit("昆山市", JUNE, {}, projects=[{**project, "high_growth": True, "recognised": date(2025, 5, 1)}])
    assert [p.high_growth for p in judge.project_shares(world.dash, now(world, MAY))] == [False]
    assert [p.high_growth for p in judge.project_shares(world.dash, now(world))] == [True]
    assert judge.project_shares(world.dash, now(world, Month(2025, 4))) == ()
