"""亮灯：按预设判一个差距；板块的灯是它有任务的目标的平均差距。"""

from collections.abc import Sequence

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import CityProfile
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics import TOLERANCE


def light_of(
    preset: LightPreset, progress: float, phase: float, previous_gap: float | None = None, city_gap: float | None = None
) -> Light:
    """进度与序时对照后的灯。previous_gap 为上一应报月的差距（“连续”用），city_gap 为全市平均差距（“且不低于全市平均”用）。"""
    gap = progress - phase
    if preset.method is LightMethod.RATE:
        return _by_rate(preset, progress, phase)
    if preset.method is LightMethod.STREAK:
        if gap >= -TOLERANCE:
            return Light.ON_PACE
        return Light.FAR_BEHIND if previous_gap is not None and previous_gap < -TOLERANCE else Light.BEHIND
    light = by_points(preset, gap)
    below = preset.method is LightMethod.CITY_MEAN and city_gap is not None and gap < city_gap - TOLERANCE
    return Light.BEHIND if below and light is Light.ON_PACE else light


def by_points(preset: LightPreset, gap: float) -> Light:
    """差距（小数）对照界限；正好落在界限上的取轻的一档。"""
    if gap >= -preset.behind - TOLERANCE:
        return Light.ON_PACE
    return Light.BEHIND if gap >= -preset.far_behind - TOLERANCE else Light.FAR_BEHIND


def _by_rate(preset: LightPreset, progress: float, phase: float) -> Light:
    if phase <= TOLERANCE or progress / phase >= preset.behind - TOLERANCE:
        return Light.ON_PACE
    return Light.BEHIND if progress / phase >= preset.far_behind - TOLERANCE else Light.FAR_BEHIND


def unit_light(profile: CityProfile, results: Sequence[GoalResult]) -> tuple[Light, float | None]:
    """板块的灯与综合完成率（进度÷序时的平均）；没有一个目标有任务则不判、None。全部未报则未报。"""
    with_task = [r for r in results if r.task is not None and not r.goal.is_commitment]
    judged = [r for r in with_task if r.gap is not None and r.progress is not None and r.phase]
    if not judged:
        unreported = any(r.light is Light.UNREPORTED for r in results)
        return (Light.UNREPORTED if unreported and with_task else Light.UNJUDGED), None
    mean = sum(r.gap or 0.0 for r in judged) / len(judged)
    rate = sum((r.progress or 0.0) / (r.phase or 1.0) for r in judged) / len(judged)
    return _unit_light(profile.light, mean, rate), rate


def _unit_light(preset: LightPreset, gap: float, rate: float) -> Light:
    if preset.method is LightMethod.RATE:
        return _by_rate(preset, rate, 1.0)
    if preset.method is LightMethod.STREAK:
        return Light.ON_PACE if gap >= -TOLERANCE else Light.BEHIND
    return by_points(preset, gap)
