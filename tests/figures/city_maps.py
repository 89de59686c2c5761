"""两座城市的图：真的边界，真的载体。"""

from collections import Counter
from functools import cache

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile, Precision
from dashboard.domain.results import Light
from dashboard.figures.maps import HATCHED, District, Ground, Pin, Plan, Sheet, ground, plan

CITIES = ("suzhou", "nantong")
WIDTH, HEIGHT, LEGEND = 1240.0, 850.0, (240.0, 356.0)


@cache
def profile(city: str) -> CityProfile:
    return profiles.read(paths.root() / "data" / "cities" / city)


@cache
def base(city: str, legal: bool = False) -> Ground:
    found = profile(city)
    return ground(found.legal_shapes if legal else found.unit_shapes, WIDTH, HEIGHT, LEGEND)


def districts(city: str) -> list[District]:
    """每个板块一个，隔几个有一个未报；只知道板块的载体随名字。"""
    found = profile(city)
    return [
        District(
            name=unit.name,
            text="未报" if n % 4 == 3 else "102.4%",
            grade=HATCHED if n % 4 == 3 else f"mp-grade-{n % 4 + 1}",
            href=f"carriers?unit={n}",
            title=unit.name,
            area=unit.polygon,
            point=unit.label,
            light=Light.UNREPORTED if n % 4 == 3 else None,
            starred=unit.schematic,
            within=tuple(within(found, unit.name).items()),
        )
        for n, unit in enumerate(found.assessed_units)
    ]


def within(found: CityProfile, unit: str) -> Counter[object]:
    return Counter(found.class_of(c).symbol for c in found.carriers if c.counts and c.unit == unit and c.precision is Precision.DISTRICT)


def pins(city: str) -> list[Pin]:
    found = profile(city)
    return [
        Pin(c.name, found.class_of(c).symbol, (c.lon, c.lat), True, "#", c.name)
        for c in found.carriers
        if c.counts and c.precision is Precision.APPROX and c.lon is not None and c.lat is not None
    ]


@cache
def drawn(city: str, letter: float = 22.0) -> Plan:
    return plan(base(city), districts(city), pins(city), Sheet(letter))
