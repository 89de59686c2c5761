"""读出的工作簿照样另写成 .ods、.xls：值、公式、错误值、百分比、隐藏都带着，用来核对各种格式读得一样。"""

import struct
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tests.intake import oldbooks
from tests.intake.documents import package

from dashboard.intake.book import Book, Sheet, Value, address

_SPACED = str.maketrans({" ": "<text:s/>", "\t": "<text:tab/>", "\n": "<text:line-break/>"})
_DAY_ZERO = date(1899, 12, 30)
_CODES = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_PARSED = b"\x1e\x01\x00\x1e\x02\x00\x03"
_STYLES = oldbooks.styles("General", "0.0%", "yyyy-mm-dd")
_GENERAL, _PERCENT, _DAY = range(3)


def to_ods(book: Book) -> bytes:
    """写成 .ods。"""
    shut = ' table:style-name="隐"'
    tables = "".join(f"<table:table table:name={quoteattr(s.name)}{shut if s.hidden else ''}>{_ods(s)}</table:table>" for s in book.sheets)
    return package(tables, styles='<style:style style:name="隐"><style:table-properties table:display="false"/></style:style>')


def _ods(sheet: Sheet) -> str:
    columns = "".join(f"<table:table-column{_shut(c in sheet.hidden_columns)}/>" for c in range(1, max(sheet.last_column, *sheet.hidden_columns, 1) + 1))
    last = max(sheet.last_row, *sheet.hidden_rows, 0)
    return columns + "".join(f"<table:table-row{_shut(r in sheet.hidden_rows)}>{_ods_row(sheet, r)}</table:table-row>" for r in range(1, last + 1))


def _shut(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_row(sheet: Sheet, row: int) -> str:
    return "".join(_ods_cell(sheet, row, column) for column in range(1, sheet.last_column + 1))


def _ods_cell(sheet: Sheet, row: int, column: int) -> str:
    where, value = address(row, column), sheet.value(row, column)
    formula = ' table:formula="of:=X"' if where in sheet.formulas else ""
    if where in sheet.errors:
        return f'<table:table-cell office:value-type="string" calcext:value-type="error"{formula}><text:p>{sheet.errors[where]}</text:p></table:table-cell>'
    return f"<table:table-cell{formula}{_ods_value(value, where in sheet.percents)}</table:table-cell>"


def _ods_value(value: Value, percent: bool) -> str:
    if value is None:
        return ">"
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}">'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}">'
    if isinstance(value, str):
        return f' office:value-type="string"><text:p>{escape(value).translate(_SPACED)}</text:p>'
    return f' office:value-type="{"percentage" if percent else "float"}" office:value="{value!r}">'


def to_xls(book: Book) -> bytes:
    """写成 .xls。"""
    sheets = [(s.name, b"".join(_xls(s))) for s in book.sheets]
    stream = bytearray(oldbooks.stream(sheets, _STYLES))
    for sheet in book.sheets:  # 隐藏的表：在它的条目里写上
        at = stream.index(sheet.name.encode("utf-16-le")) - 4
        stream[at] = int(sheet.hidden)
    return oldbooks.compound({"Workbook": bytes(stream)})


def _xls(sheet: Sheet) -> list[bytes]:
    found = [oldbooks.record(0x007D, struct.pack("<HHHHHH", c - 1, c - 1, 0, 0, 1, 0)) for c in sheet.hidden_columns if c <= 256]
    found += [oldbooks.record(0x0208, struct.pack("<HHHHHHI", r - 1, 0, 0, 0, 0, 0, 0x20)) for r in sheet.hidden_rows]
    for row in range(1, sheet.last_row + 1):
        found += [_xls_cell(sheet, row, column) for column in range(1, sheet.last_column + 1)]
    return found


def _xls_cell(sheet: Sheet, row: int, column: int) -> bytes:
    where, value = address(row, column), sheet.value(row, column)
    error = sheet.errors.get(where)
    if where in sheet.formulas:
        return _formula(row, column, value, error, where in sheet.percents)
    if error:
        return oldbooks.record(0x0205, struct.pack("<HHHBB", row - 1, column - 1, 0, _CODES[error], 1))
    if value is None:
        return b""
    if isinstance(value, bool):
        return oldbooks.record(0x0205, struct.pack("<HHHBB", row - 1, column - 1, 0, value, 0))
    if isinstance(value, date):
        return oldbooks.number(row - 1, column - 1, (value - _DAY_ZERO).days, _DAY)
    if isinstance(value, str):
        return oldbooks.label(row - 1, column - 1, value)
    return oldbooks.number(row - 1, column - 1, value, _PERCENT if where in sheet.percents else _GENERAL)


def _formula(row: int, column: int, value: Value, error: str | None, percent: bool) -> bytes:
    """公式的缓存值：数、文字（另跟一条）、错误值，没有算过的写成空。"""
    after = b""
    if error:
        cached = b"\x02\0" + bytes([_CODES[error]]) + b"\0\0\0\xff\xff"
    elif isinstance(value, str):
        cached = bytes(6) + b"\xff\xff"
        after = oldbooks.record(0x0207, struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    elif isinstance(value, int | float):
        cached = struct.pack("<d", value)
    else:
        cached = b"\x03" + bytes(5) + b"\xff\xff"
    head = struct.pack("<HHH", row - 1, column - 1, _PERCENT if percent else _GENERAL)
    return oldbooks.record(0x0006, head + cached + struct.pack("<HIH", 0, 0, len(_PARSED)) + _PARSED) + after
