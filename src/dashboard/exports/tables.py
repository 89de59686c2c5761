"""一张表写成工作簿：标题、说明、表头、行；A4横向，表头每页重复，数就是数。"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.plain_text import neutral

Value = str | int | float | date | None
_HALF = 0x2000
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="E8EEF7")


@dataclass(frozen=True, slots=True)
class Sheet:
    """一张表。widths 为各列宽几个字；note 为标题下面的一行说明。"""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    widths: tuple[int, ...]


def workbook(sheet: Sheet) -> bytes:
    """写成 .xlsx。"""
    book = Workbook()
    page = book.active
    page.title = sheet.name
    _heading(page, sheet)
    for number, values in enumerate((sheet.head, *sheet.rows), 3):
        _row(page, number, values, head=number == 3)
        page.row_dimensions[number].height = _height(zip(values, sheet.widths, strict=True))
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width * 2
    _paper(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _heading(page: Worksheet, sheet: Sheet) -> None:
    for number, text in ((1, sheet.title), (2, sheet.note)):
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(sheet.head))
        cell = page.cell(number, 1, neutral(text))
        cell.font = Font(name="宋体", bold=number == 1, size=16 if number == 1 else 10)
        cell.alignment = Alignment(horizontal="center" if number == 1 else "left", vertical="center", wrap_text=True)
    page.row_dimensions[1].height = 30
    page.row_dimensions[2].height = _height([(sheet.note, sum(sheet.widths))])


def _height(cells: Iterable[tuple[Value, int]]) -> float:
    """放得下折行的行高（磅）：不写的话，有的软件打印时不按折行加高。"""
    lines = max(ceil(_size(value) / width) if isinstance(value, str) else 1 for value, width in cells)
    return 15.0 * max(1, lines) + 5.0


def _size(text: str) -> float:
    """占几个汉字宽；留一成的余地。"""
    return 1.1 * sum(1.0 if ord(c) > _HALF else 0.55 for c in text)


def _row(page: Worksheet, number: int, values: Sequence[Value], *, head: bool) -> None:
    for column, value in enumerate(values, 1):
        cell = page.cell(number, column)
        if isinstance(value, str):
            cell.value, cell.data_type = neutral(value), "s"
        else:
            cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        if isinstance(value, float):
            cell.number_format = "#,##0.0"
        cell.border, cell.font = _BORDER, Font(name="宋体", bold=head, size=11)
        cell.alignment = Alignment(horizontal="center" if head or isinstance(value, int) else None, vertical="center", wrap_text=True)
        if head:
            cell.fill = _HEAD


def _paper(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
    page.freeze_panes = "A4"
    page.oddFooter.center.text = "第&P页，共&N页"
