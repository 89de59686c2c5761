"""一个板块的概况：亮灯、综合完成率，由它有年度任务的目标得出。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import CityProfile
from dashboard.domain.goals import Collector
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.lights import compares, light_of, looks_back
from dashboard.metrics.tasks import judge_units

Results = Sequence[GoalResult]


@dataclass(frozen=True, slots=True)
class Overall:
    """light 为亮灯；completion 为综合完成率（完成进度÷序时的平均）；gap 为平均差距。没有任务、未报的没有后两项。"""

    light: Light
    completion: float | None = None
    gap: float | None = None


def judge_all(profile: CityProfile, month: Month, evidence: Evidence) -> dict[str, tuple[GoalResult, ...]]:
    """每个考核板块的每个目标（板块 → 各目标，按档案顺序）。"""
    by_goal = [judge_units(profile, goal, month, evidence) for goal in profile.goals]
    return {name: tuple(found[name] for found in by_goal) for name in profile.unit_names}


def overalls(profile: CityProfile, month: Month, evidence: Evidence, results: Mapping[str, Results]) -> dict[str, Overall]:
    """每个板块的概况；results 为 judge_all 的结果。"""
    preset = profile.light_at(month)
    gaps = {name: mean_gap(found) for name, found in results.items()}
    known = [g for g in gaps.values() if g is not None]
    city = sum(known) / len(known) if known and compares(preset) else None
    before = _gaps_before(profile, month, evidence) if looks_back(preset) else {}
    return {name: _overall(preset, month, found, before.get(name), city) for name, found in results.items()}


def reported(results: Results, month: Month) -> bool:
    """这个板块当月报了没有：当月应由板块报的指标至少有一个数，谁送来的都算；当月没有应报的，看有没有数。"""
    due = [r for r in results if r.goal.collected_from is Collector.UNIT and not r.goal.counts_events and r.goal.is_due(month)]
    return any(r.reported for r in due) if due else any(r.actual is not None for r in results)


def mean_gap(results: Results) -> float | None:
    """有任务、有序时的各目标差距的平均；没有为 None。"""
    gaps = [r.gap for r in results if r.task is not None and r.gap is not None]
    return sum(gaps) / len(gaps) if gaps else None


def _gaps_before(profile: CityProfile, month: Month, evidence: Evidence) -> dict[str, float | None]:
    before = month + -1
    if before < profile.start:
        return {}
    return {name: mean_gap(found) for name, found in judge_all(profile, before, evidence).items()}


def _overall(preset: LightPreset, month: Month, results: Results, gap_before: float | None, city_gap: float | None) -> Overall:
    gap = mean_gap(results)
    if not reported(results, month):
        return Overall(Light.UNREPORTED)
    if gap is None:
        return Overall(Light.UNJUDGED)
    rates = [r.progress / r.phase for r in results if r.task is not None and r.progress is not None and r.phase]
    rate = sum(rates) / len(rates)
    return Overall(_light(preset, gap, rate, gap_before, city_gap), rate, gap)


def _light(preset: LightPreset, gap: float, rate: float, gap_before: float | None, city_gap: float | None) -> Light:
    """预设用在平均差距上；“比例”用在综合完成率上。"""
    by_rate = preset.method is LightMethod.RATE
    return light_of(preset, rate if by_rate else 1.0 + gap, 1.0, gap_before, city_gap)
