"""点在哪个面里、环朝哪边转。"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Ring = Sequence[Sequence[float]]


def rings(feature: Mapping[str, Any]) -> Iterator[tuple[bool, Ring]]:
    """一个要素的各环：是不是外环、各点。"""
    geometry = feature["geometry"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield from ((n == 0, ring) for n, ring in enumerate(part))


def signed_area(ring: Ring) -> float:
    """有向面积（平方度）；顺时针为负。"""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def contains(feature: Mapping[str, Any], lon: float, lat: float) -> bool:
    """点是否在面里（奇偶规则，洞自然除外）。"""
    return sum(_crossings(ring, lon, lat) for _, ring in rings(feature)) % 2 == 1


def _crossings(ring: Ring, lon: float, lat: float) -> int:
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat):
            crossed += lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1)
    return crossed


def holders(shapes: Mapping[str, Any], lon: float, lat: float) -> set[str]:
    """含这个点的面的名称。"""
    return {f["properties"]["name"] for f in shapes["features"] if contains(f, lon, lat)}
