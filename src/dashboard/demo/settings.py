"""模拟的设置：data/demo/*.toml 读成不可变的类型；写错了说明哪个文件、哪一条。"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from dashboard.domain.month import Month
from dashboard.domain.problems import InputError

Raw = Mapping[str, Any]
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class GoalSettings:
    """一个指标怎样走。yearly：每年完成数；levels：某月末的总数或占比；shape：一年里的季节；
    weights：按哪一组份量分到板块；city_share：市级占千分之几；quiet：没有进展的月份；ratios：各板块占比的相对高低（千分之几）。"""

    yearly: Mapping[int, Decimal] = field(default_factory=dict)
    levels: Mapping[Month, Decimal] = field(default_factory=dict)
    denominators: Mapping[int, Decimal] = field(default_factory=dict)
    denominator_figure: str = ""
    task_figure: str = ""
    ratios: Mapping[str, int] = field(default_factory=dict)
    quiet: frozenset[Month] = frozenset()
    shape: str = "rising"
    weights: str = "size"
    city_share: int = 0
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """科创项目。各项为每千个里多少个；per_month 只用于没有台账目标的城市。"""

    prefix: str
    per_month: int = 0
    joint: int = 0
    key_chain: int = 700
    high_growth: int = 200
    funded: int = 150
    became_hte: int = 70
    became_scale: int = 20
    withdrawn: int = 5
    noise_by_unit: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """每年都办的一项活动。months 为举办月；unit 为“每个板块”时每个板块一年一场，月份在 months 里抽；
    numbers 为某年各场在活动计划里的编号；skip 为不办的“年-月”或“年 板块”。"""

    name: str
    months: tuple[int, ...]
    number: str = ""
    numbers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    host: str = ""
    type: str = ""
    unit: str = ""
    place: str = ""
    tally: str = ""
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventSettings:
    """活动：板块每年自办的外地、本地场次；计划办成和往年再办的千分之几。"""

    away_per_unit: int
    home_per_unit: int
    held: int = 1000
    again: int = 1000
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plant:
    """安排进去的一件真实生活里的事；kind 见 data/demo/README.md。"""

    kind: str
    month: Month
    unit: str = ""
    department: str = ""
    goal: str = ""
    values: Mapping[str, Decimal] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitySettings:
    """一座城市的模拟设置。"""

    city: str
    first: Month
    last: Month
    weights: Mapping[str, Mapping[str, int]]
    speed: Mapping[str, int]
    goals: Mapping[str, GoalSettings]
    projects: ProjectSettings
    talks_weekly: int
    events: EventSettings
    series: tuple[Series, ...]
    plants: tuple[Plant, ...]

    def goal(self, identity: str) -> GoalSettings:
        """一个指标的设置；没写的用默认。"""
        return self.goals.get(identity, GoalSettings())

    def planted(self, kind: str, month: Month) -> tuple[Plant, ...]:
        """某月安排的某一种事。"""
        return tuple(p for p in self.plants if p.kind == kind and p.month == month)


@dataclass(frozen=True, slots=True)
class Settings:
    """全部设置；words 为用词，holiday_weeks 为不安排洽谈的周（年、周）。"""

    seed: str
    audit_by: str
    finalize_by: str
    shapes: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[str, ...]]
    holiday_weeks: frozenset[tuple[int, int]]
    cities: tuple[CitySettings, ...]


def read(folder: Path) -> Settings:
    """读一个设置文件夹：demo.toml 与每城一个 <城市id>.toml。"""
    found = {path.stem: _toml(path) for path in sorted(folder.glob("*.toml"))}
    if "demo" not in found:
        raise InputError("demo_settings", f"{folder}里没有demo.toml，不知道怎样生成模拟数据。")
    main = found.pop("demo")
    return _checked(folder / "demo.toml", lambda: _settings(main, tuple(_checked_city(folder, c, raw) for c, raw in found.items())))


def _toml(path: Path) -> Raw:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("demo_settings", f"{path.name}不是正确的TOML：{error}。") from error


def _checked_city(folder: Path, city: str, raw: Raw) -> CitySettings:
    return _checked(folder / f"{city}.toml", lambda: _city(city, raw))


def _checked(path: Path, make: Callable[[], _Read]) -> _Read:
    try:
        return make()
    except KeyError as error:
        raise InputError("demo_settings", f"{path.name}里缺少{error.args[0]}。") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError("demo_settings", f"{path.name}里有一条写法不对：{error}。") from error


def _settings(raw: Raw, cities: tuple[CitySettings, ...]) -> Settings:
    weeks = (date.fromisoformat(day).isocalendar() for day in raw["holidays"]["weeks"])
    return Settings(
        seed=raw["seed"],
        audit_by=raw["audit_by"],
        finalize_by=raw["finalize_by"],
        shapes={name: tuple(values) for name, values in raw["shapes"].items()},
        words={name: tuple(values) for name, values in raw["words"].items()},
        holiday_weeks=frozenset((week.year, week.week) for week in weeks),
        cities=cities,
    )


def _city(city: str, raw: Raw) -> CitySettings:
    return CitySettings(
        city=city,
        first=Month.parse(raw["first"]),
        last=Month.parse(raw["last"]),
        weights=raw["weights"],
        speed=raw.get("speed", {}),
        goals={name: _goal(values) for name, values in raw.get("goal", {}).items()},
        projects=ProjectSettings(**raw["projects"]),
        talks_weekly=raw["talks"]["weekly"],
        events=EventSettings(**{**raw["events"], "skip": frozenset(raw["events"].get("skip", ()))}),
        series=tuple(_series(s) for s in raw.get("series", ())),
        plants=tuple(_plant(kind, p) for kind, some in raw.get("plant", {}).items() for p in some),
    )


def _goal(raw: Raw) -> GoalSettings:
    known = dict(raw)
    for key in ("yearly", "denominators"):
        known[key] = {int(year): Decimal(value) for year, value in raw.get(key, {}).items()}
    known["levels"] = {Month.parse(month): Decimal(value) for month, value in raw.get("levels", {}).items()}
    known["quiet"] = frozenset(Month.parse(month) for month in raw.get("quiet", ()))
    return GoalSettings(**known)


def _series(raw: Raw) -> Series:
    numbers = {int(year): tuple(some) for year, some in raw.get("numbers", {}).items()}
    return Series(**{**raw, "months": tuple(raw["months"]), "numbers": numbers, "skip": frozenset(raw.get("skip", ()))})


def _plant(kind: str, raw: Raw) -> Plant:
    known: dict[str, Any] = {**raw, "month": Month.parse(raw["month"])}
    known["values"] = {name: Decimal(value) for name, value in raw.get("values", {}).items()}
    for key in ("units", "waiting", "departments"):
        known[key] = tuple(raw.get(key, ()))
    return Plant(kind=kind, **known)
