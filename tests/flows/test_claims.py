"""疑似重复或共建：市级看得到是哪几个板块；系数合得上的共建、一个板块自己的不算。"""

from collections.abc import Mapping
from typing import Any

from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.flows import claims
from dashboard.flows.moments import moment

JUNE = Month(2025, 6)
CODE = "91320583MA1ABCDE1X"


def row(number: str, **more: Any) -> Mapping[str, Any]:
    return {"number": number, "name": "甲", "lead": True, "factor": 1, "stage": "在谈", "sheet": "科创项目", "cell": "A5", **more}


def seen(world: World) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.key, c.why, tuple(s.unit for s in c.shares)) for c in claims.claims(world.dash, moment(world.dash, "suzhou", JUNE))]


def test_同一编号两处牵头(world: World) -> None:
    world.unit("昆山市", JUNE, {}, projects=[row("P1")])
    world.unit("太仓市", JUNE, {}, projects=[row("P1", factor=0.5)])
    assert seen(world) == [("P1", "系数合计1.5，超过1；2个板块都报了牵头", ("太仓市", "昆山市"))]
    at = moment(world.dash, "suzhou", JUNE)
    assert [c.key for c in claims.of_unit(world.dash, at, "昆山市")] == ["P1"]
    assert claims.of_unit(world.dash, at, "常熟市") == ()


def test_同一家企业编号不同(world: World) -> None:
    world.unit("昆山市", JUNE, {}, projects=[row("P1", credit_code=CODE)])
    world.unit("太仓市", Month(2025, 5), {}, projects=[row("P2", credit_code=CODE)])
    assert seen(world) == [(CODE, "同一家企业，项目编号不同", ("太仓市", "昆山市"))]


def test_系数合得上的共建和一个板块自己的不算(world: World) -> None:
    world.unit("昆山市", JUNE, {}, projects=[row("P1", factor=0.6, credit_code=CODE), row("P3", credit_code="X")])
    world.unit("太仓市", JUNE, {}, projects=[row("P1", factor=0.4, lead=False, credit_code=CODE), row("P4"), row("P5")])
    assert seen(world) == []
