"""载体名录：文件点名的一个不漏，重复的不重计，位置和精度说实话。"""

from collections import Counter

import pytest
from tests.profiles.documents import CITIES, document, profile
from tests.profiles.shapes import holders

from dashboard.domain.city import CarrierRole, Precision

SUZHOU, NANTONG = profile("suzhou"), profile("nantong")


@pytest.mark.parametrize("city", CITIES)
def test_写着文件点名的都在文件里(city: str) -> None:
    for carrier in profile(city).carriers:
        assert carrier.in_document == (carrier.in_document and carrier.name in document(city)), carrier.name


def test_苏州点名的载体一个不漏() -> None:
    """三（二）10个平台；四（三）4个国家级平台、5个增长极、3个重大载体；四（四）4个开放平台和自贸区；4条带。"""
    text = document("suzhou")
    parks = text.split("加快推动")[1].split("等建设成为")[0].split("、")
    centres = text.split("加快建设国家新一代")[1].split("等国家级平台")[0]
    poles = text.split("高标准规划建设")[1].split("等创新增长极")[0].split("、")
    labs = text.split("创新增长极，打造")[1].split("等重大创新载体")[0].split("、")
    opened = "中新" + text.split("充分发挥中新")[1].split("等重大开放平台")[0]
    belts = text.split("全力构建")[1].split("组成的“E”字形")[0].split("、")
    named = [*parks, *f"国家新一代{centres}".split("、"), *poles, *labs, *opened.split("、"), *belts]
    assert {c.name for c in SUZHOU.carriers if c.in_document} >= {*named, "中国（江苏）自贸试验区苏州片区"}
    assert (len(parks), len(poles), len(labs), len(belts)) == (10, 5, 3, 4)


def test_南通点名的载体一个不漏() -> None:
    """四（三）3个重大平台；四（二）2个基金集聚区；附件1的园区；四（四）技术转移机构和科技大市场；二（二）沿江科创带。"""
    text = document("nantong")
    centres = text.split("加快建设江苏省船舶")[1].split("等重大平台")[0]
    funds = text.split("股权投资基金集聚区")[0].split("加快")[-1]
    named = [*f"江苏省船舶{centres}".split("、"), *funds.split("、")]
    named += ["南通经济技术开发区", "江苏南通苏锡通科技产业园区", "江苏南通苏通科技产业园区", "锡通科技产业园"]
    named += ["江苏省通州湾江海联动开发示范区", "南通高新技术产业开发区", "国家技术转移东部中心南通分中心", "南通科技大市场", "沿江科创带"]
    assert all(name in text for name in named)
    assert {c.name for c in NANTONG.carriers if c.in_document} >= set(named)
    assert named[:5] == [
        "江苏省船舶与海洋工程装备技术创新中心",
        "江苏省深远海海洋装备制造业创新中心",
        "北京大学长三角光电科学研究院",
        "南通创新区",
        "市北高新区",
    ]


@pytest.mark.parametrize(
    ("city", "roles"),
    [
        ("suzhou", {"载体": 15, "平台": 7, "开放平台": 5}),
        ("nantong", {"载体": 1, "平台": 5, "开发区": 21}),
    ],
)
def test_计入的载体(city: str, roles: dict[str, int]) -> None:
    """只有载体、平台、开发区、开放平台计入，别名不重计。"""
    counted = [c for c in profile(city).carriers if c.counts]
    assert Counter(c.role for c in counted) == roles
    assert len({c.name for c in counted}) == len(counted)


def test_四个别名指向正名() -> None:
    found = {c.name: c.same_as for c in NANTONG.carriers if c.same_as}
    assert found == {
        "南通经济技术开发区": "南通经济技术开发区",
        "南通高新技术产业开发区": "南通高新技术产业开发区",
        "苏锡通科技产业园区": "江苏南通苏锡通科技产业园区",
        "市北高新技术产业开发区": "市北高新区",
    }
    assert not any(c.same_as for c in SUZHOU.carriers)


@pytest.mark.parametrize("city", CITIES)
def test_带只画示意线并写明经过的板块(city: str) -> None:
    found = profile(city)
    belts = [c for c in found.carriers if c.role is CarrierRole.BELT]
    assert len(belts) == {"suzhou": 4, "nantong": 1}[city]
    assert all(c.precision is Precision.LINE and len(c.along) >= 3 and not c.counts for c in belts)


@pytest.mark.parametrize("city", CITIES)
def test_没有一个位置冒充准确(city: str) -> None:
    """坐标都是约略或仅到板块；不知道的不画，列出来。"""
    for carrier in profile(city).carriers:
        assert carrier.precision is not Precision.EXACT
        assert carrier.on_map == (carrier.lon is not None and carrier.same_as is None), carrier.name
        assert carrier.lon is None or carrier.source


@pytest.mark.parametrize("city", CITIES)
def test_坐标落在所属的板块(city: str) -> None:
    """园区没有面的，落在它法定归属的区里；苏通园区在江边，边界简化后落在附近。"""
    found = profile(city)
    units = {u.name: u for u in found.units}
    for carrier in found.carriers:
        if carrier.lon is None or carrier.lat is None or carrier.unit is None:
            continue
        unit = units[carrier.unit]
        expected = {unit.polygon} if unit.polygon else set(unit.parents)
        assert holders(found.unit_shapes, carrier.lon, carrier.lat) & expected, carrier.name


def test_地图上的名称放得下() -> None:
    for city in CITIES:
        assert all(len(c.short_name) <= 9 for c in profile(city).carriers if c.counts and c.on_map)


def test_地名都能落到点上() -> None:
    """活动地点自己有坐标，或有同点的地名；“欧美”太泛，不落点。"""
    for city in CITIES:
        places = {p.name: p for p in profile(city).places}
        used = {name for e in profile(city).events for name in e.places}
        bare = {n for n in used if places[n].lon is None and not places[n].same_as}
        assert bare <= {"欧美"}
        assert all(places[o].lon is not None for n in used for o in places[n].same_as)
