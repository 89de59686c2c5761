"""读表的子进程：逐份预检、读值，每份一行 JSON；内存和每份的 CPU 时间都有上限，超了就被系统结束。

由 guard 启动：`python -m dashboard.intake.child 目录 个数`，目录里是按序号命名的文件。"""

import json
import resource
import signal
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.intake import formats, prescan
from dashboard.intake.limits import Limits


def main(folder: str, first: int, count: int) -> None:
    """读 folder 里序号 first 到 count−1 的文件。"""
    limits = Limits.configured()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in range(first, count):
        signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
        answer = read((Path(folder) / str(number)).read_bytes(), limits)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def read(book: bytes, limits: Limits) -> dict[str, Any]:
    """一份工作簿：{"sheets": […]}，或 {"refused": 一句话}。"""
    refused = formats.refusal(book)
    if refused is not None:
        return {"refused": refused}
    try:
        scanned = prescan.scan(book, limits)
        workbook = CalamineWorkbook.from_filelike(BytesIO(book))
        return {"sheets": [_sheet(workbook, part, facts, limits) for part, facts in scanned]}
    except prescan.Refused as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "读这份文件要用的内存太多，不是正常的报表。请新建一份模板，把数据粘贴过去再上传。"}
    except (CalamineError, ValueError, KeyError) as error:
        return {"refused": f"文件内部的格式读不通（{type(error).__name__}）。请用Excel或WPS打开后重新保存，再上传。"}


def _sheet(workbook: CalamineWorkbook, part: prescan.SheetPart, facts: prescan.SheetFacts, limits: Limits) -> dict[str, Any]:
    rows = workbook.get_sheet_by_name(part.name).to_python(skip_empty_area=False)
    return {
        "name": part.name,
        "hidden": part.hidden,
        "rows": [[_value(v, limits) for v in row] for row in rows],
        "errors": facts.errors,
        "uncached": sorted(facts.uncached),
        "formulas": sorted(facts.formulas),
        "hidden_rows": sorted(facts.hidden_rows),
    }


def _value(value: Any, limits: Limits) -> Any:
    """JSON 能写的值；日期写成 {"date": …}，空白写 null。"""
    if value == "" or value is None:
        return None
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return {"time": str(value)}
    return value[: limits.text] if isinstance(value, str) else value


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
