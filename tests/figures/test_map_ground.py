"""底图：投影来回一致，路径复原到0.1像素，问一块地方在不在面里答得对。"""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.figures.city_maps import CITIES, HEIGHT, WIDTH, base, profile

from dashboard.figures.map_ground import Box, Ground, Point, free_corner, ground

SQUARE = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
HOLE = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]]


def shapes(*rings: list[list[float]], name: str = "甲区") -> dict[str, object]:
    return {"features": [{"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": list(rings)}}]}


def points(path: str) -> list[list[Point]]:
    """把相对坐标的路径复原成各环的点。"""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [float(n) for n in re.findall(r"-?\d*\.\d+|-?\d+", part)]
        x, y = numbers[0], numbers[1]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("legal", [False, True])
def test_每个面都在图幅里_路径复原不走样(city: str, legal: bool) -> None:
    on = base(city, legal)
    found = profile(city).legal_shapes if legal else profile(city).unit_shapes
    assert set(on.areas) == {f["properties"]["name"] for f in found["features"]}
    for feature in found["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        corners = [on.at(p[0], p[1]) for part in parts for ring in part for p in ring]
        restored = [p for ring in points(on.areas[feature["properties"]["name"]].path) for p in ring]
        assert all(on.shows(p) for p in corners)
        for x, y in restored:
            assert min(abs(x - cx) + abs(y - cy) for cx, cy in corners) <= 0.11


@pytest.mark.parametrize("city", CITIES)
def test_投影来回一致_东西南北比例相同(city: str) -> None:
    on = base(city)
    for unit in profile(city).assessed_units:
        assert unit.label is not None
        assert on.projection.back(on.at(*unit.label)) == pytest.approx(unit.label)
    west, north = on.projection.west, on.projection.north
    east_step = on.at(west + 0.1, north)[0] - on.at(west, north)[0]
    south_step = on.at(west, north - 0.1)[1] - on.at(west, north)[1]
    assert east_step / south_step == pytest.approx(0.85, abs=0.01), "北纬31—32度，一度经度约是一度纬度的0.85"


@pytest.mark.parametrize("city", CITIES)
def test_注记点落在自己的面里(city: str) -> None:
    on = base(city)
    for unit in profile(city).assessed_units:
        if unit.polygon and unit.label:
            assert on.areas[unit.polygon].holds(on.at(*unit.label)), unit.name


def test_有洞的面_洞里不算() -> None:
    on = ground(shapes(SQUARE, HOLE), 200, 200, margin=0)
    area = on.areas["甲区"]
    assert area.holds(on.at(0.2, 0.2))
    assert not area.holds(on.at(0.5, 0.5))
    assert area.share_of(Box.around(on.at(0.5, 0.5), 20, 20)) == 0
    assert area.share_of(Box.around(on.at(0.15, 0.5), 20, 20)) == 1
    assert area.share_of(Box(-20, 60, 20, 100)) == pytest.approx(0.5, abs=0.01)


@given(st.floats(-20, 200), st.floats(-20, 200), st.floats(5, 120), st.floats(5, 80))
def test_占几成总在零到一之间(x: float, y: float, wide: float, high: float) -> None:
    area = ground(shapes(SQUARE, HOLE), 200, 200, margin=0).areas["甲区"]
    assert -1e-9 <= area.share_of(Box(x, y, x + wide, y + high)) <= 1 + 1e-9


@pytest.mark.parametrize("city", CITIES)
def test_图例的一角不压着面(city: str) -> None:
    on = base(city)
    assert on.legend is not None
    assert on.legend.within(Box(0, 0, WIDTH, HEIGHT))
    for area in on.areas.values():
        assert area.share_of(on.legend) == 0


def test_四角都被占时让出图例的宽度() -> None:
    on: Ground = ground(shapes(SQUARE), 500, 200, (150, 180))
    assert on.legend == Box(0, 20, 150, 200)
    assert min(x for ring in points(on.areas["甲区"].path) for x, _ in ring) >= 150


def test_四角先看左下再看右下() -> None:
    ring = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)]
    assert free_corner([ring], 100, 100, (30, 30)) == ("right-bottom", Box(70, 70, 100, 100))
    assert free_corner([[(20.0, 20.0), (80.0, 20.0), (50.0, 60.0)]], 100, 100, (10, 10)) == ("left-bottom", Box(0, 90, 10, 100))


def test_没有面的板块也在图里() -> None:
    on = ground(shapes(SQUARE), 500, 200, also=[(3.0, 0.5)])
    assert on.shows(on.at(3.0, 0.5))
    assert not ground(shapes(SQUARE), 500, 200).shows(on.projection.at(9.0, 0.5))


def test_没有一个面也不出错() -> None:
    on = ground({"features": []}, 300, 200, (50, 50))
    assert on.areas == {}
    assert on.shows(on.at(0.5, 0.5))


def test_路径里没有重复的点() -> None:
    for city in CITIES:
        for area in base(city).areas.values():
            for ring in points(area.path):
                assert all(a != b for a, b in pairwise(ring))
