"""档案文件夹：哪些算城市，指纹，读得多快。"""

import shutil
import time
from pathlib import Path

import pytest

from dashboard import paths, profiles


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    """只有一座新城市的档案目录。"""
    folder = tmp_path / "cities"
    shutil.copytree(paths.root() / "data" / "cities" / "suzhou", folder / "changzhou")
    return folder


def test_文件夹名就是城市(cities: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities))
    assert list(profiles.discover(paths.cities_dir())) == ["changzhou"]
    assert profiles.read(cities / "changzhou").id == "changzhou"


def test_没有档案的文件夹不算城市(cities: Path) -> None:
    (cities / "草稿").mkdir()
    assert list(profiles.discover(cities)) == ["changzhou"]
    assert profiles.discover(cities / "没有") == {}


def test_指纹随内容变不随原文变(cities: Path) -> None:
    """原文和说明不进档案的版本；一个字的口径变了就是新版本。"""
    folder = cities / "changzhou"
    before = profiles.content_hash(profiles.contents(folder))
    (folder / "source" / "备注.txt").write_text("另附", "utf-8")
    (folder / "README.md").write_text("说明", "utf-8")
    (folder / "~$districts.csv").write_text("锁", "utf-8")
    assert profiles.content_hash(profiles.contents(folder)) == before
    note = folder / "profile.toml"
    note.write_text(note.read_text("utf-8") + "# 改\n", "utf-8")
    assert profiles.content_hash(profiles.contents(folder)) != before


def test_读一座城市不超过60毫秒(cities: Path) -> None:
    """每个版本读一次；取三次里最快的处理器时间。"""
    spent = []
    for _ in range(3):
        start = time.process_time()
        profiles.read(cities / "changzhou")
        spent.append(time.process_time() - start)
    assert min(spent) <= 0.060
