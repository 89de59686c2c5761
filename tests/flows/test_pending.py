"""更正待审：画面上仍是上次审核通过的数；要变的数旁边有记号，写明谁的、何时报的，别的数没有。"""

from pathlib import Path

import pytest
from tests.cli.running import Command
from tests.flows.test_uploads import JUNE, SME, accepted, actual, book
from tests.intake.workbench import Bench
from tests.worlds import World

from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.flows import reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.pending import Awaiting, awaiting
from dashboard.flows.screens import cockpit
from dashboard.flows.screens.carriers import carriers
from dashboard.flows.screens.goal import goal
from dashboard.flows.screens.leaderboard import leaderboard
from dashboard.flows.screens.matrix import matrix
from dashboard.flows.screens.overview import overview
from dashboard.flows.screens.unit import unit
from dashboard.flows.screens.where import Where
from dashboard.flows.wall.ask import Ask, Audience
from dashboard.flows.wall.screen import screen, stamp
from dashboard.storage.contract import NewSubmission
from dashboard.wording.periods import moment_zh

JULY = JUNE + 1


def at_june(dash: Dashboard) -> Awaiting:
    return awaiting(dash, moment(dash, "suzhou", JUNE))


def corrected(dash: Dashboard, total: int = 9, owner: str = "昆山市") -> str:
    """又报一份，还没审。"""
    (found,) = uploads.submit(dash, [book(total, owner)], by="张三")
    assert found.submission is not None
    return found.submission.id


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    """昆山市、太仓市6月审核通过，已审定；昆山市的一个数有更正待审。"""
    found = Dashboard(data_dir)
    accepted(found, 5)
    accepted(found, 3, owner="太仓市")
    found.store.finalize("suzhou", JUNE, "李四")
    corrected(found)
    return found


def test_更正待审_画面仍是上次审核通过的(data_dir: Path) -> None:
    dash = Dashboard(data_dir)
    accepted(dash, 5)
    assert at_june(dash).names == ()
    waiting = corrected(dash)
    corrected(dash, owner="太仓市")
    assert at_june(dash).names == ("昆山市",), "太仓市没有审核通过的，不是更正"
    assert actual(dash) == 5
    assert awaiting(dash, moment(dash, "suzhou", JUNE, dash.version() - 1)).names == (), "回看旧版的不标"
    assert awaiting(dash, moment(dash, "suzhou", JUNE, draft=waiting)).names == (), "预览的不标"
    assert awaiting(dash, moment(dash, "suzhou", JULY)).names == ("昆山市（6月）",), "6月的更正也动7月的累计数"
    assert awaiting(dash, moment(dash, "suzhou", JUNE + -1)).names == ()
    reviewing.accept(dash, [waiting], by="李四")
    assert at_june(dash).names == ()


def test_只标要变的数(dash: Dashboard) -> None:
    found, goals = at_june(dash), moment(dash, "suzhou", JUNE).profile.goal_by_id
    assert found.of(goals[SME]) == found.of(goals[SME], "昆山市") == found.of_unit("昆山市")
    since = moment_zh(dash.store.submissions("suzhou", JUNE.code)[0].at)
    assert found.of(goals[SME]) == f"更正待审：昆山市{since}报，还没审；这里仍是上次审核通过的数"
    assert [found.of(goals[SME], "太仓市"), found.of_unit("太仓市")] == ["", ""]
    assert [g for g in goals.values() if found.of(g)] == [goals[SME]]


def test_又报了两份的只说后一份_数没有变的不标(dash: Dashboard) -> None:
    same = Bench(owner="昆山市", month=JUNE).put(SME, 本年累计=5).cell("指标月报", "J10", "已核对").content()
    (last,) = uploads.submit(dash, [("昆山市.xlsx", same)], by="张三")
    (one,) = at_june(dash).found
    assert last.submission is not None
    assert (one.submission, one.numbers, at_june(dash).names) == (last.submission.id, frozenset(), ("昆山市",))


