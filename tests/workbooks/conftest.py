"""两座城市的办公桌。"""

from pathlib import Path

import pytest
from tests.workbooks.desk import Desk


@pytest.fixture
def suzhou(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    assert not data_dir.exists()
    return Desk(tmp_path, capsys, "suzhou")


@pytest.fixture
def nantong(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    assert not data_dir.exists()
    return Desk(tmp_path, capsys, "nantong")
