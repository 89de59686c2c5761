"""疑似重复或共建：市级看得到是哪几个板块；系数合得上的共建、一个板块自己的不算。"""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.people import Account, Role
from dashboard.domain.submissions import Header, Kind, Slice, State, Table
from dashboard.flows import claims
from dashboard.flows.moments import moment
from dashboard.flows.screens import review
from dashboard.flows.screens.where import Where
from dashboard.storage.contract import NewSubmission

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

WAITING = Header(Kind.UNIT, "suzhou", "太仓市", None, JUNE.code)


def seen_by(world: World, role: Role, owner: str = "") -> str:
    """这个角色的人打开太仓市待审的那一份，看到的画面。"""
    (waiting,) = (s for s in world.dash.store.submissions("suzhou", JUNE.code, State.SUBMITTED))
    account = Account("某人", role, "suzhou", owner)
    where = Where("submissions", "suzhou", JUNE, picks={"do": "review", "id": waiting.id})
    return review.queue(world.dash, where, moment(world.dash, "suzhou", JUNE), account).html


@pytest.fixture
def disputed(world: World) -> World:
    """昆山市报过的同一家企业，太仓市又报了一份还没审。"""
    world.unit("昆山市", JUNE, {}, projects=[row("P1", name="昆山报的", credit_code=CODE)])
    line = {"city": "suzhou", "unit": "太仓市", "period": JUNE.code, **row("P2", name="太仓报的", credit_code=CODE)}
    part = Slice("suzhou", Table.PROJECTS, "太仓市", JUNE.code)
    world.dash.store.submit([NewSubmission(WAITING, "太仓市.xlsx", b"one", "张三", {Table.PROJECTS: [line]}, (part,))])
    for name, role, owner in (("管理员", Role.ADMINISTRATOR, ""), ("某人", Role.CITY_REVIEWER, "")):
        world.dash.store.add_account(Account(name, role, "suzhou" if role is Role.CITY_REVIEWER else "", owner), "", "管理员")
    return world


def test_审核时市级看得到两家各报了什么(disputed: World) -> None:
    html = seen_by(disputed, Role.CITY_REVIEWER)
    assert "疑似重复或共建" in html
    assert html.index("太仓市《太仓报的》P2，系数1，牵头") < html.index("昆山市《昆山报的》P1，系数1，牵头")


def test_板块审核的人看得到自己的那份_看不到另一家(disputed: World) -> None:
    disputed.dash.store.change_account(Account("某人", Role.UNIT_REVIEWER, "suzhou", "太仓市"), "管理员", "改为板块审核")
    html = seen_by(disputed, Role.UNIT_REVIEWER, "太仓市")
    assert "太仓报的" in html
    assert [text for text in ("疑似重复", "昆山") if text in html] == []


def test_收下以前现行的数里还没有疑似(disputed: World) -> None:
    assert seen(disputed) == []
