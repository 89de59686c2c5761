"""读表的子进程：逐份预检、读值，每份一行 JSON；内存和每份的 CPU 时间都有上限，超了就被系统结束。

由 guard 启动：`python -m dashboard.intake.child 目录 起 止`，目录里是按序号命名的文件。"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from dashboard.intake import formats, prescan
from dashboard.intake.book import address
from dashboard.intake.limits import MB, Limits
from dashboard.intake.parts import ReadSheet, Rows

_ANEW = "请新建一份模板，把数据粘贴过去再上传。"
_UNREADABLE = "文件内部的格式读不通。请用Excel或WPS打开后重新保存，再上传。"
_PANIC = "PanicException"
"""读表的库在坏文件上崩了抛的；它不是 Exception 的一种，也没有地方可以引入它。"""


def main(folder: str, first: int, count: int) -> None:
    """读 folder 里序号 first 到 count−1 的文件。"""
    limits = Limits.configured()
    confine(limits)
    for number in range(first, count):
        signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
        answer = _dumped(read((Path(folder) / str(number)).read_bytes(), limits), limits)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write(answer + b"\n")
        sys.stdout.buffer.flush()


def confine(limits: Limits) -> None:
    """本进程让着别人，内存有上限，死了不留内存映像。"""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _dumped(answer: dict[str, Any], limits: Limits) -> bytes:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    if len(text) <= limits.answer_bytes:
        return text
    return json.dumps({"refused": f"工作簿里的内容超过{limits.answer_bytes // MB}MB，不是正常的报表。{_ANEW}"}, ensure_ascii=False).encode()


def read(book: bytes, limits: Limits) -> dict[str, Any]:
    """一份工作簿：{"sheets": […]}，或 {"refused": 一句话}。"""
    try:
        return {"sheets": [_answer(sheet, limits) for sheet in _READERS[formats.of(book)](book, limits)]}
    except prescan.Refused as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": f"读这份文件要用的内存太多，不是正常的报表。{_ANEW}"}
    except (CalamineError, ValueError, KeyError):
        return {"refused": _UNREADABLE}
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return {"refused": _UNREADABLE}


def _answer(sheet: ReadSheet, limits: Limits) -> dict[str, Any]:
    facts = sheet.facts
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": [[number, list(row), [_value(v, sheet.name, number, c, limits) for c, v in row.items()]] for number, row in sheet.rows.items()],
        "errors": facts.errors,
        "uncached": sorted(facts.uncached),
        "formulas": sorted(facts.formulas),
        "percents": sorted(facts.percents),
        "hidden_rows": sorted(facts.hidden_rows),
        "hidden_columns": sorted(facts.hidden_columns),
    }


def _xlsx(book: bytes, limits: Limits) -> Iterator[ReadSheet]:
    """.xlsx、.xlsm：预检过了才交给读表的库。"""
    scanned = prescan.scan(book, limits)
    workbook = CalamineWorkbook.from_filelike(BytesIO(book))
    for part, facts in scanned:
        yield ReadSheet(part.name, part.hidden, filled(workbook.get_sheet_by_name(part.name)), facts)


def _xls(book: bytes, limits: Limits) -> Iterator[ReadSheet]:
    """.xls、.et：同上，预检的是记录流。"""
    from dashboard.intake import biff

    scanned = biff.scan(book, limits)
    workbook = CalamineWorkbook.from_filelike(BytesIO(book))
    for name, hidden, facts in scanned:
        yield ReadSheet(name, hidden, filled(workbook.get_sheet_by_name(name)), facts)


def _ods(book: bytes, limits: Limits) -> Iterable[ReadSheet]:
    from dashboard.intake import opendocument

    return opendocument.sheets(book, limits)


def _csv(book: bytes, limits: Limits) -> Iterable[ReadSheet]:
    from dashboard.intake import plain_tables

    return plain_tables.csv_sheet(book, limits)


def _parquet(book: bytes, limits: Limits) -> Iterable[ReadSheet]:
    from dashboard.intake import plain_tables

    return plain_tables.parquet_sheet(book, limits)


_READERS: dict[formats.Format, Callable[[bytes, Limits], Iterable[ReadSheet]]] = {
    formats.Format.XLSX: _xlsx,
    formats.Format.XLS: _xls,
    formats.Format.ODS: _ods,
    formats.Format.CSV: _csv,
    formats.Format.PARQUET: _parquet,
}


def filled(sheet: CalamineSheet) -> Rows:
    """只留有内容的格子：行号 → 列号 → 值，都从1起。"""
    if sheet.start is None:
        return {}
    left = sheet.start[1] + 1  # iter_rows 从第1行给起，列却从第一个有内容的列给起
    numbered = ((number, {c: v for c, v in enumerate(row, left) if v not in ("", None)}) for number, row in enumerate(sheet.iter_rows(), 1))
    return {number: row for number, row in numbered if row}


def _value(value: Any, sheet: str, row: int, column: int, limits: Limits) -> Any:
    """JSON 能写的值；日期写成 {"date": …}。"""
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return {"time": str(value)}
    if isinstance(value, str) and len(value) > limits.text:
        raise prescan.Refused(f"“{sheet}”表{address(row, column)}的文字超过{limits.text:,}个字。请删短再上传。")
    return value


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
