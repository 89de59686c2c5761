"""一座城市的档案：板块、部门、载体、活动计划、公开数、规则。"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from dashboard.domain.assessment import AssessmentRules, LightPreset
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:年度|\(\d{4}-\d{2}发布\))?(?:Q1-Q(?P<quarter>[1-4])|H(?P<half>[12])|M1-(?P<month>1?\d)|-(?P<month2>\d{2}))?"
)
CITY_LEVEL = "市级"
WHOLE_CITY = "全市"


@dataclass(frozen=True, slots=True)
class Unit:
    """板块：报送并排名的单位。label 为注记点 WGS-84（经度、纬度）。"""

    name: str
    official_name: str
    kind: str
    group: str
    adcode: str
    parents: tuple[str, ...]
    aliases: tuple[str, ...]
    ask_aliases: tuple[str, ...]
    old_codes: str
    assessed: bool
    polygon: str | None
    label: tuple[float, float] | None
    schematic: bool
    note: str


@dataclass(frozen=True, slots=True)
class Department:
    """市级部门：上报，不排名。"""

    name: str
    short_name: str
    duty: str
    source: str


class Precision(StrEnum):
    """点位精度。"""

    EXACT = "准确"
    APPROX = "约略"
    DISTRICT = "仅到板块"
    LINE = "示意线"
    UNKNOWN = "未知"
    NONE = "无点位"


@dataclass(frozen=True, slots=True)
class Carrier:
    """载体、平台、开发区、开放平台、带；其余角色为参考。坐标 WGS-84，area 万平方米。"""

    name: str
    short_name: str
    role: str
    type: str
    level: str
    unit: str | None
    lon: float | None
    lat: float | None
    precision: Precision
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
        return self.role in {"载体", "平台", "开发区", "开放平台"} and self.same_as is None


class Scope(StrEnum):
    """活动在哪里办。"""

    INSIDE = "市内"
    AWAY = "市外"
    ABROAD = "境外"


@dataclass(frozen=True, slots=True)
class PlannedRange:
    """原文日期与读出的月份区间。precision 为 单月/月区间/逐场月份/季度/周期/全年/未定。"""

    words: str
    first: Month | None
    last: Month | None
    precision: str


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """活动计划的一行；stops 为站次数，文件没写场次的为 None。"""

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
    stops: int | None
    yearly: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """公开数：绝不与模拟数或上报数混算。tier 为来源等级 A—D。"""

    unit: str
    indicator: str
    name: str
    period: str
    period_kind: str
    value: float
    uom: str
    qualifier: str
    tier: str
    source: str
    quote: str
    note: str

    @property
    def month(self) -> Month | None:
        """期间的末月（2022→2022年12月，2024Q1-Q3→9月，2020H1→6月）；跨年或写法含糊的为 None。"""
        found = _PERIOD.fullmatch(self.period)
        if found is None:
            return None
        quarter, half, month = found["quarter"], found["half"], found["month"] or found["month2"]
        return Month(int(found["year"]), int(month) if month else int(quarter) * 3 if quarter else int(half) * 6 if half else 12)


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
    goal_groups: tuple[str, ...]
    goals: tuple[Goal, ...]
    units: tuple[Unit, ...]
    departments: tuple[Department, ...]
    carriers: tuple[Carrier, ...]
    events: tuple[PlannedEvent, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    light: LightPreset
    rules: AssessmentRules
    unit_shapes: Mapping[str, Any] = field(repr=False)
    legal_shapes: Mapping[str, Any] = field(repr=False)

    @cached_property
    def goal_by_id(self) -> dict[str, Goal]:
        return {g.id: g for g in self.goals}

    @cached_property
    def assessed_units(self) -> tuple[Unit, ...]:
        """参加考核的板块（苏州10、南通11）。"""
        return tuple(u for u in self.units if u.assessed)

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        return tuple(u.name for u in self.assessed_units)

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

    def find_unit(self, text: str) -> str | None:
        """名称、全称或别名 → 板块名；要先问的简称（园区、高新区…）不在此列。"""
        return self._unit_of.get(text)

    def ask_units(self, text: str) -> tuple[str, ...]:
        """要先问的简称可能指的板块。"""
        return tuple(u.name for u in self.assessed_units if text in u.ask_aliases)

    def find_department(self, text: str) -> str | None:
        """部门全称或简称 → 简称。"""
        return next((d.short_name for d in self.departments if text in (d.short_name, d.name)), None)
