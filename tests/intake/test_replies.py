"""答复：改正盖在格子上，选择定下读法，说明记在问题上；用不上的一律说出来。"""

import pytest
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.history import History, LastNumber

SME = "tech_sme_annual"
LAST = History({("昆山市", SME, "本年累计", "初报"): LastNumber(Month(2025, 5), 10.0)})


def values(bench: Bench) -> dict[str, tuple[object, str]]:
    """单元格 →（值、原文）。"""
    return {str(r["cell"]): (r["value"], str(r["raw"])) for r in bench.check().tables[Table.FACTS]}


def fallen() -> Bench:
    """比上月少了的一份。"""
    bench = Bench().put(SME, 本年累计=5)
    bench.history = LAST
    return bench


def test_改正一格_原文留着() -> None:
    bench = Bench().put(SME, 本年累计="3,2OO").fix("E10", "3200")
    assert bench.problems() == []
    assert values(bench) == {"E10": (3200, "3,2OO")}
    assert bench.check().replies[0].old == "3,2OO"


def test_改正也按规则读() -> None:
    found = Bench().put(SME, 本年累计="约10").fix("E10", "３，２００").only()
    assert (found.level, found.rule) == (Level.HINT, "conversion")
    assert Bench().put(SME, 本年累计="约10").fix("E10", "约11").only().rule == "number"


def test_改成空白就是未报() -> None:
    bench = Bench().put(SME, 本年累计="约10").put("carrier_area", 期末=3).fix("E10", "")
    assert bench.problems() == []
    assert list(values(bench)) == ["H13"]


def test_改正公式错误值() -> None:
    bench = Bench().put(SME, 本年累计=1).cell("指标月报", "E10", "=1/0").fix("E10", "12")
    assert bench.check().ready
    assert values(bench)["E10"][0] == 12


@pytest.mark.parametrize(("cell", "sheet"), [("E10", "别的表"), ("10E", "指标月报"), ("E0", "指标月报"), ("XFD1048576", "指标月报"), ("", "指标月报")])
def test_没有这一格的改正不悄悄丢掉(cell: str, sheet: str) -> None:
    found = Bench().put(SME, 本年累计=3).fix(cell, "4", sheet).only()
    assert (found.level, found.rule) == (Level.ERROR, "reply")
    assert "改正用不上：没有这一格" in found.message


@pytest.mark.parametrize(("option", "expected"), [("填0", {"E10": (0, "—")}), ("留空（未报）", {})])
def test_横线选零还是未报(option: str, expected: dict[str, tuple[object, str]]) -> None:
    bench = Bench().put(SME, 本年累计="—").put("carrier_area", 期末=3).answer("blank_or_zero", "E10", option)
    assert bench.check().ready
    assert {k: v for k, v in values(bench).items() if k == "E10"} == expected


def test_选项里没有的_没有问题的都说出来() -> None:
    found = Bench().put(SME, 本年累计="—").answer("blank_or_zero", "E10", "填1").problems()
    assert [p.rule for p in found] == ["blank_or_zero", "reply"]
    assert "选择用不上：可选的是填0、留空（未报）" in found[1].message
    assert "这里没有要选的问题" in Bench().put(SME, 本年累计=3).answer("blank_or_zero", "E10", "填0").only().message


def test_说明了就能报() -> None:
    (asked,) = fallen().problems()
    assert (asked.level, asked.rule, fallen().check().ready) == (Level.EXPLAIN, "fall", False)
    report = fallen().explain("E10", "上月多报了五家").check()
    assert report.ready
    assert [(p.rule, p.reply) for p in report.problems] == [("fall", "上月多报了五家")]


@pytest.mark.parametrize("text", ["", "属实", "……！！！！", "a b c"])
def test_说明太短不算(text: str) -> None:
    report = fallen().explain("E10", text).check()
    assert not report.ready
    assert [p.rule for p in report.problems] == ["reply", "fall"]
    assert "请至少写4个字" in report.problems[0].message


def test_说明对不上问题_说出来() -> None:
    report = fallen().explain("E11", "上月多报了五家").check()
    assert [p.rule for p in report.problems] == ["reply", "fall"]
    assert "说明用不上：这里没有要说明的问题" in report.problems[0].message
    assert fallen().explain("E10", "上月多报了五家", rule="unusual").check().problems[0].rule == "reply"


def test_改正以后不再有要说明的_说明也说用不上() -> None:
    report = fallen().fix("E10", "11").explain("E10", "上月多报了五家").check()
    assert [p.rule for p in report.problems] == ["reply"]


def test_阻断不能靠说明过关() -> None:
    report = Bench().put(SME, 本年累计="约10").explain("E10", "就是这么多家").check()
    assert not report.ok
    assert {p.rule for p in report.problems} == {"number", "reply"}


def test_说明至少几个字可以设(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_EXPLAIN_LEAST", "12")
    assert "请至少写12个字" in next(p.message for p in fallen().explain("E10", "上月多报，已核减").problems() if p.rule == "reply")
    monkeypatch.setenv("DASHBOARD_EXPLAIN_LEAST", "2")
    assert fallen().explain("E10", "属实").check().ready
