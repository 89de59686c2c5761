"""各处共用的小世界。"""

from pathlib import Path

import pytest
from tests.demo.stores import demo_backup, demo_dash, demo_data
from tests.worlds import World

__all__ = ["demo_backup", "demo_dash", "demo_data"]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """一个空的数据目录，环境变量指着它。"""
    found = tmp_path / "var"
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(found))
    monkeypatch.delenv("DASHBOARD_CITIES_DIR", raising=False)
    return found


@pytest.fixture
def world(data_dir: Path) -> World:
    """苏州的小世界。"""
    return World(data_dir)


@pytest.fixture
def nantong(data_dir: Path) -> World:
    """南通的小世界。"""
    return World(data_dir, "nantong")
