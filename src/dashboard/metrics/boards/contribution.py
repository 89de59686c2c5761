"""争贡献：各指标占全市的份额，对照组内最大的份额和自己去年的份额。"""

from collections.abc import Sequence

from dashboard.domain.assessment import AssessmentRules
from dashboard.domain.results import Part
from dashboard.metrics import TOLERANCE
from dashboard.metrics.boards.levels import Level, Race
from dashboard.metrics.boards.parts import Points, blended, weighted
from dashboard.wording import scores

_HALF = 0.5


def contribution(rules: AssessmentRules, found: Sequence[Race], unit: str) -> tuple[Part, ...]:
    """各指标 100×(0.5×份额÷最大份额＋0.5×min(封顶, 份额÷去年份额)÷封顶) 的平均；没有去年只看前一半。"""
    return weighted([p for race in found if unit in race.units and (p := _points(rules, race, unit)) is not None])


def _points(rules: AssessmentRules, race: Race, unit: str) -> Points | None:
    if race.city <= TOLERANCE:
        return None
    mine = race.units[unit]
    share, before = mine.own / race.city, share_before(race, mine)
    largest = max(v.own for v in race.units.values()) / race.city
    beside = 100 * share / largest if largest > TOLERANCE else None
    kept = 100 * min(rules.cap, share / before) / rules.cap if before is not None else None
    points = blended([(_HALF, beside), (_HALF, kept)])
    if points is None:
        return None
    note = scores.contribution(mine.own, race.goal.uom, share, largest, before)
    return Points(race.goal.indicator, race.goal.short_name, 1.0, share, points, note)


def share_before(race: Race, mine: Level) -> float | None:
    """去年同月占全市的份额；没有去年、去年为0的为 None。"""
    whole, own = race.city_before, mine.own_before
    if whole is None or own is None or whole <= TOLERANCE or own <= TOLERANCE:
        return None
    return own / whole
