"""检查一份板块月报要多久：分开读、子进程、检查各段，与只用 calamine 读值、只起一个不读文件的子进程相比。

用法：python benchmarks/check_workbook.py   只打印，不设时间的门槛；多跑几轮取中位数。"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.submissions import Header, Kind
from dashboard.intake import checking, child, formats, guard, prescan
from dashboard.intake.book import from_answer
from dashboard.intake.history import History
from dashboard.intake.layout import layout
from dashboard.intake.limits import Limits
from dashboard.intake.templates import Filling, write

HEADER = Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)
ROUNDS = 9


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


def median(work: Callable[[], object]) -> float:
    """中位数，毫秒。"""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def calamine(content: bytes) -> object:
    """只用 calamine 把每张表的值读出来。"""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def measure(profile: CityProfile, projects: int, start: float) -> None:
    """一份工作簿的各段和比值。"""
    content, limits = workbook(profile, projects), Limits()
    bare = median(lambda: calamine(content))
    scan = median(lambda: (formats.of(content), prescan.scan(content, limits)))
    whole = median(lambda: guard.read_books([("月报.xlsx", content)]))
    answer = child.read(content, limits)
    book = from_answer("月报.xlsx", answer)
    judged = median(lambda: checking.check(book, profile, HEADER, History()))
    report = checking.check(book, profile, HEADER, History())
    print(f"\n月报，{projects:,}行科创项目，{len(content) / 1024:.0f}KB，读到{report.rows:,}行{report.cells:,}格，{len(report.problems)}处问题")
    print(f"  写出 {median(lambda: workbook(profile, projects)):8.1f} 毫秒")
    print(f"  只用calamine读值 {bare:8.1f}   预检 {scan:8.1f}   受限子进程里读完 {whole:8.1f}   检查 {judged:8.1f}")
    print(f"  check合计 {whole + judged:8.1f} 毫秒 ＝ {(whole + judged) / (bare + start):.2f} ×（calamine读值＋起读表的子进程）")


def big(profile: CityProfile) -> None:
    """五万行、二十列的一份：多久，子进程最多用多少内存。"""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    for n in range(49_990):
        sheet.append([f"第{n}行", *range(19)])
    target = BytesIO()
    book.save(target)
    started = time.perf_counter()
    (found,) = guard.read_books([("大.xlsx", target.getvalue())])
    read = time.perf_counter() - started
    started = time.perf_counter()
    report = checking.check(found, profile, HEADER, History()) if not found.refused else checking.refused(found, "refused", found.refused)
    judged = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n五万行二十列，{len(target.getvalue()) / 1024:.0f}KB：读 {read:.1f} 秒，检查 {judged:.1f} 秒，子进程内存最多 {memory:.0f}MB；{report.problems[0].message[:40]}")


def main() -> None:
    """苏州昆山市2025年6月：平常的一份，和带5000行科创项目的一份。"""
    profile = profiles.read(paths.cities_dir() / "suzhou")
    bare = median(lambda: subprocess.run([sys.executable, "-c", "import python_calamine"], check=True))
    with tempfile.TemporaryDirectory() as folder:
        start = median(lambda: guard.started("dashboard.intake.child", (folder, "0", "0"), 1, 25))
    print(f"起读表的子进程，不读文件 {start:.1f} 毫秒（只装入calamine的空进程 {bare:.1f} 毫秒），每项{ROUNDS}轮取中位数")
    for projects in (8, 5000):
        measure(profile, projects, start)
    big(profile)


if __name__ == "__main__":
    main()
