"""照读到的另写一份 .xlsx：值、百分比、错误值、隐藏的行列表都照旧，再上传读得一样；版式和公式不带（子进程里用）。"""

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
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


def copied(read: Mapping[str, Any]) -> tuple[Workbook, Sheets]:
    """read 为读表的子进程的回答。文字就是文字，不会成为公式。"""
    book = Workbook()
    book.remove(book.active)
    return book, {found["name"].strip(): _sheet(book, found) for found in read["sheets"]}


def _sheet(book: Workbook, found: Mapping[str, Any]) -> Worksheet:
    sheet = book.create_sheet(_UNFIT.sub("_", found["name"])[:_LONGEST] or "表")
    sheet.sheet_state = "visible" if not found["hidden"] else "veryHidden" if found["name"] == CONTROL else "hidden"
    for row, columns, values in found["rows"]:
        for column, value in zip(columns, values, strict=True):
            _put(sheet, row, column, value)
    for cell in found["percents"]:
        sheet[cell].number_format = "0.00%"
    for cell, text in {**dict.fromkeys(found["uncached"], _WRONG), **found["errors"]}.items():
        sheet[cell].value = text if text in ERROR_CODES else _WRONG
        sheet[cell].data_type = "e"
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        sheet.column_dimensions[get_column_letter(column)].hidden = column in found["hidden_columns"]
    for row in found["hidden_rows"]:
        if row <= sheet.max_row:
            sheet.row_dimensions[row].hidden = True
    return sheet


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, dict):
        value = date.fromisoformat(value["date"]) if "date" in value else value["time"]
    if isinstance(value, date) and value >= _FIRST:
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, bool) or (isinstance(value, int | float) and math.isfinite(value)):
        cell.value = value
    else:
        cell.value, cell.data_type = plain(str(value)), "s"
