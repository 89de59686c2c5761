"""亮灯：按预设判一个差距。四种公开做法：百分点、比例、连续、且不低于全市平均。"""

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.results import Light
from dashboard.metrics import TOLERANCE


def light_of(
    preset: LightPreset, progress: float, phase: float, previous_gap: float | None = None, city_gap: float | None = None
) -> Light:
    """完成进度对照序时的灯。

    previous_gap 为上一应报月的差距（“连续”用）；city_gap 为全市平均差距（“且不低于全市平均”用，全市自己没有）。"""
    gap = progress - phase
    if preset.method is LightMethod.RATE:
        return _by_rate(preset, progress, phase)
    if preset.method is LightMethod.STREAK:
        return _by_streak(gap, previous_gap)
    light = _by_points(preset, gap)
    below = preset.method is LightMethod.CITY_MEAN and city_gap is not None and gap < city_gap - TOLERANCE
    return Light.BEHIND if below and light is Light.ON_PACE else light


def looks_back(preset: LightPreset) -> bool:
    """判灯要不要看上一应报月。"""
    return preset.method is LightMethod.STREAK


def compares(preset: LightPreset) -> bool:
    """判灯要不要看全市平均。"""
    return preset.method is LightMethod.CITY_MEAN


def _by_points(preset: LightPreset, gap: float) -> Light:
    """差距（小数）对照界限；正好落在界限上的取轻的一档。"""
    if gap >= -preset.behind - TOLERANCE:
        return Light.ON_PACE
    return Light.BEHIND if gap >= -preset.far_behind - TOLERANCE else Light.FAR_BEHIND


def _by_rate(preset: LightPreset, progress: float, phase: float) -> Light:
    """完成进度为序时的几成；序时为0时都算正常。"""
    if phase <= TOLERANCE or progress / phase >= preset.behind - TOLERANCE:
        return Light.ON_PACE
    return Light.BEHIND if progress / phase >= preset.far_behind - TOLERANCE else Light.FAR_BEHIND


def _by_streak(gap: float, previous_gap: float | None) -> Light:
    """一次未达序时为滞后，连续两次为严重滞后。"""
    if gap >= -TOLERANCE:
        return Light.ON_PACE
    return Light.FAR_BEHIND if previous_gap is not None and previous_gap < -TOLERANCE else Light.BEHIND
