"""城市地图：每个板块画一次，没有面的画成点，未报画斜线，载体一个不少，怪数据也画得出。"""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.city_maps import CITIES, base, districts, drawn, pins, profile

from dashboard.domain.carriers import Symbol
from dashboard.figures.map_symbols import Pin, clusters, icon
from dashboard.figures.maps import HATCHED, Belt, District, Sheet, paint, plan

SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize("city", CITIES)
def test_每个板块画一次_名字写一次(city: str) -> None:
    svg = paint(drawn(city))
    names = [t.text for t in tree(svg).iter(f"{SVG}text") if t.get("class") == "mp-name"]
    assert sorted(n.rstrip("*") for n in names if n) == sorted(profile(city).unit_names)
    assert svg.count('class="mp-area"') + svg.count('class="mp-dot"') == len(profile(city).unit_names)


def test_南通四个园区是点_与区县并列() -> None:
    dots = [s.district.name for s in drawn("nantong").stands if s.area is None]
    assert dots == ["南通开发区", "苏锡通园区", "通州湾示范区", "南通创新区"]
    assert paint(drawn("nantong")).count('class="mp-dot"') == 4


def test_园区的边界是示意_名字带星号() -> None:
    svg = paint(drawn("suzhou"))
    assert "苏州工业园区*" in svg
    assert svg.count("*</text>") == 1


@pytest.mark.parametrize("city", CITIES)
def test_一幅图不到120千字节_不引用外面(city: str) -> None:
    svg = paint(drawn(city), "海门区", [Belt("带", ("海门区", "启东市"))])
    assert len(svg.encode()) < 120_000
    assert "http" not in svg
    assert not re.search(r"\d\.\d\d", re.sub(r'<pattern.*?</pattern>|scale\([^)]*\)', "", svg)), "坐标精确到0.1像素"


@pytest.mark.parametrize("city", CITIES)
def test_未报的画斜线_不是最浅的一级(city: str) -> None:
    found = paint(drawn(city))
    unreported = [d for d in districts(city) if d.grade == HATCHED]
    assert found.count('class="mp-none" fill="url(#mp-hatch)"') == len(unreported) >= 2


@pytest.mark.parametrize("city", CITIES)
def test_有点位的载体一个不少(city: str) -> None:
    found = drawn(city)
    assert sum(m.count for c in found.clusters for m in c.marks) == len(pins(city)) > 0
    assert found.outside == ()
    assert not [(a, b) for a, b in combinations(found.clusters, 2) if a.box.touches(b.box)]


def test_选中的描边_点也描() -> None:
    assert paint(drawn("nantong")).count("mp-chosen") == 0
    assert paint(drawn("nantong"), "海门区").count('class="mp-chosen"') == 1
    assert '<a class="mp-dot on"' in paint(drawn("nantong"), "南通创新区")


def test_没有面也没有点的板块不画_点名() -> None:
    lost = District("无处区", "50.0%", "mp-grade-1", "#", "无处区")
    gone = District("失面区", "50.0%", "mp-grade-1", "#", "失面区", area="没有这个面")
    away = District("远方区", "50.0%", "mp-grade-1", "#", "远方区", point=(80.0, 20.0))
    found = plan(base("suzhou"), [*districts("suzhou"), lost, gone, away])
    assert found.left_out == ("无处区", "失面区", "远方区")
    assert "无处区" not in paint(found)


def test_有点没有面的板块画成点() -> None:
    found = [replace(d, area=None) if d.name == "昆山市" else d for d in districts("suzhou")]
    assert paint(plan(base("suzhou"), found)).count('class="mp-dot"') == 1


def test_点位在图外的载体不画_点名() -> None:
    far = Pin("外地园", Symbol.STAR, (100.0, 40.0), False, "#", "外地园")
    found = plan(base("suzhou"), districts("suzhou"), [*pins("suzhou"), far])
    assert found.outside == ("外地园",)
    assert "外地园" not in paint(found)


def test_一个板块四百个载体合成几个符号() -> None:
    many = [Pin(f"园{n}", list(Symbol)[n % 3], (120.99, 31.32), False, "#", f"园{n}") for n in range(400)]
    found = plan(base("suzhou"), districts("suzhou"), many)
    (cluster,) = found.clusters
    assert sorted(m.count for m in cluster.marks) == [133, 133, 134]
    assert "×134" in paint(found)
    assert found.unnamed == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300), st.sampled_from(list(Symbol))), max_size=40))
def test_符号怎么挤都各占各的地方_一个不丢(places: list[tuple[float, float, Symbol]]) -> None:
    given_pins = [(Pin(str(n), s, (x, y), True, "#", ""), (x, y)) for n, (x, y, s) in enumerate(places)]
    found = clusters(given_pins, [], 17)
    assert sum(m.count for c in found for m in c.marks) == len(places)
    assert not [(a, b) for a, b in combinations(found, 2) if a.box.touches(b.box)]
    for cluster in found:
        at = [m.at for m in cluster.marks]
        assert all(abs(a[0] - b[0]) >= 17 or abs(a[1] - b[1]) >= 17 for a, b in combinations(at, 2))


def test_名字里的标签照原样显示成文字() -> None:
    evil = '<script>alert(1)</script>"'
    bad = [replace(d, name=evil, title=evil, text=evil, href=f'"{evil}') if d.name == "昆山市" else d for d in districts("suzhou")]
    pin = Pin(evil, Symbol.STAR, (120.99, 31.4), False, f'"{evil}', evil)
    svg = paint(plan(base("suzhou"), bad, [pin]), "昆山市", [Belt(evil, ("张家港市", "常熟市"))])
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert tree(svg) is not None


def test_不写名字() -> None:
    found = plan(base("nantong"), districts("nantong"), pins("nantong"), Sheet(labels=False))
    assert found.boxes == ()
    assert found.unnamed == ()
    assert "<text" not in paint(found)


def test_示意带经过各板块_不认得的跳过() -> None:
    svg = paint(drawn("suzhou"), "", [Belt("沿江", ("张家港市", "没有这个", "常熟市", "太仓市")), Belt("断的", ("昆山市",))])
    (line,) = re.findall(r'class="mp-belt" d="([^"]+)"', svg)
    assert line.count("C") == 2


@pytest.mark.parametrize("symbol", list(Symbol))
@pytest.mark.parametrize("hollow", [False, True])
def test_每种形状都画得出(symbol: Symbol, hollow: bool) -> None:
    path = next(tree(icon(symbol, hollow)).iter(f"{SVG}path"))
    assert path.get("class") == f"mp-{symbol}" + (" hollow" if hollow else "")
