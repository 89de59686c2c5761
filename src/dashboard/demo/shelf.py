"""存货：建好的模拟数据连同生成器的指纹放在数据目录旁边，同一个生成器只建一次（docs/decisions/0005）。"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import paths, profiles
from dashboard.domain.month import Month
from dashboard.domain.submissions import SIMULATED_BY, Submission
from dashboard.flows.dashboard import Dashboard

_CODE = (
    *("demo", "domain", "intake", "profiles", "storage", "metrics/deadlines.py", "metrics/workdays.py"),
    *("flows/uploads.py", "flows/reviewing.py", "flows/locks.py"),
)
_KEPT = 4


def fingerprint(months: tuple[Month, Month] | None) -> str:
    """生成器的指纹：代码、模拟设置、全部城市档案、要建的月份；有一处变了就是另一份。"""
    found = hashlib.sha256(repr(months and (months[0].code, months[1].code)).encode())
    for name, content in _inputs():
        found.update(f"\0{name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:20]


def _inputs() -> Iterator[tuple[str, bytes]]:
    source = paths.root() / "src" / "dashboard"
    for part in _CODE:
        place = source / part
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            yield path.relative_to(source).as_posix(), path.read_bytes()
    for path in sorted(paths.demo_settings().glob("*.toml")):
        yield path.name, path.read_bytes()
    for city, folder in sorted(profiles.discover(paths.cities_dir()).items()):
        yield city, profiles.content_hash(profiles.contents(folder)).encode()


class Shelf:
    """一个数据目录旁边的存货架。"""

    def __init__(self, data_dir: Path, key: str) -> None:
        self.place = paths.demo_shelf(data_dir)
        self.backup = self.place / f"{key}.tar"
        self._list = self.place / f"{key}.txt"

    @property
    def ready(self) -> bool:
        """这一份是否已经建好。"""
        return self.backup.is_file() and self._list.is_file()

    def writable(self) -> bool:
        """架子能不能用（数据目录的上级只读时不能）。"""
        try:
            self.place.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return True

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """建造时用的临时数据目录，完了就删；中途停下也不会留下半份。"""
        folder = Path(tempfile.mkdtemp(prefix=".building-", dir=self.place))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, dash: Dashboard) -> None:
        """存下这个看板里的模拟数据；架上只留最近几份。"""
        dash.store.backup(self.backup)
        self._list.write_text("\n".join(sorted(_lines(simulated(dash)))), "utf-8")
        old = sorted(self.place.glob("*.tar"), key=lambda path: path.stat().st_mtime)[:-_KEPT]
        for path in old:
            path.unlink()
            path.with_suffix(".txt").unlink(missing_ok=True)

    def drop(self) -> None:
        """丢掉坏了的一份。"""
        self.backup.unlink(missing_ok=True)
        self._list.unlink(missing_ok=True)

    def holds(self, dash: Dashboard) -> bool:
        """看板里是否正是这一份模拟数据（此后又报的不妨碍）。"""
        return self.ready and set(self._list.read_text("utf-8").split("\n")) <= set(_lines(simulated(dash)))


def simulated(dash: Dashboard) -> list[Submission]:
    """一个看板里全部模拟的上报。"""
    return [s for s in everything(dash) if s.by.startswith(SIMULATED_BY)]


def everything(dash: Dashboard) -> list[Submission]:
    """一个看板里全部上报。"""
    return [s for city in dash.store.cities(dash.version()) for s in dash.store.submissions(city)]


def _lines(sent: Iterable[Submission]) -> Iterator[str]:
    return (f"{s.header.kind}\t{s.header.city}\t{s.header.owner}\t{s.header.period}\t{s.sha256}" for s in sent)
