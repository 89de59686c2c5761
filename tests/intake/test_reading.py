"""读值：地址不错位，日期、公式、合并、宏各按本来的样子，同批的按次序回来。"""

from datetime import date, time

import pytest
from openpyxl import Workbook
from openpyxl.xml.constants import SHEET_MAIN_NS
from tests.intake import hostile
from tests.intake.workbench import Bench, read, saved

from dashboard.domain.month import Month, month_range
from dashboard.intake.book import Book, address
from dashboard.intake.guard import read_books


def filled(**cells: object) -> Book:
    """一张只有这些格子的表。"""
    book = Workbook()
    for where, value in cells.items():
        book["Sheet"][where] = value
    return read(saved(book))


def test_左上空着也不错位() -> None:
    sheet = filled(C4="甲", D7=5).sheets[0]
    assert {(r, c): v for r, row in sheet.rows.items() for c, v in row.items()} == {(4, 3): "甲", (7, 4): 5}
    assert (sheet.last_row, sheet.last_column, sheet.text(7, 4), sheet.value(1, 1)) == (7, 4, "5", None)


@pytest.mark.parametrize("form", ["yyyy-mm-dd", "yyyy年m月d日", "m/d/yy"])
def test_日期格式的数读成日期(form: str) -> None:
    book = Workbook()
    book["Sheet"]["A1"] = date(2025, 6, 18)
    book["Sheet"]["A1"].number_format = form
    assert read(saved(book)).sheets[0].value(1, 1) == date(2025, 6, 18)


def test_内置的中文日期格式也读成日期() -> None:
    """31号是中文版的“yyyy年m月d日”，文件里只有编号没有写法。"""
    styles = f'<styleSheet xmlns="{SHEET_MAIN_NS}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    rows = '<row r="1"><c r="A1" s="1"><v>45826</v></c></row>'
    found = read(hostile.package({"xl/worksheets/sheet1.xml": hostile.sheet(rows), "xl/styles.xml": styles}))
    assert found.sheets[0].value(1, 1) == date(2025, 6, 18)


def test_各种值() -> None:
    sheet = filled(A1=True, A2=0, A3=" 字 ", A4=time(9, 30), A5=1.5, A6="").sheets[0]
    assert [sheet.value(n, 1) for n in range(1, 7)] == [True, 0, " 字 ", "09:30:00", 1.5, None]
    assert [sheet.text(n, 1) for n in (1, 3, 5)] == ["TRUE", "字", "1.5"]


def test_公式_错误值_隐藏行_隐藏表都认得() -> None:
    book = Workbook()
    book["Sheet"]["B2"] = "=1+1"
    book["Sheet"].row_dimensions[2].hidden = True
    book.create_sheet("藏").sheet_state = "veryHidden"
    one, two = read(saved(book)).sheets
    assert (one.formulas, one.uncached, one.hidden_rows, two.hidden) == ({"B2"}, {"B2"}, {2}, True)
    broken = read(hostile.book('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="str"><f>A1</f><v></v></c></row>'))
    assert (broken.sheets[0].errors, broken.sheets[0].uncached) == ({"A1": "#DIV/0!"}, frozenset())


def test_不写地址的格子也记对地方() -> None:
    sheet = read(hostile.book("<row><c/><c><f>1</f></c></row><row><c><v>3</v></c></row>")).sheets[0]
    assert (sheet.uncached, sheet.value(2, 1)) == ({"B1"}, 3)


def test_合并的格子值在左上() -> None:
    book = Workbook()
    book["Sheet"]["A1"] = "合"
    book["Sheet"].merge_cells("A1:C2")
    assert read(saved(book)).sheets[0].rows == {1: {1: "合"}}


def test_带宏的只读值() -> None:
    found = read(hostile.package({"xl/worksheets/sheet1.xml": hostile.sheet(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}))
    assert (found.refused, found.sheets[0].value(1, 1)) == ("", 1)


def test_别的软件存过的也读得出() -> None:
    """openpyxl 存的文件用共享字符串，写法与下发的不同。"""
    bench = Bench().put("tech_sme_annual", 本年累计=5).cell("指标月报", "J10", "备注")
    assert bench.problems() == []
    assert bench.book()["指标月报"]["E10"].value == 5


def test_一大批按次序回来() -> None:
    months = list(month_range(Month(2022, 1), Month(2025, 12)))
    files = [(f"{m}.xlsx", Bench(month=m).put("tech_sme_annual", 本年累计=m.code).content()) for m in months]
    books = read_books([*files, ("坏.xlsx", b""), *files[:3]])
    assert [b.file for b in books] == [*(f for f, _ in files), "坏.xlsx", *(f for f, _ in files[:3])]
    sheets = [b.sheet("指标月报") for b in books]
    assert [next(v for row in s.rows.values() for v in row.values() if isinstance(v, float)) for s in sheets if s] == [
        m.code for m in (*months, *months[:3])
    ]


@pytest.mark.parametrize(("row", "column", "text"), [(1, 1, "A1"), (10, 26, "Z10"), (5, 27, "AA5"), (1048576, 16384, "XFD1048576")])
def test_地址的写法(row: int, column: int, text: str) -> None:
    assert address(row, column) == text
