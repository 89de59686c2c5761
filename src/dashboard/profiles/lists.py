"""CSV 名录：板块、部门、载体、活动、公开数、地名、非数字要求。"""

from collections.abc import Sequence

from dashboard.domain import spans
from dashboard.domain.city import (
    Carrier,
    CarrierRole,
    Department,
    Duty,
    Figure,
    Place,
    PlannedEvent,
    PlannedRange,
    Precision,
    Scope,
    Unit,
)
from dashboard.domain.spans import Grain, Span
from dashboard.profiles.coordinates import to_wgs84
from dashboard.profiles.entry import Entry

UNIT_COLUMNS = (
    "unit", "official_name", "kind", "group", "assessed", "parents", "aliases", "ask_aliases", "polygon", "lon", "lat", "schematic",
)
DEPARTMENT_COLUMNS = ("name", "short_name", "duty", "source")
CARRIER_COLUMNS = (
    "name", "role", "type", "unit", "on_map", "same_as", "lon", "lat", "coord_system", "precision", "along", "in_document",
)
EVENT_COLUMNS = (
    "no", "year", "quarter", "name", "host", "type", "unit", "places", "scope", "words", "stops", "yearly",
)
FIGURE_COLUMNS = (
    "unit", "indicator", "name", "period", "value", "uom", "qualifier", "same_definition", "tier", "source", "quote",
)
PLACE_COLUMNS = ("place", "lon", "lat", "country", "same_as")
DUTY_COLUMNS = ("who", "duty", "quote", "section", "evidence")

_TIERS = ("A", "B", "C", "D")
_DUTY_OF = ("板块", "开发区", "市级")
_YEARLY = "每年"


def unit(entry: Entry) -> Unit:
    """一个板块。"""
    return Unit(
        name=entry.text("unit"),
        official_name=entry.text("official_name"),
        kind=entry.text("kind"),
        group=entry.text("group", ""),
        adcode=entry.text("adcode", ""),
        parents=entry.names("parents"),
        aliases=entry.names("aliases"),
        ask_aliases=entry.names("ask_aliases"),
        old_codes=entry.text("old_codes", ""),
        assessed=entry.flag("assessed"),
        polygon=entry.text("polygon", "") or None,
        label=_point(entry),
        schematic=entry.flag("schematic"),
        note=entry.text("note", ""),
        start=entry.optional_month("start"),
        end=entry.optional_month("end"),
    )


def _point(entry: Entry) -> tuple[float, float] | None:
    """经度、纬度，按 coord_system（默认 WGS-84）换算到 WGS-84；只写了一个的是问题。"""
    lon, lat = entry.optional_number("lon"), entry.optional_number("lat")
    if lon is None or lat is None:
        if entry.sound and (lon is None) != (lat is None):
            entry.wrong("lon、lat", "经度、纬度要写就一起写。")
        return None
    try:
        return to_wgs84(entry.text("coord_system", ""), lon, lat)
    except ValueError as error:
        entry.wrong("coord_system", str(error))
        return None


def department(entry: Entry) -> Department:
    """一个部门。"""
    return Department(entry.text("name"), entry.text("short_name"), entry.text("duty", ""), entry.text("source", ""))


def carrier(entry: Entry) -> Carrier:
    """载体名录的一行。"""
    point = _point(entry)
    return Carrier(
        name=entry.text("name"),
        short_name=entry.text("short_name", "") or entry.text("name"),
        role=entry.word("role", CarrierRole),
        type=entry.text("type"),
        level=entry.text("level", ""),
        unit=entry.text("unit", "") or None,
        lon=point[0] if point else None,
        lat=point[1] if point else None,
        precision=entry.word("precision", Precision),
        along=entry.names("along"),
        chain=entry.text("chain", ""),
        same_as=entry.text("same_as", "") or None,
        on_map=entry.text("on_map", "") == "Y",
        in_document=entry.flag("in_document"),
        recognised=entry.text("recognised", ""),
        withdrawn=entry.text("withdrawn", ""),
        area=entry.optional_number("area"),
        source=entry.text("source", ""),
        note=entry.text("note", ""),
    )


def event(entry: Entry, first_year: int) -> PlannedEvent:
    """活动计划的一行；没写年份的每年活动按 first_year 读月份。"""
    year, quarter = entry.optional_whole("year"), _quarter(entry)
    yearly = entry.flag("yearly")
    words = entry.text("words", "")
    each = _each(entry, words, year or (first_year if yearly else None), quarter)
    return PlannedEvent(
        no=entry.text("no"),
        year=year,
        quarter=quarter,
        name=entry.text("name"),
        content=entry.text("content", ""),
        host=entry.text("host"),
        co_host=entry.text("co_host", ""),
        type=entry.text("type"),
        theme=entry.text("theme", ""),
        unit=entry.text("unit"),
        places=entry.names("places"),
        scope=entry.word("scope", Scope),
        planned=_planned(words, each),
        each=each,
        stops=entry.optional_whole("stops"),
        yearly=yearly,
        source=entry.text("source", ""),
        note=entry.text("note", ""),
    )


def _quarter(entry: Entry) -> int | None:
    found = entry.optional_whole("quarter")
    if found is None or found in (1, 2, 3, 4):
        return found
    entry.wrong("quarter", f"应为1到4，写的是{found}。")
    return None


def _each(entry: Entry, words: str, year: int | None, quarter: int | None) -> tuple[Span, ...]:
    if words in ("", _YEARLY):
        return ()
    found = spans.read_each(words, year, quarter)
    if found is None:
        entry.wrong("words", f"读不出“{words}”是哪几个月。可写2023年3月、2023年2-3月、三季度、每两月、2023年全年；没定的留空。")
    return found or ()


def _planned(words: str, each: Sequence[Span]) -> PlannedRange:
    if not each:
        return PlannedRange(words, None, None, Grain.YEAR if words == _YEARLY else Grain.UNSET)
    grain = each[0].grain if len(each) == 1 else Grain.EACH
    return PlannedRange(words, min(s.first for s in each), max(s.last for s in each), grain)


def figure(entry: Entry) -> Figure:
    """一个公开数，带出处和等级。"""
    return Figure(
        unit=entry.text("unit"),
        indicator=entry.text("indicator"),
        name=entry.text("name"),
        period=entry.text("period"),
        period_kind=entry.text("period_kind", ""),
        value=entry.number("value"),
        uom=entry.text("uom"),
        qualifier=entry.text("qualifier", ""),
        same_definition=entry.flag("same_definition"),
        tier=_one_of(entry, "tier", _TIERS),
        source=entry.text("source"),
        quote=entry.text("quote"),
        note=entry.text("note", ""),
    )


def place(entry: Entry) -> Place:
    """一个地名。"""
    lon, lat = _point(entry) or (None, None)
    return Place(entry.text("place"), lon, lat, entry.text("country", ""), entry.names("same_as"))


def duty(entry: Entry) -> Duty:
    """一项非数字要求。"""
    who = _one_of(entry, "who", _DUTY_OF)
    return Duty(who, entry.text("duty"), entry.text("quote"), entry.text("section"), entry.text("evidence"))


def _one_of(entry: Entry, key: str, words: tuple[str, ...]) -> str:
    found = entry.text(key)
    if found and found not in words:
        entry.wrong(key, f"没有“{found}”这个词。可用：{'、'.join(words)}。")
    return found
