"""小模拟：两座城市2025年3—6月的模拟数据，一次测试只建一次；要写的各取一份副本。"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import storage
from dashboard.domain.month import Month
from dashboard.flows.dashboard import Dashboard

MONTHS = (Month(2025, 3), Month(2025, 6))


@pytest.fixture(scope="session")
def demo_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """小模拟的备份文件；几个测试进程共用一份。"""
    from dashboard.demo.build import ensure  # 只有用到小模拟的测试才装入生成器
    from dashboard.demo.shelf import Shelf, fingerprint

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    data_dir = shared / "demo" / "var"
    data_dir.parent.mkdir(exist_ok=True)
    with (data_dir.parent / "lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        patch.setenv("DASHBOARD_DATA_DIR", str(data_dir))
        patch.delenv("DASHBOARD_CITIES_DIR", raising=False)
        shelf = Shelf(data_dir, fingerprint(MONTHS))
        if not shelf.ready:
            ensure(MONTHS, progress=lambda _line: None)
    return shelf.backup


@pytest.fixture
def demo_data(demo_backup: Path, data_dir: Path) -> Path:
    """一个装着小模拟的数据目录，环境变量指着它；随便改。"""
    storage.restore(demo_backup, data_dir)
    return data_dir


@pytest.fixture(scope="session")
def demo_dash(demo_backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """小模拟的看板，各测试共用，只读不写。"""
    data_dir = tmp_path_factory.mktemp("demo") / "var"
    storage.restore(demo_backup, data_dir)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DASHBOARD_CITIES_DIR", raising=False)
        yield Dashboard(data_dir)
