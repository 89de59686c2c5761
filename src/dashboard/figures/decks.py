"""交互地图（pydeck）：平放的底面、板块填色、载体点位，可平移缩放；没有底图瓦片，不出外网。

画的是排好的同一幅 Plan，一开始名字也互不相叠。只能写成 Deck(…, map_provider=None) 并且不设 map_style，
否则会去外面取底图；汉字要 character_set="auto"，由 deck.gl 自己收字。悬停文字会当成 HTML，其中的尖括号一类都换成全角。"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, log2, radians
from typing import Any

import pydeck as pdk

from dashboard.domain.carriers import Symbol
from dashboard.domain.results import Light
from dashboard.figures.map_ground import Point
from dashboard.figures.map_symbols import Mark, picture
from dashboard.figures.maps import District, Plan

Colour = list[int]
_INK, _HALO, _UNKNOWN = [23, 32, 46], [255, 255, 255], [255, 255, 255]
_GRADES: dict[str, Colour] = {
    "mp-grade-1": [217, 230, 245],
    "mp-grade-2": [169, 198, 230],
    "mp-grade-3": [111, 159, 210],
    "mp-grade-4": [58, 112, 173],
    f"mp-light {Light.ON_PACE}": [115, 184, 177],
    f"mp-light {Light.REACHED}": [115, 184, 177],
    f"mp-light {Light.BEHIND}": [216, 188, 121],
    f"mp-light {Light.FAR_BEHIND}": [206, 130, 130],
    f"mp-light {Light.MISSED}": [206, 130, 130],
}
_COLOURS = {
    Symbol.SQUARE: "#17202e",
    Symbol.CIRCLE: "#17202e",
    Symbol.STAR: "#6b3fa0",
    Symbol.TRIANGLE: "#9c3d73",
    Symbol.DIAMOND: "#0b5d6b",
    Symbol.HEXAGON: "#4a5568",
}
_FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif'
_WIDE = str.maketrans("<>&\"'{}", "＜＞＆＂＇｛｝")
_TILE = 512
_LETTER = 16


@dataclass(frozen=True, slots=True)
class Window:
    """大约多大的窗口（像素），用来定开始时的缩放。"""

    width: int = 1860
    height: int = 780


def city_deck(found: Plan, shapes: Mapping[str, Any], tips: Mapping[str, str], window: Window | None = None) -> pdk.Deck:
    """一座城市的交互地图。shapes 为画在底下的 GeoJSON；tips 为板块悬停时名称、数以外再写的一句。"""
    view, zoomed = _view(shapes, window or Window())
    ratio = zoomed / found.ground.projection.scale
    return pdk.Deck(
        layers=[_areas(found, shapes, tips), _leaders(found), _dots(found, tips), _names(found), _icons(found, ratio)],
        initial_view_state=view,
        map_provider=None,
        tooltip={"html": "<b>{name}</b> {value}<br>{more}", "style": {"fontFamily": _FONT, "fontSize": "14px", "maxWidth": "420px"}},
    )


def colour(grade: str) -> Colour:
    """填色；未报不判为白，只有边。"""
    return _GRADES.get(grade, _UNKNOWN)


def _tip(name: str, value: str = "", more: str = "") -> dict[str, str]:
    """悬停的三段文字。"""
    return {key: text.translate(_WIDE) for key, text in (("name", name), ("value", value), ("more", more))}


def _unit_tip(district: District, tips: Mapping[str, str]) -> dict[str, str]:
    return _tip(district.title, district.text, tips.get(district.known_as, ""))


def _areas(found: Plan, shapes: Mapping[str, Any], tips: Mapping[str, str]) -> pdk.Layer:
    owners = {s.district.area: s.district for s in found.stands if s.area is not None}
    features = [_feature(f, owners.get(f["properties"]["name"]), tips) for f in shapes["features"]]
    return pdk.Layer(
        "GeoJsonLayer",
        id="areas",
        data={"type": "FeatureCollection", "features": features},
        get_fill_color="properties.fill",
        get_line_color=[86, 97, 111],
        line_width_min_pixels=1.2,
        pickable=True,
    )


def _feature(feature: Mapping[str, Any], district: District | None, tips: Mapping[str, str]) -> dict[str, Any]:
    """悬停文字放在要素上：pydeck 的提示只认顶层的名字。"""
    tip = _unit_tip(district, tips) if district else _tip(str(feature["properties"]["name"]))
    fill = colour(district.grade if district else "")
    return {"type": "Feature", "geometry": feature["geometry"], "properties": {"fill": fill}, **tip}


def _leaders(found: Plan) -> pdk.Layer:
    """名字写在旁边的，引一条线。"""
    back = found.ground.projection.back
    data = [{"path": [list(back(p)) for p in s.label.leader]} for s in found.stands if s.label and s.label.leader]
    return pdk.Layer("PathLayer", id="leaders", data=data, get_path="path", get_color=_INK, width_min_pixels=1.2, get_width=1)


def _dots(found: Plan, tips: Mapping[str, str]) -> pdk.Layer:
    """没有面的板块。"""
    back = found.ground.projection.back
    data = [
        {"at": list(back(s.anchor)), "fill": colour(s.district.grade), **_unit_tip(s.district, tips)} for s in found.stands if s.area is None
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        id="dots",
        data=data,
        get_position="at",
        get_fill_color="fill",
        get_line_color=_INK,
        get_radius=10,
        radius_units=pdk.types.String("pixels"),
        stroked=True,
        line_width_min_pixels=2.5,
        pickable=True,
    )


def _names(found: Plan) -> pdk.Layer:
    back = found.ground.projection.back
    data = [
        {"at": list(back(s.label.box.centre)), "text": "\n".join(filter(None, (s.district.shown_name, s.district.text)))}
        for s in found.stands
        if s.label is not None
    ]
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=data,
        get_position="at",
        get_text="text",
        get_size=_LETTER,
        get_color=_INK,
        font_family=pdk.types.String(_FONT),
        font_weight=600,
        character_set=pdk.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=5,
        outline_color=_HALO,
    )


def _icons(found: Plan, ratio: float) -> pdk.Layer:
    """载体的符号站在真实点位上，开始时按排好的样子错开。"""
    data = [_icon(found, mark, ratio) for group in found.clusters for mark in group.marks]
    return pdk.Layer(
        "IconLayer",
        id="spots",
        data=data,
        get_position="at",
        get_icon="icon",
        get_size=20,
        get_pixel_offset="shift",
        pickable=True,
    )


def _icon(found: Plan, mark: Mark, ratio: float) -> dict[str, Any]:
    pin = mark.pin
    true = found.ground.at(*pin.point)
    encoded = b64encode(picture(pin.symbol, pin.hollow, _COLOURS[pin.symbol]).encode()).decode()
    url = f"data:image/svg+xml;base64,{encoded}"
    return {
        "at": list(pin.point),
        "icon": {"url": url, "width": 42, "height": 42, "id": f"{pin.symbol}{pin.hollow}"},
        "shift": [round((mark.at[0] - true[0]) * ratio, 1), round((mark.at[1] - true[1]) * ratio, 1)],
        **(_tip(pin.name, more=pin.title) if mark.count == 1 else _tip(f"{mark.count}个载体")),
    }


def _view(shapes: Mapping[str, Any], window: Window) -> tuple[pdk.ViewState, float]:
    """正上方看下去，正好放得下全市；连同每度纬度几像素。"""
    points = [p for f in shapes["features"] for p in _flat(f["geometry"]["coordinates"])]
    lons, lats = [p[0] for p in points] or [0.0, 1.0], [p[1] for p in points] or [0.0, 1.0]
    middle = (min(lats) + max(lats)) / 2
    stretch = cos(radians(middle))
    across = max(max(lons) - min(lons), 1e-3) / 360 * _TILE
    down = max(max(lats) - min(lats), 1e-3) / stretch / 360 * _TILE
    zoom = log2(min(window.width / across, window.height / down)) - 0.1
    view = pdk.ViewState(longitude=(min(lons) + max(lons)) / 2, latitude=middle, zoom=zoom, pitch=0, bearing=0)
    return view, 2**zoom * _TILE / 360 / stretch


def _flat(coordinates: Any) -> Iterator[Point]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _flat(part)
