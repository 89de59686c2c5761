"""坐标换算：GCJ-02、BD-09 → WGS-84（公开的近似公式，误差约1—2米）。"""

from math import atan2, cos, pi, sin, sqrt

_A = 6378245.0
_E2 = 0.00669342162296594323


def to_wgs84(system: str, lon: float, lat: float) -> tuple[float, float]:
    """按坐标系名换算到 WGS-84；不认得的坐标系抛 ValueError。"""
    match system or "WGS-84":
        case "WGS-84":
            return lon, lat
        case "GCJ-02":
            return _from_gcj02(lon, lat)
        case "BD-09":
            return _from_gcj02(*_bd09_to_gcj02(lon, lat))
    raise ValueError(f"没有“{system}”坐标系。可用：WGS-84、GCJ-02、BD-09。")


def _bd09_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    x, y = lon - 0.0065, lat - 0.006
    z = sqrt(x * x + y * y) - 0.00002 * sin(y * pi * 3000 / 180)
    theta = atan2(y, x) - 0.000003 * cos(x * pi * 3000 / 180)
    return z * cos(theta), z * sin(theta)


def _from_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """迭代三次求逆，残差远小于一米。"""
    x, y = lon, lat
    for _ in range(3):
        dx, dy = _shift(x, y)
        x, y = lon - dx, lat - dy
    return x, y


def _shift(lon: float, lat: float) -> tuple[float, float]:
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    rad = lat / 180.0 * pi
    magic = 1 - _E2 * sin(rad) ** 2
    return (
        east * 180.0 / (_A / sqrt(magic) * cos(rad) * pi),
        north * 180.0 / ((_A * (1 - _E2)) / (magic * sqrt(magic)) * pi),
    )
