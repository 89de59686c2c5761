"""表、列、行：缺的、多的、挪的、改名的、合并的、隐藏的，都说得出来（R2、R8—R14）。"""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet
from tests.corpus.case import FACTS, GONE, PROJECTS, SME, TALKS, Case, filled, one, received, told
from tests.intake.workbench import Bench, saved

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind

_Change = Callable[[Any], None]


def altered(change: _Change, bench: Bench | None = None) -> Callable[[], bytes]:
    """填好以后再动一下工作簿。"""

    def make() -> bytes:
        book = (bench or one(5)).book()
        change(book)
        return saved(book)

    return make


def on(sheet: str, change: Callable[[Worksheet], None]) -> Callable[[], bytes]:
    """动一张表。"""
    return altered(lambda book: change(book[sheet]))


def changed(name: str, rules: str, make: Callable[[], bytes], **more: Any) -> Case:
    return Case(name, rules, make, bench=one(5), **more)


def cases() -> list[Case]:
    return [*_sheets(), *_columns(), *_rows(), *_formulas(), *_names()]


def _sheets() -> list[Case]:
    return [
        changed("原样填好", "R8", one(5).content, reads={"E10": 5}),
        changed("缺一张表", "R12", altered(lambda b: b.remove(b[TALKS])), wrong={f"{TALKS}!": "sheet_gone"}),
        changed("改了表名", "R12", on(TALKS, lambda s: setattr(s, "title", "洽谈表")), wrong={f"{TALKS}!": "sheet_gone"}),
        changed("改了表名，选了是哪张", "R12", on(TALKS, lambda s: setattr(s, "title", "洽谈表")), reads={"E10": 5}, replies=[told("sheet_gone", "", "洽谈表", TALKS)]),
        changed("缺的清单选了本月无", "R12", altered(lambda b: b.remove(b[TALKS])), reads={"E10": 5}, replies=[told("sheet_gone", "", "本月无", TALKS)]),
        changed("隐藏的表要问", "R12", on(TALKS, lambda s: setattr(s, "sheet_state", "hidden")), wrong={f"{TALKS}!": "hidden_sheet"}),
        changed("表名带空格照认", "R12", on(TALKS, lambda s: setattr(s, "title", "洽谈 ")), reads={"E10": 5}),
        changed("多一张草稿", "R12", altered(_draft), reads={"E10": 5}, hints={"草稿!": "spare_sheet"}),
        changed("表的先后换了", "R12", altered(lambda b: b.move_sheet(FACTS, 3)), reads={"E10": 5}),
        changed("五十多张表", "R2", altered(lambda b: [b.create_sheet(f"表{n}") for n in range(60)]), wrong={"": "refused"}),
    ]


def _draft(book: Any) -> None:
    book.create_sheet("草稿")["A1"] = "算一算"


def _columns() -> list[Case]:
    return [
        changed("表头多了空格换行星号", "R10", on(FACTS, lambda s: _set(s, E4="本年\n累计 *")), reads={"E10": 5}),
        changed("表头改了名", "R10", on(FACTS, lambda s: _set(s, E4="累计数")), wrong={"E4": "column"}),
        changed("表头出现两次", "R10", on(FACTS, lambda s: _set(s, F4="本年累计", F10=6)), wrong={f"{FACTS}!A4": "heading", "F4": "heading"}),
        changed("列名选了是哪一列", "R8 R10", on(FACTS, lambda s: _set(s, E4="累计数")), reads={"E10": 5}, replies=[told("column", "E4", "本年累计")]),
        changed("列名选了不读，必要的列就缺了", "R10", on(FACTS, lambda s: _set(s, E4="累计数")), wrong={f"{FACTS}!A4": "heading"}, replies=[told("column", "E4", "不读这一列")]),
        changed("隐藏的列要问", "R12", on(FACTS, lambda s: setattr(s.column_dimensions["E"], "hidden", True)), wrong={"E4": "hidden_columns"}),
        changed("隐藏的列选了读入", "R12", on(FACTS, lambda s: setattr(s.column_dimensions["E"], "hidden", True)), reads={"E10": 5}, replies=[told("hidden_columns", "E4", "照样读入")]),
        changed("插了一列", "R10", on(FACTS, lambda s: s.insert_cols(4)), reads={"F10": 5}),
        changed("多了一列备查", "R10", on(FACTS, lambda s: _set(s, L4="备查", L10="x")), reads={"E10": 5}, hints={"L10": "ignored_column"}),
        changed("删了一列", "R10", on(FACTS, lambda s: s.delete_cols(5)), wrong={f"{FACTS}!A4": "heading"}),
        changed("表头以上插了几行", "R9", on(FACTS, lambda s: s.insert_rows(4, 6)), reads={"E16": 5}),
        changed("表头在三十行以后", "R9", on(FACTS, lambda s: s.insert_rows(4, 40)), wrong={f"{FACTS}!": "heading"}),
        changed("远处有一格", "R2 R3", on(FACTS, lambda s: _set(s, KZ5="x")), wrong={"": "refused"}),
        changed("计量单位改了", "R10", on(FACTS, lambda s: _set(s, C12="万元", E12=3)), wrong={"C12": "uom"}),
    ]


def _set(sheet: Worksheet, **cells: Any) -> None:
    for address, value in cells.items():
        sheet[address] = value


