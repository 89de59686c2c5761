"""可以改坏的档案。"""

import shutil
from pathlib import Path

import pytest
from tests.profiles.folders import Folder

from dashboard import paths


@pytest.fixture
def nantong_copy(tmp_path: Path) -> Folder:
    return _copy("nantong", tmp_path)


@pytest.fixture
def suzhou_copy(tmp_path: Path) -> Folder:
    return _copy("suzhou", tmp_path)


def _copy(city: str, tmp_path: Path) -> Folder:
    target = tmp_path / city
    shutil.copytree(paths.root() / "data" / "cities" / city, target)
    return Folder(target)
