"""CSV 名录的核对：板块、部门、载体、活动、公开数、地名。"""

from collections.abc import Iterable

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, Carrier, CarrierRole, Place, PlannedEvent, Precision, Scope, Unit
from dashboard.profiles import geometry
from dashboard.profiles.drafts import Draft
from dashboard.profiles.entry import Entry
from dashboard.profiles.problems import Findings

_RESERVED = (CITY_LEVEL, WHOLE_CITY)
_LOCATED = (Precision.EXACT, Precision.APPROX, Precision.DISTRICT)
_HOME = "CN"


def check(findings: Findings, draft: Draft) -> None:
    """全部核对。"""
    _units(draft)
    _shapes(findings, draft)
    _carriers(draft)
    _classes(draft)
    _events(draft)
    _places(draft)
    _outside(draft)


def _units(draft: Draft) -> None:
    sound = list(draft.units.sound())
    _names(sound)
    for entry, unit in sound:
        if unit.assessed and not unit.group:
            entry.wrong("group", "参加考核的板块要写分组。")
        if unit.assessed and unit.label is None:
            entry.wrong("lon、lat", "参加考核的板块要有注记点，地图上在那里写它的名称。")
        _parents(entry, unit, draft)


def _names(sound: Iterable[tuple[Entry, Unit]]) -> None:
    """一个名称只能认到一个板块；要先问的简称不能同时是别名。"""
    owner: dict[str, str] = {name: name for name in _RESERVED}
    pairs = list(sound)
    for entry, unit in pairs:
        for alias in dict.fromkeys((unit.name, unit.official_name, *unit.aliases)):
            if owner.setdefault(alias, unit.name) != unit.name or alias in _RESERVED:
                entry.wrong("aliases", f"“{alias}”已是{owner[alias]}的名称，请删去，或改入ask_aliases。")
    for entry, unit in pairs:
        for alias in unit.ask_aliases:
            if alias in owner:
                entry.wrong("ask_aliases", f"“{alias}”已是{owner[alias]}的名称，不必再问，请删去。")


def _parents(entry: Entry, unit: Unit, draft: Draft) -> None:
    """归属写板块、法定区划，或上一级的市。"""
    if draft.legal_shapes is None:
        return
    known = {u.name for u in draft.units.items} | {f["properties"]["name"] for f in draft.legal_shapes["features"]}
    for parent in unit.parents:
        if parent not in known and not parent.endswith("市"):
            entry.wrong("parents", f"板块和法定区划里都没有“{parent}”。")


def _shapes(findings: Findings, draft: Draft) -> None:
    """考核单元的面与板块一一对应；有板块的面找不到时，多出来的面多半就是它，不再另报。"""
    if draft.unit_shapes is None or not draft.units.known:
        return
    drawn = [f["properties"]["name"] for f in draft.unit_shapes["features"]]
    used: dict[str, str] = {}
    for entry, unit in draft.units.pairs:
        if unit.polygon and used.setdefault(unit.polygon, unit.name) != unit.name:
            entry.wrong("polygon", f"“{unit.polygon}”已是{used[unit.polygon]}的面，一个面只能归一个板块。")
        elif unit.polygon and unit.polygon not in drawn:
            entry.wrong("polygon", f"boundaries/units.geojson里没有“{unit.polygon}”。")
    if set(used) <= set(drawn):
        for name in drawn:
            if name not in used:
                findings.add("boundaries/units.geojson", name, "没有板块用到这个面，请在districts.csv的polygon写上，或删去。")


def _outside(draft: Draft) -> None:
    """板块注记点和载体须在本市范围内。"""
    shapes = draft.legal_shapes or draft.unit_shapes
    box = geometry.box(shapes) if shapes else None
    points = [(e, u.label) for e, u in draft.units.sound()]
    points += [(e, (c.lon, c.lat)) for e, c in draft.carriers.sound() if c.lon is not None and c.lat is not None]
    for entry, point in points:
        if box is not None and point is not None and not geometry.inside(box, *point):
            entry.wrong("lon、lat", f"（{point[0]:g}，{point[1]:g}）不在本市范围内，请核对经度、纬度是否写反、坐标系是否写对。")


