"""数表的检查：每条规则一处真实的错法，和它的整句话。"""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from tests.intake.workbench import Bench, read

from dashboard.domain.facts import Measure
from dashboard.domain.goals import Dash, Status
from dashboard.domain.month import Month
from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import Kind, Table
from dashboard.intake import checking
from dashboard.intake.history import History, LastNumber

SME, CONTRACT, AREA = "tech_sme_annual", "tech_contract_value", "carrier_area"
WHERE = "《报表.xlsx》“指标月报”表"


def one(**numbers: Any) -> Problem:
    """只填科技型中小企业一行，恰好一处问题。"""
    return Bench().put(SME, **numbers).only()


def past(values: Mapping[tuple[str, Measure, Month], float], unit: str = "昆山市", status: Status = Status.FIRST) -> History:
    """往期：（指标, 种数, 月份）→ 数。"""
    return History({(unit, i, str(m), status): LastNumber(month, v) for (i, m, month), v in values.items()})


def test_字母当数字_照界面的句式说清() -> None:
    found = one(本月=1, 本年累计="3,2OO")
    assert found == Problem(
        Level.ERROR, "number", f"{WHERE}E10“本年累计”：写的是3,2OO（字母O），不是数字。请改成3200。", "指标月报", "E10", "3,2OO", column="本年累计"
    )


def test_几处问题一次说完_阻断在前() -> None:
    found = Bench().put(SME, 本月="１", 本年累计="约10").put(AREA, 期末=-1).put(CONTRACT, 本年累计="无").problems()
    assert [(p.level, p.cell) for p in found] == [(Level.ERROR, "E10"), (Level.ERROR, "E12"), (Level.ERROR, "H13"), (Level.HINT, "D10")]


def test_横线要选是零还是没报() -> None:
    found = one(本年累计="—")
    assert (found.rule, found.options) == ("blank_or_zero", ("填0", "留空（未报）", "不适用"))
    assert found.message == f"{WHERE}E10“本年累计”：写的是—，分不清是零、没报还是不适用。是零请填0，没报请留空，不适用请写不适用。"


def test_留空是未报_零是零() -> None:
    rows = Bench().put(SME, 本月=0, 本年累计=0).check().tables[Table.FACTS]
    assert [(r["indicator"], r["measure"], r["value"]) for r in rows] == [(SME, "本月", 0), (SME, "本年累计", 0)]


def test_按个数计的要整数_金额可以有小数() -> None:
    assert one(本年累计=12.5).message.endswith("写的是12.5，按家计的应是整数。请改成整数。")
    assert Bench().put(SME, 本年累计=12.0).put(CONTRACT, 本年累计=12.5).problems() == []


@pytest.mark.parametrize(("name", "value"), [("本年累计", -1), ("核减", -2)])
def test_除了本月都不能为负(name: str, value: int) -> None:
    found = [p for p in Bench().put(SME, **{"本年累计": 5, name: value}).problems() if p.level is Level.ERROR]
    assert found[0].message.endswith(f"写的是{value}，不能为负。核减请填在“核减”列，写正数。")


def test_本月是负数要说明() -> None:
    found = Bench().put(SME, 本月=-3, 本年累计=5).only()
    assert (found.level, found.rule) == (Level.EXPLAIN, "negative")


def test_不该填的格子写了数() -> None:
    found = Bench().cell("指标月报", "H10", 5).put(SME, 本年累计=5).only()
    assert found.message == f"{WHERE}H10“期末”：写的是5，但“科技型中小企业年度入库”不填这一格。请清空。"


def test_日期格式的数() -> None:
    found = Bench().cell("指标月报", "E10", date(2025, 3, 1)).problems()
    assert "单元格成了日期（2025-03-01），不是数字。请把格式改成“常规”，重新填数" in found[0].message


