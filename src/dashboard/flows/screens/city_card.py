"""地图旁边：没有选中板块时，载体按板块和分类的个数，没画在图上的，示意带。"""

from collections import Counter
from dataclasses import dataclass

from dashboard.domain.carriers import CarrierClass
from dashboard.domain.city import Carrier, CarrierRole, CityProfile, Precision
from dashboard.flows.moments import Moment
from dashboard.flows.screens.carrier_map import classes, counted, pointed
from dashboard.flows.screens.where import Where

NOWHERE = "板块未明确"


@dataclass(frozen=True, slots=True)
class CountRow:
    """一个板块各类载体的个数和合计。"""

    name: str
    href: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BeltRow:
    """一条示意带：名称、经过的板块、是否画出、链接。"""

    name: str
    along: tuple[str, ...]
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class CityCard:
    """全市的一栏。unplaced 为没有点位、也不知道板块位置的载体；in_unit 为只知道板块的个数。"""

    classes: tuple[tuple[CarrierClass, int], ...]
    rows: tuple[CountRow, ...]
    total: int
    in_unit: int
    unplaced: tuple[Carrier, ...]
    belts: tuple[BeltRow, ...]


def city_card(at: Moment, where: Where) -> CityCard:
    """全市的载体。"""
    profile = at.profile
    found = counted(profile)
    return CityCard(
        classes=tuple(classes(profile)),
        rows=tuple(_rows(profile, where)),
        total=len(found),
        in_unit=sum(c.precision is Precision.DISTRICT for c in found),
        unplaced=tuple(c for c in found if not pointed(c) and c.precision is not Precision.DISTRICT),
        belts=tuple(belt_rows(profile, where)),
    )


def _rows(profile: CityProfile, where: Where) -> list[CountRow]:
    """每个板块一行；不知道板块的合成一行，不参加考核的板块有载体的也各一行。"""
    tally = Counter((c.unit or NOWHERE, profile.class_of(c).name) for c in counted(profile))
    named = [c.name for c, _ in classes(profile)]
    units = [*profile.unit_names, *sorted({u for u, _ in tally} - {*profile.unit_names, NOWHERE}), NOWHERE]
    rows = []
    for unit in units:
        counts = tuple(tally[unit, name] for name in named)
        if sum(counts) or unit in profile.unit_names:
            href = where.but(unit=unit).href if unit in profile.unit_names else where.but(view="list", unit=None).href
            rows.append(CountRow(unit, href, counts, sum(counts)))
    return rows


def belt_rows(profile: CityProfile, where: Where) -> list[BeltRow]:
    """示意带；点一下画出来，再点收起。"""
    chosen = where.pick("belt")
    found = [c for c in profile.carriers if c.role is CarrierRole.BELT and c.same_as is None]
    return [BeltRow(c.name, c.along, c.name == chosen, where.but(belt=None if c.name == chosen else c.name).href) for c in found]
