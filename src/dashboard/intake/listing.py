"""问题清单：带标记的原表最前面的一张表；再上传时不当作数据，也不提示（子进程里用）。"""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake.book import LISTING_MARK, LISTING_PLACE
from dashboard.intake.looks import FONT
from dashboard.intake.remarks import FILLS, clear

NAME = "问题清单"
_WIDTHS = (6, 9, 13, 10, 24, 16, 12, 40, 34, 22)
_SHEET, _CELL = 3, 4
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="DCE6F2")
_LINK = "1F5FA6"
_ROW, _COLUMN = LISTING_PLACE
"""认得出是问题清单的那一格；它所在的列是隐藏的，下面各行记涂色以前的底色。"""


def removed(book: Workbook) -> None:
    """去掉上一次的问题清单和它标的格子。"""
    for sheet in list(book.worksheets):
        if sheet.cell(_ROW, _COLUMN).value == LISTING_MARK:
            _restored(book, _fills(sheet))
            book.remove(sheet)


def _fills(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """记下的（表、格子）→ 涂色以前的底色。"""
    found: dict[tuple[str, str], str] = {}
    for row in range(_ROW + 1, sheet.max_row + 1):
        name, text = sheet.cell(row, _SHEET).value, str(sheet.cell(row, _COLUMN).value or "")
        for cell, _, fill in (part.partition(":") for part in text.split()):
            found.setdefault((str(name), cell), fill)
    return found


def _restored(book: Workbook, fills: dict[tuple[str, str], str]) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style or cell.comment:
                    clear(cell, fills.get((sheet.title, cell.coordinate), ""))


def added(book: Workbook, request: dict[str, Any], names: dict[str, str], fills: list[dict[str, str]], extra: Sequence[str]) -> None:
    """加在最前面，打开就是它。names 为去掉首尾空白的表名 → 表名；fills 为各处涂色以前的底色；extra 为另要说明的。"""
    taken = {name.strip() for name in book.sheetnames}
    name = next(n for n in (NAME, *(f"{NAME}{k}" for k in range(2, 99))) if n not in taken)
    sheet = book.create_sheet(name, 0)
    head = _heading(sheet, request, extra)
    for number, (mark, was) in enumerate(zip(request["marks"], fills, strict=True), 1):
        _line(sheet, head + number, number, mark, names.get(mark["sheet"].strip(), ""), was)
    _paper(sheet, head, len(request["marks"]), request["mark"])
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _heading(sheet: Worksheet, request: dict[str, Any], extra: Sequence[str]) -> int:
    """标题、说明、表头；返回表头的行号。"""
    notes = (request["mark"], *request["notes"], *extra)
    lines = [(request["title"], 16), *((note, 11) for note in notes if note)]
    for row, (text, size) in enumerate(lines, 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
        cell = _text(sheet, row, 1, text)
        cell.font = Font(name=FONT, size=size, bold=row == 1 or text == request["mark"])
        sheet.row_dimensions[row].height = 30 if row == 1 else 18 * (1 + len(text) // 90)
    sheet.cell(_ROW, _COLUMN, LISTING_MARK)
    head = len(lines) + 1
    for column, text in enumerate(request["head"], 1):
        cell = _text(sheet, head, column, text)
        cell.font, cell.fill, cell.border = Font(name=FONT, size=11, bold=True), _HEAD, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return head


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """一格文字，不会成为公式。"""
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _line(sheet: Worksheet, row: int, number: int, mark: dict[str, Any], title: str, was: dict[str, str]) -> None:
    """清单里的一行；单元格一栏点了就到那一格。"""
    sheet.cell(row, 1, number)
    for column, text in enumerate(mark["row"], 2):
        _text(sheet, row, column, text)
    for column in range(1, len(_WIDTHS) + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.border = Font(name=FONT, size=11), _BOX
        cell.alignment = Alignment(horizontal="center" if column in (1, 2, _CELL) else "left", vertical="center", wrap_text=True)
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[mark["level"]])
    if title:
        target = f"{quote_sheetname(title)}!{next(iter(was), '') or 'A1'}"
        link = sheet.cell(row, _CELL if mark["cell"] else _SHEET)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=target, display=str(link.value or ""))
        link.font = Font(name=FONT, size=11, color=_LINK, underline="single")
    longest = max(-(-_wide(text) // (_WIDTHS[column] - 1)) for column, text in enumerate(mark["row"], 1))
    sheet.row_dimensions[row].height = min(390, 6 + 16 * max(1, longest))
    if was:
        _text(sheet, row, _COLUMN, " ".join(f"{cell}:{fill}" for cell, fill in was.items())[:30_000])


def _wide(text: str) -> int:
    """一行文字占几个字符宽；一个汉字占两个。"""
    return sum(2 if ord(ch) > 0x2E7F else 1 for ch in text)


def _paper(sheet: Worksheet, head: int, rows: int, mark: str) -> None:
    """列宽、冻结、筛选；A4 横向，表头每页重复，页眉印标记。"""
    last = get_column_letter(len(_WIDTHS))
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(_COLUMN)].hidden = True
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.auto_filter.ref = f"A{head}:{last}{head + rows}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{last}{head + rows}"
    sheet.print_title_rows = f"{head}:{head}"
    if mark:
        sheet.oddHeader.right.text = mark
    sheet.oddFooter.center.text = "第&P页，共&N页"