def test_百分比格式按看到的读() -> None:
    bench = Bench(Kind.TARGETS, "", Month(2025, 12)).put("hitech_output_share", "指标分解", "全市", 年度任务=0.55)
    report = bench.cell("指标分解", "D5", 0.55, "0%").check()
    assert [(r["value"], r["raw"]) for r in report.tables[Table.TARGETS]] == [(55, "0.55")]
    assert [p.message.rpartition("：")[2] for p in report.conversions] == ["写的是“0.55”，已按百分比格式读作55。"]


class Test公式:
    """公式取缓存值；没有缓存值、算错的在那一格说。"""

    @staticmethod
    def with_xml(old: str, new: str) -> Any:
        """改一格的 XML。"""
        bench = Bench().put(SME, 本年累计=777)
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(bench.content())) as before, zipfile.ZipFile(target, "w") as after:
            for name in before.namelist():
                text = before.read(name).decode()
                if name.endswith("sheet2.xml"):
                    assert old in text
                    text = text.replace(old, new)
                after.writestr(name, text)
        return checking.check(read(target.getvalue()), bench.profile, bench.header, History())

    def test_有缓存值的照读并提示(self) -> None:
        report = self.with_xml("<v>777</v>", "<f>700+77</f><v>777</v>")
        assert [r["value"] for r in report.tables[Table.FACTS]] == [777]
        assert [(p.level, p.rule) for p in report.problems] == [(Level.HINT, "formula")]
        assert "有1格是公式（E10），取文件保存时算出的值" in report.problems[0].message

    @pytest.mark.parametrize("cached", ["", "<v/>", "<v></v>"])
    def test_没有缓存值的请打开保存(self, cached: str) -> None:
        (found,) = self.with_xml("<v>777</v>", f"<f>700+77</f>{cached}").problems
        assert found.message == f"{WHERE}E10“本年累计”：公式没有算出来的值。请在Excel或WPS中打开并保存，再上传。"

    def test_算错的说出错误值(self) -> None:
        (found,) = self.with_xml('<c r="E10" s="9"><v>777</v>', '<c r="E10" s="9" t="e"><f>1/0</f><v>#DIV/0!</v>').problems
        assert found.message == f"{WHERE}E10“本年累计”：公式出错（#DIV/0!）。请改好公式，或直接填数。"


