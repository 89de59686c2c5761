"""科创项目走到认定的路：各步的日期、走到哪一步、来自哪一格；在谈的不列，共建的全市只列牵头那一行。"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import Command
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows.screens.goal import goal
from dashboard.flows.screens.projects import projects
from dashboard.flows.screens.unit import unit
from dashboard.flows.screens.where import Where

MAY, JUNE = Month(2025, 5), Month(2025, 6)
APPLIED = {"apply_date": date(2025, 3, 5), "first_review": date(2025, 3, 20)}
HERE = Where("leaderboard", "suzhou", JUNE, picks={"view": "projects"})


def row(number: str, **more: Any) -> Mapping[str, Any]:
    return {"number": number, "name": f"项目{number}", "lead": True, "factor": 1, "stage": "落地", "sheet": "科创项目", "cell": "A5", **more}


@pytest.fixture
def town(world: World) -> World:
    """昆山市五个：在谈的、走到初审的、认定的、不予认定的、认定又撤销的；太仓市参与其中一个。"""
    done = {**APPLIED, "joint_review": date(2025, 4, 8), "publicity": date(2025, 4, 20), "recognised": date(2025, 5, 1), "batch": "2025年第二批"}
    world.unit("昆山市", MAY, {}, projects=[row("P2", apply_date=date(2025, 3, 5))])
    rows = [row("P1", stage="在谈"), row("P2", **APPLIED), row("P3", **done, factor=0.6), row("P4", **APPLIED, rejected=date(2025, 4, 2))]
    world.unit("昆山市", JUNE, {}, projects=[*rows, row("P5", **done, withdrawn=date(2025, 6, 3))])
    world.unit("太仓市", JUNE, {}, projects=[row("P3", **done, lead=False, factor=0.4)])
    world.finalize(JUNE)
    return world


def test_各步的日期_走到哪一步_来自哪一格(town: World) -> None:
    found = projects(town.dash, HERE.but(unit="昆山市"))
    assert found.title == "昆山市4个科创项目申报过认定：已认定1个，到初审1个，不予认定1个，已撤销1个"
    assert projects(town.dash, HERE.but(unit="昆山")).title == found.title, "别名也认得"
    (line,) = (text for text in found.html.split("<tr>") if "项目P2" in text)
    assert [text in line for text in ("2025年3月5日", '<td class="pj-day on">2025年3月20日</td>', "2025年6月科创项目!A5")] == [True, True, True]
    assert "项目P1" not in found.html, "还在谈的不列"
    assert found.html.index("项目P5") < found.html.index("项目P3") < found.html.index("项目P4") < found.html.index("项目P2"), "最近动的在前"
    assert "2025年第二批" in found.html


def test_回看上个月是那时报的样子(town: World) -> None:
    before = projects(town.dash, Where("leaderboard", "suzhou", MAY, picks={"view": "projects"}))
    assert before.title == "苏州市1个科创项目申报过认定：到申报1个"


def test_共建的各家都有_全市只列牵头那一行(town: World) -> None:
    assert "项目P3" in projects(town.dash, HERE.but(unit="太仓市")).html
    whole = projects(town.dash, HERE)
    assert (whole.html.count("项目P3"), whole.html.count("共建")) == (1, 0)


def test_按走到哪一步筛_写错的说明可用的(town: World) -> None:
    refused = projects(town.dash, HERE.but(step="不予认定")).html
    assert ("项目P4" in refused, "项目P2" in refused) == (True, False)
    with pytest.raises(UsageError, match="不认得“备案”"):
        projects(town.dash, HERE.but(step="备案"))
    with pytest.raises(UsageError, match="没有板块昆山县"):
        projects(town.dash, HERE.but(unit="昆山县"))


def test_没有申报过的说明(world: World) -> None:
    world.unit("昆山市", JUNE, {}, projects=[row("P1", stage="在谈")])
    assert projects(world.dash, HERE).title == "苏州市还没有申报认定的科创项目"


def test_由板块页和与台账相加的目标页点得到(town: World, nantong: World) -> None:
    assert "view=projects" in unit(town.dash, HERE.but(view=None, unit="昆山市")).html
    nantong.unit("海门区", JUNE, {"sci_project_new": 3})
    ledgered = goal(nantong.dash, Where("overview", "nantong", JUNE, picks={"goal": "sci_project_new"})).html
    other = goal(nantong.dash, Where("overview", "nantong", JUNE, picks={"goal": "iur_projects_new"})).html
    assert ["逐个科创项目" in html for html in (ledgered, other)] == [True, False]


@pytest.mark.usefixtures("town")
def test_命令列出同样的(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = Command(data_dir, capsys)
    found = {(p["unit"], p["number"]): p for p in command.json("projects", "--city", "suzhou", "--month", "2025-06")}
    assert [number for whose, number in found if whose == "昆山市"] == ["P5", "P3", "P4", "P2"]
    second = found["昆山市", "P2"]
    assert (second["reached"], second["days"]["first_review"], second["days"]["recognised"], second["cell"]) == ("first_review", "2025-03-20", None, "A5")
    assert "2025-06-03" in command("projects", "--city", "suzhou").out
