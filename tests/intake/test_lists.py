"""清单的检查：科创项目、活动、洽谈，每条规则一处真实的错法。"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import Kind, Table
from dashboard.intake.history import History

JUNE = date(2025, 6, 8)
PROJECT = {"number": "KC001", "name": "启航", "lead": True, "factor": 1, "stage": "落地"}
EVENT = {"name": "推介会", "host": "昆山市", "place": "上海", "scope": "市外", "state": "已举办", "held": JUNE}


def bench() -> Bench:
    """一份只填了一个数的月报。"""
    return Bench().put("tech_sme_annual", 本年累计=5)


def project(**changes: Any) -> list[Problem]:
    """一个科创项目，改几项。"""
    return bench().add("科创项目", **{**PROJECT, **changes}).problems()


def event(**changes: Any) -> list[Problem]:
    """一场活动，改几项。"""
    return bench().add("活动", **{**EVENT, **changes}).problems()


def only(found: list[Problem]) -> Problem:
    (one,) = found
    return one


class Test本月无:
    """有行不能选是，没行须选是。"""

    def test_没行没选(self) -> None:
        found = only(bench().cell("洽谈", "B3", None).problems())
        assert found.message == "《报表.xlsx》“洽谈”表B3“本月无”：一行也没有。本月确实没有洽谈的，请选“是”；有的请填上。"

    def test_有行又选(self) -> None:
        found = only(bench().add("洽谈", day=JUNE, topic="中试").cell("洽谈", "B3", "是").problems())
        assert (found.rule, found.cell) == ("none_ticked", "B3")


class Test项目:
    """科创项目。"""

    def test_读出的行(self) -> None:
        found = bench().add("科创项目", **PROJECT, chain="生物医药", recognised=JUNE, credit_code="91320583MA1XXXXX0K", has_capital=True, funding="1,200万元")
        report = found.check()
        assert [p.rule for p in report.problems] == ["conversion"]
        (row,) = report.tables[Table.PROJECTS]
        assert (row["unit"], row["period"], row["cell"], row["sheet"]) == ("昆山市", 202506, "A5", "科创项目")
        assert (row["lead"], row["factor"], row["recognised"], row["funding"]) == (True, 1, JUNE, Decimal(1200))
        assert row["high_growth"] is None

    def test_必填的没填(self) -> None:
        found = [p.message.rpartition("表")[2] for p in project(name=None, stage=None)]
        assert found == ["B5“项目名称”：没有填。请补上。", "I5“阶段”：没有填。请从线索、在谈、签约、落地里选一项。"]

    def test_选项以外的(self) -> None:
        found = only(project(stage="洽谈中"))
        assert found.message.endswith("I5“阶段”：写的是洽谈中，不在选项里。请从线索、在谈、签约、落地里选一项。")
        assert found.options == ("线索", "在谈", "签约", "落地")

    def test_同一编号两行(self) -> None:
        found = only(bench().add("科创项目", **PROJECT).add("科创项目", **PROJECT).problems())
        assert found.message.endswith("A6“项目编号”：与第5行是同一个项目编号。请只留一行。")

    @pytest.mark.parametrize("factor", [0, 1.5, -1])
    def test_系数不对(self, factor: float) -> None:
        assert only(project(factor=factor)).level is Level.ERROR

    def test_系数合计超过一(self) -> None:
        found = bench().add("科创项目", **{**PROJECT, "factor": 0.6})
        found.history = History(shares={"KC001": {"太仓市": (0.6, False)}})
        one = only(found.problems())
        assert (one.level, one.rule) == (Level.EXPLAIN, "shares")
        assert "与别处已报的系数合计1.2，超过1。疑似重复或共建" in one.message
        assert "太仓" not in one.message

    def test_系数合计正好是一没有问题(self) -> None:
        found = bench().add("科创项目", **{**PROJECT, "factor": 0.6, "lead": False})
        found.history = History(shares={"KC001": {"太仓市": (0.4, True), "昆山市": (0.9, True)}})
        assert found.problems() == []

    def test_系数不到一给提示(self) -> None:
        assert only(project(factor=0.6)).message.endswith("系数合计到0.6，其余0.4要由共建的板块报。")

    def test_两处牵头(self) -> None:
        found = bench().add("科创项目", **{**PROJECT, "factor": 0.5})
        found.history = History(shares={"KC001": {"太仓市": (0.5, True)}})
        assert only(found.problems()).rule == "two_leads"

    def test_不牵头系数却是一(self) -> None:
        assert only(project(lead=False)).rule == "no_lead"

    def test_日期晚于月末(self) -> None:
        found = only(project(recognised=date(2025, 7, 1)))
        assert found.message.endswith("写的是2025年7月1日，晚于2025年6月底。请核对日期，还没有发生的先留空。")

    def test_日期早得离谱(self) -> None:
        assert only(project(recognised=date(1925, 6, 1))).rule == "ancient"

    @pytest.mark.parametrize(
        ("text", "advice"),
        [
            ("12/31", "不是日期。请写成2025-06-18这样，年月日都要有"),
            ("20250608", "不是日期。如果是2025-06-08，请照这样写"),
            (45816, "是一个数，不是日期。如果是2025-06-08，请照这样写"),
            ("2025-02-30", "没有这一天。请核对年月日"),
            ("2025年6月", "不是日期。请写成2025-06-18这样，年月日都要有"),
            (2025.6, "不是日期。请写成2025-06-18这样，年月日都要有"),
        ],
    )
    def test_不是日期的不猜(self, text: str | float, advice: str) -> None:
        found = only(bench().add("科创项目", **PROJECT).cell("科创项目", "R5", text, "General").problems())
        assert found.message == f"《报表.xlsx》“科创项目”表R5“认定日期”：写的是{text}，{advice}。"

    @pytest.mark.parametrize("text", ["2025年6月8日", "2025/6/8", "2025.06.08"])
    def test_写得全的日期照读并提示(self, text: str) -> None:
        found = only(project(recognised=text))
        assert (found.level, found.message.rpartition("，已")[2]) == (Level.HINT, "读作2025-06-08。")

    def test_先认定后撤销(self) -> None:
        assert only(project(withdrawn=JUNE)).message.endswith("有撤销日期，没有认定日期。请补上认定日期，或清空撤销日期。")
        found = only(project(recognised=JUNE, withdrawn=date(2025, 5, 1)))
        assert found.message.endswith("“撤销日期”：写的是2025年5月1日，早于认定日期2025年6月8日。请核对这两个日期。")

    def test_申报早于认定(self) -> None:
        assert only(project(apply_date=JUNE, recognised=date(2025, 6, 1))).rule == "stages"

    def test_阶段与日期矛盾(self) -> None:
        assert only(project(stage="在谈", land_date=JUNE)).message.endswith("写的是在谈，可已有落地日期。请改成落地，或清空落地日期。")

    def test_信用代码不是十八位要说明(self) -> None:
        assert only(project(credit_code="91320583")).level is Level.EXPLAIN

    def test_长编码存成了数(self) -> None:
        found = bench().add("科创项目", **PROJECT).cell("科创项目", "A5", 320583202506080001)
        assert "超过15位的编码被存成了数，末几位已经丢失" in found.problems()[0].message

    def test_台账与本月数对不上(self) -> None:
        found = Bench(owner="海门区", city="nantong").put("sci_project_new", 本月=2, 本年累计=2)
        found.add("科创项目", **{**PROJECT, "chain": None}, recognised=JUNE)
        found.add("科创项目", **{**PROJECT, "number": "KC002", "lead": False, "factor": 0.5}, recognised=JUNE)
        one = next(p for p in found.problems() if p.rule == "ledger")
        assert one.level is Level.EXPLAIN
        assert one.message.endswith("写的是2，“科创项目”表里本月认定、由本单位牵头的有1个。请核对；属实请说明。")


class Test活动:
    """活动：一行一站。"""

    def test_计划编号补上类型和主题(self) -> None:
        found = Bench(owner="如皋市", month=Month(2023, 3), city="nantong").put("sci_project_new", 本年累计=0)
        found.add("活动", **{**EVENT, "no": "4", "host": "如皋市", "held": date(2023, 3, 2), "scope": "市外"})
        report = found.check()
        assert report.problems == ()
        (row,) = report.tables[Table.EVENTS]
        assert (row["no"], row["type"], row["planned_words"]) == ("4", "板块招商活动", row["planned_words"])
        assert row["planned_words"]

    def test_没有的计划编号(self) -> None:
        assert only(event(no="99")).message.endswith("2025年的活动安排里没有编号99。请核对，计划外的活动请留空。")

    def test_别的板块的编号要说明(self) -> None:
        assert only(event(no="S3")).rule == "other_plan"

    def test_已举办要有日期(self) -> None:
        assert only(event(held=None)).message.endswith("状态是已举办，没有举办日期。请填举办日期，如2025-06-18。")

    def test_计划的不该有日期和成效(self) -> None:
        assert [p.rule for p in event(state="计划", signed=2)] == ["held", "results"]

    def test_以前月份的给提示(self) -> None:
        assert only(event(held=date(2025, 5, 30))).message.endswith("2025年5月30日在以前的月份，按实际日期计。")

    def test_计入的承诺(self) -> None:
        report = bench().add("活动", **EVENT, tallies="各地重大招商活动").check()
        assert report.tables[Table.EVENTS][0]["tallies"] == "district_annual_event"
        assert "没有“招商月”这项承诺。可写各地重大招商活动" in only(event(tallies="招商月")).message

    def test_名称带顿号的承诺(self) -> None:
        found = Bench(Kind.DEPARTMENT, "市科技局", Month(2025, 6), "nantong").put("foreign_talent_new", "部门报表", "海门区", 本年累计=1)
        found.add("活动", **{**EVENT, "host": "市科技局"}, tallies="训练营、技能竞赛、江海创投行")
        (row,) = found.check().tables[Table.EVENTS]
        assert (row["unit"], set(row["tallies"].split(";"))) == ("市级", {"training_camp", "fund_tour"})

    def test_场次要整数(self) -> None:
        assert only(event(talks=1.5)).message.endswith("写的是1.5，应是整数。请改成整数。")

    def test_同一站两行要说明(self) -> None:
        found = only(bench().add("活动", **EVENT).add("活动", **EVENT).problems())
        assert (found.level, found.cell) == (Level.EXPLAIN, "B6")


def test_多出来的列没有读入() -> None:
    found = only(bench().add("洽谈", day=JUNE, topic="中试").cell("洽谈", "D4", "负责人").cell("洽谈", "D5", "张三").problems())
    assert (found.level, found.message) == (Level.HINT, "《报表.xlsx》“洽谈”表D5“负责人”：模板里没有“负责人”这一列，没有读入。")


def test_缺了必要的列() -> None:
    found = only(bench().add("洽谈", day=JUNE, topic="中试").cell("洽谈", "B4", "内容").problems()[:1])
    assert found.message == "《报表.xlsx》“洽谈”表B4“内容”：模板里没有“内容”这一列。请选它是哪一列。"
    assert found.options == ("洽谈内容", "不读这一列")


def test_同名的列两次() -> None:
    found = bench().add("洽谈", day=JUNE, topic="中试").cell("洽谈", "D4", "对方").problems()
    assert found[0].message == "《报表.xlsx》“洽谈”表D4“对方”：表头里出现了两次。请只留一列。"


def test_公式算错的格子() -> None:
    found = only(bench().add("洽谈", day=JUNE, topic="中试").cell("洽谈", "C5", "=1/0").problems())
    assert "公式出错或没有算出来的值" in found.message