class Test本月与累计:
    """本月加上月的本年累计应是本年累计。"""

    HISTORY = past({(SME, Measure.YEAR_TO_DATE, Month(2025, 5)): 100})

    def test_对不上的要说明_两格都说出来(self) -> None:
        bench = Bench().put(SME, 本月=15, 本年累计=120)
        bench.history = self.HISTORY
        found = bench.only()
        assert (found.level, found.rule) == (Level.EXPLAIN, "adds_up")
        assert found.message == f"{WHERE}E10“本年累计”：写的是120，而上月本年累计100＋D10本月15＝115，差5。请核对；属实请说明。"

    def test_核增核减算在内(self) -> None:
        bench = Bench().put(SME, 本月=15, 本年累计=113, 核增=2, 核减=4)
        bench.history = self.HISTORY
        assert bench.problems() == []

    def test_备注里的话一并列出(self) -> None:
        bench = Bench().put(SME, 本月=15, 本年累计=120).cell("指标月报", "J10", "补报5家")
        bench.history = self.HISTORY
        assert bench.only().message.endswith("属实请说明（备注写的是“补报5家”）。")

    def test_一月从零起(self) -> None:
        bench = Bench(month=Month(2025, 1)).put(SME, 本月=3, 本年累计=5)
        bench.history = past({(SME, Measure.YEAR_TO_DATE, Month(2024, 12)): 900})
        assert "上月本年累计0＋" in bench.only().message

    def test_隔了月的不对照_少了才说(self) -> None:
        bench = Bench().put(SME, 本月=1, 本年累计=90)
        bench.history = past({(SME, Measure.YEAR_TO_DATE, Month(2025, 4)): 100})
        assert bench.only().message.endswith("写的是90，比2025年4月的100少10。请核对；属实请说明。")

    def test_去年的累计不对照(self) -> None:
        bench = Bench().put(SME, 本月=1, 本年累计=90)
        bench.history = past({(SME, Measure.YEAR_TO_DATE, Month(2024, 12)): 100})
        assert bench.problems() == []

    def test_填了本月没填累计(self) -> None:
        bench = Bench().put(SME, 本月=15)
        bench.history = self.HISTORY
        assert bench.only().message.endswith("填了本月15，没有填本年累计。上月累计100加上本月应是115，请核对后补上。")

    def test_核减说明了累计为什么变少(self) -> None:
        bench = Bench().put(SME, 本月=0, 本年累计=90, 核减=10)
        bench.history = self.HISTORY
        found = bench.only()
        assert (found.level, found.rule) == (Level.HINT, "fall")
        assert found.message.endswith("比2025年5月的100少10，G10已填核减10。")

    def test_核减抵不上少的仍要说明(self) -> None:
        bench = Bench().put(SME, 本年累计=80, 核减=10)
        bench.history = self.HISTORY
        found = bench.only()
        assert (found.level, found.rule) == (Level.EXPLAIN, "fall")
        assert found.message.endswith("比2025年5月的100少20，其中G10核减10。请核对；属实请说明。")

    def test_对不上时说出上月的格子(self) -> None:
        bench = Bench().put(SME, 本月=15, 本年累计=120)
        bench.history = History({("昆山市", SME, "本年累计", Status.FIRST): LastNumber(Month(2025, 5), 100, "指标月报", "E9")})
        assert "而上月本年累计100（上月“指标月报”表E9）＋D10本月15＝115，差5" in bench.only().message

    def test_读不成的一格不连带报别的(self) -> None:
        bench = Bench().put(SME, 本月=15, 本年累计="约120")
        bench.history = self.HISTORY
        assert bench.only().rule == "number"


class Test不寻常:
    """增量与往期相差太多要说明。"""

    @staticmethod
    def told(total: float, steps: tuple[float, ...], last: float = 100) -> list[Problem]:
        bench = Bench().put(SME, 本年累计=total)
        key = ("昆山市", SME, str(Measure.YEAR_TO_DATE), Status.FIRST)
        bench.history = History({key: LastNumber(Month(2025, 5), last)}, {key: steps})
        return bench.problems()

    def test_多写了一位(self) -> None:
        (found,) = self.told(300, (18, 20, 22, 19, 21))
        assert (found.level, found.rule, found.cell) == (Level.EXPLAIN, "unusual", "E10")
        assert found.message.endswith("写的是300，这一期增加200，往期一般增加20左右。请核对有没有多写少写一位、计量单位对不对；属实请说明。")

    def test_寻常的不说(self) -> None:
        assert self.told(125, (18, 20, 22, 19, 21)) == []

    def test_往期太少不下结论(self) -> None:
        assert self.told(300, (18, 20)) == []

    def test_少了只说少了(self) -> None:
        assert [p.rule for p in self.told(50, (18, 20, 22, 19, 21))] == ["fall"]

    def test_年内没有上一期又不是年初的不比(self) -> None:
        bench = Bench().put(SME, 本年累计=300)
        bench.history = History({}, {("昆山市", SME, str(Measure.YEAR_TO_DATE), Status.FIRST): (1, 2, 1)})
        assert bench.problems() == []


def test_期末少了要说明() -> None:
    bench = Bench().put(AREA, 期末=50)
    bench.history = past({(AREA, Measure.STOCK, Month(2025, 3)): 60.5})
    found = bench.only()
    assert (found.level, found.rule) == (Level.EXPLAIN, "fall")
    assert found.message.endswith("写的是50，比2025年3月的60.5少10.5。请核对；属实请说明。")


