"""加一座城市就是复制一个文件夹，不碰程序。"""

import json
import shutil
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.cli import main


@pytest.fixture
def cities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """只有一座新城市的档案目录，和一个空的数据目录。"""
    folder = tmp_path / "cities"
    shutil.copytree(paths.root() / "data" / "cities" / "suzhou", folder / "changzhou")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(folder))
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "var"))
    return folder


def test_命令行看得到新城市(cities: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """改了名称和一个目标数，读到的就是改过的。"""
    head, goals = cities / "changzhou" / "profile.toml", cities / "changzhou" / "goals.toml"
    head.write_text(head.read_text("utf-8").replace("苏州市", "常州市"), "utf-8")
    goals.write_text(goals.read_text("utf-8").replace("value = 28000", "value = 12000"), "utf-8")
    assert main(["goals", "--city", "changzhou", "--format", "json"]) == 0
    found = {g["id"]: g["target"] for g in json.loads(capsys.readouterr().out)}
    assert len(found) == 26
    assert found["tech_sme_annual"] == 12000


def test_写错的新城市说出问题(cities: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goals = cities / "changzhou" / "goals.toml"
    goals.write_text(goals.read_text("utf-8").replace('basis = "年度"', 'basis = "每年"', 1), "utf-8")
    assert main(["goals", "--city", "changzhou", "--format", "json"]) == 1
    message = json.loads(capsys.readouterr().out)["error"]["message"]
    assert "goals.toml [[goal]]第13条（gazelle_annual） basis：没有“每年”这个词。" in message


def test_没有的城市(cities: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cities.is_dir()
    assert main(["goals", "--city", "suzhou"]) == 2
    assert "没有城市suzhou。可用：changzhou。" in capsys.readouterr().err
