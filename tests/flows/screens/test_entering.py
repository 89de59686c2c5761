"""比质量的一项点开：计入的项目逐个列出，系数之和就是那一项的分子、分母，各有来源单元格。"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.worlds import World

from dashboard.domain.assessment import PROJECT_QUALITIES, Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows import rank
from dashboard.flows.moments import moment
from dashboard.flows.screens.leaderboard import leaderboard, part_href
from dashboard.flows.screens.projects import projects
from dashboard.flows.screens.unit import unit
from dashboard.flows.screens.where import Where

JUNE = Month(2025, 6)
HERE = Where("leaderboard", "suzhou", JUNE, picks={"view": "projects", "unit": "昆山市", "of": "highgrowth"})


def row(number: str, **more: Any) -> Mapping[str, Any]:
    return {"number": number, "name": f"项目{number}", "lead": True, "factor": 1, "stage": "落地", "sheet": "科创项目", "cell": f"A{number[1:]}", **more}


@pytest.fixture
def town(world: World) -> World:
    """昆山市：一个独自的高成长型、一个共建的高成长型（系数0.6）、一个普通的、一个撤销了的、一个还没认定的。"""
    done: dict[str, Any] = {"apply_date": date(2025, 3, 5), "recognised": date(2025, 5, 1)}
    rows = [row("P5", **done, high_growth=True), row("P6", **done, high_growth=True, factor=0.6), row("P7", **done)]
    gone = [row("P8", **done, high_growth=True, withdrawn=date(2025, 6, 3)), row("P9", apply_date=date(2025, 3, 5), high_growth=True)]
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 10}, projects=[*rows, *gone])
    world.unit("太仓市", JUNE, {"foreign_rd_center_new": 10}, projects=[row("P6", **done, high_growth=True, lead=False, factor=0.4)])
    world.finalize(JUNE)
    return world


def test_列出有这个属性的_分子分母与比质量那一项相同(town: World) -> None:
    found = projects(town.dash, HERE)
    assert found.title == "昆山市计入的2.6个科创项目里高成长型1.6个，占61.5%（共建的按分成系数）"
    assert [f"项目P{n}" in found.html for n in range(5, 10)] == [True, True, False, False, False]
    assert "2025年6月科创项目!A6" in found.html
    assert "牵头，系数0.6" in found.html
    boards = rank.leaderboard(town.dash, moment(town.dash, "suzhou", JUNE)).groups[0].boards
    (mine,) = (s for s in boards[Contest.QUALITY] if s.unit == "昆山市")
    assert next(p.note for p in mine.parts if p.indicator == "highgrowth").startswith("1.6/2.6个")


def test_全部计入的和另外几个属性可换着看(town: World) -> None:
    every = projects(town.dash, HERE.but(of="all"))
    assert every.title == "比质量计入昆山市2.6个科创项目（共建的按分成系数）"
    assert "项目P7" in every.html
    assert "高成长型（2）" in every.html
    assert "没有符合所选的项目" in projects(town.dash, HERE.but(of="funded")).html
    assert "共建，系数0.4" in projects(town.dash, HERE.but(unit="太仓市")).html


def test_瀑布的条和板块页的项都点得到(town: World) -> None:
    here = Where("leaderboard", "suzhou", JUNE, picks={"board": "quality", "unit": "昆山市"})
    at = moment(town.dash, "suzhou", JUNE)
    for key in PROJECT_QUALITIES:
        assert "view=projects" in part_href(at, here, "昆山市", key)
    for page in (unit(town.dash, here), leaderboard(town.dash, Where("leaderboard", "suzhou", JUNE, picks={"board": "quality"}))):
        assert "of=highgrowth" in page.html


def test_写错的说明可用的(town: World) -> None:
    with pytest.raises(UsageError, match="不认得“好项目”"):
        projects(town.dash, HERE.but(of="好项目"))
    with pytest.raises(UsageError, match="没有板块昆山县"):
        projects(town.dash, HERE.but(unit="昆山县"))
