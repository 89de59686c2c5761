"""照读到的另写一份 .xlsx：值、百分比、错误值、隐藏的行列表都照旧，再上传读得一样（子进程里用）。

公式成了值；版式用下发的那份模板的（是它另存的），不是的没有版式。"""

import math
import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES, Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake.layout import CONTROL
from dashboard.intake.remarks import plain

_WIDTH, _LONGEST = 16, 31
_UNFIT = re.compile(r"[\[\]:*?/\\]")
"""Excel 的表名里不能有的字。"""
_FIRST = date(1900, 3, 1)
"""比它早的日期 Excel 数得不对，写成文字。"""
_WRONG = "#VALUE!"
"""别的软件的错误值、没有算过的公式，写成它：再上传照样拦下，不会当作没报。"""

Sheets = dict[str, Worksheet]
"""去掉首尾空白的原表名 → 写出的表。"""


def copied(read: Mapping[str, Any], base: bytes = b"") -> tuple[Workbook, Sheets]:
    """read 为读表的子进程的回答；base 为版式照它的模板，没有为空。文字就是文字，不会成为公式。"""
    book = load_workbook(BytesIO(base)) if base else Workbook()
    given = {sheet.title: sheet for sheet in book.worksheets} if base else {}
    wanted = [found["name"] for found in read["sheets"]]
    for sheet in book.worksheets:
        if sheet.title not in wanted or not base:
            book.remove(sheet)
    sheets = {found["name"].strip(): _sheet(book, found, given.get(found["name"])) for found in read["sheets"]}
    for place, sheet in enumerate(sheets.values()):
        book.move_sheet(sheet, place - book.index(sheet))
    return book, sheets


def _sheet(book: Workbook, found: Mapping[str, Any], given: Worksheet | None) -> Worksheet:
    sheet = given or book.create_sheet(_UNFIT.sub("_", found["name"])[:_LONGEST] or "表")
    sheet.sheet_state = "visible" if not found["hidden"] else "veryHidden" if found["name"] == CONTROL else "hidden"
    if given:
        _emptied(given)
    for row, columns, values in found["rows"]:
        for column, value in zip(columns, values, strict=True):
            _put(sheet.cell(row, column), value)
    _noted(sheet, found)
    for column in range(1, sheet.max_column + 1):
        beside = sheet.column_dimensions[get_column_letter(column)]
        beside.width, beside.hidden = (beside.width if given else _WIDTH), column in found["hidden_columns"]
    for row in found["hidden_rows"]:
        if row <= sheet.max_row:
            sheet.row_dimensions[row].hidden = True
    return sheet


def _emptied(sheet: Worksheet) -> None:
    """模板里的字都去掉，只留版式；一段列合写的样子只留给第一列，免得与后面单写的列重叠。"""
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell):
                cell.value = None
    for beside in sheet.column_dimensions.values():
        beside.max = beside.min


def _noted(sheet: Worksheet, found: Mapping[str, Any]) -> None:
    """值以外的事：百分比，错误值，没有算过的公式。"""
    for cell in found["percents"]:
        sheet[cell].number_format = "0.00%"
    for cell, text in {**dict.fromkeys(found["uncached"], _WRONG), **found["errors"]}.items():
        sheet[cell].value = text if text in ERROR_CODES else _WRONG
        sheet[cell].data_type = "e"


def _put(cell: Cell | MergedCell, value: Any) -> None:
    """一格的值；合并的格子里被盖住的写不进，也看不见。"""
    if isinstance(cell, MergedCell):
        return
    if isinstance(value, dict):
        value = date.fromisoformat(value["date"]) if "date" in value else value["time"]
    if isinstance(value, date) and value >= _FIRST:
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, bool) or (isinstance(value, int | float) and math.isfinite(value)):
        cell.value = value
    else:
        cell.value, cell.data_type = plain(str(value)), "s"
