"""整份工作簿：认出是谁的哪一期，缺表、多表、隐藏行、公式各说一声，问题太多时封顶。"""

from datetime import date

from openpyxl import Workbook
from tests.intake.workbench import Bench, read, saved

from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.intake import checking, headers
from dashboard.intake.history import History
from dashboard.intake.layout import CONTROL
from dashboard.intake.report import SheetCount


def bench() -> Bench:
    return Bench().put("tech_sme_annual", 本月=5, 本年累计=5)


def test_认出报头() -> None:
    assert headers.of(read(bench().content())) == Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)
    department = Bench(Kind.DEPARTMENT, "市科技局", Month(2025, 6), "nantong")
    assert headers.of(read(department.content())) == department.header
    targets = Bench(Kind.TARGETS, "", Month(2025, 12))
    assert headers.of(read(targets.content())) == Header(Kind.TARGETS, "suzhou", None, None, 202500)


def test_别的工作簿没有报头() -> None:
    assert headers.of(read(saved(Workbook()))) is None


def test_整块按表替换() -> None:
    assert bench().check().slices == tuple(
        Slice("suzhou", t, "昆山市", 202506) for t in (Table.FACTS, Table.PROJECTS, Table.EVENTS, Table.TALKS, Table.DUTIES, Table.CARRIERS)
    )
    targets = Bench(Kind.TARGETS, "", Month(2025, 12)).put("tech_sme_annual", "指标分解", "全市", 年度任务=1)
    assert targets.check().slices == (Slice("suzhou", Table.TARGETS, "全市", 202500),)


def test_读到了什么() -> None:
    report = bench().put("carrier_area", 期末=3).add("洽谈", day=date(2025, 6, 3), topic="中试").check()
    assert report.counts == (SheetCount("指标月报", 2, 3), SheetCount("科创项目", 0, 0), SheetCount("活动", 0, 0), SheetCount("洽谈", 1, 2), SheetCount("任务落实", 0, 0), SheetCount("载体名录", 0, 0))
    assert (report.rows, report.cells, report.ok) == (3, 5, True)
    assert report.tables[Table.FACTS][0] == {
        "city": "suzhou", "unit": "昆山市", "indicator": "tech_sme_annual", "period": 202506, "measure": "本月",
        "value": 5, "status": "初报", "sheet": "指标月报", "cell": "D10", "raw": "5", "conversion": "",
    }  # fmt: skip


def test_模板旧了() -> None:
    found = bench().cell(CONTROL, "A2", "0").only()
    assert found.message == "《报表.xlsx》：模板是第0版，现用第1版。请重新下载模板，把数据粘贴过去。"


def test_模板里没有这个板块_部门_期间() -> None:
    for address, text, said in (("A5", "昆仑市", "苏州市没有板块“昆仑市”"), ("A6", "202513", "期间202513不对"), ("A6", "201006", "期间201006不在")):
        assert said in bench().cell(CONTROL, address, text).check_as_read().message
    department = Bench(Kind.DEPARTMENT, "市科技局").cell(CONTROL, "A5", "市水利局")
    assert "苏州市没有部门“市水利局”" in department.check_as_read().message


def test_拿旧表改了期间的认得出() -> None:
    found = bench().cell("指标月报", "B2", "填报单位：昆山市　　期间：2025年7月　　填报人：").only()
    assert (found.rule, found.level, found.cell) == ("header_differs", Level.ERROR, "B2")
    assert found.message.endswith("期间写的是2025年7月，这份模板下发时是2025年6月的。请用2025年7月的模板填报，不要拿别的模板改。")


def test_拿别家的表改了单位的认得出() -> None:
    found = bench().cell("洽谈", "A2", "填报单位：太仓市　　期间：2025年6月").only()
    assert found.message.endswith("填报单位写的是太仓市，这份模板下发时是昆山市的。请用太仓市的模板填报，不要拿别的模板改。")


def changed(change: str) -> list[str]:
    """对打开的工作簿做一件事，返回问题的句子。"""
    found = bench()
    book = found.book()
    if change == "删表":
        del book["洽谈"]
    elif change == "多表":
        book.create_sheet("底稿")["A1"] = "草稿"
    elif change == "隐藏行":
        book["指标月报"].row_dimensions[10].hidden = True
    elif change == "隐藏表":
        book["洽谈"].sheet_state = "hidden"
    elif change == "改表头":
        book["指标月报"]["E4"] = "累计"
    report = checking.check(read(saved(book)), found.profile, found.header, History())
    return [p.message for p in report.problems]


