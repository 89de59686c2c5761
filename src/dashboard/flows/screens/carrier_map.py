"""载体地图的图：板块填色、载体按类画点、示意带；页面和大屏同用。"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.domain.carriers import CarrierClass
from dashboard.domain.city import Carrier, CarrierRole, CityProfile, Precision, Unit
from dashboard.domain.results import Light
from dashboard.figures import maps
from dashboard.figures.maps import Belt, District, Ground, Pin, Plan, Sheet
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.shading import Shade, Shading, shading
from dashboard.flows.screens.where import Where

NO_CARRIERS = "不画载体"
_POINTED = (Precision.EXACT, Precision.APPROX)


@dataclass(frozen=True, slots=True)
class Look:
    """一幅图怎么看。

    goal 为填色的目标（空为综合完成率）；by_light 按亮灯分级；plain 只画板块，不填色不写数；legal 画法定区划；
    kind 为所画的载体分类（空为全部，NO_CARRIERS 为不画）；其余为图幅宽高、名字字号、符号大小、图例让出的宽高。"""

    goal: str = ""
    by_light: bool = False
    plain: bool = False
    legal: bool = False
    kind: str = ""
    width: float = 1240
    height: float = 850
    letter: float = 22
    symbol: float = 19
    legend: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class CityMap:
    """排好的图和它的填色（plain 时为 None）。"""

    plan: Plan
    shading: Shading | None

    def draw(self, chosen: str = "", belts: Sequence[Belt] = ()) -> Markup:
        """画成 SVG；chosen 为选中的板块。"""
        return maps.paint(self.plan, chosen, belts)


def city_map(dash: Dashboard, at: Moment, where: Where, look: Look) -> CityMap:
    """排好一幅图；where 定链接去哪里（点板块到它的 unit=…）。"""
    return dash.keep(("map", *at.key, look, where.href), lambda: _city_map(dash, at, where, look))


def _city_map(dash: Dashboard, at: Moment, where: Where, look: Look) -> CityMap:
    shades = None if look.plain else shading(dash, at, look.goal, look.by_light)
    shown = [] if look.kind == NO_CARRIERS else carriers_of(at.profile, look.kind)
    on = _ground(dash, at, look)
    districts = _districts(at.profile, shades, look, where, shown)
    return CityMap(maps.plan(on, districts, pins(at.profile, shown, where), Sheet(look.letter, look.symbol)), shades)


def _ground(dash: Dashboard, at: Moment, look: Look) -> Ground:
    shapes = at.profile.legal_shapes if look.legal else at.profile.unit_shapes
    dots = [u.label for u in at.profile.assessed_units if u.label is not None]
    key = ("ground", at.city, at.version, look.legal, look.width, look.height, look.legend)
    return dash.keep(key, lambda: maps.ground(shapes, look.width, look.height, look.legend, dots))


def counted(profile: CityProfile) -> list[Carrier]:
    """计入的载体：载体、平台、开发区、开放平台，不含别名。"""
    return [c for c in profile.carriers if c.counts]


def carriers_of(profile: CityProfile, kind: str) -> list[Carrier]:
    """一类载体；kind 为空即全部。"""
    return [c for c in counted(profile) if not kind or profile.class_of(c).name == kind]


def classes(profile: CityProfile) -> list[tuple[CarrierClass, int]]:
    """载体的分类和个数，按档案的顺序，档案没列的在后。"""
    found = [profile.class_of(c) for c in counted(profile)]
    order = dict.fromkeys([c for c in profile.carrier_classes if c in found] + found)
    tally = Counter(c.name for c in found)
    return [(c, tally[c.name]) for c in order]


def pointed(carrier: Carrier) -> bool:
    """有自己的点位（准确或约略）；仅到板块的不算。"""
    return carrier.precision in _POINTED and carrier.lon is not None and carrier.lat is not None


def pins(profile: CityProfile, shown: Sequence[Carrier], where: Where) -> list[Pin]:
    """有点位的载体；点一下选中它的板块。"""
    return [
        Pin(
            name=c.short_name,
            symbol=profile.class_of(c).symbol,
            point=(c.lon, c.lat),
            hollow=c.precision is not Precision.EXACT,
            href=where.but(unit=c.unit).href,
            title=carrier_title(c),
        )
        for c in shown
        if pointed(c) and c.lon is not None and c.lat is not None
    ]


def carrier_title(carrier: Carrier) -> str:
    """悬停文字：名称、类型、板块、产业链、位置精度。"""
    facts = (carrier.type, carrier.unit or "板块未明确", carrier.chain, f"位置{carrier.precision}" if pointed(carrier) else str(carrier.precision))
    return f"{carrier.name}（{'；'.join(filter(None, facts))}）"


def belts(profile: CityProfile) -> list[Belt]:
    """示意带。"""
    return [Belt(c.name, c.along) for c in profile.carriers if c.role is CarrierRole.BELT and c.same_as is None]


def _districts(
    profile: CityProfile, shades: Shading | None, look: Look, where: Where, shown: Sequence[Carrier]
) -> list[District]:
    """图上的板块；法定区划的图上，同代码的板块填在它的区划里，没有区划的画成点。"""
    within = _within(profile, shown)
    legal = _legal_names(profile.legal_shapes) if look.legal else {}
    found = []
    for unit in profile.assessed_units:
        area = legal.get(unit.adcode) or legal.get(unit.polygon or "") if look.legal else unit.polygon
        name = area if look.legal and area else unit.name
        shade = shades.of(unit.name) if shades else None
        found.append(_district(unit, name, area, shade, look.by_light, where, within.get(unit.name, ())))
    drawn = {d.area for d in found}
    return found + [_bare(name, where) for name in legal.values() if name not in drawn]


def _legal_names(shapes: Mapping[str, Any]) -> dict[str, str]:
    """区划代码（没有代码的用名称）→ 法定区划的名称。"""
    return {str(f["properties"].get("adcode") or f["properties"]["name"]): f["properties"]["name"] for f in shapes["features"]}


def _district(
    unit: Unit, name: str, area: str | None, shade: Shade | None, by_light: bool, where: Where, within: tuple[Any, ...]
) -> District:
    """一个板块；未报不判的数前画状态的形状，按亮灯分级的都画。"""
    marked = shade is not None and (by_light or shade.light in (Light.UNREPORTED, Light.UNJUDGED))
    return District(
        name=name,
        text=shade.text if shade else "",
        grade=shade.grade if shade else "mp-plain",
        href=where.but(unit=unit.name).href,
        title=f"{name}（考核单元：{unit.name}）" if name != unit.name else unit.name,
        area=area,
        point=unit.label,
        light=shade.light if shade and marked else None,
        starred=unit.schematic and area is not None,
        within=within,
        key=unit.name,
    )


def _bare(name: str, where: Where) -> District:
    """没有考核单元的法定区划：只画边界和名字。"""
    return District(name=name, text="", grade="mp-plain", href=where.but(unit=None).href, title=f"{name}（没有对应的考核单元）", area=name)


def _within(profile: CityProfile, shown: Sequence[Carrier]) -> dict[str, tuple[Any, ...]]:
    """只知道在哪个板块的载体：板块 → 各形状的个数，按图例的顺序。"""
    tally = Counter((c.unit, profile.class_of(c).symbol) for c in shown if c.precision is Precision.DISTRICT and c.unit)
    order = [c.symbol for c, _ in classes(profile)]
    return {
        unit: tuple((symbol, tally[unit, symbol]) for symbol in order if tally[unit, symbol]) for unit in dict.fromkeys(u for u, _ in tally) if unit
    }
