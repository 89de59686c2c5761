"""各处共用的小世界。"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.demo.stores import demo_backup, demo_dash, demo_data
from tests.worlds import World

from dashboard.flows.dashboard import close_dashboards

__all__ = ["demo_backup", "demo_dash", "demo_data"]

settings.register_profile("no_clock", deadline=None)  # 别的活占着机器时，慢不算错
settings.load_profile("no_clock")


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """一个空的数据目录，环境变量指着它；测试完关掉在它上面打开过的看板。"""
    found = tmp_path / "var"
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(found))
    monkeypatch.delenv("DASHBOARD_CITIES_DIR", raising=False)
    yield found
    close_dashboards()


@pytest.fixture
def world(data_dir: Path) -> Iterator[World]:
    """苏州的小世界。"""
    found = World(data_dir)
    yield found
    found.dash.close()


@pytest.fixture
def nantong(data_dir: Path) -> Iterator[World]:
    """南通的小世界。"""
    found = World(data_dir, "nantong")
    yield found
    found.dash.close()