def test_删了表() -> None:
    (found,) = changed("删表")
    assert found == "《报表.xlsx》“洽谈”表：缺少这张表（现有：说明、指标月报、科创项目、活动、任务落实、载体名录）。本月没有的请选“本月无”。"


def test_多了表_藏了行_藏了表() -> None:
    assert changed("多表") == ["《报表.xlsx》“底稿”表：模板里没有这张表，没有读入。"]
    assert changed("隐藏行") == ["《报表.xlsx》“指标月报”表A10：第10行是隐藏的（或被筛选掉的），里面有内容。请选读不读。"]
    assert changed("隐藏表") == ["《报表.xlsx》“洽谈”表：这张表是隐藏的。请选读不读。"]


def test_改了表头() -> None:
    assert changed("改表头")[0] == "《报表.xlsx》“指标月报”表E4“累计”：模板里没有“累计”这一列。请选它是哪一列。"


def test_一个数也没填() -> None:
    found = Bench().only()
    assert (found.rule, found.level) == ("empty", Level.ERROR)
    assert [p.rule for p in Bench().cell("洽谈", "B3", None).problems()] == ["none_unticked", "empty"]
    assert [p.rule for p in Bench().cell("指标月报", "E10", "约5").problems()] == ["number"]


def test_只填了清单要说明() -> None:
    found = Bench().add("洽谈", day=date(2025, 6, 3), topic="中试").only()
    assert (found.rule, found.level) == ("empty", Level.EXPLAIN)


def test_可选的表可以空着() -> None:
    department = Bench(Kind.DEPARTMENT, "市科技局").put("foreign_talent_new", "部门报表", "昆山市", 本年累计=0)
    assert department.problems() == []


def test_问题太多时封顶并说出总数() -> None:
    found = bench()
    for _ in range(600):
        found.add("洽谈", day=date(2025, 6, 1), topic="同一件事", partner="同一家")
    problems = found.problems()
    assert len(problems) == 501
    assert problems[-1].message == "《报表.xlsx》：共有599处问题，先列500处。请改好后再检查一次。"
    assert problems[-1].level is Level.EXPLAIN


def test_一列里同样的问题并成一条_格子都在() -> None:
    found = bench()
    for number in range(5):
        found.add("洽谈", day="昨天", topic=f"第{number}次")
    (one,) = found.problems()
    assert (one.cell, one.cells) == ("A5", ("A6", "A7", "A8", "A9"))
    assert one.message.endswith("年月日都要有。同样的还有4格：A6、A7、A8、A9。")


def test_并成一条的拆得回逐格() -> None:
    found = bench()
    for number in range(5):
        found.add("洽谈", day="昨天", topic=f"第{number}次")
    (one,) = found.problems()
    assert [p.cell for p in one.each()] == ["A5", "A6", "A7", "A8", "A9"]
    assert one.each()[1].message == "《报表.xlsx》“洽谈”表A6“日期”：写的是昨天，不是日期。请写成2025-06-18这样，年月日都要有。"


def test_同一列错法不同的各说各的() -> None:
    found = bench()
    for day in ("昨天", "20250618", 45800, "2025-02-30"):
        found.add("洽谈", day=day, topic="一次")
    assert [p.cells for p in found.problems()] == [()] * 4


def test_问题说得出为什么和怎么改() -> None:
    (one,) = bench().put("tech_sme_annual", 本年累计="3,2OO").problems()
    assert (one.why, one.advice) == ("写的是3,2OO（字母O），不是数字", "请改成3200")


def test_文件名里的怪字只是字() -> None:
    report = checking.check(read(bench().cell("指标月报", "E10", "x").content(), "../<b>.xlsx"), bench().profile, bench().header, History())
    assert report.problems[0].message.startswith("《../<b>.xlsx》“指标月报”表E10")


def test_很长的原文截断_不换行() -> None:
    found = bench().cell("指标月报", "E10", "很长\n" * 9_000).only()
    assert found.value == f"{'很长 ' * 20}…"
    assert f"写的是{found.value}，不是数字" in found.message
    assert "\n" not in found.message
