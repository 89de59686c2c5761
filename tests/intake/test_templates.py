"""下发的工作簿：填满再读回来没有一处问题；只开要填的格子；样子、保护、下拉都在。"""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.intake.workbench import Bench, every_cell

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind, Table
from dashboard.intake import columns
from dashboard.intake.layout import CONTROL, lead_department
from dashboard.intake.templates import Filling, write

FLOW = {"本月": 12, "本年累计": 72, "期末": 30, "分子": 5, "分母": 8}
MONTHS = [Month(2025, m) for m in (1, 2, 3, 6, 12)]
OWNERS = [("suzhou", Kind.UNIT, "昆山市"), ("nantong", Kind.UNIT, "海门区"), ("suzhou", Kind.DEPARTMENT, "市科技局"),
          ("nantong", Kind.DEPARTMENT, "市科技局"), ("suzhou", Kind.DEPARTMENT, "市统计局")]


@pytest.mark.parametrize("month", MONTHS, ids=str)
@pytest.mark.parametrize(("city", "kind", "owner"), OWNERS)
def test_填满再读回来没有问题(city: str, kind: Kind, owner: str, month: Month) -> None:
    bench = every_cell(Bench(kind, owner, month, city), {**FLOW, "本年累计": 12} if month.month == 1 else FLOW)
    if kind is Kind.UNIT:
        bench.add("洽谈", day=date(month.year, month.month, 3), topic="中试平台", partner="某院所")
        bench.add("活动", name="推介会", host=owner, place="上海", scope="市外", state="已举办", held=date(month.year, month.month, 9), talks=3)
        for number in range(12):
            bench.add("科创项目", number=f"KC{number:03d}", name="项目", lead=True, factor=1, stage="落地", recognised=date(month.year, month.month, 8))
    report = bench.check()
    assert report.problems == ()
    assert bool(report.cells) == bool(report.rows) == bool(bench.layout.sheets)


def test_指标分解填满再读回来(bench_targets: Bench) -> None:
    for row in bench_targets.layout.grids[0].rows:
        for place in row.open:
            bench_targets.put(row.goal.indicator, "指标分解", place, 年度任务=10 if place != "全市" or row.goal.uom == "%" else 100)
    report = bench_targets.check()
    assert [p for p in report.problems if p.rule != "target_sum"] == []
    rows = report.tables[Table.TARGETS]
    assert {r["year"] for r in rows} == {2025}
    assert {r["unit"] for r in rows} == {"全市", *bench_targets.profile.unit_names}


@pytest.fixture
def bench_targets() -> Bench:
    return Bench(Kind.TARGETS, "", Month(2025, 12))


def test_同样的内容写出同样的字节() -> None:
    bench = Bench().put("tech_sme_annual", 本月=1, 本年累计=5)
    assert bench.content() == bench.content()


def test_只列当月应报的指标() -> None:
    may, june = (Bench(month=Month(2025, m)).layout.grids[0] for m in (5, 6))
    assert {r.goal.frequency.value for r in may.rows} == {"月"}
    assert {r.goal.frequency.value for r in june.rows} == {"月", "季"}
    assert all(not r.goal.counts_events and r.goal.collected_from.value == "板块" for r in june.rows)


def test_只有要填的格子没锁() -> None:
    sheet = Bench().book()["指标月报"]
    heads = {c.value: c.column for c in sheet[4]}
    opened: dict[str, set[str]] = {}
    for row in range(5, sheet.max_row + 1):
        opened[sheet.cell(row, 1).value.split("|")[0]] = {h for h, c in heads.items() if not sheet.cell(row, c).protection.locked}
    assert opened["tech_sme_annual"] == {"本月", "本年累计", "核增", "核减", "备注"}
    assert opened["national_platform"] == {"本年累计", "核增", "核减", "备注"}
    assert opened["carrier_area"] == {"期末", "备注"}
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_占比写明分子分母各是什么_单位是分子分母的() -> None:
    sheet = Bench(Kind.DEPARTMENT, "市统计局").book()["部门报表"]
    assert sheet["B5"].value == "高新技术产业产值占比（分子：高新技术产业产值；分母：规模以上工业总产值）"
    assert (sheet["C5"].value, sheet["D5"].value) == ("张家港市", "亿元")


def test_部门报表有板块行和市级行_全市指标只有全市一行() -> None:
    rows = Bench(Kind.DEPARTMENT, "市人才办").layout.grids[0].rows
    assert [r.unit for r in rows if r.goal.id == "top_talent"] == [*Bench().profile.unit_names, "市级"]
    (meeting,) = Bench(Kind.DEPARTMENT, "市政府办").layout.grids[0].rows
    assert (meeting.goal.id, meeting.unit) == ("special_meeting", "全市")


def test_牵头部门另有核定_市级_活动() -> None:
    bench = Bench(Kind.DEPARTMENT, lead_department(Bench().profile, Month(2025, 6)))
    assert [s.name for s in bench.layout.sheets] == ["部门报表", "核定", "市级", "活动", "任务落实"]
    city = next(g for g in bench.layout.grids if g.name == "市级")
    assert {r.unit for r in city.rows} == {"市级"}
    assert bench.layout.lists[0].unit == "市级"


