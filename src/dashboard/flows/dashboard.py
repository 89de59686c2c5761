"""看板：一个存储、它的读模型和各版城市档案。"""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.problems import DashboardError, InputError, StoreError, UsageError
from dashboard.domain.submissions import SIMULATED_BY
from dashboard.flows.shelf import Shelf
from dashboard.profiles import ProfileError
from dashboard.queries.cache import Cache
from dashboard.storage import Store, ledger, open_store

_KEPT = {"": 512, "evidence": 8, "ledger": 8, "profile": 16, "checked": 64, "answered": 64, "first": 256, "picture": 128}
"""记住几个：一版证据是几万个数、一份档案有地图，单独算；其余合起来算。"""
_HEAVIEST = 2_000_000
"""一类里记住的份量之和：一份约占250字节内存，如读出的一格。"""
_LIGHTER = {"first": 150_000, "picture": 150_000}
"""画面和压好的网页各不超过三四十兆：地址可以随便写，一个地址记一份。"""
_Value = TypeVar("_Value")
_log = logging.getLogger(__name__)


class Dashboard:
    """打开的看板；线程安全。每次提问先补新提交。"""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.store: Store = open_store(data_dir)
        self._lock = threading.Lock()
        self._making: dict[tuple[object, ...], threading.Lock] = {}
        self._kept = {kind: Shelf(most, _LIGHTER.get(kind, _HEAVIEST)) for kind, most in _KEPT.items()}
        self.profile_problems: dict[str, ProfileError] = {}
        self.publish_profiles()
        self.cache = Cache(self.store)

    def publish_profiles(self) -> None:
        """把改过的城市档案发布成新版本；读不通的不发布，继续用上一版，问题记在 profile_problems 和日志里。"""
        self.profile_problems = {}
        for city, folder in profiles.discover(paths.cities_dir()).items():
            try:
                self._publish_profile(city, profiles.contents(folder))
            except ProfileError as error:
                self.profile_problems[city] = error
                _log.warning("%s的档案没有发布，继续用上一版。%s", city, error)

    def _publish_profile(self, city: str, contents: Mapping[str, bytes]) -> None:
        """发布一座城市的档案，看板里保存过的考核规则照留；这时别处刚保存了规则的，按新的再来。"""
        while True:
            current = self.store.profile_folder(city, self.store.latest_version())
            whole = profiles.with_saved(contents, current)
            digest = profiles.content_hash(whole)
            if self.store.has_profile(city, digest):
                return
            profiles.read_contents(whole, city)
            try:
                self.store.publish_profile(city, whole, digest, current)
                return
            except InputError as error:
                if error.code != "profile_changed":
                    raise

    def version(self) -> int:
        """最新数据版本。"""
        return self.cache.refresh()

    def cities(self) -> dict[str, str]:
        """城市 id → 名称。"""
        version = self.version()
        return {city: self.profile(city, version).name for city in self.store.cities(version)}

    def profile(self, city: str, version: int) -> CityProfile:
        """该版有效的城市档案；没有这座城市抛 UsageError。"""
        folder = self.store.profile_folder(city, version)
        if folder is None:
            problem = self.profile_problems.get(city)
            if problem is not None:
                raise InputError("profile", str(problem))
            raise UsageError("unknown_city", f"没有城市{city}。可用：{'、'.join(self.store.cities(version)) or '无'}。")
        return self.keep(("profile", folder), lambda: _read(folder, city, version))

    def keep(self, key: tuple[object, ...], make: Callable[[], _Value], weigh: Callable[[_Value], int] = lambda _: 0) -> _Value:
        """按键记住一个算出的值；几个人同时要，只算一遍；键的第一项是它的种类，键须含数据版本，数量有上限；weigh 给出占得多的值的份量。"""
        shelf = self._kept[str(key[0]) if key[0] in _KEPT else ""]
        with self._lock:
            if key in shelf:
                found: _Value = shelf.get(key)
                return found
            making = self._making.setdefault(key, threading.Lock())
        with making:
            return self._made(shelf, key, make, weigh)

    def _made(self, shelf: Shelf, key: tuple[object, ...], make: Callable[[], _Value], weigh: Callable[[_Value], int]) -> _Value:
        """等着的时候别人已经算好，就用它；否则算，算不出的不记住。"""
        with self._lock:
            if key in shelf:
                found: _Value = shelf.get(key)
                return found
        try:
            value = make()
            with self._lock:
                shelf.put(key, value, weigh(value))
            return value
        finally:
            with self._lock:
                self._making.pop(key, None)

    def simulated(self, city: str) -> bool:
        """该城市是否曾接收模拟上报；有则它的所有画面和文件标“模拟数据”，回看哪一版都标。"""
        version = self.version()
        return self.keep(("simulated", city, version), lambda: any(by.startswith(SIMULATED_BY) for by in self.store.senders(city)))

    def close(self) -> None:
        """放开内存和账本。"""
        self.cache.close()
        self.store.close()


def _read(folder: Path, city: str, version: int) -> CityProfile:
    try:
        return profiles.read(folder, city)
    except ProfileError as error:
        raise StoreError("profile_unreadable", f"第{version}版的城市档案这一版程序读不了，回看不了那一版。{error}") from error


_opened: dict[Path, Dashboard] = {}
_opening = threading.Lock()


def open_dashboard(data_dir: Path | None = None) -> Dashboard:
    """本进程唯一的看板（默认 DASHBOARD_DATA_DIR）；几个线程同时来，只打开一次。"""
    place = (data_dir or paths.data_dir()).resolve()
    with _opening:
        if place not in _opened:
            _opened[place] = Dashboard(place)
        return _opened[place]


def close_dashboards() -> None:
    """关掉本进程打开过的看板，放开内存和账本；再用会重新打开。"""
    with _opening:
        while _opened:
            _opened.popitem()[1].close()


def now() -> datetime:
    """服务器时钟，北京时间（INTAKE R31）。"""
    return ledger.now()


__all__ = ["Dashboard", "DashboardError", "close_dashboards", "now", "open_dashboard"]
