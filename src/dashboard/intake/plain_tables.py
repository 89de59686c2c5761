"""没有版式的表：CSV 和 Parquet；只有一张表，没有隐藏、公式、格式（INTAKE R1、R2）。"""

import csv
import io
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dashboard.intake.limits import MB, Limits
from dashboard.intake.parts import Budget, ReadSheet, Refused, Rows, SheetFacts

if TYPE_CHECKING:
    from pyarrow import ChunkedArray

NAME = "数据"
"""这一张表的名称。"""
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",\t;"
_DECLARED = re.compile(r"sep=([,\t;])\r?\n")
"""Excel 认的第一行：写明分隔符；它自己不占一行。"""
_LOOKED = 20
_OFTEN = 4096
_LONG = 10**15
_DOS_END = "\x1a"
"""老软件导出的文本，末尾有这个记号。"""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SAVE_AS = "请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。"
_DIRTY = f"这份文本文件里有乱码，认不出是什么编码。{_SAVE_AS}"
_CUT = "这份文本文件在半个字的地方断了（多半没有传完）。请重新保存一份再上传。"
_BROKEN = "数据文件（.parquet）坏了或用了认不得的写法，读不出。请重新导出一份再上传。"


def csv_sheet(book: bytes, limits: Limits) -> list[ReadSheet]:
    """CSV：认编码（UTF-8、GB18030、UTF-16）和分隔符（逗号、制表符、分号）；格子都是文字。"""
    csv.field_size_limit(limits.text)
    return [_sheet(_rows(_decoded(book), limits), limits)]


def _rows(text: str, limits: Limits) -> Iterator[list[str]]:
    """逐行；读不下去的说是第几行。"""
    declared = _DECLARED.match(text)
    mark = declared[1] if declared else _separator(text, limits)
    reader = csv.reader(io.StringIO(text[declared.end() if declared else 0 :], newline=""), delimiter=mark, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Refused(f"第{reader.line_num}行的引号对不上，或一格的文字超过{limits.text:,}个字，读不下去。{_SAVE_AS}") from error


def _decoded(book: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKED if book.startswith(mark)), "")
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            text = book.decode(encoding).rstrip(_DOS_END)
        except UnicodeDecodeError as error:
            if "end of data" in error.reason or "truncated" in error.reason or "incomplete" in error.reason:
                raise Refused(_CUT) from error
            continue
        if not _CONTROL.search(text):
            return text
    raise Refused(_DIRTY)


def _separator(text: str, limits: Limits) -> str:
    """把前几行隔成一样多列、隔得最多的那个（数里的千分位逗号隔不出那么多）；一个也隔不开的不是表格。"""
    lines = [line[: limits.text] for line in text.splitlines()[:_LOOKED] if line.strip()]
    scores = {mark: _score(lines, mark) for mark in _SEPARATORS}
    found = max(_SEPARATORS, key=lambda mark: scores[mark])
    if not any(scores.values()):
        raise Refused(f"这是文本文件，里面没有用逗号、制表符或分号隔开的列，不是表格。{_SAVE_AS}")
    return found


def _score(lines: Iterable[str], mark: str) -> int:
    """隔得开的行里最常见的列数，乘以有几行是这样。"""
    widths = Counter(width for row in csv.reader(lines, delimiter=mark) if (width := len(row)) > 1)
    return max((width * times for width, times in widths.items()), default=0)


def parquet_sheet(book: bytes, limits: Limits) -> list[ReadSheet]:
    """Parquet：第1行为列名，以下是数据；先看元数据里的大小。"""
    from pyarrow import ArrowException, BufferReader
    from pyarrow.parquet import ParquetFile

    try:
        found = ParquetFile(BufferReader(book), thrift_string_size_limit=limits.file_bytes, thrift_container_size_limit=limits.shared_strings)
        about = found.metadata
        _bounded(about.num_rows, about.num_columns, sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups)), limits)
        table = found.read(use_threads=False)
        if table.num_rows != about.num_rows:
            raise Refused(_BROKEN)
        columns = [_values(column) for column in table.columns]
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        raise Refused(_BROKEN) from error
    return [_sheet([table.schema.names, *zip(*columns, strict=True)], limits)]


def _bounded(rows: int, columns: int, size: int, limits: Limits) -> None:
    if rows >= limits.row or columns > limits.column:
        raise Refused(f"数据文件有{rows:,}行、{columns}列，最多{limits.row - 1:,}行、{limits.column}列。请只留要报的。")
    if size > limits.unpacked_bytes:
        raise Refused(f"数据文件解开后有{size // MB}MB，超过{limits.unpacked_bytes // MB}MB。请只留要报的。")


def _values(column: "ChunkedArray") -> list[Any]:
    """一列的值。半精度的数按它自己的精度写，0.1 不成为 0.10000000149。"""
    from pyarrow import types

    if types.is_float32(column.type) or types.is_float16(column.type):
        return [None if text is None else float(text) for text in column.cast("string").to_pylist()]
    return [_plain(value) for value in column.to_pylist()]


def _plain(value: Any) -> Any:
    """数、文字、日期照旧；高精度的、超过15位的数写成文字，一位不丢；成串的不收。"""
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= _LONG):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, list | dict | bytes):
        raise Refused("数据文件里有成串的值（列表、结构、二进制），不是报表。请一格一个数再上传。")
    return value if isinstance(value, bool | int | float | str | date | datetime) or value is None else str(value)


def _sheet(rows: Iterable[Sequence[Any]], limits: Limits) -> ReadSheet:
    """逐行数清，只留有内容的格子。"""
    budget = Budget(limits, time.process_time() + limits.scan_seconds)
    found: Rows = {}
    for number, row in enumerate(rows, 1):
        if number % _OFTEN == 0:
            budget.unpack(0)
        filled = {column: value for column, value in enumerate(row, 1) if value not in ("", None)}
        for column in filled:
            budget.cell(number, column)
        if filled:
            found[number] = filled
    return ReadSheet(NAME, False, found, SheetFacts())
