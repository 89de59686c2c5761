"""自己做的表：照选好的报送者读，指过的列、表、指标审核通过后记住，下个月不再问。"""

from pathlib import Path

import pytest
from tests.corpus.foreign import LISTS, OWN, UNIT, made, none
from tests.intake.workbench import Bench

from dashboard.domain.problems import Level
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header, Kind
from dashboard.flows import reinstating, reviewing, uploads
from dashboard.flows.confirmed import confirmed
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.report import CheckReport

JULY = Header(Kind.UNIT, "suzhou", "吴中区", None, 202507)


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def book(total: float) -> tuple[str, bytes]:
    """列名、指标名都是自己的叫法。"""
    return "情况表.xlsx", made([["吴中区情况"], ["哪一项", "累计数"], ["科小入库", total], ["吃饭人数", 9]])()


def told(rule: str, cell: str, text: str) -> Reply:
    return Reply(ReplyKind.ANSWER, OWN, cell, text, rule)


CHOSEN = [
    *none(*LISTS),
    told("column", "A2", "指标"),
    told("column", "B2", "本年累计"),
    told("unknown_row", "A3", "科技型中小企业年度入库"),
    told("unknown_row", "A4", "不读这一行"),
]


def asked(report: CheckReport) -> set[str]:
    return {p.rule for p in report.problems if p.level is Level.ERROR}


def sent(dash: Dashboard) -> str:
    (outcome,) = uploads.submit(dash, [book(5)], by="张三", city="suzhou", expected=UNIT, replies=[CHOSEN])
    assert outcome.submission is not None, [p.message for p in outcome.report.problems]
    return outcome.submission.id


def test_没选是谁的不收_选了就问哪一列(dash: Dashboard) -> None:
    (bare,) = uploads.check_books(dash, [book(5)])
    assert bare.header is None
    assert "先选好报送单位和月份" in bare.problems[0].message
    (report,) = uploads.check_books(dash, [book(5)], "suzhou", UNIT)
    assert asked(report) == {"sheet_gone", "column"}


def test_逐轮答完就能报_来历指到自己的表(dash: Dashboard) -> None:
    (before,) = uploads.check_books(dash, [book(5)], "suzhou", UNIT)
    (half,) = uploads.answered(dash, [before], [CHOSEN[:5]])
    assert asked(half) == {"unknown_row"}
    (done,) = uploads.answered(dash, [before], [CHOSEN])
    assert done.ready
    assert [(r["sheet"], r["cell"], r["value"]) for rows in done.tables.values() for r in rows] == [(OWN, "B3", 5)]


def test_审核通过以后记住_下个月不再问(dash: Dashboard) -> None:
    identity = sent(dash)
    (waiting,) = uploads.check_books(dash, [book(8)], "suzhou", JULY)
    assert "column" in asked(waiting)
    reviewing.accept(dash, [identity], by="李四")
    (july,) = uploads.check_books(dash, [book(8)], "suzhou", JULY, replies=[none(*LISTS)])
    assert july.ready
    assert [p.cell for p in july.problems if p.rule == "remembered"] == ["A2", "B2", "A3", "A4"]
    assert [r["value"] for rows in july.tables.values() for r in rows] == [8]


def test_只记自己一家的(dash: Dashboard) -> None:
    reviewing.accept(dash, [sent(dash)], by="李四")
    other = Bench(owner="昆山市").header
    assert not confirmed(dash, other).columns
    assert confirmed(dash, UNIT).rows["科小入库"] == "科技型中小企业年度入库"


def test_改了列的先后照样认得(dash: Dashboard) -> None:
    reviewing.accept(dash, [sent(dash)], by="李四")
    moved = made([["吴中区情况"], ["累计数", "备注", "哪一项"], [8, "x", "科小入库"]])()
    (july,) = uploads.check_books(dash, [("情况表.xlsx", moved)], "suzhou", JULY, replies=[none(*LISTS)])
    assert [(r["cell"], r["value"]) for rows in july.tables.values() for r in rows] == [("A3", 8)]


def test_旧版重报照样认得(dash: Dashboard) -> None:
    first = sent(dash)
    reviewing.accept(dash, [first], by="李四")
    (again,) = uploads.submit(dash, [book(6)], by="张三", city="suzhou", expected=UNIT, replies=[CHOSEN], replaces=first)
    assert again.submission is not None
    reviewing.accept(dash, [again.submission.id], by="李四")
    (old,) = reinstating.reinstate(dash, first, by="张三")
    assert old.header == UNIT
