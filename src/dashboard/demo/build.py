"""dashboard demo：空的数据目录里装入模拟数据；已有真实数据的绝不动。"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dashboard import paths
from dashboard.demo import settings
from dashboard.demo.line import Line
from dashboard.demo.shelf import Shelf, everything, fingerprint, simulated
from dashboard.domain.month import Month, month_range
from dashboard.domain.problems import InputError, StoreError
from dashboard.flows import keep
from dashboard.flows.dashboard import Dashboard, open_dashboard

Months = tuple[Month, Month]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """装好的模拟数据：数据版本、模拟上报的份数。"""

    version: int
    submissions: int


def ensure(months: Months | None = None, progress: Progress = print) -> Built:
    """数据目录里有这一份就立即返回，没有就取存货，没有存货就建。

    有真实上报而没有模拟数据、或另有一份模拟数据而指定了月份，抛 InputError，什么也不动。"""
    data_dir = paths.data_dir().resolve()
    shelf = Shelf(data_dir, fingerprint(months))
    if _untouched(data_dir):
        _fetch(shelf, data_dir, months, progress)
    dash = open_dashboard()
    if not everything(dash):
        _work(dash, months, progress)
    elif not simulated(dash):
        raise InputError("not_empty", f"{data_dir}里已有真实数据，没有装入模拟数据。请用DASHBOARD_DATA_DIR指定一个空目录。")
    elif not shelf.holds(dash):
        _another(data_dir, months, progress)
    return Built(dash.version(), len(simulated(dash)))


def _untouched(data_dir: Path) -> bool:
    return not data_dir.exists() or not any(data_dir.iterdir())


def _another(data_dir: Path, months: Months | None, progress: Progress) -> None:
    """已有的是另一份模拟数据：不删任何东西，说明怎样换。"""
    text = f"{data_dir}里已有另一份模拟数据，没有改动。要换成新的，请停下看板，把这个目录移走或删去，再运行dashboard demo。"
    if months is not None:
        raise InputError("not_empty", text)
    progress(text)


def _fetch(shelf: Shelf, data_dir: Path, months: Months | None, progress: Progress) -> None:
    """空目录：用存货恢复；没有存货先在旁边建好一份，建到一半停下不会留下半份数据。"""
    if not shelf.writable():
        return
    if not shelf.ready:
        with shelf.workshop() as folder:
            dash = Dashboard(folder)
            _work(dash, months, progress)
            shelf.keep(dash)
    try:
        keep.restore(shelf.backup)
    except StoreError:
        shelf.drop()
        progress("存下的模拟数据坏了，已丢掉，重新生成。")
        return
    progress(f"模拟数据已装入{data_dir}")


def _work(dash: Dashboard, months: Months | None, progress: Progress) -> None:
    line = Line(dash, settings.read(paths.demo_settings()), progress)
    progress("第一次使用，正在生成模拟数据（写成工作簿，走真实的上报、审核、审定），约需一分钟……")
    line.run(list(month_range(*months)) if months else None)
    dash.store.compact()
