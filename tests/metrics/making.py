"""造题：一座小城市、几个目标、几个读数；判定的测试都从这里取材。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from dashboard import paths, profiles
from dashboard.domain.assessment import AssessmentRules, Contest, LightMethod, LightPreset
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, CityProfile
from dashboard.domain.facts import Measure, ProjectShare, Reading
from dashboard.domain.goals import Baseline, Basis, Bound, Goal, Status, TargetVersion
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light, Part
from dashboard.metrics.boards import scoring
from dashboard.metrics.boards.field import Field, whole
from dashboard.metrics.boards.projects import Tallies
from dashboard.metrics.counting import Held
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.readings import Readings
from dashboard.metrics.summary import columns_of

UNITS = ("海安市", "如皋市", "如东县")
MEASURES = {Basis.STOCK: Measure.STOCK}
WORDS = {Bound.AT_LEAST: "以上", Bound.MORE_THAN: "突破", Bound.ABOUT: "左右"}
Value = float | tuple[float, float]


@cache
def city(name: str = "nantong") -> CityProfile:
    """一座城市的真档案。"""
    return profiles.read(paths.root() / "data" / "cities" / name, name)


def goal(basis: Basis = Basis.NEW, target: float | None = 3600, bound: Bound = Bound.AT_LEAST, **changes: Any) -> Goal:
    """一个月报的目标，2023-01至2025-12，3600个；改哪项写哪项。"""
    first = city().goal_by_id["sci_project_new"]
    targets = () if target is None else (TargetVersion(target, None, "文件"),)
    uom = "%" if basis is Basis.RATIO else "个"
    made = {"id": "goal", "indicator": "goal", "short_name": "科创项目", "ledger": False, "uom": uom, **changes}
    return replace(first, basis=basis, bound=bound, bound_word=WORDS[bound], targets=targets, **made)


def based(value: float, date: Month, counted: bool = False) -> Baseline:
    """一个基期。"""
    return Baseline(value, date, counted, "公开数")


def small(*goals: Goal, units: Iterable[str] = UNITS, light: LightPreset | None = None) -> CityProfile:
    """一座只有这几个板块（一个分组）、这几个目标的城市；南通的期间和规则。"""
    whole, names = city(), tuple(units)
    found = {u.name: u for u in whole.units}
    template = found[UNITS[0]]
    made = tuple(replace(found.get(n, template), name=n, group="一组") for n in names)
    return replace(whole, goals=goals, units=made, light=light or whole.light)


def preset(method: LightMethod, behind: float = 0.0, far: float = 0.10) -> LightPreset:
    """一个亮灯预设。"""
    return LightPreset(str(method), "v1", method, behind, far, "测试")


def cell(found: Goal, unit: str, month: Month, value: Value, status: Status = Status.FIRST) -> list[Reading]:
    """一个板块一个月的一个数；占比给（分子，分母）。"""
    if isinstance(value, tuple):
        pairs = list(zip((Measure.NUMERATOR, Measure.DENOMINATOR), value, strict=True))
    else:
        pairs = [(MEASURES.get(found.basis, Measure.YEAR_TO_DATE), value)]
    return [Reading(unit, found.indicator, month, measure, v, status) for measure, v in pairs]


def cells(found: Goal, values: Mapping[str, Mapping[Month, Value]], status: Status = Status.FIRST) -> list[Reading]:
    """板块 → 月 → 数。"""
    return [r for unit, months in values.items() for month, value in months.items() for r in cell(found, unit, month, value, status)]


def evidence(readings: Iterable[Reading] = (), tasks: Mapping[tuple[str, str, int], float] | None = None, held: Held | None = None, **more: Any) -> Evidence:
    """证据；tasks 为（板块或全市，指标，年）→ 任务数。"""
    return Evidence(Readings(readings), tasks or {}, held or Held(), **more)


def alike(found: Goal, value: float, month: Month, units: Iterable[str] = UNITS) -> list[Reading]:
    """几个板块平分 value。"""
    names = tuple(units)
    return [r for unit in names for r in cell(found, unit, month, value / len(names))]


def field(
    profile: CityProfile,
    month: Month,
    known: Evidence,
    shares: Sequence[ProjectShare] = (),
    units: Iterable[str] | None = None,
    counted: Tallies | None = None,
    rules: AssessmentRules | None = None,
) -> Field:
    """一个分组的赛场；units 为当月已报的板块，默认全部；counted 为现成的项目数。"""
    rows = np.flatnonzero([units is None or u in units for u in profile.unit_names])
    found = whole(profile, rules or profile.rules_at(month), month, known, shares, columns_of(profile, month, known)).only(rows)
    return replace(found, tallies=counted or found.tallies)


def parts(found: Field, contest: Contest, unit: str) -> tuple[Part, ...]:
    """一个板块一张榜的各项。"""
    return scoring.board(found, found.rules.board(contest)).parts(found.units.index(unit))


def result(found: Goal | None = None, **changes: Any) -> GoalResult:
    """一个现成的判定，改哪项写哪项；写句子的测试用。"""
    made: dict[str, Any] = {
        "goal": found or goal(),
        "unit": None,
        "month": Month(2025, 6),
        "as_of_month": Month(2025, 6),
        "target": 3600.0,
        "actual": 1800.0,
        "completion": 0.5,
        "progress": 0.5,
        "phase": 30 / 36,
        "expected": 3000.0,
        "gap": 0.5 - 30 / 36,
        "light": Light.FAR_BEHIND,
        "reason": "",
        "need_per_month": 300.0,
        "reported": 3,
        "reporters": 3,
        "missing": (),
        "parts": (),
        "task": None,
    }
    return GoalResult(**{**made, **changes})


__all__ = ["CITY_LEVEL", "UNITS", "WHOLE_CITY", "alike", "based", "cell", "cells", "city", "evidence", "field", "goal", "parts", "preset", "result", "small"]
