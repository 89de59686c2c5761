"""导出的表：文字不会变成公式，数就是数，A4横向。"""

import io
from datetime import date

import openpyxl
import pytest

from dashboard.exports.plain_text import neutral
from dashboard.exports.tables import Sheet, workbook


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("昆山市", "昆山市"),
        ("=1+1", "'=1+1"),
        ("＝1", "'＝1"),
        ("+86", "'+86"),
        ("－3", "'－3"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("甲\x00\x1b乙", "甲乙"),
        ("\x00=1", "'=1"),
        ("甲\t乙", "甲 乙"),
        ("", ""),
    ],
)
def test_开头像公式的不是公式(text: str, written: str) -> None:
    assert neutral(text) == written


def test_写出来打得开_数是数_字是字() -> None:
    sheet = Sheet("清单", "苏州市清单", "说明", ("名称", "天数", "日期"), [("=HYPERLINK(1)", 3, date(2025, 7, 7))], (10, 5, 8))
    page = openpyxl.load_workbook(io.BytesIO(workbook(sheet)))["清单"]
    assert [c.value for c in page[3]] == ["名称", "天数", "日期"]
    assert (page["A4"].value, page["A4"].data_type) == ("'=HYPERLINK(1)", "s")
    assert (page["B4"].value, page["B4"].data_type) == (3, "n")
    assert page["C4"].value.date() == date(2025, 7, 7)
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows) == ("landscape", 9, "$3:$3")


def test_折行的行够高() -> None:
    rows = [("短", "一句" * 20), ("短", "一句")]
    page = openpyxl.load_workbook(io.BytesIO(workbook(Sheet("清单", "标题", "说明" * 40, ("名称", "原因"), rows, (4, 10)))))["清单"]
    heights = {n: page.row_dimensions[n].height for n in (2, 4, 5)}
    assert heights[4] >= 4 * 15
    assert heights[2] >= 5 * 15
    assert heights[5] == 20
