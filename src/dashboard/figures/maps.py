"""城市地图（SVG）：自有边界，平面画法，不用瓦片，不出外网；页面与大屏共用。

用法：`ground(shapes, 宽, 高, 图例大小)` 把边界投影一次，`plan(ground, districts, pins)` 排好名字和符号（约0.1秒，值得缓存），
`paint(plan, 选中的板块, 示意带)` 画出来（约1毫秒）。
颜色全由样式变量给（styles/carriers.css 的 --mp-*，深色用 .dark 另一套），字号、符号大小由 Sheet 给，单位同图幅；
要图例就在 Ground.legend 那个角叠一块 HTML。名字太多放不下、板块没有位置、点位在图外的，名字都在 Plan 里，由画面列出。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from dashboard.domain.carriers import Symbol
from dashboard.domain.results import Light
from dashboard.figures import marks
from dashboard.figures.lettering import width
from dashboard.figures.map_ground import Area, Box, Ground, Point, ground
from dashboard.figures.map_labels import Label, Room, Wish, arrange
from dashboard.figures.map_symbols import Cluster, Pin, clusters, count_width, drawn, glyph

HATCHED = "mp-none"


@dataclass(frozen=True, slots=True)
class Sheet:
    """怎么画：letter 为名字的字号，symbol 为符号的大小（像素，单位同图幅）；labels 为假则不写名字。"""

    letter: float = 22.0
    symbol: float = 19.0
    labels: bool = True


@dataclass(frozen=True, slots=True)
class District:
    """图上一个板块（或区）。

    area 为它的面的名称；没有面的写 None，画成 point（经度、纬度）处的圆点；两样都没有的不画，名字在 Plan.left_out。
    grade 为填色的样式名，HATCHED 为斜线；text 为名字下面一行，light 有值时前面画状态的形状；
    key 为认它的名字（选中、示意带用；不写即 name）；starred 为示意边界，名字后加“*”；within 为只知道在这个板块、没有点位的载体：形状与个数，排在名字下面。"""

    name: str
    text: str
    grade: str
    href: str
    title: str
    area: str | None = None
    point: Point | None = None
    light: Light | None = None
    starred: bool = False
    within: tuple[tuple[Symbol, int], ...] = ()
    key: str = ""

    @property
    def known_as(self) -> str:
        return self.key or self.name

    @property
    def shown_name(self) -> str:
        return f"{self.name}*" if self.starred else self.name


@dataclass(frozen=True, slots=True)
class Belt:
    """示意带：名称和依次经过的板块，画成一条软线。"""

    name: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stand:
    """一个板块站在图上哪里：面或圆点，名字所指的一点，排好的名字（放不下或不写为 None）。"""

    district: District
    area: Area | None
    anchor: Point
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """排好的一幅图。left_out 为没有面也没有点位的板块；outside 为落在图幅外的载体；unnamed 为名字放不下的板块。"""

    ground: Ground
    sheet: Sheet
    stands: tuple[_Stand, ...]
    clusters: tuple[Cluster, ...]
    left_out: tuple[str, ...]
    outside: tuple[str, ...]

    @property
    def unnamed(self) -> tuple[str, ...]:
        return tuple(s.district.name for s in self.stands if s.label is None and self.sheet.labels)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """各名字的框。"""
        return tuple(s.label.box for s in self.stands if s.label is not None)


def plan(on: Ground, districts: Sequence[District], pins: Sequence[Pin] = (), sheet: Sheet | None = None) -> Plan:
    """定下各个面、圆点、符号和名字的位置。"""
    how = sheet or Sheet()
    found = [(d, _stand(on, d)) for d in districts]
    stands = [s for _, s in found if s is not None]
    placed = [(pin, on.at(*pin.point)) for pin in pins]
    dots = [_dot_box(s.anchor, how) for s in stands if s.area is None]
    groups = clusters([(pin, at) for pin, at in placed if on.shows(at)], dots, how.symbol)
    labels = arrange([_wish(s, how) for s in stands], _room(on, groups, dots)) if how.labels else [None] * len(stands)
    return Plan(
        ground=on,
        sheet=how,
        stands=tuple(replace(s, label=label) for s, label in zip(stands, labels, strict=True)),
        clusters=tuple(groups),
        left_out=tuple(d.name for d, s in found if s is None),
        outside=tuple(pin.name for pin, at in placed if not on.shows(at)),
    )


def paint(found: Plan, chosen: str = "", belts: Sequence[Belt] = ()) -> Markup:
    """画出来；chosen 为选中的板块（描边）。"""
    how = found.sheet
    body = [*_areas(found.stands, chosen), *_belts(belts, found.stands), *_dots(found.stands, how, chosen)]
    body += [_leader(s.label.leader) for s in found.stands if s.label is not None and s.label.leader is not None]
    body += [symbol for group in found.clusters for symbol in drawn(group, how.symbol)]
    body += [_label(s.district, s.label, how, chosen) for s in found.stands if s.label is not None]
    return _svg(found.ground, body)


def _svg(on: Ground, body: Sequence[Markup]) -> Markup:
    """斜线的图样也画在里面；几幅图的图样相同，编号相同不要紧。"""
    hatch = Markup(
        '<defs><pattern id="mp-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="mp-blank" d="M0 0H7V7H0z"/><path class="mp-stripe" d="M0 0V7"/></pattern></defs>'
    )
    return Markup('<svg class="mp" viewBox="0 0 {0:g} {1:g}" role="img" aria-label="板块示意图">{2}{3}</svg>').format(
        on.width, on.height, hatch, Markup("").join(body)
    )


def _stand(on: Ground, district: District) -> _Stand | None:
    """有面的站在面里（注记点在面里就用注记点）；没有面的站在自己的点上。"""
    point = on.at(*district.point) if district.point else None
    area = on.areas.get(district.area) if district.area else None
    if area is not None:
        return _Stand(district, area, point if point and area.holds(point) else area.middle)
    return _Stand(district, None, point) if point and on.shows(point) else None


def _areas(stands: Sequence[_Stand], chosen: str) -> Iterator[Markup]:
    """各个面；选中的再描一遍边，画在最上面。"""
    for s in stands:
        if s.area is not None:
            yield Markup('<a class="mp-area" href="{0}"><title>{1}</title><path class="{2}"{3} d="{4}"/></a>').format(
                s.district.href, s.district.title, s.district.grade, _fill(s.district.grade), s.area.path
            )
    for s in stands:
        if s.area is not None and s.district.known_as == chosen:
            yield Markup('<path class="mp-chosen" d="{}"/>').format(s.area.path)


def _fill(grade: str) -> Markup:
    return Markup(' fill="url(#mp-hatch)"') if grade == HATCHED else Markup("")


def _dot_box(at: Point, sheet: Sheet) -> Box:
    return Box.around(at, sheet.symbol * 1.3, sheet.symbol * 1.3)


def _dots(stands: Sequence[_Stand], sheet: Sheet, chosen: str) -> Iterator[Markup]:
    """没有面的板块：圆点，填色同面。"""
    for s in stands:
        if s.area is None:
            yield Markup('<a class="mp-dot{0}" href="{1}"><title>{2}</title><circle class="{3}"{4} cx="{5:.1f}" cy="{6:.1f}" r="{7:.1f}"/></a>').format(
                " on" if s.district.known_as == chosen else "",
                s.district.href,
                s.district.title,
                s.district.grade,
                _fill(s.district.grade),
                *s.anchor,
                sheet.symbol * 0.56,
            )


def _belts(belts: Sequence[Belt], stands: Sequence[_Stand]) -> Iterator[Markup]:
    """示意带：过各板块所站之处的圆滑线。"""
    anchors = {s.district.known_as: s.anchor for s in stands}
    for belt in belts:
        points = [anchors[name] for name in belt.through if name in anchors]
        if len(points) > 1:
            yield Markup('<path class="mp-belt" d="{0}"><title>{1}</title></path>').format(_smooth(points), f"{belt.name}（示意线）")


def _smooth(points: Sequence[Point]) -> str:
    """过各点的曲线（Catmull-Rom 化成三次贝塞尔）。"""
    padded = [points[0], *points, points[-1]]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for n, (start, end) in enumerate(pairwise(points)):
        before, after = padded[n], padded[n + 3]
        c1 = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        c2 = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path += f"C{c1[0]:.1f} {c1[1]:.1f} {c2[0]:.1f} {c2[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return path


def _room(on: Ground, groups: Sequence[Cluster], dots: Sequence[Box]) -> Room:
    edge = Box(4, 4, on.width - 4, on.height - 4)
    return Room(edge, (on.legend,) if on.legend else (), (*(g.box for g in groups), *dots), tuple(on.areas.values()))


def _wish(stand: _Stand, sheet: Sheet) -> Wish:
    """名字一行，数一行，没有点位的载体一行。"""
    d, size = stand.district, sheet.letter
    second = width(d.text, size * 0.9) + (size if d.light else 0)
    wide = max(width(d.shown_name, size), second, _within_width(d, sheet))
    return Wish(wide + 4, size * (2.3 if d.text else 1.2) + (sheet.symbol * 1.15 if d.within else 0), stand.anchor, stand.area, 0.0 if stand.area else sheet.symbol * 0.65)


def _small(sheet: Sheet) -> float:
    return sheet.symbol * 0.8


def _within_width(district: District, sheet: Sheet) -> float:
    size = _small(sheet)
    return sum(size + 4 + (count_width(count, size) if count > 1 else 0) for _, count in district.within)


def _leader(line: tuple[Point, Point]) -> Markup:
    (x0, y0), (x1, y1) = line
    return Markup('<path class="mp-leader" d="M{0:.1f} {1:.1f}L{2:.1f} {3:.1f}"/>').format(x0, y0, x1, y1)


def _label(district: District, label: Label, sheet: Sheet, chosen: str) -> Markup:
    """名字、数、没有点位的载体，各一行；字描一圈底色。"""
    x, size = label.box.centre[0], sheet.letter
    lines = [_text("mp-name", x, label.box.top + size * 0.98, size, district.shown_name)]
    if district.text:
        lines.append(_value(district, x, label.box.top + size * 2.06, size * 0.9))
    lines += _within(district, x, label.box.bottom - sheet.symbol * 0.58, sheet)
    return Markup('<a class="mp-label{0}" href="{1}"><title>{2}</title>{3}</a>').format(
        " on" if district.known_as == chosen else "", district.href, district.title, Markup("").join(lines)
    )


def _text(kind: str, x: float, y: float, size: float, text: str) -> Markup:
    return Markup('<text class="{0}" x="{1:.1f}" y="{2:.1f}" font-size="{3:.1f}">{4}</text>').format(kind, x, y, size, text)


def _value(district: District, x: float, y: float, size: float) -> Markup:
    if district.light is None:
        return _text("mp-value", x, y, size, district.text)
    left = x - (width(district.text, size) + size) / 2
    return Markup('<g class="mp-mark mark {0}" transform="translate({1:.1f} {2:.1f}) scale({3:.3g})">{4}</g>').format(
        district.light, left, y - size * 0.82, size * 0.85 / 16, marks.shape(district.light)
    ) + _text("mp-value", x + size / 2, y, size, district.text)


def _within(district: District, x: float, y: float, sheet: Sheet) -> Iterator[Markup]:
    """没有点位的载体：形状后写个数，一行居中。"""
    size = _small(sheet)
    left = x - _within_width(district, sheet) / 2
    for symbol, count in district.within:
        yield glyph(symbol, (left + size / 2, y), size, hollow=True)
        left += size + 4
        if count > 1:
            yield Markup('<text class="mp-count" font-size="{0:.1f}" x="{1:.1f}" y="{2:.1f}">×{3}</text>').format(size * 0.85, left - 2, y + size * 0.3, count)
            left += count_width(count, size)


__all__ = ["HATCHED", "Belt", "District", "Ground", "Pin", "Plan", "Sheet", "Symbol", "ground", "paint", "plan"]
