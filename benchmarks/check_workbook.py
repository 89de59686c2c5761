"""检查一份工作簿要多久、用多少内存：平常的月报、五千行的项目台账、五万行二十列的大表，各种格式；一个文件夹里内存涨不涨。

用法：python benchmarks/check_workbook.py   逐项打印实测与目标，达不到也照写。与“只用 calamine 读值＋起一个不读文件的子进程”相比的倍数在同一轮里量，
机器快慢、忙闲都不影响；多跑几轮取中位数。"""

import csv
import io
import os
import random
import resource
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
from measured import old_book
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.submissions import Header, Kind
from dashboard.flows import folder, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake import checking, child, formats, guard, prescan
from dashboard.intake.book import from_answer
from dashboard.intake.history import History
from dashboard.intake.layout import layout
from dashboard.intake.limits import MB, Limits
from dashboard.intake.templates import Filling, write

HEADER = Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)
ROUNDS, ROWS, COLUMNS, FILES = 9, 49_990, 20, 60
SAMPLES = paths.root() / "tests" / "intake" / "files"


def main() -> None:
    profile = profiles.read(paths.cities_dir() / "suzhou")
    print(f"{os.cpu_count()}核，负载{os.getloadavg()[0]:.1f}，各项{ROUNDS}轮取中位数；起读表的子进程，不读文件：{median(empty_child):.0f}毫秒")
    print("\n平常的月报")
    normal = {"月报.xlsx": workbook(profile, 8), **{f.name: f.read_bytes() for f in sorted(SAMPLES.glob("月报.*"))}}
    for name, content in normal.items():
        aim(f"{name}（{len(content) / 1024:.0f}KB），÷（calamine读值＋起子进程）", ratio(name, content, profile), 2, "倍")
    parts(profile, workbook(profile, 8))
    print("\n五千行的项目台账")
    content = workbook(profile, 5000)
    aim(f".xlsx（{len(content) / 1024:.0f}KB）", median(lambda: checked("台账.xlsx", content, profile), 3) / 1000, 3, "秒")
    parts(profile, content)
    print(f"\n{ROWS:,}行{COLUMNS}列")
    for name, make in LARGE.items():
        large(name, make(), profile)
    in_folder(profile)


def aim(what: str, found: float, most: float, uom: str) -> None:
    """一项：实测、目标、达到没有。"""
    print(f"  {what}：{found:.2f}{uom}（目标≤{most:g}{uom}，{'达到' if found <= most else '没有达到'}）")


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """中位数，毫秒。"""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def checked(name: str, content: bytes, profile: CityProfile) -> object:
    """读了、查了。"""
    (book,) = guard.read_books([(name, content)])
    return checking.check(book, profile, HEADER, History()) if not book.refused else book


def ratio(name: str, content: bytes, profile: CityProfile) -> float:
    """整个检查是“只用 calamine 读值＋起一个不读文件的子进程”的几倍；每轮紧挨着量，取各轮的中位数。"""
    found = []
    for _ in range(ROUNDS):
        bare = median(lambda: calamine(content), 1) + median(empty_child, 1)
        found.append(median(lambda: checked(name, content, profile), 1) / bare)
    return statistics.median(found)


def empty_child() -> object:
    """起读表的子进程，不读文件。"""
    with tempfile.TemporaryDirectory() as name:
        return guard.started("dashboard.intake.child", (name, "0", "0"), 1, 25)


def calamine(content: bytes) -> object:
    """只用 calamine 把每张表的值读出来。"""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def parts(profile: CityProfile, content: bytes) -> None:
    """各段用多久。"""
    limits = Limits()
    answer = child.read(content, limits)
    book = from_answer("月报.xlsx", answer)
    found = {
        "calamine读值": lambda: calamine(content),
        "预检": lambda: (formats.of(content), prescan.scan(content, limits)),
        "受限子进程里读完": lambda: guard.read_books([("月报.xlsx", content)]),
        "检查": lambda: checking.check(book, profile, HEADER, History()),
    }
    print("  其中（毫秒）：" + "，".join(f"{name}{median(work, 3):.1f}" for name, work in found.items()))


