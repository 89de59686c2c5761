"""答复随上报存下：说明了才报，改正留着原文，追溯得出。"""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.test_uploads import JUNE, SME, accepted, actual, book
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.results import Light
from dashboard.flows import judge, previewing, trace, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.intake.rules import VERSION
from dashboard.storage.audit import Sought


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def test_需说明的说明了才报_说明随上报存下(dash: Dashboard) -> None:
    accepted(dash, 10, Month(2025, 5))
    (found,) = uploads.submit(dash, [book(5)], by="张三")
    (asked,) = found.report.problems
    assert (str(asked.level), found.report.ok, found.report.ready, found.submission) == ("explain", True, False, None)
    told = Reply(ReplyKind.EXPLAIN, asked.sheet, asked.cell, "上月多报了五家，已核减")
    (found,) = uploads.submit(dash, [book(5)], by="张三", replies=[[told]])
    assert found.submission is not None
    assert [p.reply for p in found.report.problems] == ["上月多报了五家，已核减"]
    assert dash.store.replies(found.submission.id) == (told,)
    (again,) = uploads.submit(dash, [book(5)], by="张三", replies=[[told]])
    assert (again.submission, again.repeated) == (found.submission, True)


def test_看了结果再说明(dash: Dashboard) -> None:
    accepted(dash, 10, Month(2025, 5))
    (found,) = uploads.submit(
        dash, [book(5)], by="张三", explain=lambda r: [Reply(ReplyKind.EXPLAIN, p.sheet, p.cell, "核减五家", p.rule) for p in r.unexplained]
    )
    assert found.submission is not None


def test_改正存下原文_追溯得出(dash: Dashboard) -> None:
    name, content = "昆山市.xlsx", Bench().put(SME, 本年累计="3,2OO").content()
    (bad,) = uploads.check_books(dash, [(name, content)])
    (asked,) = bad.problems
    fix = Reply(ReplyKind.FIX, asked.sheet, asked.cell, "3200")
    (fixed,) = uploads.answered(dash, [bad], [[fix]])
    assert fixed.ready
    (found,) = uploads.submit(dash, [(name, content)], by="张三", accept_by="李四", replies=[[fix]])
    assert found.submission is not None
    assert actual(dash) == 3200
    assert dash.store.replies(found.submission.id) == (replace(fix, old="3,2OO"),)
    assert dash.store.source(found.submission.id) == content
    (step,) = trace.origin(dash, moment(dash, "suzhou", JUNE), "昆山市", SME).steps
    assert (step.raw, step.value, step.conversion) == ("3,2OO", 3200, "“3,2OO”由上报人改正为3200")


def test_同一份文件答复不同就是另一次(dash: Dashboard) -> None:
    content = Bench().put(SME, 本年累计="—").content()
    zero, blank = (Reply(ReplyKind.ANSWER, "指标月报", "E10", text, "blank_or_zero") for text in ("填0", "留空（未报）"))
    first, second = (uploads.submit(dash, [("昆山市.xlsx", content)], by="张三", replies=[[r]])[0] for r in (zero, blank))
    assert first.submission is not None
    assert second.submission is None
    assert [p.rule for p in second.report.problems] == ["empty"]


def test_一批里两份报同一期的_答复也没有用(dash: Dashboard) -> None:
    files = [book(6), ("又一份.xlsx", Bench(owner="昆山市").put(SME, 本年累计="约7").content())]
    found = uploads.check_books(dash, files)
    again = uploads.answered(dash, found, [(), [Reply(ReplyKind.FIX, "指标月报", "E10", "7")]])
    assert [r.problems[0].rule for r in again] == ["twice", "twice"]


def test_不适用不是零也不是未报_追溯得到那一格(dash: Dashboard) -> None:
    absent = ("昆山市.xlsx", Bench().put(SME, 本月="不适用", 本年累计="不适用").content())
    (found,) = uploads.submit(dash, [absent], by="张三", accept_by="李四")
    assert found.submission is not None
    at = moment(dash, "suzhou", JUNE)
    (mine,) = (g for g in judge.goals(dash, at, "昆山市") if g.goal.id == SME)
    assert (mine.actual, mine.reported, mine.light, mine.reason) == (None, 1, Light.UNJUDGED, "不适用")
    (whole,) = (g for g in judge.goals(dash, at) if g.goal.id == SME)
    assert (whole.actual, whole.reported, "昆山市" in whole.missing) == (None, 1, False)
    (step,) = trace.origin(dash, at, "昆山市", SME).steps
    assert (step.cell, step.raw, step.value, step.conversion) == ("D10", "不适用", None, "")


def test_审核前看得到改成了不适用(dash: Dashboard) -> None:
    accepted(dash, 10)
    (found,) = uploads.submit(dash, [("昆山市.xlsx", Bench().put(SME, 本年累计="不适用").content())], by="张三")
    assert found.submission is not None
    (change,) = previewing.preview(dash, found.submission.id).cells
    assert (change.cell, change.old, change.new, change.absent, change.raw) == ("E10", 10, None, True, "不适用")


def test_上报记住按哪一版规则检查(dash: Dashboard) -> None:
    (found,) = uploads.submit(dash, [book(5)], by="张三")
    assert found.submission is not None
    (entry,) = dash.store.audit("suzhou", Sought(subject=found.submission.id))
    assert entry.detail == f"上报《昆山市.xlsx》，按{VERSION}版规则检查"


def test_替人改写的追溯得出(dash: Dashboard) -> None:
    uploads.submit(dash, [("昆山市.xlsx", Bench().put(SME, 本年累计="３２家").content())], by="张三", accept_by="李四")
    (step,) = trace.origin(dash, moment(dash, "suzhou", JUNE), "昆山市", SME).steps
    assert (step.raw, step.value, step.conversion) == ("３２家", 32, "“３２家”按全角字符、单位“家”读作32")
