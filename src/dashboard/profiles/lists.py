"""CSV 名录：板块、部门、载体、活动、公开数、地名。"""

from dashboard.domain.city import (
    Carrier,
    Department,
    Figure,
    Place,
    PlannedEvent,
    PlannedRange,
    Precision,
    Scope,
    Unit,
)
from dashboard.profiles.coordinates import to_wgs84
from dashboard.profiles.entry import Entry

UNIT_COLUMNS = tuple("unit official_name kind group assessed parents aliases ask_aliases polygon lon lat schematic".split())
DEPARTMENT_COLUMNS = ("name", "short_name", "duty", "source")
CARRIER_COLUMNS = tuple("name role type unit on_map same_as lon lat coord_system precision in_document".split())
EVENT_COLUMNS = tuple("no year name host type unit places scope words first last precision stops yearly".split())
FIGURE_COLUMNS = tuple("unit indicator name period value uom qualifier tier source quote".split())
PLACE_COLUMNS = ("place", "lon", "lat", "country", "same_as")


def unit(entry: Entry) -> Unit:
    """一个板块。"""
    lon, lat = entry.optional_number("lon"), entry.optional_number("lat")
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
        label=(lon, lat) if lon is not None and lat is not None else None,
        schematic=entry.flag("schematic"),
        note=entry.text("note", ""),
    )


def department(entry: Entry) -> Department:
    """一个部门。"""
    return Department(entry.text("name"), entry.text("short_name"), entry.text("duty", ""), entry.text("source", ""))


def carrier(entry: Entry) -> Carrier:
    """一个载体；坐标按 coord_system 换算到 WGS-84。"""
    lon, lat = entry.optional_number("lon"), entry.optional_number("lat")
    if lon is not None and lat is not None:
        try:
            lon, lat = to_wgs84(entry.text("coord_system", "WGS-84"), lon, lat)
        except ValueError as error:
            entry.wrong("coord_system", str(error))
    return Carrier(
        name=entry.text("name"),
        short_name=entry.text("short_name", "") or entry.text("name"),
        role=entry.text("role"),
        type=entry.text("type"),
        level=entry.text("level", ""),
        unit=entry.text("unit", "") or None,
        lon=lon,
        lat=lat,
        precision=entry.word("precision", Precision),
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


def event(entry: Entry) -> PlannedEvent:
    """活动计划的一行；场次没写的为 None。"""
    stops = entry.optional_number("stops")
    year = entry.optional_number("year")
    quarter = entry.optional_number("quarter")
    return PlannedEvent(
        no=entry.text("no"),
        year=None if year is None else int(year),
        quarter=None if quarter is None else int(quarter),
        name=entry.text("name"),
        content=entry.text("content", ""),
        host=entry.text("host"),
        co_host=entry.text("co_host", ""),
        type=entry.text("type"),
        theme=entry.text("theme", ""),
        unit=entry.text("unit"),
        places=entry.names("places"),
        scope=entry.word("scope", Scope),
        planned=PlannedRange(
            entry.text("words", ""), entry.optional_month("first"), entry.optional_month("last"), entry.text("precision")
        ),
        stops=None if stops is None else int(stops),
        yearly=entry.flag("yearly"),
        source=entry.text("source", ""),
        note=entry.text("note", ""),
    )


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
        tier=entry.text("tier"),
        source=entry.text("source"),
        quote=entry.text("quote"),
        note=entry.text("note", ""),
    )


def place(entry: Entry) -> Place:
    """一个地名。"""
    return Place(
        entry.text("place"),
        entry.optional_number("lon"),
        entry.optional_number("lat"),
        entry.text("country", ""),
        entry.names("same_as"),
    )
