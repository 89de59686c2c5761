"""问题清单的筛选、归组、先列几处；下一步只有一句话。"""

import dataclasses
from pathlib import Path

import pytest
from tests.flows.test_uploads import JUNE, SME, accepted, book
from tests.intake.workbench import Bench

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Level, Problem, UsageError
from dashboard.domain.submissions import Header, Kind
from dashboard.flows import due, reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens import asking, problems, stepping
from dashboard.flows.screens.where import Where
from dashboard.intake.report import CheckReport

HERE = Where("submissions", "suzhou", JUNE)
KUNSHAN = Header(Kind.UNIT, "suzhou", "昆山市", None, JUNE.code)


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def report(*found: tuple[Level, str, str]) -> CheckReport:
    """问题各是：级别、规则、表。"""
    listed = tuple(Problem(level, rule, "《甲》“表”表D4：不对。请改。", sheet, f"D{n}") for n, (level, rule, sheet) in enumerate(found, 4))
    return CheckReport("甲.xlsx", None, 0, 0, listed)


def test_筛选写着各有几处_两种筛选叠着用() -> None:
    found = report((Level.ERROR, "number", "甲"), (Level.HINT, "conversion", "甲"), (Level.HINT, "conversion", "乙"))
    assert [c.text for _, c in problems.filters([found], HERE).levels] == ["全部3", "阻断1", "需说明0", "提示2"]
    here = HERE.but(level="hint")
    assert [c.text for c in problems.filters([found], here).sheets] == ["所有的表2", "甲1", "乙1"]
    assert problems.listing(0, found, {}, here.but(sheet="乙")).total == 1


def test_同一种归在一起_编号照清单() -> None:
    found = report((Level.ERROR, "number", "甲"), (Level.ERROR, "shut_cell", "甲"), (Level.ERROR, "number", "乙"))
    groups = problems.listing(0, found, {}, HERE).groups
    assert [(g.name, g.total, [r.number for r in g.rows]) for g in groups] == [("不是数字", 2, [1, 3]), ("不该填的格子", 1, [2])]


def test_先列几处_展开全部() -> None:
    found = report(*[(Level.ERROR, "number", "甲")] * 30)
    listing = problems.listing(0, found, {}, HERE)
    assert (listing.total, listing.shown, listing.groups[0].total) == (30, problems.FIRST, 30)
    assert problems.listing(0, found, {}, HERE.but(all="1")).shown == 30


def test_列不下的_能在格子里改的排到后面() -> None:
    many = report(*[(Level.ERROR, "number", "甲")] * 25, (Level.EXPLAIN, "fall", "甲"))
    few = report((Level.ERROR, "number", "甲"), (Level.EXPLAIN, "fall", "甲"))
    assert [str(q.kind) for q in asking.questions(many, many)][:2] == ["explain", "fix"]
    assert [str(q.kind) for q in asking.questions(few, few)] == ["fix", "explain"]


def test_一格几处阻断只有一个框() -> None:
    twice = Problem(Level.ERROR, "number", "《甲》“表”表D4：不对。请改。", "甲", "D4")
    found = CheckReport("甲.xlsx", None, 0, 0, (twice, dataclasses.replace(twice, rule="shut_cell")))
    (asked,) = asking.questions(found, found)
    rows = [r for g in problems.listing(0, found, problems.boxes(b"", found, found), HERE).groups for r in g.rows]
    assert [(r.box, r.act) for r in rows] == [(asking.anchor(asking.digest(b""), asked), "改")] * 2


def test_下一步_先阻断再说明再上报(dash: Dashboard) -> None:
    accepted(dash, 10, Month(2025, 5))
    assert stepping.step(dash, None, "", ()).href == stepping.PICK
    assert stepping.step(dash, KUNSHAN, "", ()).href == stepping.UPLOAD
    bad = uploads.check_books(dash, [("甲.xlsx", Bench().put(SME, 本年累计="3,2OO").content())])
    assert stepping.step(dash, KUNSHAN, "", bad) == stepping.Step("stop", "还有1处阻断", "先看第1处", "#problem-0-1")
    asked = uploads.check_books(dash, [book(5)])
    assert stepping.step(dash, KUNSHAN, "", asked).said == "还有1处要说明"
    good = uploads.check_books(dash, [book(12)])
    assert stepping.step(dash, KUNSHAN, "", good).href == stepping.SEND
    assert stepping.step(dash, KUNSHAN, "已经锁定", ()) == stepping.Step("stop", "已经锁定")


def test_下一步_退回的说理由_通过的说不用再传(dash: Dashboard) -> None:
    (sent,) = uploads.submit(dash, [book(5)], by="张三")
    assert sent.submission is not None
    reviewing.return_(dash, sent.submission.id, "李四", "与台账对不上")
    assert "退回的理由：与台账对不上（李四，" in stepping.step(dash, KUNSHAN, "", ()).said
    accepted(dash, 6)
    assert "审核通过" in stepping.step(dash, KUNSHAN, "", ()).said


def test_还没设立的板块没有模板(dash: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = dash.profile("suzhou", dash.version())
    later = tuple(dataclasses.replace(u, start=Month(2025, 9)) if u.name == "昆山市" else u for u in profile.units)
    founded: CityProfile = dataclasses.replace(profile, units=later)
    assert due.not_due(founded, "昆山市", JUNE) == "昆山市自2025年9月起报送，2025年6月不用报。请选2025年9月及以后的月份。"
    assert due.not_due(founded, "昆山市", Month(2025, 9)) == ""
    monkeypatch.setattr(Dashboard, "profile", lambda *_: founded)
    with pytest.raises(UsageError, match="自2025年9月起报送"):
        uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, JUNE.code)
