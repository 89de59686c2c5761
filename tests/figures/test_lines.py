"""折线的几何：刻度好读、年初断开、最后一点标出。"""

import re

from dashboard.domain.month import Month
from dashboard.figures.lines import Published, Track, TrackPoint, sparkline, trend_chart


def track(actuals: list[float | None], yearly: bool = False) -> Track:
    points = tuple(TrackPoint(Month(2024, 11) + n, v, None if v is None else v + 5, 100.0) for n, v in enumerate(actuals))
    return Track("家", points, (), yearly, True)


def paths(html: str, kind: str) -> list[str]:
    return re.findall(rf'<path class="{kind}" d="([^"]+)"', html)


def test_年度累计的线在年初断开() -> None:
    assert len(paths(trend_chart(track([80, 90, 10, 20], yearly=True)), "actual")) == 2
    assert len(paths(trend_chart(track([80, 90, 95, 97])), "actual")) == 1


def test_刻度从零起盖住最大值() -> None:
    labels = re.findall(r'text-anchor="end">([\d,]+)</text>', trend_chart(track([80, 90, 95, 97])))
    assert labels[0] == "0"
    assert float(labels[-1].replace(",", "")) >= 102


def test_最后一个完成数写在图上并画出差额() -> None:
    html = trend_chart(track([80, 90, 95, None]))
    assert "95家" in html
    assert 'class="short"' in html


def test_公开数画菱形并写明() -> None:
    found = Track("家", track([80, 90]).points, (Published(Month(2024, 12), 85, "2024年12月>85家（B级来源）"),), False, True)
    assert "公开数2024年12月&gt;85家（B级来源）" in trend_chart(found)


def test_没有月份时说一句话() -> None:
    assert "还没有可画的月份" in trend_chart(Track("家", (), (), False, True))


def test_一样大的数也画得出() -> None:
    assert "NaN" not in trend_chart(track([0, 0]))
    assert paths(trend_chart(track([0, 0])), "actual")


def test_小走势线不足两点为空() -> None:
    assert "polyline" not in sparkline([None, 3.0])
    assert "polyline" in sparkline([1.0, None, 3.0])
