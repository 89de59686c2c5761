"""地图的填色：级别的界限、未报不判另成一类、图例的个数、标题的结论。"""

from collections import Counter
from dataclasses import replace

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Light
from dashboard.figures.maps import HATCHED
from dashboard.flows import judge
from dashboard.flows.moments import Moment, moment
from dashboard.flows.screens.shading import Shade, Shading, goals_to_show, headline, place_zh, shading
from dashboard.wording.numbers import percent

JUNE = Month(2025, 6)
GOAL = "foreign_rd_center_new"


def fill(world: World, **done: float) -> Moment:
    """年度任务各100家，6月应完成50家；done 为各板块的本年累计。"""
    world.tasks(2025, {u: {GOAL: 100} for u in done})
    for unit, value in done.items():
        world.unit(unit, JUNE, {GOAL: value})
    world.finalize(JUNE)
    return moment(world.dash, world.city, JUNE)


def shades(world: World, at: Moment, by_light: bool = False) -> dict[str, Shade]:
    return {s.unit: s for s in shading(world.dash, at, "", by_light).shades}


def test_级别的界限_正好落在界上的取高一级(world: World) -> None:
    at = fill(world, 昆山市=50, 太仓市=49, 常熟市=45, 张家港市=44, 吴江区=37.5, 吴中区=37)
    found = shades(world, at)
    grades = {u: found[u].grade[-1] for u in ("昆山市", "太仓市", "常熟市", "张家港市", "吴江区", "吴中区")}
    assert grades == {"昆山市": "4", "太仓市": "3", "常熟市": "3", "张家港市": "2", "吴江区": "2", "吴中区": "1"}
    assert (found["昆山市"].text, found["常熟市"].text) == ("100.0%", "90.0%")


def test_没报的板块是未报_不沿用旧值(world: World) -> None:
    world.tasks(2025, {"昆山市": {GOAL: 100}, "太仓市": {GOAL: 100}})
    world.unit("太仓市", Month(2025, 5), {GOAL: 60})
    world.unit("昆山市", JUNE, {GOAL: 60})
    found = shades(world, moment(world.dash, "suzhou", JUNE))
    assert (found["太仓市"].light, found["太仓市"].ratio, found["太仓市"].text) == (Light.UNREPORTED, None, "未报")
    assert found["太仓市"].grade == HATCHED


def test_报了没有任务的不判(world: World) -> None:
    world.unit("昆山市", JUNE, {GOAL: 60})
    at = moment(world.dash, "suzhou", JUNE)
    assert shades(world, at)["昆山市"].light is Light.UNJUDGED
    one = shading(world.dash, at, GOAL).of("昆山市")
    assert (one.light, one.text, one.grade) == (Light.UNJUDGED, "60家", HATCHED)


def test_图例的个数合起来是全部板块(world: World) -> None:
    at = fill(world, 昆山市=50, 太仓市=10, 常熟市=46)
    for by_light in (False, True):
        found = shading(world.dash, at, "", by_light)
        assert sum(step.count for step in found.steps) == len(at.profile.unit_names) == 10
        assert next(step.count for step in found.steps if step.grade == HATCHED) == 7
    assert [(s.text, s.count) for s in shading(world.dash, at).steps] == [
        ("100%以上", 1),
        ("90%—100%", 1),
        ("75%—90%", 0),
        ("低于75%", 1),
        ("未报", 7),
    ]


def test_一个目标_数是完成率_颜色看序时(world: World) -> None:
    at = fill(world, 昆山市=51, 太仓市=10)
    found = shading(world.dash, at, GOAL)
    assert (found.of("昆山市").text, found.of("昆山市").grade) == ("51.0%", "mp-grade-4")
    assert found.of("昆山市").ratio == pytest.approx(1.02)
    assert headline(found) == "外资研发机构（新增）：1个板块达到序时，太仓市10.0%最低；张家港市、常熟市等8个板块未报"


def test_综合完成率就是流程算出的(world: World) -> None:
    at = fill(world, 昆山市=30, 太仓市=55)
    for summary in judge.unit_summaries(world.dash, at):
        if summary.unit in ("昆山市", "太仓市"):
            assert shades(world, at)[summary.unit].ratio == summary.completion
            assert shades(world, at)[summary.unit].light is summary.light


def test_按亮灯分级的样式名就是灯(world: World) -> None:
    at = fill(world, 昆山市=50, 太仓市=45, 常熟市=10)
    found = shades(world, at, by_light=True)
    assert [found[u].grade for u in ("昆山市", "太仓市", "常熟市")] == ["mp-light ON_PACE", "mp-light BEHIND", "mp-light FAR_BEHIND"]
    assert headline(shading(world.dash, at, "", True)).startswith("3个板块中1个正常、1个滞后、1个严重滞后；")


def test_只能选分板块的目标(world: World) -> None:
    at = moment(world.dash, "suzhou", JUNE)
    assert all(not g.is_commitment for g in goals_to_show(at))
    for wrong in ("没有", "special_meeting"):
        with pytest.raises(UsageError):
            shading(world.dash, at, wrong)


def shown(*ratios: float | None) -> Shading:
    """几个板块的填色：None 为未报。"""
    names = "甲乙丙丁戊"
    lights = [Light.UNREPORTED if r is None else Light.ON_PACE for r in ratios]
    texts = ["未报" if r is None else percent(r) for r in ratios]
    rows = tuple(Shade(f"{n}区", r, light, t, "") for n, r, light, t in zip(names, ratios, lights, texts, strict=False))
    return Shading(None, False, rows, (), "")


HEADLINES = [
    ((1.06, 1.02, 0.69, None), "2个板块完成率达到100%，丙区69.0%最低；丁区未报"),
    ((0.9, 0.8), "没有板块完成率达到100%，乙区80.0%最低"),
    ((1.0, 1.0 - 1e-12), "2个板块完成率都达到100%"),
    ((1.0, 0.9996), "1个板块完成率达到100%，乙区99.9%最低"),
    ((1.2, 0.5, 0.5), "1个板块完成率达到100%，乙区、丙区50.0%并列最低"),
    ((None, None), "2个板块都未报"),
    ((1.1, None, None, None), "1个板块完成率达到100%；乙区、丙区等3个板块未报"),
]


@pytest.mark.parametrize(("ratios", "title"), HEADLINES)
def test_标题的结论(ratios: tuple[float | None, ...], title: str) -> None:
    assert headline(shown(*ratios)) == title


def test_都不判时说明原因() -> None:
    rows = tuple(replace(s, ratio=None, light=Light.UNJUDGED) for s in shown(0.5, 0.6).shades)
    assert headline(Shading(None, False, rows, (), "")) == "各板块都没有年度任务，不判"


def test_第几_并列的同名次() -> None:
    found = shown(0.9, 1.2, 0.9, None, 0.5)
    assert [place_zh(found, f"{n}区") for n in "甲乙丙丁戊"] == ["4个板块中并列第2", "4个板块中第1", "4个板块中并列第2", "", "4个板块中第4"]


def test_空的存储全是未报(world: World) -> None:
    at = moment(world.dash, "suzhou")
    assert Counter(s.light for s in shading(world.dash, at).shades) == {Light.UNREPORTED: 10}
