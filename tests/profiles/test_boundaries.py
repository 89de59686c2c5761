"""考核单元与法定区划的边界。"""

import pytest
from tests.profiles.documents import CITIES, profile
from tests.profiles.shapes import contains, holders, rings, signed_area


@pytest.mark.parametrize("city", CITIES)
def test_考核单元的面与板块一一对应(city: str) -> None:
    found = profile(city)
    drawn = [f["properties"]["name"] for f in found.unit_shapes["features"]]
    assert sorted(drawn) == sorted(u.name for u in found.units if u.polygon)
    assert all(u.polygon in (None, u.name) for u in found.units)


def test_法定区划() -> None:
    """苏州9个（虎丘区，没有园区），南通7个。"""
    names = {c: {f["properties"]["name"] for f in profile(c).legal_shapes["features"]} for c in CITIES}
    assert len(names["suzhou"]) == 9
    assert "虎丘区" in names["suzhou"]
    assert "苏州工业园区" not in names["suzhou"]
    assert names["nantong"] == {"海安市", "如皋市", "如东县", "启东市", "崇川区", "通州区", "海门区"}


def test_只有拼合的园区标示意() -> None:
    for city in CITIES:
        assert [u.name for u in profile(city).units if u.schematic] == (["苏州工业园区"] if city == "suzhou" else [])
    park = next(f for f in profile("suzhou").unit_shapes["features"] if f["properties"]["name"] == "苏州工业园区")
    assert park["properties"]["note"].startswith("示意边界：")


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("layer", ["unit_shapes", "legal_shapes"])
def test_外环顺时针且闭合(city: str, layer: str) -> None:
    for feature in getattr(profile(city), layer)["features"]:
        for outer, ring in rings(feature):
            assert ring[0] == ring[-1]
            assert (signed_area(ring) < 0) is outer


@pytest.mark.parametrize("city", CITIES)
def test_注记点在自己的面里(city: str) -> None:
    found = profile(city)
    for unit in found.assessed_units:
        assert unit.label is not None
        if unit.polygon:
            assert holders(found.unit_shapes, *unit.label) == {unit.polygon}


def test_南通四个园区没有面只有点() -> None:
    """点落在法定归属的区里，不另占面积：不会算两遍。"""
    found = profile("nantong")
    zones = [u for u in found.assessed_units if u.polygon is None]
    assert [u.name for u in zones] == ["南通开发区", "苏锡通园区", "通州湾示范区", "南通创新区"]
    for unit in zones:
        assert unit.label is not None
        assert holders(found.unit_shapes, *unit.label) <= set(unit.parents)


def test_苏州工业园区从虎丘和吴中里划出() -> None:
    """考核单元互不重叠：园区里的点不在高新区、吴中区的考核面里，而在它们的法定面里。"""
    found = profile("suzhou")
    label = next(u.label for u in found.units if u.name == "苏州工业园区")
    assert label is not None
    assert holders(found.unit_shapes, *label) == {"苏州工业园区"}
    assert holders(found.legal_shapes, *label) <= {"虎丘区", "吴中区"}
    hitech = next(f for f in found.unit_shapes["features"] if f["properties"]["name"] == "苏州高新区")
    assert not contains(hitech, *label)


@pytest.mark.parametrize("city", CITIES)
def test_考核单元的面积合起来就是法定区划(city: str) -> None:
    totals = []
    for layer in (profile(city).unit_shapes, profile(city).legal_shapes):
        totals.append(sum(-signed_area(ring) for f in layer["features"] for _, ring in rings(f)))
    assert totals[0] == pytest.approx(totals[1], rel=0.005)
