"""城市的范围：由边界得出，用来发现写错的坐标。"""

from collections.abc import Iterator
from typing import Any

_MARGIN = 0.1  # 度，约10千米：边界是简化过的


def box(shapes: dict[str, Any]) -> tuple[float, float, float, float] | None:
    """全部面的外框（最小经度、最小纬度、最大经度、最大纬度），四边各放宽约10千米；没有面为 None。"""
    points = [p for feature in shapes["features"] for p in _points(feature["geometry"]["coordinates"])]
    if not points:
        return None
    lons, lats = zip(*points, strict=True)
    return min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN


def inside(found: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    return found[0] <= lon <= found[2] and found[1] <= lat <= found[3]


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)
