"""换一个亮灯预设看：只换灯，不换数、不换位次、不动考核；本市自己的不算换。"""

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Light
from dashboard.flows import assessing, judge, rank
from dashboard.flows.moments import Moment, moment, on
from dashboard.flows.screens.where import Where, follow

GOAL = "foreign_rd_center_new"
UNITS = ("昆山市", "太仓市", "常熟市")
MAY, JUNE = Month(2025, 5), Month(2025, 6)


@pytest.fixture
def town(world: World) -> World:
    """任务各100，五六两月都落后：6月完成45、38、20（序时50%）。"""
    world.tasks(2025, {u: {GOAL: 100.0} for u in UNITS})
    for unit, may, june in zip(UNITS, (41, 30, 10), (45, 38, 20), strict=True):
        world.unit(unit, MAY, {GOAL: may})
        world.unit(unit, JUNE, {GOAL: june})
    world.finalize(MAY, JUNE)
    return world


def seen(town: World, lights: str | None, month: Month = JUNE) -> list[Light]:
    """各板块这项指标的灯。"""
    at = moment(town.dash, "suzhou", month, lights=lights)
    found = judge.by_unit(town.dash, at)
    return [next(r.light for r in found[u] if r.goal.id == GOAL) for u in UNITS]


ON, BEHIND, FAR = Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND


@pytest.mark.parametrize(
    ("lights", "expected"),
    [(None, [BEHIND, FAR, FAR]), ("百分点", [BEHIND, FAR, FAR]), ("比例", [ON, BEHIND, FAR]), ("连续", [FAR, FAR, FAR]), ("且不低于全市平均", [BEHIND, FAR, FAR])],
)
def test_同样的数_四种办法各亮各的灯(town: World, lights: str | None, expected: list[Light]) -> None:
    assert seen(town, lights) == expected


def test_连续_上月达到序时的这月只是滞后(town: World) -> None:
    town.unit("昆山市", MAY, {GOAL: 42})
    assert seen(town, "连续") == [BEHIND, FAR, FAR]


def test_且不低于全市平均_达到序时而低于平均的为滞后(town: World) -> None:
    town.unit("昆山市", JUNE, {GOAL: 55})
    town.unit("太仓市", JUNE, {GOAL: 90})
    town.unit("常熟市", JUNE, {GOAL: 90})
    assert seen(town, "且不低于全市平均")[0] is BEHIND
    assert seen(town, None)[0] is ON


def test_板块自己的灯跟着换_得分和位次不变(town: World) -> None:
    own, other = (rank.leaderboard(town.dash, moment(town.dash, "suzhou", JUNE, lights=name)) for name in (None, "比例"))
    pairs = list(zip(own.groups[0].boards["total"], other.groups[0].boards["total"], strict=True))
    assert [(a.unit, a.rank, a.score, a.rank_change) for a, _ in pairs] == [(b.unit, b.rank, b.score, b.rank_change) for _, b in pairs]
    assert {b.unit: b.light for _, b in pairs if b.unit in UNITS} == {"昆山市": ON, "太仓市": BEHIND, "常熟市": FAR}


def test_本市自己的不算换_别的记着本市的(town: World) -> None:
    own: Moment = moment(town.dash, "suzhou", JUNE, lights="百分点")
    assert own == moment(town.dash, "suzhou", JUNE)
    other = moment(town.dash, "suzhou", JUNE, lights="比例")
    assert (other.light.name, other.own_light, other.lights) == ("比例", own.light, "比例")
    assert other.key != own.key


def test_换到别的月份还用所换的(town: World) -> None:
    other = moment(town.dash, "suzhou", JUNE, lights="比例")
    assert on(town.dash, other, MAY).light.name == "比例"
    assert on(town.dash, moment(town.dash, "suzhou", JUNE), MAY).own_light is None


def test_没有的预设说出可用的(town: World) -> None:
    with pytest.raises(UsageError, match="苏州市没有亮灯预设“红绿灯”。可用：百分点、比例、连续、且不低于全市平均。"):
        moment(town.dash, "suzhou", JUNE, lights="红绿灯")


def test_换灯以后_起草的考核照旧_重算一字节不差(town: World) -> None:
    before = assessing.frozen(town.dash, moment(town.dash, "suzhou", JUNE))
    rank.leaderboard(town.dash, moment(town.dash, "suzhou", JUNE, lights="连续"))
    made = assessing.draft(town.dash, "suzhou", JUNE, "张三")
    assert made.result == before
    assert assessing.reproduced(town.dash, made)


def test_换了的灯带到能换的各页_上报和大屏不用() -> None:
    where = Where("overview", "suzhou", JUNE, picks={"lights": "比例", "goal": GOAL})
    for page in ("leaderboard", "carriers", "timeline", "overview"):
        assert follow(where.to(page, unit="昆山市").href).lights == "比例"
    for page in ("submissions", "wall"):
        assert where.to(page).lights is None
    assert where.to("submissions").to("leaderboard").lights == "比例"


def test_考核的画面不换灯_离开又换回来() -> None:
    where = Where("leaderboard", "suzhou", picks={"lights": "比例"})
    assert where.but(view="assess").lights is None
    assert where.but(view="assess").but(view=None).lights == "比例"
