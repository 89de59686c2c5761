"""dashboard demo：空目录才装，真实数据不动，建好的存着，坏了重建。"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.demo.stores import MONTHS
from tests.worlds import World

from dashboard import paths
from dashboard.cli import main
from dashboard.demo import build
from dashboard.demo.build import Built, ensure
from dashboard.demo.shelf import Shelf, fingerprint
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.flows import keep
from dashboard.flows.dashboard import Dashboard, open_dashboard


@pytest.fixture
def lines() -> list[str]:
    """进度行。"""
    return []


@pytest.fixture
def stocked(demo_backup: Path, data_dir: Path) -> Shelf:
    """数据目录旁边已有小模拟的存货。"""
    shelf = Shelf(data_dir, fingerprint(MONTHS))
    assert shelf.writable()
    for suffix in (".tar", ".txt"):
        shelf.backup.with_suffix(suffix).write_bytes(demo_backup.with_suffix(suffix).read_bytes())
    return shelf


@pytest.fixture
def never_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """这个测试里不许重新生成。"""

    def refuse(*_: object) -> None:
        raise AssertionError("不该重新生成")

    monkeypatch.setattr(build, "_work", refuse)


def stop(_dash: Dashboard, _months: object, _progress: Callable[[str], None]) -> None:
    """生成到一半被打断。"""
    raise KeyboardInterrupt


@pytest.mark.usefixtures("never_build", "stocked")
def test_有存货就取用_五秒内(data_dir: Path, lines: list[str]) -> None:
    found = ensure(MONTHS, lines.append)
    assert found == Built(open_dashboard().version(), 122)
    assert lines == [f"模拟数据已装入{data_dir.resolve()}"]
    assert keep.verify().ok


@pytest.mark.usefixtures("never_build", "stocked")
def test_已经装好的立即返回_后来报的也留着(data_dir: Path, lines: list[str]) -> None:
    first = ensure(MONTHS, lines.append)
    dash = open_dashboard()
    world = World(data_dir)
    world.dash = dash
    world.unit("昆山市", Month(2025, 6), {"tech_sme_annual": 9999})
    lines.clear()
    again = ensure(MONTHS, lines.append)
    assert (again.version, again.submissions, lines) == (first.version + 1, first.submissions, [])


def test_真实数据不动(data_dir: Path, lines: list[str]) -> None:
    World(data_dir).unit("昆山市", Month(2025, 6), {"tech_sme_annual": 100})
    with pytest.raises(InputError, match="已有真实数据，没有装入模拟数据"):
        ensure(MONTHS, lines.append)
    assert len(open_dashboard().store.submissions("suzhou")) == 1


@pytest.mark.usefixtures("never_build")
def test_另一份模拟数据不动_说明怎样换(demo_data: Path, lines: list[str]) -> None:
    found = ensure(None, lines.append)
    assert found.submissions == 122
    assert "已有另一份模拟数据，没有改动" in lines[0]
    assert str(demo_data.resolve()) in lines[0]


def test_另一份模拟数据_指定了月份就报错(demo_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--months", "2025-01:2025-02", "--format", "json"]) == 1
    assert '"not_empty"' in capsys.readouterr().out
    assert demo_data.is_dir()


def test_存货坏了就重新生成(stocked: Shelf, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stocked.backup.write_bytes(b"broken")
    built: list[object] = []
    monkeypatch.setattr(build, "_work", lambda _dash, months, _progress: built.append(months))
    ensure(MONTHS, lines.append)
    assert built == [MONTHS]
    assert "坏了" in lines[0]
    assert not stocked.backup.exists()


def test_生成到一半停下_数据目录仍是空的(data_dir: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_work", stop)
    with pytest.raises(KeyboardInterrupt):
        ensure(MONTHS, lines.append)
    assert not data_dir.exists()
    assert list(paths.demo_shelf(data_dir).iterdir()) == []


def test_没有这几个月(lines: list[str], data_dir: Path) -> None:
    with pytest.raises(InputError, match="没有可模拟的城市或月份"):
        ensure((Month(2030, 1), Month(2030, 2)), lines.append)
    assert not data_dir.exists()


def test_存货在数据目录旁边_不在里面(stocked: Shelf, data_dir: Path) -> None:
    assert stocked.place.parent == data_dir.parent
    assert data_dir not in stocked.place.parents


def test_指纹随月份和城市档案变(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(None)
    assert fingerprint(MONTHS) != before
    copied = tmp_path / "cities"
    shutil.copytree(paths.cities_dir(), copied)
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(copied))
    assert fingerprint(None) == before
    goals = copied / "suzhou" / "goals.toml"
    goals.write_text(goals.read_text("utf-8") + "\n# 改过\n", "utf-8")
    assert fingerprint(None) != before


def test_架上只留最近几份(stocked: Shelf, demo_dash: Dashboard) -> None:
    for number in range(6):
        Shelf(stocked.place.with_name("var"), f"{number}").keep(demo_dash)
    assert len(list(stocked.place.glob("*.tar"))) == len(list(stocked.place.glob("*.txt"))) == 4
