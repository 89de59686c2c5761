"""看板：一个存储、它的读模型和各版城市档案。"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.problems import DashboardError, InputError, UsageError
from dashboard.domain.submissions import SIMULATED_BY, State
from dashboard.profiles import ProfileError
from dashboard.queries.cache import Cache
from dashboard.storage import open_store

_KEPT = 256
_Value = TypeVar("_Value")


class Dashboard:
    """打开的看板；线程安全。每次提问先补新提交。"""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.store = open_store(data_dir)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self.profile_problems: dict[str, ProfileError] = {}
        self.publish_profiles()
        self.cache = Cache(self.store)

    def publish_profiles(self) -> None:
        """把改过的城市档案发布成新版本；读不通的档案不发布，问题记在 profile_problems。"""
        self.profile_problems = {}
        for city, folder in profiles.discover(paths.cities_dir()).items():
            contents = profiles.contents(folder)
            digest = profiles.content_hash(contents)
            if self.store.has_profile(city, digest):
                continue
            try:
                profiles.read(folder)
            except ProfileError as error:
                self.profile_problems[city] = error
                continue
            self.store.publish_profile(city, contents, digest)

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
        return self.keep(("profile", folder), lambda: profiles.read(folder, city))

    def keep(self, key: tuple[object, ...], make: Callable[[], _Value]) -> _Value:
        """按键记住一个算出的值；键须含数据版本，数量有上限。"""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return value

    def simulated(self, city: str) -> bool:
        """该城市是否有模拟上报；有则所有画面和文件标“模拟数据”。"""
        version = self.version()
        return self.keep(
            ("simulated", city, version),
            lambda: any(
                s.by.startswith(SIMULATED_BY) for s in self.store.submissions(city) if s.state in (State.ACCEPTED, State.SUPERSEDED)
            ),
        )


@cache
def _opened(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def open_dashboard(data_dir: Path | None = None) -> Dashboard:
    """本进程唯一的看板（默认 DASHBOARD_DATA_DIR）。"""
    return _opened((data_dir or paths.data_dir()).resolve())


def now() -> datetime:
    """服务器时钟，北京时间（INTAKE R31）。"""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


__all__ = ["Dashboard", "DashboardError", "now", "open_dashboard"]
