"""数表认行、认板块；指标分解。"""

from tests.intake.workbench import Bench, read, saved

from dashboard.domain.month import Month
from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import Kind, Table
from dashboard.intake import checking
from dashboard.intake.history import History

SME, CONTRACT = "tech_sme_annual", "tech_contract_value"
WHERE = "《报表.xlsx》“指标月报”表"


class Test认行:
    """行凭编号和字认；别名照认，拿不准的要问。"""

    def test_计量单位写成别的(self) -> None:
        found = Bench().put(CONTRACT, 本年累计=5).cell("指标月报", "C12", "万元").only()
        assert found.message == f"{WHERE}C12“计量单位”：写的是万元，应是亿元。请按亿元填数，把计量单位改回亿元。"

    def test_指标名改了(self) -> None:
        found = Bench().put(SME, 本年累计=5).cell("指标月报", "B10", "技术合同年成交额").problems()[0]
        assert (found.rule, found.cell) == ("row_moved", "B10")
        assert "这一行是昆山市的科技型中小企业年度入库，写成了昆山市的技术合同年成交额" in found.message

    def test_行挪了位置凭编号认(self) -> None:
        bench = Bench().put(SME, 本年累计=5)
        book = bench.book()
        book["指标月报"].move_range("A10:J10", rows=20)
        report = checking.check(read(saved(book)), bench.profile, bench.header, History())
        assert [(r["cell"], r["value"]) for r in report.tables[Table.FACTS]] == [("E30", 5)]

    def test_重复的行(self) -> None:
        bench = Bench().put(SME, 本年累计=5).cell("指标月报", "B30", "科技型中小企业年度入库").cell("指标月报", "E30", 5)
        assert bench.only().message == f"{WHERE}B30“指标”：与第10行重复。请只留一行。"

    def test_没有的指标(self) -> None:
        found = Bench().put(SME, 本年累计=5).cell("指标月报", "B30", "科技型中小企业入库数").cell("指标月报", "E30", 5).only()
        assert found.message == f"{WHERE}B30“指标”：没有“科技型中小企业入库数”这个指标，是不是科技型中小企业年度入库？请选一个，或用模板里的指标名。"

    def test_提前报的季度指标照收(self) -> None:
        bench = Bench(month=Month(2025, 5)).put(SME, 本年累计=5)
        bench.cell("指标月报", "B30", "国家级载体平台").cell("指标月报", "E30", 7)
        report = bench.check()
        assert report.problems == ()
        assert [(r["indicator"], r["value"]) for r in report.tables[Table.FACTS]] == [(SME, 5), ("national_platform", 7)]

    def test_合计行不计入(self) -> None:
        bench = Bench().put(SME, 本年累计=5).cell("指标月报", "B30", "合计").cell("指标月报", "E30", 5)
        assert (found := bench.only()).level is Level.HINT
        assert found.message.endswith("合计行不计入数据。")

    def test_少了行按未报(self) -> None:
        bench = Bench().put(SME, 本年累计=5)
        book = bench.book()
        book["指标月报"].delete_rows(5)
        (found,) = checking.check(read(saved(book)), bench.profile, bench.header, History()).problems
        assert "表里少了1行（国家级载体平台），按未报处理" in found.message

    def test_从别家表里拷来的行(self) -> None:
        found = Bench().put(SME, 本年累计=5).cell("指标月报", "A10", "tech_sme_annual|太仓市").problems()
        assert (found[0].rule, found[0].cell) == ("row_moved", "B10")
        assert "从太仓市的表里拷来的" in found[0].message


class Test板块名:
    """部门报表里的板块名。"""

    @staticmethod
    def named(city: str, owner: str, text: str) -> list[Problem]:
        bench = Bench(Kind.DEPARTMENT, owner, Month(2025, 12), city)
        for row in bench.layout.grids[0].rows[:1]:
            bench.put(row.goal.indicator, "部门报表", row.unit, 本年累计=5)
        return bench.cell("部门报表", "A5", None).cell("部门报表", "C5", text).problems()

    def test_别名照认(self) -> None:
        assert [p for p in self.named("nantong", "市金融局", "海安") if p.level is Level.ERROR] == []

    def test_要先问的简称给出选项(self) -> None:
        (found, *_) = self.named("nantong", "市金融局", "开发区")
        assert (found.rule, found.options) == ("ask_unit", ("南通开发区",))
        assert "写的是开发区，可能是南通开发区。请写全称" in found.message

    def test_不认得的给出相近的(self) -> None:
        (found, *_) = self.named("nantong", "市金融局", "海门市区")
        assert "没有“海门市区”这个板块。是不是海门区" in found.message


class Test指标分解:
    """年度任务。"""

    def test_各板块之和与全市不等给提示(self) -> None:
        bench = Bench(Kind.TARGETS, "", Month(2025, 12))
        bench.put(SME, "指标分解", "全市", 年度任务=100).put(SME, "指标分解", "昆山市", 年度任务=40).put(SME, "指标分解", "太仓市", 年度任务=50)
        assert (found := bench.only()).level is Level.HINT
        assert found.message.endswith("“科技型中小企业年度入库”全市任务100，各板块之和90，两数不等。都照报。")

    def test_占比任务不超过一百(self) -> None:
        found = Bench(Kind.TARGETS, "", Month(2025, 12)).put("hitech_output_share", "指标分解", "全市", 年度任务=155).only()
        assert found.message.endswith("写的是155，占比不能超过100。请填百分数，如55。")

    def test_占比任务可以有小数(self) -> None:
        bench = Bench(Kind.TARGETS, "", Month(2025, 12)).put("district_org_coverage", "指标分解", "全市", 年度任务=99.5)
        assert bench.problems() == []

    def test_板块列写别名也认(self) -> None:
        bench = Bench(Kind.TARGETS, "", Month(2025, 12)).put(SME, "指标分解", "昆山市", 年度任务=40).cell("指标分解", "H4", "昆山")
        (row,) = bench.check().tables[Table.TARGETS]
        assert (row["unit"], row["cell"]) == ("昆山市", "H19")