def test_核定表一行一个指标一列一个板块() -> None:
    sheet = Bench(Kind.DEPARTMENT, "市科技局").book()["核定"]
    assert [c.value for c in sheet[4]][1:6] == ["指标", "填报项", "计量单位", "张家港市", "常熟市"]


def test_不该报的月份没有表() -> None:
    assert Bench(Kind.DEPARTMENT, "市统计局", Month(2025, 5)).layout.sheets == ()


def test_冻结打印下拉和字体() -> None:
    book = Bench().book()
    sheet, projects = book["指标月报"], book["科创项目"]
    assert (sheet.freeze_panes, projects.freeze_panes) == ("D5", "C5")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", None)
    assert {c.font.name for row in sheet.iter_rows(1, 6) for c in row} == {"微软雅黑"}
    lists = {str(r.sqref): r.formula1 for r in projects.data_validations.dataValidation if r.type == "list"}
    assert lists["B3"] == '"是,否"'
    assert '"线索,在谈,签约,落地"' in lists.values()
    assert book.active.title == "指标月报"


def test_太宽的横向分几页打_每页左边有编号和名称() -> None:
    """科创项目29列缩到一页看不清；别的表一页放得下。"""
    book = Bench().book()
    wide = [s for s in book if (s.page_setup.fitToWidth or 1) > 1]
    assert [s.title for s in wide] == ["科创项目"]
    setup = wide[0].page_setup
    assert (setup.fitToWidth, setup.fitToHeight, setup.pageOrder, setup.orientation) == (3, 0, "overThenDown", "landscape")
    assert (wide[0].print_title_cols, wide[0].print_title_rows) == ("$A:$B", "$4:$4")
    widths = [c.width for c in wide[0].column_dimensions.values() if c.min == c.max]
    assert (sum(widths) + 2 * sum(widths[:2])) / 3 < 160


def test_长的下拉放在隐藏表里() -> None:
    bench = Bench()
    many = tuple(f"产业链第{n}号名称很长" for n in range(40))
    bench.profile = replace(bench.profile, key_chains=many)
    book = bench.book()
    rules = [r.formula1 for r in book["科创项目"].data_validations.dataValidation]
    (found,) = [r for r in rules if r.startswith("'_模板'")]
    column = re.search(r"\$([A-Z]+)\$1:", found)
    assert column is not None
    assert [book[CONTROL][f"{column[1]}{n}"].value for n in (1, 40)] == [many[0], many[39]]


def test_模板编号在隐藏表里() -> None:
    book = Bench().book()
    control = book[CONTROL]
    assert control.sheet_state == "veryHidden"
    assert [control.cell(n, 1).value for n in range(1, 7)] == ["科招看板模板", "1", "unit", "suzhou", "昆山市", "202506"]


def test_空白模板不选本月无_备好空行_填过的才选() -> None:
    layout = Bench().layout
    blank = load_workbook(BytesIO(write(layout)))["洽谈"]
    filled = load_workbook(BytesIO(write(layout, Filling())))["洽谈"]
    assert (blank["B3"].value, filled["B3"].value) == (None, "是")
    assert (blank.max_row, filled.max_row) == (24, 4)


def test_以等号开头的文字只是文字() -> None:
    bench = Bench().add("洽谈", day=date(2025, 6, 3), topic="=1+1", partner="@某公司")
    sheet = bench.book()["洽谈"]
    assert (sheet["B5"].data_type, sheet["B5"].value) == ("s", "=1+1")
    (row,) = bench.check().tables[Table.TALKS]
    assert (row["topic"], row["partner"]) == ("=1+1", "@某公司")


def test_控制字符不写进文件() -> None:
    (row,) = Bench().add("洽谈", day=date(2025, 6, 3), topic="甲\x00\x0b乙<&>").check().tables[Table.TALKS]
    assert row["topic"] == "甲乙<&>"


def test_上期数和标记写在看得见的地方() -> None:
    content = write(Bench().layout, Filling(last={("tech_sme_annual", "昆山市"): 1234.0}, mark="模拟数据"), blank=True)
    sheet = load_workbook(BytesIO(content))["指标月报"]
    heads = {c.value: c.column for c in sheet[4]}
    row = next(r for r in range(5, sheet.max_row + 1) if sheet.cell(r, 1).value == "tech_sme_annual|昆山市")
    assert sheet.cell(row, heads[columns.LAST]).value == 1234
    assert sheet.cell(row, heads[columns.LAST]).protection.locked
    assert "【模拟数据】" in sheet["B2"].value


def test_说明表有填好的例子() -> None:
    sheet = Bench().book()["说明"]
    texts = [c.value for row in sheet.iter_rows() for c in row if c.value is not None]
    assert "昆山市科技招商月报（2025年6月）" in texts
    assert {15, 135} <= set(texts)
    assert any("本月无" in str(t) for t in texts)


def test_各部件是规矩的_xml() -> None:
    with zipfile.ZipFile(BytesIO(Bench().content())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert "xl/workbook.xml" in names
    assert len(names) == len(set(names))