class Test占比:
    """分子、分母要成对，分母不为零。"""

    @staticmethod
    def share(**numbers: Any) -> Problem:
        return Bench(Kind.DEPARTMENT, "市统计局").put("hitech_output_share", "部门报表", "常熟市", **numbers).only()

    def test_缺一半(self) -> None:
        assert self.share(分子=3).message.endswith("“分子”：填了分子3，没有填分母。请补上，或两格都留空。")

    def test_分母为零(self) -> None:
        assert self.share(分子=3, 分母=0).rule == "zero_denominator"

    def test_超过百分之百要说明(self) -> None:
        assert (found := self.share(分子=9, 分母=8)).level is Level.EXPLAIN
        assert found.message.endswith("分子9大于I6的分母8，占比超过100%。请核对；属实请说明。")

    def test_核定表里分子分母在两行也成对(self) -> None:
        bench = Bench(Kind.DEPARTMENT, "市科技局", Month(2025, 12))
        bench.put("district_org_coverage", "核定", "常熟市", 分子=3)
        assert [p.rule for p in bench.problems() if p.sheet == "核定"] == ["half_ratio"]


class Test不适用:
    """与未报、零分开；一项记一笔，值为空。"""

    def test_写明的直接记下(self) -> None:
        report = Bench().put(SME, 本月="不适用", 本年累计="不适用").check()
        assert report.problems == ()
        assert [(r["measure"], r["value"], r["raw"], r["cell"]) for r in report.tables[Table.FACTS]] == [("本年累计", None, "不适用", "D10")]

    def test_横线选成不适用(self) -> None:
        report = Bench().put(SME, 本年累计="—").answer("blank_or_zero", "E10", "不适用").check()
        assert report.ready
        assert [(r["value"], r["raw"]) for r in report.tables[Table.FACTS]] == [(None, "—")]

    def test_与数混填的要改(self) -> None:
        found = Bench().put(SME, 本月="不适用", 本年累计=5).only()
        assert (found.rule, found.cell) == ("mixed", "D10")
        assert "可E10填了5" in found.message

    def test_任务里没有不适用(self) -> None:
        bench = Bench(Kind.TARGETS, "", Month(2025, 12)).put(SME, "指标分解", "昆山市", 年度任务="不适用")
        (found,) = [p for p in bench.problems() if p.level is Level.ERROR]
        assert found.options == ("填0", "留空（未报）")


@pytest.mark.parametrize(
    ("dash", "stored"), [(Dash.ZERO, [("本年累计", 0)]), (Dash.NOT_APPLICABLE, [("本年累计", None)]), (Dash.NOT_REPORTED, [])]
)
def test_横线照指标的设定读_并说出来(dash: Dash, stored: list[tuple[str, object]]) -> None:
    bench = Bench().put(SME, 本年累计="—").put(AREA, 期末=1)
    goals = tuple(replace(g, dash=dash) for g in bench.profile.goals)
    bench.profile = replace(bench.profile, goals=goals)
    report = bench.check()
    assert [p.rule for p in report.problems] == ["conversion"]
    assert [(r["measure"], r["value"]) for r in report.tables[Table.FACTS] if r["indicator"] == SME] == stored


def test_换算和中文数字选了就按选的读() -> None:
    bench = Bench().put(CONTRACT, 本年累计="3,200万元").put(SME, 本年累计="三百二十")
    asked = {p.cell: (p.rule, p.options) for p in bench.problems()}
    assert asked == {"E10": ("chinese_number", ("320家",)), "E12": ("scale", ("0.32亿元",))}
    report = bench.answer("chinese_number", "E10", "320家").answer("scale", "E12", "0.32亿元").check()
    assert report.ready
    assert {(r["cell"], str(r["value"]), r["raw"]) for r in report.tables[Table.FACTS]} == {("E10", "320", "三百二十"), ("E12", "0.32", "3,200万元")}


def test_替人改了什么随数存下() -> None:
    (row,) = Bench().put(SME, 本年累计="１，２００家").check().tables[Table.FACTS]
    assert (row["value"], row["raw"], row["conversion"]) == (1200, "１，２００家", "按全角字符、单位“家”、千分位逗号读作1200")
