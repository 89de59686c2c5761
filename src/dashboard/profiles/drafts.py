"""读出来、还没有互相核对的档案；读不通的文件为 None。"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dashboard.domain.assessment import AssessmentRules, LightPreset
from dashboard.domain.carriers import CarrierClass
from dashboard.domain.city import Carrier, Department, Duty, Figure, Place, PlannedEvent, Unit
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month
from dashboard.domain.timing import Timing
from dashboard.profiles.entry import Entry

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Rows(Generic[_Item]):
    """一个文件的各条和它们的条目；known 为文件读得通（读不通就不拿它去核对别的文件）。"""

    pairs: tuple[tuple[Entry, _Item], ...]
    known: bool = True

    @property
    def items(self) -> tuple[_Item, ...]:
        return tuple(item for _, item in self.pairs)

    def sound(self) -> Iterable[tuple[Entry, _Item]]:
        """自己没有取错的各条。"""
        return (pair for pair in self.pairs if pair[0].sound)


def joined(first: Rows[_Item], more: Iterable[Rows[_Item]]) -> Rows[_Item]:
    """几个文件里的同一种条目；有一个读不通就算读不通。"""
    every = (first, *more)
    return Rows(tuple(pair for rows in every for pair in rows.pairs), all(rows.known for rows in every))


@dataclass(frozen=True, slots=True)
class Head:
    """profile.toml。"""

    entry: Entry
    name: str
    short_name: str
    document: str
    document_title: str
    start: Month
    end: Month
    map_note: str
    map_approval: str
    key_chains: tuple[str, ...]
    future_chains: tuple[str, ...]
    goal_groups: tuple[str, ...]
    carrier_classes: tuple[CarrierClass, ...]
    light: str
    rules: str
    timing: Timing
    two_levels: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """一个档案文件夹读出的全部。"""

    head: Head | None
    goals: Rows[Goal]
    lights: Rows[LightPreset]
    rules: Rows[AssessmentRules]
    units: Rows[Unit]
    departments: Rows[Department]
    carriers: Rows[Carrier]
    events: Rows[PlannedEvent]
    figures: Rows[Figure]
    places: Rows[Place]
    duties: Rows[Duty]
    unit_shapes: dict[str, Any] | None
    legal_shapes: dict[str, Any] | None
