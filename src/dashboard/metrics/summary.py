"""一个板块的概况：亮灯、综合完成率，由它有年度任务的目标得出。"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import CityProfile
from dashboard.domain.goals import Collector
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics.columns import Column, Mask, added, divided, known, numbers, total, where
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import compares, light_of, looks_back
from dashboard.metrics.tasks import judge_units
from dashboard.metrics.unit_columns import UnitColumn, unit_column

Columns = Sequence[UnitColumn]


@dataclass(frozen=True, slots=True)
class Overall:
    """light 为亮灯；completion 为综合完成率（完成进度÷序时的平均）；gap 为平均差距。没有任务、未报的没有后两项。"""

    light: Light
    completion: float | None = None
    gap: float | None = None


def columns_of(profile: CityProfile, month: Month, evidence: Evidence) -> tuple[UnitColumn, ...]:
    """每个目标一列，按档案顺序；一列里每个考核板块一个。"""
    return tuple(unit_column(goal, profile.unit_names, month, evidence) for goal in profile.goals)


def judge_all(profile: CityProfile, month: Month, evidence: Evidence, columns: Columns | None = None) -> dict[str, tuple[GoalResult, ...]]:
    """每个考核板块的每个目标（板块 → 各目标，按档案顺序）；columns 为算好的各列。"""
    found = columns_of(profile, month, evidence) if columns is None else columns
    by_goal = [judge_units(profile, one.goal, month, evidence, one) for one in found]
    return {name: tuple(mine[name] for mine in by_goal) for name in profile.unit_names}


def overalls(profile: CityProfile, month: Month, evidence: Evidence, columns: Columns) -> dict[str, Overall]:
    """每个板块的概况；columns 为 columns_of 的结果。"""
    units, preset, gap = profile.unit_names, profile.light_at(month), _mean(columns, [c.gap for c in columns])
    rate = _mean(columns, [divided(c.pace.progress, c.phase) for c in columns])
    city = total(gap)
    mean = city / int(known(gap).sum()) if city is not None and compares(preset) else None
    before = _gaps_before(profile, month, evidence) if looks_back(preset) else [None] * len(units)
    rows = zip(units, reported(columns, month).tolist(), numbers(gap), numbers(rate), before, strict=True)
    return {name: _overall(preset, sent, mine, done, was, mean) for name, sent, mine, done, was in rows}


def reported(columns: Columns, month: Month) -> Mask:
    """各板块当月报了没有：当月应由板块报的指标至少有一个数，谁送来的都算；当月没有应报的，看有没有数。"""
    due = [c for c in columns if c.goal.collected_from is Collector.UNIT and not c.goal.counts_events and c.goal.is_due(month)]
    sent = [c.reported for c in due] if due else [known(c.actual) for c in columns]
    return np.asarray(np.logical_or.reduce(sent), dtype=np.bool_)


def _mean(columns: Columns, found: Sequence[Column]) -> Column:
    """各板块有任务、有序时的各目标的平均；没有的没有。"""
    counted = [where(c.tasked & known(c.gap), one) for c, one in zip(columns, found, strict=True)]
    size = len(columns[0].units) if columns else 0
    return divided(added(counted, size), added((known(one).astype(np.float64) for one in counted), size))


def _gaps_before(profile: CityProfile, month: Month, evidence: Evidence) -> list[float | None]:
    before = month + -1
    if before < profile.start:
        return [None] * len(profile.unit_names)
    columns = columns_of(profile, before, evidence)
    return numbers(_mean(columns, [c.gap for c in columns]))


def _overall(preset: LightPreset, sent: bool, gap: float | None, rate: float | None, gap_before: float | None, city_gap: float | None) -> Overall:
    if not sent:
        return Overall(Light.UNREPORTED)
    if gap is None or rate is None:
        return Overall(Light.UNJUDGED)
    return Overall(_light(preset, gap, rate, gap_before, city_gap), rate, gap)


def _light(preset: LightPreset, gap: float, rate: float, gap_before: float | None, city_gap: float | None) -> Light:
    """预设用在平均差距上；“比例”用在综合完成率上。"""
    by_rate = preset.method is LightMethod.RATE
    return light_of(preset, rate if by_rate else 1.0 + gap, 1.0, gap_before, city_gap)
