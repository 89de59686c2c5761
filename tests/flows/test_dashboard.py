"""看板：一个进程一份，记住的数有上限，档案按版，模拟有记号。"""

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.worlds import World

from dashboard import paths
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, StoreError, UsageError
from dashboard.domain.submissions import SIMULATED_BY
from dashboard.flows import dashboard
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.judge import goals
from dashboard.flows.moments import moment
from dashboard.flows.shelf import Shelf

JUNE = Month(2025, 6)
SME = "tech_sme_annual"


@pytest.fixture
def cities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Path:
    """一份可以改的苏州档案；返回城市档案的目录。"""
    shutil.copytree(paths.cities_dir() / "suzhou", tmp_path / "cities" / "suzhou")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(tmp_path / "cities"))
    assert data_dir.parent == tmp_path
    return tmp_path / "cities"


def _rename(cities: Path, name: str) -> None:
    profile = cities / "suzhou" / "profile.toml"
    profile.write_text(profile.read_text("utf-8").replace('name = "苏州市"', f'name = "{name}"', 1), "utf-8")


def test_很多线程同时打开_只有一份(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    real = Dashboard.__init__
    monkeypatch.setattr(Dashboard, "__init__", lambda self, place: (made.append(place), real(self, place))[1])
    together = threading.Barrier(8)

    def opens(_: int) -> Dashboard:
        together.wait()
        return open_dashboard()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(map(id, pool.map(opens, range(8))))) == 1
    assert made == [data_dir.resolve()]


def test_很多线程同时提问_答案一样(world: World) -> None:
    for n, unit in enumerate(("昆山市", "太仓市", "常熟市")):
        world.unit(unit, JUNE, {SME: 100 * (n + 1)})
    stop = threading.Event()

    def asks(_: int) -> set[float | None]:
        found: set[float | None] = set()
        while not stop.is_set():
            at = moment(world.dash, "suzhou", JUNE)
            unit = next(g.actual for g in goals(world.dash, at, "昆山市") if g.goal.id == SME)
            city = next(g.actual for g in goals(world.dash, at) if g.goal.id == SME)
            assert city == (unit or 0) + 500
            found.add(unit)
        return found

    with ThreadPoolExecutor(6) as pool:
        running = [pool.submit(asks, n) for n in range(6)]
        for value in range(101, 109):
            world.unit("昆山市", JUNE, {SME: value})
        stop.set()
        seen = set().union(*(r.result() for r in running))
    assert seen <= {100, *range(101, 109)}


def test_记住的数有上限_证据只记几份(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "_KEPT", {"": 4, "evidence": 2})
    world.dash._kept = {"": Shelf(4, 100), "evidence": Shelf(2, 100)}
    made: list[int] = []
    for n in range(6):
        world.dash.keep(("别的", n), lambda n=n: made.append(n))
        world.dash.keep(("evidence", n), lambda n=n: made.append(n))
    made.clear()
    for n in (2, 3, 4, 5):
        world.dash.keep(("别的", n), lambda n=n: made.append(n))
    assert made == []
    world.dash.keep(("evidence", 3), lambda: made.append(3))
    assert made == [3]


class Test档案:
    def test_改了是一版_旧版仍是旧的(self, cities: Path, data_dir: Path) -> None:
        Dashboard(data_dir)
        _rename(cities, "新苏州")
        dash = Dashboard(data_dir)
        assert [dash.profile("suzhou", version).name for version in (1, 2)] == ["苏州市", "新苏州"]
        assert dash.version() == 2
        assert Dashboard(data_dir).version() == 2
        assert [moment(dash, "suzhou", JUNE, version).profile.name for version in (1, 2, None)] == ["苏州市", "新苏州", "新苏州"]

    def test_改错了用上一版_记进日志(self, cities: Path, data_dir: Path, caplog: pytest.LogCaptureFixture) -> None:
        Dashboard(data_dir)
        _rename(cities, '"')
        dash = Dashboard(data_dir)
        assert dash.version() == 1
        assert dash.profile("suzhou", 1).name == "苏州市"
        assert set(dash.profile_problems) == {"suzhou"}
        assert "suzhou的档案没有发布，继续用上一版。城市档案有" in caplog.text

    def test_一开始就错_说出全部问题(self, cities: Path, data_dir: Path) -> None:
        _rename(cities, '"')
        dash = Dashboard(data_dir)
        assert dash.version() == 0
        with pytest.raises(InputError, match=r"profile\.toml"):
            moment(dash, "suzhou")
        with pytest.raises(UsageError, match="没有城市无锡"):
            moment(dash, "无锡")

    def test_旧档案这一版程序读不了_说是哪一版(self, cities: Path, data_dir: Path) -> None:
        dash = Dashboard(data_dir)
        folder = dash.store.profile_folder("suzhou", 1)
        assert folder is not None
        (folder / "profile.toml").write_text("别的 = 1", "utf-8")
        assert cities.is_dir()
        with pytest.raises(StoreError, match="第1版的城市档案这一版程序读不了"):
            dash.profile("suzhou", 1)


class Test模拟:
    def test_没有模拟上报就不标(self, world: World) -> None:
        world.unit("昆山市", JUNE, {SME: 1})
        assert not world.dash.simulated("suzhou")

    def test_接收过模拟上报的_哪座城市标哪座(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tests.worlds.SENDER", f"{SIMULATED_BY}张三")
        world.unit("昆山市", JUNE, {SME: 1})
        assert world.dash.simulated("suzhou")
        assert not world.dash.simulated("nantong")
        monkeypatch.setattr("tests.worlds.SENDER", "张三")
        world.unit("昆山市", JUNE, {SME: 2})
        assert world.dash.simulated("suzhou")  # 更正之后，旧版里仍有模拟的数


def test_几个人同时要同一个_只算一遍(world: World) -> None:
    made: list[int] = []
    begun = threading.Barrier(6)

    def slow() -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    def ask(_: int) -> int:
        begun.wait(10)
        return world.dash.keep(("慢的", 1), slow)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(6))) == [1] * 6
    assert made == [1]


def test_算不出的不记住_下一个再算(world: World) -> None:
    with pytest.raises(ZeroDivisionError):
        world.dash.keep(("坏的", 1), lambda: 1 // 0)
    assert world.dash.keep(("坏的", 1), lambda: 7) == 7
