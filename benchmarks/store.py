"""量存储：冷启动、装读模型、补一版、问数、上报、接收、核验、备份、恢复；零散的与合并的相比。如实打印，达不到也照写。

用法：python benchmarks/store.py；数据取自 DASHBOARD_DATA_DIR（默认 var/）的备份，空的先装入模拟数据。原来的数据不动。"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import paths, storage
from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.flows import judge, rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.queries import reports
from dashboard.queries.cache import Cache
from dashboard.storage.contract import NewSubmission
from dashboard.storage.embedded import EmbeddedStore

ROUNDS, STARTS = 7, 5
START_AIM_SECONDS = 5.0
CITY, UNIT, MONTH = "suzhou", "昆山市", Month(2025, 6)


def main() -> None:
    if not (paths.data_dir() / "ledger.sqlite").is_file():
        subprocess.run([sys.executable, "-m", "dashboard", "demo"], check=True)
    print(f"{os.cpu_count()}核，负载{os.getloadavg()[0]:.1f}，数据{paths.data_dir()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _opened(paths.data_dir()) as original:
            print(f"备份 {_once(lambda: original.backup(folder / '备份.tar')):8.0f} 毫秒，{(folder / '备份.tar').stat().st_size / 1e6:.1f}MB")
        print(f"恢复（含核验） {_once(lambda: storage.restore(folder / '备份.tar', folder / 'var')):8.0f} 毫秒")
        cold_start(folder / "var")
        loading(folder / "var")
        one_version(folder / "var")
        questions(folder / "var")
        print(f"核验 {_once(lambda: _verified(folder / 'var')):8.0f} 毫秒")


@contextmanager
def _opened(data_dir: Path) -> Iterator[EmbeddedStore]:
    store = storage.open_store(data_dir)
    try:
        yield store
    finally:
        store.close()


def _verified(data_dir: Path) -> None:
    with _opened(data_dir) as store:
        assert store.verify().ok


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """中位数，毫秒。"""
    return statistics.median(_once(work) for _ in range(rounds))


def cold_start(data_dir: Path) -> None:
    """一条命令从起进程到答完，与起一个空进程相比，交替着量。"""
    env = {**os.environ, "DASHBOARD_DATA_DIR": str(data_dir)}
    runs = {"空进程": ["-c", "pass"], "goals": ["-m", "dashboard", "goals", "--city", CITY, "--format", "json"]}
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(STARTS):
        for name, arguments in runs.items():
            taken[name].append(
                _once(lambda a=arguments: subprocess.run([sys.executable, *a], env=env, stdout=subprocess.DEVNULL, check=True))
            )
    empty, goals = (statistics.median(taken[name]) for name in runs)
    verdict = "达到" if goals <= START_AIM_SECONDS * 1000 else "没有达到"
    print(f"冷启动 dashboard goals {goals:8.0f} 毫秒 ＝ {goals / empty:.1f} × 空进程（目标{START_AIM_SECONDS:g}秒，{verdict}）")


def loading(data_dir: Path) -> None:
    """装读模型：合并成大段的，与一份一个提交、没有合并的相比。"""
    with _opened(data_dir) as store:
        merged = _median(lambda: Cache(store).close())
        facts = _facts(store)
        versions = store.latest_version()
    with tempfile.TemporaryDirectory() as name, _opened(Path(name) / "var") as loose:
        count = 300
        sent = [loose.submit([_report(n, Month(2024, n % 12 + 1), f"板块{n // 12}")])[0].id for n in range(count)]
        with _never_compacting():
            for start in range(0, count, 10):
                loose.accept(sent[start : start + 10], "审核人")
        apart = _median(lambda: Cache(loose).close())
        loose.compact()
        together = _median(lambda: Cache(loose).close())
    print(f"装读模型 {merged:8.0f} 毫秒（{versions}版，{facts:,}个数）")
    print(f"  {count}份零散的 {apart:8.0f} 毫秒 ＝ {apart / together:.1f} × 合并以后")


@contextmanager
def _never_compacting() -> Iterator[None]:
    limit, storage.segments.LOOSE_LIMIT = storage.segments.LOOSE_LIMIT, sys.maxsize
    try:
        yield
    finally:
        storage.segments.LOOSE_LIMIT = limit


def _facts(store: EmbeddedStore) -> int:
    model = Cache(store)
    found = sum(len(model.at(model.version).rows("readings", city=city)) for city in store.cities(model.version))
    model.close()
    return found


def _report(value: int, month: Month, unit: str) -> NewSubmission:
    row = {"city": CITY, "unit": unit, "period": month.code, "measure": "本年累计", "status": "初报", "sheet": "指标月报", "cell": "D4"}
    rows = [{**row, "indicator": f"指标{n}", "value": value + n, "raw": str(value + n)} for n in range(20)]
    source = f"{unit}{month}{value}".encode() * 1000
    return NewSubmission(
        Header(Kind.UNIT, CITY, unit, None, month.code), "月报.xlsx", source, "上报人", {Table.FACTS: rows}, (Slice(CITY, Table.FACTS, unit, month.code),)
    )


def one_version(data_dir: Path) -> None:
    """报一份、接收、各进程补上这一版，与从头装一遍相比。"""
    with _opened(data_dir) as store:
        whole = _median(lambda: Cache(store).close())
        model, taken = Cache(store), {"上报": [], "接收": [], "补一版": []}
        for value in range(ROUNDS):
            started = time.perf_counter()
            (sent,) = store.submit([_report(value, MONTH, UNIT)])
            submitted = time.perf_counter()
            store.accept([sent.id], "审核人")
            accepted = time.perf_counter()
            model.refresh()
            times = (submitted - started, accepted - submitted, time.perf_counter() - accepted)
            for name, seconds in zip(taken, times, strict=True):
                taken[name].append(seconds * 1000)
        model.close()
    medians = {name: statistics.median(values) for name, values in taken.items()}
    print("、".join(f"{name} {value:.1f} 毫秒" for name, value in medians.items()), end="")
    print(f"；补一版 ＝ {medians['补一版'] / whole:.3f} × 从头装一遍（{whole:.0f} 毫秒）")


def questions(data_dir: Path) -> None:
    """问数：一句SQL，和一版的证据、判定、排位（什么都没记住时）。"""
    dash = Dashboard(data_dir)
    at = moment(dash, CITY)
    view = dash.cache.at(at.version)
    print(f"读数 {_median(lambda: reports.readings(view, CITY)):8.1f} 毫秒", end="")
    for name, work in (("证据", judge.evidence), ("判定", judge.goals), ("排位", rank.leaderboard)):
        print(f"   {name} {_once(lambda work=work: work(dash, at)):8.1f}", end="")
    print(f"   记住以后的判定 {_median(lambda: judge.goals(dash, at)):8.3f}")
    dash.close()


if __name__ == "__main__":
    main()
