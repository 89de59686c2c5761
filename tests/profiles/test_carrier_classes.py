"""载体在地图上的分类由档案定：两市的类型都分到，写错说得清，不写也画得出。"""

from collections import Counter

import pytest
from tests.profiles.documents import CITIES, profile
from tests.profiles.folders import Folder

from dashboard import profiles
from dashboard.domain.carriers import Symbol


@pytest.mark.parametrize("city", CITIES)
def test_计入的载体都有分类_形状不重复(city: str) -> None:
    found = profile(city)
    named = {t for c in found.carrier_classes for t in c.types}
    assert {c.type for c in found.carriers if c.counts} == named
    assert len({c.symbol for c in found.carrier_classes}) == len(found.carrier_classes)


def test_苏州各类的个数同文件() -> None:
    """三（二）9个产业园和1个研发社区；四（三）4个国家级平台、5个增长极、3个重大载体；四（四）4个开放平台和自贸区。"""
    found = profile("suzhou")
    counted = Counter(found.class_of(c).name for c in found.carriers if c.counts)
    assert counted == {"专业园区": 9, "研发社区": 1, "国家级平台": 4, "科学城/增长极": 5, "重大创新载体": 3, "开放平台": 5}


MISTAKES = [
    ('symbol = "star"', 'symbol = "heart"', "carrier_classes第1项 symbol", "没有“heart”这个词。可用：square、star"),
    ('"省级平台", "重大平台"', '"省级平台", "特大平台"', "carrier_classes", "carriers.csv里没有“特大平台”这个类型"),
    ('types = ["功能区"]', 'types = ["功能区", "服务平台"]', "carrier_classes", "“服务平台”已归在“功能区”，一个类型只归一类。"),
]


@pytest.mark.parametrize(("old", "new", "entry", "message"), MISTAKES)
def test_分类写错(nantong_copy: Folder, old: str, new: str, entry: str, message: str) -> None:
    found = nantong_copy.edit("profile.toml", old, new).problems()
    assert [p.entry for p in found] == [entry]
    assert message in found[0].message


def test_没有写分类的按角色自成一类(nantong_copy: Folder) -> None:
    text = (nantong_copy.path / "profile.toml").read_text("utf-8")
    (nantong_copy.path / "profile.toml").write_text(text.split("carrier_classes = [")[0], "utf-8")
    found = profiles.read(nantong_copy.path)
    counted = Counter(found.class_of(c).name for c in found.carriers if c.counts)
    assert counted == {"载体": 1, "开发区": 21, "平台": 5}
    assert {found.class_of(c).symbol for c in found.carriers if c.counts} == {Symbol.SQUARE, Symbol.HEXAGON, Symbol.STAR}
