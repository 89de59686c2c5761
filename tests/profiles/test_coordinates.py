"""坐标换算：用公开的对照点。"""

import pytest

from dashboard.profiles.coordinates import to_wgs84

# 天安门附近，三种坐标系的公开对照点
_GCJ_OF_WGS = (116.41024449916938, 39.91640428150164)
_GCJ_OF_BD = (116.39762729119315, 39.90865673957631)


def test_WGS84原样() -> None:
    assert to_wgs84("WGS-84", 120.6, 31.3) == (120.6, 31.3)
    assert to_wgs84("", 120.6, 31.3) == (120.6, 31.3)


def test_GCJ02换算() -> None:
    """（116.404，39.915）的 GCJ-02 换回去，误差不到一厘米。"""
    assert to_wgs84("GCJ-02", *_GCJ_OF_WGS) == pytest.approx((116.404, 39.915), abs=1e-7)


def test_BD09换算() -> None:
    """BD-09 先到 GCJ-02，再到 WGS-84；与先给 GCJ-02 的结果相同。"""
    assert to_wgs84("BD-09", 116.404, 39.915) == pytest.approx(to_wgs84("GCJ-02", *_GCJ_OF_BD), abs=1e-7)


@pytest.mark.parametrize(("lon", "lat"), [(120.731, 31.263), (120.925, 31.955), (121.655, 31.811)])
def test_偏移在几百米之内(lon: float, lat: float) -> None:
    """长三角的 GCJ-02 偏移向东南约四五百米，BD-09 再偏约一千米。"""
    gcj, bd = to_wgs84("GCJ-02", lon, lat), to_wgs84("BD-09", lon, lat)
    assert 0.003 < lon - gcj[0] < 0.006
    assert 0.001 < gcj[1] - lat < 0.003
    assert 0.008 < lon - bd[0] < 0.013
    assert 0.003 < lat - bd[1] < 0.006


def test_不认得的坐标系() -> None:
    with pytest.raises(ValueError, match="没有“CGCS2000”坐标系。可用：WGS-84、GCJ-02、BD-09。"):
        to_wgs84("CGCS2000", 120.6, 31.3)
