"""一张表认得哪些列名：名称和别名，哪些必要，哪些可以由人指给别的列名。"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.city import CityProfile
from dashboard.intake import columns
from dashboard.intake.layout import GridSheet, ListSheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """names 为认得的写法 → 模板的列；required 为必要的列，any_of 为至少要有一列的；open 为可以由人指给别的列名的。"""

    names: Mapping[str, str]
    required: tuple[str, ...]
    open: tuple[str, ...]
    any_of: tuple[str, ...] = ()


def of(profile: CityProfile, part: GridSheet | ListSheet, foreign: bool = False) -> Wanted:
    """一张表要找的列；外来的表少了几种数也读，按未报。"""
    if isinstance(part, ListSheet):
        heads = tuple(c.header for c in part.columns)
        return Wanted({h: h for h in heads}, tuple(c.header for c in part.columns if c.required), heads)
    labels = tuple(h for h in part.labels if h not in (columns.KEY, columns.UOM))
    shown = tuple(c.header for c in part.columns)
    measures = tuple(c.header for c in part.columns if c.unit is None)
    required = labels if foreign else (*labels, *measures)
    return Wanted({**_aliases(profile, part), **{h: h for h in part.headers}}, required, (*labels, *shown), shown)


def _aliases(profile: CityProfile, part: GridSheet) -> dict[str, str]:
    """板块在列上的，认别名。"""
    units = {c.unit for c in part.columns if c.unit}
    mine = [u for u in profile.assessed_units if u.name in units]
    return {alias: u.name for u in mine for alias in (u.official_name, *u.aliases)}