def _rows() -> list[Case]:
    return [
        changed("行的先后换了", "R9", on(FACTS, lambda s: s.move_range("A10:J10", rows=8)), reads={"E18": 5}),
        changed("删了一行", "R9", on(FACTS, lambda s: s.delete_rows(6)), reads={"E9": 5}, hints={f"{FACTS}!": "row_gone"}),
        changed("插了空行", "R9", on(FACTS, lambda s: s.insert_rows(8, 2)), reads={"E12": 5}),
        changed("加了合计行", "R11", on(FACTS, lambda s: _set(s, B17="合计", E17=5)), reads={"E10": 5, "E17": GONE}, hints={"B17": "total_row"}),
        changed("清单里加了合计行", "R11", altered(lambda b: _set(b[TALKS], A6="合计"), _talk()), reads={f"{TALKS}!洽谈内容5": "中试"}, hints={f"{TALKS}!A6": "total_row"}),
        changed("没有指标名的一行数", "R9", on(FACTS, lambda s: _set(s, E18=7)), wrong={"B18": "unknown_row"}),
        changed("不认得的指标", "R10", on(FACTS, lambda s: _set(s, B18="独角兽企业", E18=7)), wrong={"B18": "unknown_row"}),
        changed("指标选了是哪一个", "R14", on(FACTS, lambda s: _set(s, A10=None, B10="科小", E10=5)), reads={"E10": 5}, replies=[told("unknown_row", "B10", "科技型中小企业年度入库")]),
        changed("指标选了不读", "R14", on(FACTS, lambda s: _set(s, B18="独角兽企业", E18=7)), reads={"E10": 5, "E18": GONE}, replies=[told("unknown_row", "B18", "不读这一行")]),
        changed("编号删了照认名字", "R8", on(FACTS, lambda s: _set(s, A10=None)), reads={"E10": 5}),
        changed("一行抄了两遍", "R9", on(FACTS, lambda s: _set(s, B18="科技型中小企业年度入库", E18=7)), wrong={"B18": "repeated"}),
        changed("从别家的表里拷来的行", "R9", on(FACTS, lambda s: _set(s, A10=f"{SME}|昆山市")), wrong={"B10": "row_moved"}),
        changed("隐藏的行要问", "R12", _hidden_row, wrong={"A10": "hidden_rows"}),
        changed("隐藏的行选了读入", "R12", _hidden_row, reads={"E10": 5}, replies=[told("hidden_rows", "A10", "照样读入")]),
        changed("隐藏的行选了不读", "R12", _hidden_row, reads={"E10": GONE}, wrong={f"{FACTS}!": "empty"}, replies=[told("hidden_rows", "A10", "不读")]),
        changed("没有数的隐藏行不用问", "R12", on(FACTS, lambda s: setattr(s.row_dimensions[11], "hidden", True)), reads={"E10": 5}),
        changed("合并的格子读左上", "R9", on(FACTS, lambda s: s.merge_cells("B10:B11")), reads={"E10": 5}),
    ]


def _hidden_row() -> bytes:
    return on(FACTS, lambda s: setattr(s.row_dimensions[10], "hidden", True))()


def _talk() -> Bench:
    return one(5).add(TALKS, day=date(2025, 6, 3), topic="中试")


def _formulas() -> list[Case]:
    return [
        changed("公式没有算出的值", "R13", on(FACTS, lambda s: _set(s, E10="=60+60")), wrong={"E10": "formula_uncached"}),
        changed("公式有算出的值", "R13", _cached("120"), reads={"E10": 120}, hints={"E10": "formula"}),
        changed("公式出错", "R13", on(FACTS, lambda s: _error(s, "E10")), wrong={"E10": "formula_error"}),
        changed("清单里公式出错", "R13", altered(lambda b: _error(b[PROJECTS], "B5"), one(5).add(PROJECTS, **_PROJECT)), wrong={f"{PROJECTS}!B5": "field"}),
    ]


_PROJECT = {"number": "KC1", "name": "甲", "lead": True, "factor": 1, "stage": "在谈"}


def _error(sheet: Worksheet, address: str) -> None:
    sheet[address] = "#REF!"
    sheet[address].data_type = "e"


def _cached(value: str) -> Callable[[], bytes]:
    """公式连同算出的值：像在 Excel 里存过。"""

    def make() -> bytes:
        source = zipfile.ZipFile(BytesIO(on(FACTS, lambda s: _set(s, E10="=60+60"))()))
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in source.namelist():
                archive.writestr(name, re.sub(rb"<f>60\+60</f><v\s*/>|<f>60\+60</f><v></v>", b"<f>60+60</f><v>" + value.encode() + b"</v>", source.read(name)))
        return target.getvalue()

    return make


def _names() -> list[Case]:
    office = Bench(Kind.DEPARTMENT, "市统计局", Month(2025, 6)).put("hitech_output_share", "部门报表", "吴中区", 分子=5, 分母=10)
    part = office.layout.grids[0]
    number = next(n for n, row in enumerate(part.rows, 5) if row.unit == "吴中区" and row.goal.indicator == "hitech_output_share")
    place = Case("", "", bytes, bench=office).place(f"部门报表!板块{number}")[1]
    top = f"部门报表!{Case('', '', bytes, bench=office).place(f'部门报表!分子{number}')[1]}"

    def named(text: str) -> Callable[[], bytes]:
        return altered(lambda b: _set(b["部门报表"], **{place: text, f"A{number}": None}), office)

    return [
        received("板块写简称", "R14", named("吴中"), reads={top: 5}),
        received("板块写错字", "R14", named("吴钟区"), wrong={f"部门报表!{place}": "unknown_unit"}),
        received("板块没写", "R14", named(""), wrong={f"部门报表!{place}": "unknown_unit"}),
        received("板块简称有歧义", "R14", named("园区"), wrong={f"部门报表!{place}": "ask_unit"}),
        filled("板块改成别的，编号没改", "R14", office.cell("部门报表", place, "昆山市"), wrong={_indicator(office, number): "row_moved"}),
    ]


def _indicator(office: Bench, number: int) -> str:
    return f"部门报表!{Case('', '', bytes, bench=office).place(f'部门报表!指标{number}')[1]}"


