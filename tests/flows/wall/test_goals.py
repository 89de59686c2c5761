"""大屏上的目标：标题说最要紧的；公开的只说到了多少；自己的截至月不同时写出。"""

import re

from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.results import Light
from dashboard.flows import judge
from dashboard.flows.moments import moment
from dashboard.flows.pending import awaiting
from dashboard.flows.screens.overview import urgency
from dashboard.flows.wall.ask import Audience
from dashboard.flows.wall.goals import deck
from dashboard.wording import findings

AUGUST = Month(2025, 8)


def filled(world: World) -> None:
    world.unit("昆山市", Month(2025, 6), {"excellent_engineer_new": 500})
    world.unit("昆山市", AUGUST, {"foreign_rd_center_new": 120, "tech_sme_annual": 3000, "tech_listed_new": 1})
    world.finalize(AUGUST)


def test_标题的几项与灯的个数一致(world: World) -> None:
    filled(world)
    at = moment(world.dash, "suzhou")
    results = [r for r in judge.goals(world.dash, at) if not r.goal.is_commitment]
    far = sum(r.light is Light.FAR_BEHIND for r in results)
    assert far
    assert findings.short(results)[0] == f"{far}项目标严重滞后"


def test_没有严重滞后就说滞后_都好就说都达到(world: World) -> None:
    filled(world)
    results = [r for r in judge.goals(world.dash, moment(world.dash, "suzhou")) if not r.goal.is_commitment]
    assert findings.short([r for r in results if r.light in (Light.ON_PACE, Light.REACHED)])[0].endswith("都达到序时")
    assert findings.short([]) == ("各项目标还没有可判的数", "")


def test_内部的最该说的在前(world: World) -> None:
    filled(world)
    at = moment(world.dash, "suzhou")
    found = deck(world.dash, at, Audience.INTERNAL, awaiting(world.dash, moment(world.dash, "suzhou")))
    results = sorted((r for r in judge.goals(world.dash, at) if not r.goal.is_commitment), key=urgency)
    assert [t.name for t in found.items] == [r.goal.short_name for r in results]


def test_公开的不放金额和未报的_不亮灯(world: World) -> None:
    filled(world)
    found = deck(world.dash, moment(world.dash, "suzhou"), Audience.PUBLIC, awaiting(world.dash, moment(world.dash, "suzhou")))
    assert found.items
    assert all(t.light is None and t.uom not in ("亿元", "万元") and t.value != "未报" for t in found.items)
    assert all(re.search(r"\d{4}年", t.note) for t in found.items), "每格写明是哪段时间的数"


def test_公开的标题说到了多少(world: World) -> None:
    filled(world)
    results = [r for r in judge.goals(world.dash, moment(world.dash, "suzhou")) if r.actual is not None and not r.goal.is_commitment]
    assert findings.public(results)[0] == "1项已达到2025目标数"
    assert findings.public([]) == ("0项目标正在推进", "")


def test_截至月与屏上不同的写出来(world: World) -> None:
    filled(world)
    found = deck(world.dash, moment(world.dash, "suzhou"), Audience.INTERNAL, awaiting(world.dash, moment(world.dash, "suzhou")))
    named = {t.name: t.when for t in found.items}
    assert named["外资研发机构（新增）"] == ""
    assert next(when for name, when in named.items() if name.startswith("卓越工程师")) == "截至6月"
