"""没有版式的表：CSV 和 Parquet；只有一张表，没有隐藏、公式、格式（INTAKE R1、R2）。"""

import csv
import io
import re
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dashboard.intake.limits import MB, Limits
from dashboard.intake.parts import Budget, ReadSheet, Refused, Rows, SheetFacts

NAME = "数据"
"""这一张表的名称。"""
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",\t;"
_LOOKED = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SAVE_AS = "请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。"
_DIRTY = f"这份文本文件里有乱码，认不出是什么编码。{_SAVE_AS}"


def csv_sheet(book: bytes, limits: Limits) -> list[ReadSheet]:
    """CSV：认编码（UTF-8、GB18030、UTF-16）和分隔符（逗号、制表符、分号）；格子都是文字。"""
    text = _decoded(book)
    csv.field_size_limit(limits.text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        return [_sheet(([cell.strip() for cell in row] for row in reader), limits)]
    except csv.Error as error:
        raise Refused(f"第{reader.line_num}行的引号对不上，或一格的文字太长，读不下去。{_SAVE_AS}") from error


def _decoded(book: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKED if book.startswith(mark)), "")
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            text = book.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Refused(_DIRTY)


def _separator(text: str) -> str:
    """前几行里隔开的行数最多的那个；一个也没有的不是表格。"""
    lines = [line for line in text.splitlines()[:_LOOKED] if line.strip()]
    found = max(_SEPARATORS, key=lambda mark: sum(mark in line for line in lines))
    if not any(found in line for line in lines):
        raise Refused(f"这是文本文件，里面没有用逗号、制表符隔开的列，不是表格。{_SAVE_AS}")
    return found


def parquet_sheet(book: bytes, limits: Limits) -> list[ReadSheet]:
    """Parquet：第1行为列名，以下是数据；先看元数据里的大小。"""
    from pyarrow import ArrowException, BufferReader
    from pyarrow.parquet import ParquetFile

    try:
        found = ParquetFile(BufferReader(book), thrift_string_size_limit=limits.file_bytes, thrift_container_size_limit=limits.shared_strings)
        about = found.metadata
        _bounded(about.num_rows, about.num_columns, sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups)), limits)
        heads = found.schema_arrow.names
        data = found.read(use_threads=False).to_pydict()
    except (ArrowException, OSError, ValueError) as error:
        raise Refused("数据文件（.parquet）坏了或用了认不得的写法，读不出。请重新导出一份再上传。") from error
    rows = zip(*(data[name] for name in heads), strict=True) if len(set(heads)) == len(heads) else iter(())
    return [_sheet(iter([heads, *([_plain(v) for v in row] for row in rows)]), limits)]


def _bounded(rows: int, columns: int, size: int, limits: Limits) -> None:
    if rows >= limits.row or columns > limits.column:
        raise Refused(f"数据文件有{rows:,}行、{columns}列，最多{limits.row - 1:,}行、{limits.column}列。请只留要报的。")
    if size > limits.unpacked_bytes:
        raise Refused(f"数据文件解开后有{size // MB}MB，超过{limits.unpacked_bytes // MB}MB。请只留要报的。")


def _plain(value: Any) -> Any:
    """数、文字、日期照旧；高精度的数写成文字，一位不丢；成串的不收。"""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | dict | bytes):
        raise Refused("数据文件里有成串的值（列表、结构、二进制），不是报表。请一格一个数再上传。")
    return value if isinstance(value, bool | int | float | str | date | datetime) or value is None else str(value)


def _sheet(rows: Iterator[list[Any]], limits: Limits) -> ReadSheet:
    """逐行数清，只留有内容的格子。"""
    budget = Budget(limits, time.process_time() + limits.scan_seconds)
    found: Rows = {}
    for number, row in enumerate(rows, 1):
        filled = {column: value for column, value in enumerate(row, 1) if value not in ("", None)}
        for column in filled:
            budget.cell(number, column)
        if filled:
            found[number] = filled
    return ReadSheet(NAME, False, found, SheetFacts())