def large(name: str, content: bytes, profile: CityProfile) -> None:
    """大表：多久，子进程最多用多少内存（各种格式里最多的一次）。"""
    started = time.perf_counter()
    checked(f"大.{name}", content, profile)
    aim(f".{name}（{len(content) / MB:.1f}MB）", time.perf_counter() - started, 12, "秒")
    aim(f".{name}到此为止，子进程内存", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1024, "MB")


def in_folder(profile: CityProfile) -> None:
    """一个文件夹：最慢的一份多久，第二遍比第一遍多占多少内存。"""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "收到")
        place.mkdir()
        for number in range(FILES):
            (place / f"{number:03}.xlsx").write_bytes(workbook(profile, 0 if number % 10 else 2000))
        files, dash = sorted(place.iterdir()), Dashboard(Path(name, "var"))
        slowest = max(median(lambda f=f: uploads.check_books(dash, [(f.name, f.read_bytes())]), 1) for f in files[:: FILES // 12])
        folder.check(dash, files, None, None, (), lambda *_: None)
        before = psutil.Process().memory_info().rss
        folder.check(dash, files, None, None, (), lambda *_: None)
        grown = (psutil.Process().memory_info().rss - before) / MB
        dash.close()
    print(f"\n一个文件夹，{FILES}份")
    aim("最慢的一份", slowest / 1000, 25, "秒")
    aim("再查一遍，本进程多占的内存", grown, 20, "MB")


def workbook(profile: CityProfile, projects: int) -> bytes:
    """填满的月报，带这么多行科创项目。"""
    book = layout(profile, HEADER)
    numbers = {"本月": 12, "本年累计": 72, "期末": 30}
    values = {
        (grid.name, *key): numbers[key[2]]
        for grid in book.grids
        for row in grid.rows
        for column in grid.columns
        if (key := grid.key(row, column))[2] in numbers and column.header in row.open
    }
    rows = [
        {
            "number": f"KC{n:06d}", "name": f"启航{n}号研发中心", "credit_code": f"91320583MA{n:08d}", "lead": True, "factor": 1,
            "chain": "生物医药", "source_place": "上海", "stage": "落地", "land_date": date(2025, 6, 5), "recognised": date(2025, 6, 8),
            "has_tech": True, "has_talent": True, "has_growth": False, "has_capital": n % 7 == 0, "funding": n % 500,
        }
        for n in range(projects)
    ]  # fmt: skip
    return write(book, Filling(values, {"科创项目": rows}))


def table() -> list[list[str | float]]:
    """大表的内容：一列文字，其余是各不相同的小数。"""
    chance = random.Random(1)
    return [[f"第{n}行", *(chance.randrange(100_000) / 100 for _ in range(COLUMNS - 1))] for n in range(ROWS)]


def xlsx() -> bytes:
    book, found = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("数据")
    for row in table():
        sheet.append(row)
    book.save(found)
    return found.getvalue()


def ods() -> bytes:
    names = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    head, tail = f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="数据">', "</table:table></office:spreadsheet></office:body></office:document-content>"
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with archive.open("content.xml", "w") as content:
            content.write(head.encode())
            for row in table():
                content.write(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>".encode())
            content.write(tail.encode())
    return found.getvalue()


def _cell(value: str | float) -> str:
    kind = f'float" office:value="{value}' if isinstance(value, float) else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'


def comma() -> bytes:
    found = io.StringIO(newline="")
    csv.writer(found).writerows(table())
    return found.getvalue().encode("gb18030")


def parquet() -> bytes:
    found, rows = io.BytesIO(), table()
    pq.write_table(pa.table({f"列{n}": [row[n] for row in rows] for n in range(COLUMNS)}), found)
    return found.getvalue()


LARGE: dict[str, Callable[[], bytes]] = {"csv": comma, "parquet": parquet, "xlsx": xlsx, "xls": lambda: old_book.xls(table()), "ods": ods}


if __name__ == "__main__":
    main()
