"""设置写错了，说明哪个文件、哪一条。"""

import shutil
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.demo import settings
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """一份可以改坏的设置。"""
    return shutil.copytree(paths.demo_settings(), tmp_path / "demo")


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_两座城市都有设置() -> None:
    found = {c.city: (c.first, c.last) for c in settings.read(paths.demo_settings()).cities}
    assert found == {"suzhou": (Month(2022, 1), Month(2025, 12)), "nantong": (Month(2023, 1), Month(2025, 12))}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('first = "2022-01"', 'first = "2022年1月"', "suzhou.toml里有一条写法不对：月份应写作YYYY-MM"),
        ('first = "2022-01"', "", "suzhou.toml里缺少first"),
        ('first = "2022-01"', "first = ", "suzhou.toml不是正确的TOML"),
        ("city_share = 200", "city_sare = 200", "suzhou.toml里有一条写法不对"),
    ],
)
def test_写错的设置说得出在哪里(folder: Path, old: str, new: str, said: str) -> None:
    _edit(folder / "suzhou.toml", old, new)
    with pytest.raises(InputError, match=said):
        settings.read(folder)


def test_没有总设置(folder: Path) -> None:
    (folder / "demo.toml").unlink()
    with pytest.raises(InputError, match=r"没有demo\.toml"):
        settings.read(folder)


def test_少一座城市的设置就少一座城市(folder: Path) -> None:
    (folder / "nantong.toml").unlink()
    assert [c.city for c in settings.read(folder).cities] == ["suzhou"]
