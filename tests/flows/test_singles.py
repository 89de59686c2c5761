"""单报的清单：科创项目台账、活动、洽谈、任务落实、载体名录各一份，与板块月报里的那张清单填的是同一块，后审核通过的为准。"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.running import Command
from tests.flows.test_uploads import JUNE, SME, accepted, actual, book
from tests.intake.workbench import Bench, saved
from tests.worlds import cities_but

from dashboard.domain.facts import DutyState
from dashboard.domain.people import Account, Role
from dashboard.domain.problems import InputError, Level, UsageError
from dashboard.domain.submissions import KIND_ZH, SINGLE, Kind, State, Table
from dashboard.flows import due, duties, filling, judge, locks, registering, reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.pending import awaiting
from dashboard.flows.screens import submissions as desk
from dashboard.flows.screens.where import Where
from dashboard.intake import headers

ROWS: dict[Kind, tuple[str, dict[str, Any]]] = {
    Kind.PROJECTS: ("科创项目", {"number": "KC1", "name": "甲", "lead": True, "factor": 1, "stage": "落地", "recognised": date(2025, 6, 2)}),
    Kind.EVENTS: ("活动", {"name": "推介会", "host": "昆山市", "place": "上海", "scope": "市外", "state": "已举办", "held": date(2025, 6, 3)}),
    Kind.TALKS: ("洽谈", {"day": date(2025, 6, 3), "topic": "中试基地"}),
    Kind.DUTIES: ("任务落实", {"duty": "明确科技招商工作机构", "state": "已落实", "evidence": "昆委办〔2025〕3号", "day": date(2025, 6, 3)}),
    Kind.CARRIERS: ("载体名录", {"name": "甲园", "type": "众创空间", "level": "省级", "area": 3, "recognised": date(2024, 5, 1)}),
}


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def single(kind: Kind, owner: str = "昆山市", **more: Any) -> Bench:
    sheet, row = ROWS[kind]
    return Bench(kind, owner).add(sheet, **{**row, **more})


def sent(dash: Dashboard, bench: Bench, accept_by: str | None = "李四", **more: Any) -> str:
    (found,) = uploads.submit(dash, [("清单.xlsx", bench.content())], by="张三", accept_by=accept_by, **more)
    assert found.submission is not None, [p.message for p in found.report.problems]
    return found.submission.id


def numbers(dash: Dashboard) -> list[str]:
    return [p.number for p in judge.project_shares(dash, moment(dash, "suzhou", JUNE))]


def test_每种都有() -> None:
    assert set(ROWS) == set(SINGLE)


@pytest.mark.parametrize("kind", list(SINGLE))
def test_模板认得是谁的哪一期_填一行就能报_只替换那一张表(dash: Dashboard, kind: Kind) -> None:
    blank = uploads.template(dash, "suzhou", kind, "昆山市", None, JUNE.code)
    (empty,) = uploads.check_books(dash, [("空的.xlsx", blank)])
    assert (empty.ok, empty.header) == (False, Bench(kind).header), "空的不收"
    assert headers.said(Bench(kind).header) == f"昆山市2025年6月{KIND_ZH[kind]}"
    (report,) = uploads.check_books(dash, [("清单.xlsx", single(kind).content())])
    assert [p.message for p in report.problems] == []
    assert [(s.table, s.owner, s.period) for s in report.slices] == [(SINGLE[kind], "昆山市", 202506)]
    assert len(report.tables[SINGLE[kind]]) == 1


@pytest.mark.parametrize("kind", list(SINGLE))
def test_拿别家的改了标题_认得出(dash: Dashboard, kind: Kind) -> None:
    sheet, _ = ROWS[kind]
    forged = single(kind).cell(sheet, "A1", f"太仓市{KIND_ZH[kind]}（2025年6月）").content()
    (report,) = uploads.check_books(dash, [("改的.xlsx", forged)])
    assert "header_differs" in [p.rule for p in report.problems]


def test_月报以后单报台账_只换项目_月报的数还在(dash: Dashboard) -> None:
    first = sent(dash, Bench().put(SME, 本年累计=5).add(*_project("KC0")[:1], **_project("KC0")[1]))
    sent(dash, single(Kind.PROJECTS))
    assert (numbers(dash), actual(dash)) == (["KC1"], 5)
    assert dash.store.submission(first).state is State.ACCEPTED
    again = sent(dash, Bench().put(SME, 本年累计=6).add(*_project("KC2")[:1], **_project("KC2")[1]))
    assert (numbers(dash), actual(dash)) == (["KC2"], 6), "后审核通过的为准"
    assert dash.store.submission(again).state is State.ACCEPTED
    assert dash.store.submission(first).state is State.SUPERSEDED
    assert dash.store.verify().ok


def test_单报过的_月报里又空着_说一声那几行要没了(dash: Dashboard) -> None:
    sent(dash, single(Kind.PROJECTS))
    (report,) = uploads.check_books(dash, [book(5)])
    (problem,) = report.problems
    assert (problem.level, problem.rule, problem.sheet) == (Level.HINT, "listed_apart", "科创项目")
    assert "这一期已单独报过《清单.xlsx》1行，这份审核通过以后那1行就没有了" in problem.message
    (filled,) = uploads.check_books(dash, [("月报.xlsx", Bench().put(SME, 本年累计=5).add(*_project("KC1")[:1], **_project("KC1")[1]).content())])
    assert filled.problems == ()


def _project(number: str) -> tuple[str, dict[str, Any]]:
    sheet, row = ROWS[Kind.PROJECTS]
    return sheet, {**row, "number": number}


def test_两份都待审_收了一份再收另一份_说明以哪份为底(dash: Dashboard) -> None:
    accepted(dash, 5)
    monthly = sent(dash, Bench().put(SME, 本年累计=6), accept_by=None)
    listed = sent(dash, single(Kind.PROJECTS), accept_by=None)
    reviewing.accept(dash, [monthly], by="李四")
    with pytest.raises(InputError, match="请对照后重新上报，或用--replaces"):
        reviewing.accept(dash, [listed], by="李四")
    assert numbers(dash) == []
    sent(dash, single(Kind.PROJECTS), replaces=monthly)
    assert numbers(dash) == ["KC1"]


def test_不能更正别家的(dash: Dashboard) -> None:
    other = accepted(dash, 5, owner="太仓市")
    with pytest.raises(UsageError, match="不能更正它"):
        sent(dash, single(Kind.PROJECTS), replaces=other)


def test_选好了板块的_单报的清单也收_别家的不收(dash: Dashboard) -> None:
    files = [("清单.xlsx", single(Kind.TALKS).content())]
    assert uploads.check_books(dash, files, "suzhou", Bench().header)[0].ok
    (refused,) = uploads.check_books(dash, files, "suzhou", Bench(owner="太仓市").header)
    assert [p.rule for p in refused.problems] == ["other_header"]


def test_页面上选一张清单_自己做的台账也收(dash: Dashboard) -> None:
    own = Workbook()
    for line in (["昆山市科创项目（2025年6月）"], ["项目编号", "项目名称", "是否牵头", "分成系数", "阶段"], ["KC1", "甲", "是", 1, "落地"]):
        own.active.append(line)
    where = Where.parse("submissions", {"city": "suzhou", "month": "2025-06", "kind": "projects", "owner": "昆山市"})
    here = desk.desk(dash, where)
    assert desk.chosen(here) == Bench(Kind.PROJECTS).header
    html = desk.top(dash, here, [], []).html
    assert "昆山市（科创项目台账）" in html
    assert [f">{KIND_ZH[kind]}</a>" in html for kind in SINGLE] == [True] * 5
    (report,) = uploads.receive(dash, [("自己的.xlsx", saved(own))], "suzhou", desk.chosen(here))
    assert (report.ready, [r["number"] for r in report.tables[Table.PROJECTS]]) == (True, ["KC1"])


def test_登录的板块填报人只替本单位报清单(dash: Dashboard) -> None:
    where = Where.parse("submissions", {"city": "suzhou", "month": "2025-06", "kind": "talks", "owner": "太仓市"})
    kunshan, office = Account("张三", Role.UNIT_REPORTER, "suzhou", "昆山市"), Account("李六", Role.DEPARTMENT_REPORTER, "suzhou", "市科技局")
    assert [(d.kind, d.owner) for d in (desk.desk(dash, where, kunshan), desk.desk(dash, where, office))] == [(Kind.TALKS, "昆山市"), (Kind.DEPARTMENT, "市科技局")]


def test_只报清单不算报了月报(dash: Dashboard) -> None:
    sent(dash, single(Kind.TALKS))
    at = moment(dash, "suzhou", JUNE)
    assert "昆山市" not in judge.evidence(dash, at).reporting.get(JUNE, frozenset())
    assert next(s.found for s in due.senders(dash, at.profile, JUNE) if s.owner == "昆山市") is None


def test_有月报在前的_待审的清单标作更正待审(dash: Dashboard) -> None:
    sent(dash, single(Kind.PROJECTS, "太仓市"), accept_by=None)
    assert awaiting(dash, moment(dash, "suzhou", JUNE)).names == ()
    accepted(dash, 5)
    sent(dash, single(Kind.PROJECTS), accept_by=None)
    found = awaiting(dash, moment(dash, "suzhou", JUNE))
    assert (found.names, bool(found.of_unit("昆山市")), bool(found.of_unit("太仓市"))) == (("昆山市",), True, False)


def test_月报和清单都有更正待审_各标各的(dash: Dashboard) -> None:
    accepted(dash, 5)
    sent(dash, Bench().put(SME, 本年累计=6), accept_by=None)
    sent(dash, single(Kind.PROJECTS), accept_by=None)
    at = moment(dash, "suzhou", JUNE)
    found = awaiting(dash, at)
    assert (len(found.found), found.names) == (2, ("昆山市",))
    assert "昆山市" in found.of(at.profile.goal_by_id[SME], "昆山市"), "后报的清单不盖住先报的月报"


def test_页面上填一项任务_以后报的那份为底(dash: Dashboard) -> None:
    accepted(dash, 5)
    sent(dash, single(Kind.DUTIES))
    at = moment(dash, "suzhou", JUNE)
    made = filling.fill(dash, at, "昆山市", "产业创新图谱", filling.Done(DutyState.UNDER_WAY), "赵六")
    assert made.header.kind is Kind.DUTIES
    reviewing.accept(dash, [made.id], by="李四")
    at = moment(dash, "suzhou", JUNE)
    states = {t.name: r.state for t in duties.tasks(dash, at) if (r := t.reports.get("昆山市")) is not None}
    assert states == {"明确科技招商工作机构": DutyState.DONE, "产业创新图谱": DutyState.UNDER_WAY}


def test_载体名录表报了就对账(dash: Dashboard) -> None:
    sent(dash, single(Kind.CARRIERS))
    assert [(c.unit, c.name) for c in registering.register(dash, moment(dash, "suzhou", JUNE))] == [("昆山市", "甲园")]


def test_时限随板块月报_板块审核也要(dash: Dashboard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert locks.lock(dash, Bench(Kind.TALKS).header).since == locks.lock(dash, Bench().header).since
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities_but(tmp_path, "two_levels = true")))
    dash.publish_profiles()
    waiting = sent(dash, single(Kind.TALKS), accept_by=None)
    with pytest.raises(InputError, match="还没有经昆山市审核"):
        reviewing.accept(dash, [waiting], by="李四")
    reviewing.endorse(dash, waiting, by="王五")
    reviewing.accept(dash, [waiting], by="李四")


@pytest.mark.parametrize("kind", list(SINGLE))
def test_命令下发_检查_上报(data_dir: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: Kind) -> None:
    command, out = Command(data_dir, capsys), tmp_path / "清单.xlsx"
    command.json("template", "--city", "suzhou", "--kind", str(kind), "--unit", "昆山", "--month", "2025-06", "-o", str(out))
    assert out.read_bytes()[:2] == b"PK"
    out.write_bytes(single(kind).content())
    checked = command.json("check", str(out))
    assert (checked["kind"], checked["unit"], checked["month"], checked["rows"]) == (str(kind), "昆山市", "2025-06", 1)
    made = command.json("submit", str(out), "--by", "张三", "--accept", "--accept-by", "李四")
    (listed,) = command.json("submissions", "--city", "suzhou")
    assert (made["state"], listed["kind"], listed["unit"], listed["department"]) == ("accepted", str(kind), "昆山市", None)


def test_没有写板块的说明可用的(dash: Dashboard) -> None:
    with pytest.raises(UsageError, match="请用--unit给出板块"):
        uploads.template(dash, "suzhou", Kind.PROJECTS, None, None, JUNE.code)


def test_同一批里月报和清单一起传_各报各的(dash: Dashboard) -> None:
    found = uploads.submit(dash, [book(5), ("台账.xlsx", single(Kind.PROJECTS).content())], by="张三")
    assert [o.submission is not None for o in found] == [True, True]
    assert {s.table for o in found for s in o.report.slices} >= {Table.FACTS, Table.PROJECTS}
