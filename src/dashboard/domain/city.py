"""一座城市的档案：板块、部门、载体、活动计划、公开数、规则。"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from dashboard.domain.assessment import AssessmentRules, LightPreset
from dashboard.domain.carriers import CarrierClass, Symbol
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month
from dashboard.domain.spans import Grain, Span
from dashboard.domain.spans import read as read_span
from dashboard.domain.timing import Timing
from dashboard.domain.units import Department as Department
from dashboard.domain.units import Unit as Unit

CITY_LEVEL = "市级"
WHOLE_CITY = "全市"


class Precision(StrEnum):
    """点位精度。"""

    EXACT = "准确"
    APPROX = "约略"
    DISTRICT = "仅到板块"
    LINE = "示意线"
    UNKNOWN = "未知"
    NONE = "无点位"


class CarrierRole(StrEnum):
    """载体名录里一行的角色；前四种是载体，带只画示意线，其余为参考。"""

    CARRIER = "载体"
    PLATFORM = "平台"
    ZONE = "开发区"
    OPEN_PLATFORM = "开放平台"
    BELT = "带"
    OFFSHORE = "离岸"
    BODY = "机构与机制"
    SYSTEM = "系统"
    EVENT = "活动"


_COUNTED = (CarrierRole.CARRIER, CarrierRole.PLATFORM, CarrierRole.ZONE, CarrierRole.OPEN_PLATFORM)
_SYMBOLS = dict(zip(_COUNTED, (Symbol.SQUARE, Symbol.STAR, Symbol.HEXAGON, Symbol.CIRCLE), strict=True))


@dataclass(frozen=True, slots=True)
class Carrier:
    """载体名录的一行。坐标 WGS-84；area 万平方米；along 为带经过的板块；same_as 为同一处的正名。"""

    name: str
    short_name: str
    role: CarrierRole
    type: str
    level: str
    unit: str | None
    lon: float | None
    lat: float | None
    precision: Precision
    along: tuple[str, ...]
    chain: str
    same_as: str | None
    on_map: bool
    in_document: bool
    recognised: str
    withdrawn: str
    area: float | None
    source: str
    note: str

    @property
    def counts(self) -> bool:
        """是否计入载体数：四种角色且不是别名。"""
        return self.role in _COUNTED and self.same_as is None


class Scope(StrEnum):
    """活动在哪里办。"""

    INSIDE = "市内"
    AWAY = "市外"
    ABROAD = "境外"


@dataclass(frozen=True, slots=True)
class PlannedRange:
    """原文日期与读出的月份区间；precision 为 Grain 的词。没写日期的 first、last 为 None。"""

    words: str
    first: Month | None
    last: Month | None
    precision: str


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """活动计划的一行；stops 为场次，文件没写的为 None；each 为逐场的期间（一段则各场同一段，没写日期为空）。"""

    no: str
    year: int | None
    quarter: int | None
    name: str
    content: str
    host: str
    co_host: str
    type: str
    theme: str
    unit: str
    places: tuple[str, ...]
    scope: Scope
    planned: PlannedRange
    each: tuple[Span, ...]
    stops: int | None
    yearly: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """公开数：绝不与模拟数或上报数混算。qualifier 为“超、约、近、余、预计…”，tier 为来源等级 A—D；
    same_definition 为口径与同名目标相同，可在图上对照。"""

    unit: str
    indicator: str
    name: str
    period: str
    period_kind: str
    value: float
    uom: str
    qualifier: str
    same_definition: bool
    tier: str
    source: str
    quote: str
    note: str

    @property
    def span(self) -> Span | None:
        """期间的起止月；读不出为 None。"""
        return read_span(self.period)

    @property
    def month(self) -> Month | None:
        """期间的末月（2022年→2022年12月，2024年前三季度→9月）；跨年或读不出的为 None。"""
        span = self.span
        return None if span is None or span.grain is Grain.YEARS else span.last


@dataclass(frozen=True, slots=True)
class Duty:
    """文件给板块、开发区、市级的一项非数字要求；evidence 为用什么证明。"""

    who: str
    duty: str
    quote: str
    section: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Place:
    """地名与点位（WGS-84）；same_as 指向同点地名。"""

    name: str
    lon: float | None
    lat: float | None
    country: str
    same_as: tuple[str, ...]


@dataclass(frozen=True)
class CityProfile:
    """城市档案；由 profiles 从一个文件夹读出，由 storage 按版本保存。"""

    id: str
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
    goals: tuple[Goal, ...]
    units: tuple[Unit, ...]
    departments: tuple[Department, ...]
    carriers: tuple[Carrier, ...]
    events: tuple[PlannedEvent, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    duties: tuple[Duty, ...]
    light: LightPreset
    lights: tuple[LightPreset, ...]
    rule_sets: tuple[AssessmentRules, ...]
    timing: Timing
    two_levels: bool
    unit_shapes: Mapping[str, Any] = field(repr=False)
    legal_shapes: Mapping[str, Any] = field(repr=False)

    def rules_at(self, month: Month) -> AssessmentRules:
        """month 时有效的考核规则：开始用的月份不晚于它、最近的那一套。"""
        started = [r for r in self.rule_sets if r.start is None or r.start <= month]
        return max(started or self.rule_sets[:1], key=lambda r: r.start.code if r.start else 0)

    def light_at(self, month: Month) -> LightPreset:
        """month 时用的亮灯预设：那时的规则写明的，没写明的是城市自己的。"""
        return self.light_of(self.rules_at(month))

    def light_of(self, rules: AssessmentRules) -> LightPreset:
        """一套规则用的亮灯预设。"""
        return next((p for p in self.lights if p.name == rules.light), self.light)

    def lit_by(self, preset: LightPreset) -> "CityProfile":
        """哪个月都用这一个预设的档案，只为换个灯看。"""
        return replace(self, light=preset, rule_sets=tuple(replace(r, light="") for r in self.rule_sets))

    @cached_property
    def goal_by_id(self) -> dict[str, Goal]:
        return {g.id: g for g in self.goals}

    @property
    def chains(self) -> tuple[str, ...]:
        """全部产业链：重点产业链在前，未来产业在后。"""
        return self.key_chains + self.future_chains

    @cached_property
    def assessed_units(self) -> tuple[Unit, ...]:
        """参加考核的板块（苏州10、南通11）。"""
        return tuple(u for u in self.units if u.assessed)

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        return tuple(u.name for u in self.assessed_units)

    @cached_property
    def reporters(self) -> tuple[str, ...]:
        """考核板块和末一个市级：全市的数由它们加起来。"""
        return (*self.unit_names, CITY_LEVEL)

    @cached_property
    def _dated(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.assessed_units if u.start or u.end)

    def idle(self, month: Month) -> frozenset[str]:
        """那个月不应报的板块：还没有设立，或已经撤并。"""
        return frozenset(u.name for u in self._dated if not u.active(month))

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """分组 → 板块名，按档案顺序。"""
        found: dict[str, list[str]] = {}
        for unit in self.assessed_units:
            found.setdefault(unit.group, []).append(unit.name)
        return {group: tuple(names) for group, names in found.items()}

    @cached_property
    def _unit_of(self) -> dict[str, str]:
        return {alias: u.name for u in self.assessed_units for alias in (u.name, u.official_name, *u.aliases)}

    def class_of(self, carrier: Carrier) -> CarrierClass:
        """载体在地图上归哪一类；档案没有给它的类型分类的，按角色自成一类。"""
        named = next((c for c in self.carrier_classes if carrier.type in c.types), None)
        return named or CarrierClass(carrier.role, _SYMBOLS.get(carrier.role, Symbol.CIRCLE), ())

    def find_unit(self, text: str) -> str | None:
        """名称、全称或别名 → 板块名；要先问的简称（园区、高新区…）不在此列。"""
        return self._unit_of.get(text)

    def ask_units(self, text: str) -> tuple[str, ...]:
        """要先问的简称可能指的板块。"""
        return tuple(u.name for u in self.assessed_units if text in u.ask_aliases)

    def find_department(self, text: str) -> str | None:
        """部门全称或简称 → 简称；可带城市名（南通市科技局）。"""
        plain = text.removeprefix(self.short_name)
        return next((d.short_name for d in self.departments if plain in (d.short_name, d.name)), None)
