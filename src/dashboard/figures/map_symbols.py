"""地图上的小符号：几种形状，空心为约略位置；挨得太近的并排画，太多的合成“符号×个数”。"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from dashboard.domain.carriers import Symbol
from dashboard.figures.lettering import width
from dashboard.figures.map_ground import Box, Point

_ROW = 5
_MOST = 10


def _around(count: int, radii: Sequence[float], turn: float) -> str:
    points = [
        (radii[n % len(radii)] * sin(turn + 2 * pi * n / count), -radii[n % len(radii)] * cos(turn + 2 * pi * n / count))
        for n in range(count)
    ]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


_PATHS = {
    Symbol.SQUARE: "M-7-7H7V7H-7z",
    Symbol.STAR: _around(10, (9.6, 4.1), 0.0),
    Symbol.TRIANGLE: "M0-8.6 8.6 6.6H-8.6z",
    Symbol.DIAMOND: "M0-9.2 9.2 0 0 9.2-9.2 0z",
    Symbol.CIRCLE: "M-7.4 0a7.4 7.4 0 1 0 14.8 0a7.4 7.4 0 1 0-14.8 0z",
    Symbol.HEXAGON: _around(6, (8.4,), pi / 6),
}


def glyph(symbol: Symbol, at: Point, size: float, hollow: bool) -> Markup:
    """一个符号，画在 at；size 为大约的宽（像素）。"""
    return Markup('<path class="mp-{0}{1}" transform="translate({2:.1f} {3:.1f}) scale({4:.3g})" d="{5}"/>').format(
        symbol, " hollow" if hollow else "", *at, size / 17, Markup(_PATHS[symbol])
    )


def icon(symbol: Symbol, hollow: bool = False) -> Markup:
    """图例、表格里用的单个符号。"""
    return Markup('<svg class="mp-icon" viewBox="-10.5 -10.5 21 21" aria-hidden="true">{}</svg>').format(glyph(symbol, (0, 0), 17, hollow))


def picture(symbol: Symbol, hollow: bool, colour: str) -> str:
    """单个符号的完整 SVG 文件，宽高各42，颜色写在里面；交互地图当图标用。"""
    fill, stroke, width = ("#fff", colour, 2.2) if hollow else (colour, "#fff", 1.4)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="42" height="42" viewBox="-10.5 -10.5 21 21">'
        f'<path d="{_PATHS[symbol]}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class Pin:
    """一个载体的点位：名称、形状、经度纬度（WGS-84）；hollow 为约略位置；title 为悬停文字。"""

    name: str
    symbol: Symbol
    point: Point
    hollow: bool
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """画好位置的一个符号；count 大于1的是合在一起的若干个。"""

    pin: Pin
    at: Point
    count: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """挨得很近的一组：各符号的位置和整组的框。"""

    marks: tuple[Mark, ...]
    box: Box


def clusters(pins: Sequence[tuple[Pin, Point]], dots: Sequence[Box], size: float) -> list[Cluster]:
    """把点位分组并排开；dots 为已占的地方（没有面的板块的圆点），符号排在它右边。"""
    groups = [_Group(point, [pin]) for pin, point in pins]
    while True:
        laid = [_laid(group, dots, size) for group in groups]
        pair = _first_overlap(laid)
        if pair is None:
            return laid
        groups = _merged(groups, *pair)


@dataclass(frozen=True, slots=True)
class _Group:
    centre: Point
    pins: list[Pin]


def _first_overlap(laid: Sequence[Cluster]) -> tuple[int, int] | None:
    for n, one in enumerate(laid):
        for k in range(n + 1, len(laid)):
            if one.box.touches(laid[k].box):
                return n, k
    return None


def _merged(groups: Sequence[_Group], one: int, two: int) -> list[_Group]:
    """两组并成一组，重心按个数加权。"""
    a, b = groups[one], groups[two]
    n, k = len(a.pins), len(b.pins)
    centre = ((a.centre[0] * n + b.centre[0] * k) / (n + k), (a.centre[1] * n + b.centre[1] * k) / (n + k))
    return [g for i, g in enumerate(groups) if i not in (one, two)] + [_Group(centre, [*a.pins, *b.pins])]


def _laid(group: _Group, dots: Sequence[Box], size: float) -> Cluster:
    """一组从西到东排成几行；旁边有圆点的，从圆点右边起排。"""
    shown = _shown(sorted(group.pins, key=lambda pin: pin.point))
    step = size + 3
    rows = [shown[n : n + _ROW] for n in range(0, len(shown), _ROW)]
    widths = [[step + (count_width(count, size) if count > 1 else 0) for _, count in row] for row in rows]
    wide, high = max(sum(row) for row in widths), step * len(rows)
    x, y = group.centre
    dot = next((d for d in dots if d.touches(Box.around((x, y), size, size))), None)
    left, top = (dot.right, dot.centre[1] - high / 2) if dot else (x - wide / 2, y - high / 2)
    marks = []
    for number, (row, row_widths) in enumerate(zip(rows, widths, strict=True)):
        for n, (pin, count) in enumerate(row):
            marks.append(Mark(pin, (left + sum(row_widths[:n]) + step / 2, top + (number + 0.5) * step), count))
    return Cluster(tuple(marks), Box(left, top, left + wide, top + high))


def _shown(pins: Sequence[Pin]) -> list[tuple[Pin, int]]:
    """十个以内各画各的，再多就每种形状一个，后面写个数。"""
    if len(pins) <= _MOST:
        return [(pin, 1) for pin in pins]
    counted = Counter((pin.symbol, pin.hollow) for pin in pins)
    first = {(pin.symbol, pin.hollow): pin for pin in reversed(pins)}
    return [(first[key], count) for key, count in counted.items()]


def count_width(count: int, size: float) -> float:
    """“×12”的宽。"""
    return width(f"×{count}", size * 0.85) + 5


def drawn(cluster: Cluster, size: float) -> Iterator[Markup]:
    """一组符号。"""
    for mark in cluster.marks:
        body = glyph(mark.pin.symbol, mark.at, size, mark.pin.hollow)
        if mark.count > 1:
            body += Markup('<text class="mp-count" font-size="{0:.1f}" x="{1:.1f}" y="{2:.1f}">×{3}</text>').format(
                size * 0.85, mark.at[0] + size / 2 + 2, mark.at[1] + size * 0.3, mark.count
            )
        yield Markup('<a class="mp-pin" href="{0}"><title>{1}</title>{2}</a>').format(
            mark.pin.href, mark.pin.title if mark.count == 1 else f"{mark.count}个载体", body
        )

