"""交互地图：不取底图，悬停文字不当成标签，画的与图上相同。"""

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.figures.city_maps import CITIES, base, districts, drawn, pins, profile

from dashboard.figures.decks import city_deck, colour
from dashboard.figures.maps import HATCHED, plan


def layers(city: str) -> dict[str, Any]:
    found = json.loads(city_deck(drawn(city), profile(city).unit_shapes, {}).to_json())
    return {layer["id"]: layer for layer in found["layers"]}


@pytest.mark.parametrize("city", CITIES)
def test_不用底图_不出外网(city: str) -> None:
    deck = city_deck(drawn(city), profile(city).unit_shapes, {})
    text = deck.to_json()
    found = json.loads(text)
    assert deck.map_provider is None
    assert found.get("mapProvider") is None
    assert found["mapStyle"] == "__MAP_STYLE__", "没有设过底图样式"
    assert "http" not in text, "图标都写在数据里"


@pytest.mark.parametrize("city", CITIES)
def test_面_点_名字_载体与图上同数(city: str) -> None:
    found = layers(city)
    units = profile(city).assessed_units
    assert len(found["areas"]["data"]["features"]) == sum(u.polygon is not None for u in units)
    assert len(found["dots"]["data"]) == sum(u.polygon is None for u in units)
    assert [row["text"].split("\n")[0].rstrip("*") for row in found["names"]["data"]] == [u.name for u in units]
    assert len(found["spots"]["data"]) == len(pins(city))
    assert found["names"]["characterSet"] == "auto"


@pytest.mark.parametrize("city", CITIES)
def test_正上方平放_放得下全市(city: str) -> None:
    view = json.loads(city_deck(drawn(city), profile(city).unit_shapes, {}).to_json())["initialViewState"]
    assert view["pitch"] == 0
    assert 8 < view["zoom"] < 10


def test_载体站在真实的经纬度上() -> None:
    spots = {tuple(row["at"]) for row in layers("nantong")["spots"]["data"]}
    assert spots == {p.point for p in pins("nantong")}


def test_名字里的标签换成全角() -> None:
    evil = '<img src=x onerror="alert(1)">'
    bad = [replace(d, name=evil, title=evil, key=d.name) if d.name == "昆山市" else d for d in districts("suzhou")]
    text = city_deck(plan(base("suzhou"), bad), profile("suzhou").unit_shapes, {"昆山市": evil}).to_json()
    tips = [f for f in json.loads(text)["layers"][0]["data"]["features"] if "img" in f["name"]]
    assert [(f["name"], f["more"]) for f in tips] == [("＜img src=x onerror=＂alert(1)＂＞",) * 2]


def test_未报不判填白_与最浅一级不同() -> None:
    assert colour(HATCHED) == [255, 255, 255]
    assert colour("mp-grade-1") != colour(HATCHED)
    assert len({tuple(colour(f"mp-grade-{n}")) for n in range(1, 5)}) == 4
