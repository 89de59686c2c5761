"""底图：把一座城市的各个面投影到一幅图上，一次算好。等距圆柱投影，经度按中纬度收缩。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]

STRIP = 6.0  # 每隔几像素扫一行，用来问“这块地方在不在面里”


@dataclass(frozen=True, slots=True)
class Box:
    """一个长方形：左、上、右、下（像素）。"""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> "Box":
        x, y = centre
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def touches(self, other: "Box", gap: float = 0.0) -> bool:
        """两个框相叠，或相距不到 gap。"""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: "Box") -> bool:
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Area:
    """一个面：名称、区划代码、画好的路径、外框、最宽处的中点；strips 为逐行落在面里的横段。"""

    name: str
    code: str
    path: str
    box: Box
    middle: Point
    strips: Mapping[int, tuple[tuple[float, float], ...]]

    def holds(self, point: Point) -> bool:
        """点在不在面里（精确到一行扫描）。"""
        x, y = point
        return any(left <= x <= right for left, right in self.strips.get(int(y // STRIP), ()))

    def share_of(self, box: Box) -> float:
        """一个框有几成在面里，0—1。"""
        rows = range(int(box.top // STRIP), int(box.bottom // STRIP) + 1)
        spans = ((left, right) for row in rows for left, right in self.strips.get(row, ()))
        covered = sum(max(0.0, min(box.right, right) - max(box.left, left)) for left, right in spans)
        return covered / ((box.right - box.left) * len(rows))


@dataclass(frozen=True, slots=True)
class Projection:
    """经度、纬度到像素：西北角的经纬度、经度的收缩、每度几像素、西北角落在哪里。"""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def at(self, lon: float, lat: float) -> Point:
        """经度、纬度（WGS-84）→ 像素。"""
        return self.left + (lon - self.west) * self.squeeze * self.scale, self.top + (self.north - lat) * self.scale

    def back(self, point: Point) -> Point:
        """像素 → 经度、纬度。"""
        return self.west + (point[0] - self.left) / (self.squeeze * self.scale), self.north - (point[1] - self.top) / self.scale


@dataclass(frozen=True, slots=True)
class Ground:
    """一座城市画在一幅图上：宽、高、各个面（名称→面），和空着的一角（放图例；不要图例的 legend 为 None）。"""

    width: float
    height: float
    projection: Projection
    areas: Mapping[str, Area]
    corner: str
    legend: Box | None

    def at(self, lon: float, lat: float) -> Point:
        """经度、纬度（WGS-84）→ 像素。"""
        return self.projection.at(lon, lat)

    def shows(self, point: Point) -> bool:
        """像素点在不在图幅里。"""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def ground(
    shapes: Mapping[str, Any], width: float, height: float, legend: tuple[float, float] = (0.0, 0.0), also: Sequence[Point] = (), margin: float = 14.0
) -> Ground:
    """把 GeoJSON 的面放进宽 width、高 height 的图；also 为也要在图里的点（没有面的板块，经度、纬度）。

    legend 为图例的宽、高：找一个不压住面的角放，没有就让出左边。"""
    named = _rings(shapes)
    points = [*also, *(p for _, _, rings in named for ring in rings for p in ring)]
    for fit in _fits(points, width, height, legend[0], margin):
        drawn = [(name, code, [[fit.at(*p) for p in ring] for ring in rings]) for name, code, rings in named]
        found = free_corner([ring for _, _, rings in drawn for ring in rings], width, height, legend)
        if found is not None:
            break
    corner, box = found or ("left-bottom", Box(0, height - legend[1], legend[0], height))
    areas = {name: _area(name, code, rings) for name, code, rings in drawn}
    return Ground(width, height, fit, areas, corner, box if legend[0] else None)


def free_corner(rings: Sequence[Sequence[Point]], width: float, height: float, size: tuple[float, float]) -> tuple[str, Box] | None:
    """四个角里第一个不压住面的：左下、右下、左上、右上；都压住为 None。"""
    wide, high = size
    lefts, tops = {"left": 0.0, "right": width - wide}, {"bottom": height - high, "top": 0.0}
    for top, y in tops.items():
        for left, x in lefts.items():
            box = Box(x, y, x + wide, y + high)
            if not any(_crosses(ring, box) for ring in rings):
                return f"{left}-{top}", box
    return None


def _crosses(ring: Sequence[Point], box: Box) -> bool:
    """环的边进不进框：边太长时按每8像素取点。"""
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        steps = int(max(abs(x1 - x0), abs(y1 - y0)) // 8) + 1
        for n in range(steps):
            x, y = x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                return True
    return False


def _fits(points: Sequence[Point], width: float, height: float, legend: float, margin: float) -> Iterator[Projection]:
    """几种放法，先大后小：居中、靠右、靠左，最后让出图例的宽度。"""
    lons, lats = [p[0] for p in points] or [0.0, 1.0], [p[1] for p in points] or [0.0, 1.0]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    across, down = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    for aside, lean in ((0.0, 0.5), (0.0, 1.0), (0.0, 0.0), (legend, 0.5)):
        room = width - aside - 2 * margin
        scale = min(room / across, (height - 2 * margin) / down)
        left = aside + margin + (room - across * scale) * lean
        top = margin + (height - 2 * margin - down * scale) / 2
        yield Projection(west, north, squeeze, scale, left, top)


def _rings(shapes: Mapping[str, Any]) -> list[tuple[str, str, list[Ring]]]:
    """每个要素的名称、区划代码和全部环。"""
    found = []
    for feature in shapes["features"]:
        geometry, properties = feature["geometry"], feature["properties"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings = [tuple((float(p[0]), float(p[1])) for p in ring) for part in parts for ring in part]
        found.append((properties["name"], str(properties.get("adcode", "")), rings))
    return found


def _area(name: str, code: str, rings: Sequence[Sequence[Point]]) -> Area:
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    strips = _strips(rings)
    return Area(name, code, _path(rings), Box(min(xs), min(ys), max(xs), max(ys)), _middle(strips), strips)


def _path(rings: Sequence[Sequence[Point]]) -> str:
    """路径，精确到0.1像素；用相对坐标，短一半。"""
    parts = []
    for ring in rings:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths)]
        moves = "".join(f"{_tenth(dx)}{'' if dy < 0 else ' '}{_tenth(dy)}{' '}" for dx, dy in steps if dx or dy)
        parts.append(f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}l{moves.rstrip()}z")
    return "".join(parts)


def _tenth(value: int) -> str:
    """以十分之一为单位的整数写成小数，能省的零都省：5→.5，−20→−2。"""
    whole, rest = divmod(abs(value), 10)
    text = f"{whole}.{rest}" if whole and rest else f".{rest}" if rest else f"{whole}"
    return f"-{text}" if value < 0 else text


def _strips(rings: Sequence[Sequence[Point]]) -> dict[int, tuple[tuple[float, float], ...]]:
    """逐行扫描（奇偶规则）：行号 → 落在面里的横段。"""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            low, high = min(y0, y1), max(y0, y1)
            for row in range(int(low / STRIP - 0.5), int(high / STRIP - 0.5) + 2):
                y = (row + 0.5) * STRIP
                if low <= y < high:
                    crossings.setdefault(row, []).append(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
    return {row: _pairs(sorted(found)) for row, found in sorted(crossings.items())}


def _pairs(found: Sequence[float]) -> tuple[tuple[float, float], ...]:
    return tuple(zip(found[::2], found[1::2], strict=True))


def _middle(strips: Mapping[int, tuple[tuple[float, float], ...]]) -> Point:
    """最宽一行的中点。"""
    widest = max(((right - left, (left + right) / 2, row) for row, spans in strips.items() for left, right in spans), default=(0.0, 0.0, 0))
    return widest[1], (widest[2] + 0.5) * STRIP
