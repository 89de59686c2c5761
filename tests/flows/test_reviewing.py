"""审核的流程：退回要理由，两级审核先板块后市级，旧版重报照样要审，预览就是收下以后的样子。"""

from pathlib import Path

import pytest
from tests.flows.test_uploads import JUNE, SME, accepted, actual, book
from tests.intake.workbench import Bench
from tests.worlds import cities_but

from dashboard import profiles
from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import Kind, State, Table
from dashboard.flows import judge, previewing, rank, reinstating, reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.queries.review import SliceRow


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def sent(dash: Dashboard, total: int, by: str = "张三", owner: str = "昆山市") -> str:
    """报一份，不审。"""
    (found,) = uploads.submit(dash, [book(total, owner)], by=by)
    assert found.submission is not None
    return found.submission.id


@pytest.mark.parametrize("reason", ["", "  ", "不对", "！！！！"])
def test_退回撤回要写明理由(dash: Dashboard, reason: str) -> None:
    identity = sent(dash, 5)
    for act in (reviewing.return_, reviewing.withdraw):
        with pytest.raises(InputError, match="请写明理由，至少4个字"):
            act(dash, identity, "张三", reason)
    assert dash.store.submission(identity).state is State.SUBMITTED


def test_退回的改好再报_第几版数得出(dash: Dashboard) -> None:
    first = sent(dash, 5)
    assert reviewing.return_(dash, first, "李四", "第10行与台账对不上").state is State.RETURNED
    second = sent(dash, 6)
    assert reviewing.ordinals(dash, "suzhou") == {first: 1, second: 2}
    assert [t.reason for t in reviewing.turns(dash, dash.store.submission(first))] == ["第10行与台账对不上"]


def test_没有设两级的不用板块审(dash: Dashboard) -> None:
    with pytest.raises(UsageError, match="没有设两级审核"):
        reviewing.endorse(dash, sent(dash, 5), "王五")


def test_两级审核先板块后市级(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cities = cities_but(tmp_path, "two_levels = true")
    assert profiles.read(cities / "suzhou").two_levels
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities))
    dash = Dashboard(data_dir)
    identity = sent(dash, 5)
    with pytest.raises(InputError, match="还没有经昆山市审核，不能验收"):
        reviewing.accept(dash, [identity], "李四")
    reviewing.endorse(dash, identity, "王五")
    assert reviewing.accept(dash, [identity], "李四") == dash.version()
    dash.close()


def test_旧版重报_还要审(dash: Dashboard) -> None:
    first = accepted(dash, 5)
    accepted(dash, 8, replaces=first)
    with pytest.raises(UsageError, match="就是现行的一版"):
        reinstating.reinstate(dash, reviewing.submissions(dash, "suzhou", JUNE)[0].id, "张三")
    (again,) = reinstating.reinstate(dash, first, "张三")
    assert (again.state, again.sha256, actual(dash)) == (State.SUBMITTED, dash.store.submission(first).sha256, 8)
    reviewing.accept(dash, [again.id], "李四")
    assert actual(dash) == 5


# 预览 ------------------------------------------------------------------


def test_预览就是收下以后的样子(dash: Dashboard) -> None:
    (tasks,) = uploads.submit(dash, [("分解.xlsx", _targets())], by="张三", accept_by="李四")
    assert tasks.submission is not None
    accepted(dash, 5)
    uploads.submit(dash, [book(50, "太仓市")], by="张三", accept_by="李四")
    identity = sent(dash, 80)
    found = previewing.preview(dash, identity)
    assert [(c.unit, c.indicator, c.cell, c.old, c.new) for c in found.cells] == [("昆山市", SME, "E10", 5, 80)]
    (goal,) = found.city
    assert (goal.before.actual, goal.after.actual) == (55, 130)
    changed = {(r.contest, r.unit): (r.before.rank, r.after.rank) for r in found.ranks}
    assert changed[Contest.RESULT, "昆山市"] == (2, 1)
    assert changed[Contest.RESULT, "太仓市"] == (1, 2)
    assert actual(dash) == 5
    reviewing.accept(dash, [identity], "李四")
    at = moment(dash, "suzhou", JUNE)
    assert next(r for r in judge.goals(dash, at) if r.goal.id == goal.after.goal.id).actual == 130
    board = rank.leaderboard(dash, at).groups[0].boards
    assert {(r.contest, r.unit): (r.after.rank, r.after.score) for r in found.ranks} == {
        (c, s.unit): (s.rank, s.score) for c, b in board.items() for s in b if (c, s.unit) in changed
    }


def _targets() -> bytes:
    return Bench(Kind.TARGETS, "", Month(2025, 12)).put(SME, "指标分解", "昆山市", 年度任务=100).put(SME, "指标分解", "太仓市", 年度任务=100).content()


def test_预览列出撤掉的数和清单的增减(dash: Dashboard) -> None:
    first = Bench().put(SME, 本年累计=5).put("carrier_area", 期末=3).add("洽谈", day="2025-06-03", topic="光子芯片", partner="甲公司")
    uploads.submit(dash, [("昆山市.xlsx", first.content())], by="张三", accept_by="李四")
    second = Bench().put(SME, 本年累计=5).add("洽谈", day="2025-06-04", topic="量子通信", partner="乙公司")
    (made,) = uploads.submit(dash, [("昆山市.xlsx", second.content())], by="张三")
    assert made.submission is not None, made.report.problems
    found = previewing.preview(dash, made.submission.id)
    assert [(c.indicator, c.old, c.new) for c in found.cells] == [("carrier_area", 3, None)]
    assert found.same == 1
    assert [(r.kind, r.title) for r in found.rows] == [("added", "量子通信"), ("removed", "光子芯片")]


def test_清单改动() -> None:
    old = [SliceRow("KC1", "甲", "科创项目", "A4", (1,)), SliceRow("KC2", "乙", "科创项目", "A5", (2,))]
    new = [SliceRow("KC2", "乙", "科创项目", "A4", (3,)), SliceRow("KC1", "甲", "科创项目", "A9", (1,))]
    (found,) = previewing.row_changes(Table.PROJECTS, old, new)
    assert (found.kind, found.key, found.cell) == ("changed", "KC2", "A4")


def test_不在待审的没有可预览的(dash: Dashboard) -> None:
    with pytest.raises(InputError, match="状态是审核通过，不在待审"):
        previewing.preview(dash, accepted(dash, 5))
