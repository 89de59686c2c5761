"""原表位置：有问题的每张表一段，模板印好的格子不能改，改过的格子带着原文；浏览器交来的改动照样认。"""

from tests.intake.workbench import Bench

from dashboard.domain.problems import Level
from dashboard.flows.screens import asking
from dashboard.flows.screens.excerpt import Cell, Excerpt, excerpts

SME = "tech_sme_annual"


def cell(found: Excerpt, name: str) -> Cell:
    return next(c for _, cells in found.rows for c in cells if c.name == name)


def test_每张有问题的表一段_标签不能改() -> None:
    report = Bench().put(SME, 本年累计="3,2OO").add("洽谈", topic="来访", day="2025-13-01").check()
    sheets = {e.sheet: e for e in excerpts(report)}
    assert list(sheets) == ["指标月报", "洽谈"]
    (bad,) = (p.cell for p in report.problems if p.sheet == "指标月报")
    assert cell(sheets["指标月报"], bad) == Cell(bad, "3,2OO", Level.ERROR, True, "3,2OO")
    assert not cell(sheets["指标月报"], f"B{bad[1:]}").open
    assert not cell(sheets["指标月报"], f"{bad[0]}4").open


def test_改过的格子还列着_带着原文() -> None:
    bench = Bench().put(SME, 本年累计="3,2OO")
    (bad,) = (p.cell for p in bench.check().problems)
    (found,) = excerpts(bench.fix(bad, "3200").check())
    assert (cell(found, bad).text, cell(found, bad).was, cell(found, bad).fixed) == ("3200", "3,2OO", True)


def test_浏览器交来的改动() -> None:
    assert asking.edits('[{"file":"甲","sheet":"洽谈","cell":"A5","text":" 2025-07-01 "}]') == [("甲", "洽谈", "A5", "2025-07-01")]
    assert asking.edits('[{"file":"甲"}]') == []