def _carriers(draft: Draft) -> None:
    names = {c.name for c in draft.carriers.items if c.same_as is None}
    for entry, carrier in list(draft.carriers.sound()):
        _unit(entry, draft, "unit", carrier.unit)
        for unit in carrier.along:
            _unit(entry, draft, "along", unit)
        if carrier.same_as is not None and carrier.same_as not in names:
            entry.wrong("same_as", f"名录里没有正名“{carrier.same_as}”。")
        _position(entry, carrier)


def _classes(draft: Draft) -> None:
    """地图上的载体分类：每个类型名录里都有，只归一类。"""
    if draft.head is None or not draft.carriers.known:
        return
    used: dict[str, str] = {}
    types = {c.type for c in draft.carriers.items}
    for found in draft.head.carrier_classes:
        for name in found.types:
            if name not in types:
                draft.head.entry.wrong("carrier_classes", f"carriers.csv里没有“{name}”这个类型，请改正或删去。")
            elif used.setdefault(name, found.name) != found.name:
                draft.head.entry.wrong("carrier_classes", f"“{name}”已归在“{used[name]}”，一个类型只归一类。")


def _position(entry: Entry, carrier: Carrier) -> None:
    """精度与坐标对得上：准确、约略、仅到板块要有坐标，其余不能有。"""
    located = carrier.lon is not None
    if located != (carrier.precision in _LOCATED):
        entry.wrong("precision", f"精度“{carrier.precision}”{'要有坐标' if not located else '不能有坐标'}。")
    elif carrier.on_map and not located:
        entry.wrong("on_map", "没有坐标，画不到地图上，请写N。")
    if (carrier.role is CarrierRole.BELT) != bool(carrier.along):
        entry.wrong("along", "带要写经过的板块，别的角色不写。")


def _unit(entry: Entry, draft: Draft, key: str, unit: str | None, *others: str) -> None:
    if draft.units.known and unit and unit not in others and unit not in {u.name for u in draft.units.items}:
        entry.wrong(key, f"districts.csv里没有板块“{unit}”。")


def _events(draft: Draft) -> None:
    places = {p.name: p for p in draft.places.items}
    for entry, event in list(draft.events.sound()):
        _unit(entry, draft, "unit", event.unit, CITY_LEVEL)
        if (event.year is None) != event.yearly:
            entry.wrong("year、yearly", "一年的活动写年份，每年都办的写Y，两者只写一个。")
        if event.stops is not None and event.stops < 1:
            entry.wrong("stops", "场次应大于0，文件没写的留空。")
        if len(event.each) > 1 and event.stops != len(event.each):
            entry.wrong("stops", f"日期写了{len(event.each)}段，场次写的是{event.stops or '空'}。")
        if draft.places.known:
            _event_places(entry, event, places)


def _event_places(entry: Entry, event: PlannedEvent, places: dict[str, Place]) -> None:
    for name in event.places:
        place = places.get(name)
        if place is None:
            entry.wrong("places", f"places.csv里没有“{name}”。")
        elif _abroad(place, places) is not None and _abroad(place, places) != (event.scope is Scope.ABROAD):
            entry.wrong("scope", f"“{name}”{'在境外' if _abroad(place, places) else '不在境外'}，范围写的是“{event.scope}”。")


def _abroad(place: Place, places: dict[str, Place]) -> bool | None:
    """地名是否在境外；没写国家的看同点的地名，都没有为 None。"""
    countries = [c for c in (place.country, *(places[n].country for n in place.same_as if n in places)) if c]
    return countries[0] != _HOME if countries else None


def _places(draft: Draft) -> None:
    names = {p.name for p in draft.places.items}
    for entry, place in list(draft.places.sound()):
        for other in place.same_as:
            if other not in names:
                entry.wrong("same_as", f"places.csv里没有“{other}”。")
