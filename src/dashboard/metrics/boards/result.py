"""赛成绩：各指标本年累计的水平和同比增幅，在组内各得功效系数。"""

from collections.abc import Sequence

from dashboard.domain.assessment import AssessmentRules
from dashboard.domain.results import Part
from dashboard.metrics import TOLERANCE
from dashboard.metrics.boards.levels import Race
from dashboard.metrics.boards.parts import Points, blended, weighted
from dashboard.wording import scores


def result(rules: AssessmentRules, found: Sequence[Race], unit: str) -> tuple[Part, ...]:
    """各指标 0.4×水平＋0.6×增幅 的平均；没有去年只看水平。"""
    return weighted([p for race in found if unit in race.units and (p := _points(rules, race, unit)) is not None])


def _points(rules: AssessmentRules, race: Race, unit: str) -> Points | None:
    mine, group = race.units[unit], race.units.values()
    level = efficacy(rules, mine.now, [v.now for v in group])
    growth = mine.growth
    grown = efficacy(rules, growth, [g for v in group if (g := v.growth) is not None]) if growth is not None else None
    points = blended([(rules.level_weight, level), (rules.growth_weight, grown)])
    if points is None:
        return None
    note = scores.result(mine.now, race.goal.uom, level, mine.before, growth, grown)
    return Points(race.goal.indicator, race.goal.short_name, 1.0, mine.now, points, note)


def efficacy(rules: AssessmentRules, x: float, group: Sequence[float]) -> float | None:
    """功效系数 60＋40×(x−最小)÷(最大−最小)；全都一样得100；不足4家用 100×x÷最大，下降的得0，最大不为正则不计（None）。"""
    low, high = min(group), max(group)
    if high - low <= TOLERANCE:
        return 100.0
    if len(group) < rules.small_group:
        return max(0.0, 100 * x / high) if high > TOLERANCE else None
    return rules.efficacy_floor + (100 - rules.efficacy_floor) * (x - low) / (high - low)