def test_一个画面只问账本一次(dash: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    at_june(dash)
    asked: list[object] = []
    ask = dash.store.submissions
    monkeypatch.setattr(dash.store, "submissions", lambda *given, **more: asked.append(given) or ask(*given, **more))
    at_june(dash)
    assert len(asked) == 1


def test_任务的更正只标那一个板块(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 5})
    world.tasks(2025, {"昆山市": {SME: 10}, "太仓市": {SME: 10}})
    world.tasks(2025, {"昆山市": {SME: 12}, "太仓市": {SME: 10}}, accept=False)
    found, sme = at_june(world.dash), moment(world.dash, "suzhou", JUNE).profile.goal_by_id[SME]
    assert found.names == ("全市（指标分解）",)
    assert [bool(found.of(sme, unit)) for unit in ("昆山市", "太仓市", None)] == [True, False, False]


def marks(html: str) -> int:
    return html.count('class="later"') - html.count('title="更正待审" aria-label="更正待审"')


def test_各画面的数旁边有记号(dash: Dashboard) -> None:
    here = Where("overview", "suzhou", JUNE)
    assert marks(overview(dash, here).html) == 2, "大表盘和密网各一处"
    opened = goal(dash, here.to("overview", goal=SME)).html
    assert "昆山市" in opened.partition('class="later" title="更正待审：')[2][:20]
    assert marks(opened) == 3, "标题、昆山市那一行、它的单元格"
    board = Where("leaderboard", "suzhou", JUNE)
    assert marks(leaderboard(dash, board).html) == 1
    assert marks(unit(dash, board.but(unit="昆山市")).html) > marks(unit(dash, board.but(unit="太仓市")).html) == 0


def test_矩阵_驾驶舱_地图旁边的数也有(dash: Dashboard) -> None:
    overview_, board = Where("overview", "suzhou", JUNE), Where("leaderboard", "suzhou", JUNE)
    assert marks(matrix(dash, overview_).html) == 2, "全市的和昆山市的"
    dash.store.submit([_task("昆山市", SME, 12)])
    (tasked,) = dash.store.submissions("suzhou", 202500)
    dash.store.accept([tasked.id], "李四")
    mine = board.but(unit="昆山市", view="cockpit")
    assert [marks(cockpit.dashboard(dash, mine.but(unit=unit)).html) for unit in ("昆山市", "太仓市")] == [1, 0]
    here = Where("carriers", "suzhou", JUNE)
    assert [marks(carriers(dash, here.but(unit=unit)).html) for unit in ("昆山市", "太仓市")] == [1, 0]


def _task(unit: str, indicator: str, value: float) -> NewSubmission:
    row = {"city": "suzhou", "unit": unit, "indicator": indicator, "year": 2025, "value": value, "sheet": "指标分解", "cell": "C4", "raw": f"{value:g}"}
    header = Header(Kind.TARGETS, "suzhou", None, None, 202500)
    return NewSubmission(header, "指标分解.xlsx", b"targets", "张三", {Table.TARGETS: [row]}, (Slice("suzhou", Table.TARGETS, "全市", 202500),))


def test_大屏的格子有记号_公开的不说谁的_又报了换一份(dash: Dashboard) -> None:
    inside, public = (Ask("suzhou", audience) for audience in (Audience.INTERNAL, Audience.PUBLIC))
    assert 'title="更正待审：昆山市' in screen(dash, inside).html
    assert 'class="later" title="更正待审"' in screen(dash, public).html
    assert "更正待审：" not in screen(dash, public).html
    before = stamp(dash, inside)
    corrected(dash, 11)
    assert stamp(dash, inside) != before


def test_命令的JSON写明(dash: Dashboard, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command, (sent, *_) = Command(data_dir, capsys), dash.store.submissions("suzhou", JUNE.code)
    told = [{"submission": sent.id, "owner": "昆山市", "period": 202506, "since": sent.at.isoformat()}]
    assert {g["id"]: g["pending"] for g in command.json("goals", "--city", "suzhou") if g["pending"]} == {SME: told}
    (group,) = command.json("leaderboard", "--city", "suzhou")["groups"]
    assert {s["unit"]: s["pending"] for s in group["boards"]["total"] if s["pending"]} == {"昆山市": told}
