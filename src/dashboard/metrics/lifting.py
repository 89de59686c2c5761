"""升一名要多少：一个板块单靠一项再增加多少，综合就升一名；用排名的同一段程序反复试，不另有公式。"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.domain.assessment import Contest
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, GroupBoards
from dashboard.domain.steadiness import Gap
from dashboard.metrics.boards.field import whole
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.places import FOUR, Ring, among, groups, ring
from dashboard.metrics.plausible import filled, level
from dashboard.metrics.summary import columns_of

_ROUNDS = 10
_BEYOND = 1.2
_WHOLE = (Basis.RATIO, Basis.CADENCE, Basis.COUNT)


@dataclass(frozen=True, slots=True)
class Lift:
    """单靠一项升一名：再增加 amount（计量单位同目标，按个数计的取整）；试到再增加 tried 也升不了的 amount 为 None。"""

    amount: float | None
    tried: float


class Lifting:
    """一个板块在一个分组里。"""

    def __init__(self, profile: CityProfile, month: Month, evidence: Evidence, shares: Sequence[ProjectShare], group: str, unit: str) -> None:
        self.month, self.evidence = month, evidence
        self.group, self.unit = group, unit
        self._units = groups(profile).get(group, ())
        everyone = whole(profile, profile.rules_at(month), month, evidence, shares, columns_of(profile, month, evidence))
        self._ring = ring(everyone, group, self._units)
        self.rank = self._rank(self._ring)

    def lift(self, result: GoalResult) -> Lift | None:
        """这一项本期的数要再增加多少；已是第1、没有排名、本期没报、占比和数活动的不试，为 None。

        试到年度任务的1.2倍、翻一番、追平组内最多的，取三者中最大的。"""
        goal = result.goal
        if self.rank in (None, 1) or goal.basis in _WHOLE or goal.counts_events or result.as_of_month != self.month:
            return None
        now = level(goal, self.unit, self.month, self.evidence)
        if now is None:
            return None
        grain = 1.0 if goal.integer else self._most(result, now) / 2**_ROUNDS
        low, high = 0, ceil(self._most(result, now) / grain)
        if not self._climbs(result, now, high * grain):
            return Lift(None, high * grain)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._climbs(result, now, middle * grain) else (middle, high)
        return Lift(high * grain, high * grain)

    def _most(self, result: GoalResult, now: float) -> float:
        """最多再增加多少；都是零的试1。"""
        task, goal = result.task, result.goal
        others = [v for u in self._units if (v := level(goal, u, self.month, self.evidence)) is not None]
        to_task = task.target * _BEYOND - task.actual if task is not None and task.actual is not None else 0.0
        return max(to_task, now, *(v - now for v in others)) or 1.0

    def _climbs(self, result: GoalResult, now: float, more: float) -> bool:
        gap = Gap(self.unit, result.goal, self.month, now + more, now + more)
        field = self._ring.field.but(filled(self.evidence, {gap: now + more}), result.goal.indicator)
        found = self._rank(among(field, self._ring.present, self.group, self._units))
        return found is not None and self.rank is not None and found < self.rank

    def _rank(self, found: Ring) -> int | None:
        """在组内的综合位次。"""
        if self.unit not in self._units:
            return None
        return int(found.places.ranks[Contest.TOTAL][self._units.index(self.unit)]) or None


def pulls(boards: GroupBoards, unit: str) -> dict[str, float]:
    """每个指标把综合得分拉高（正）、拉低（负）多少：与组内有这一项的板块的平均比，四榜折合综合加起来。"""
    total = next((s for s in boards.boards[Contest.TOTAL] if s.unit == unit), None)
    weights = {p.indicator: p.weight for p in total.parts} if total else {}
    found: dict[str, float] = {}
    for contest in FOUR:
        scores: dict[str, list[float]] = {}
        for standing in boards.boards[contest]:
            for part in standing.parts:
                scores.setdefault(part.indicator, []).append(part.score)
        mine = next((s.parts for s in boards.boards[contest] if s.unit == unit), ())
        for part in mine:
            others = scores[part.indicator]
            found[part.indicator] = found.get(part.indicator, 0.0) + weights.get(str(contest), 0.0) * (part.score - sum(others) / len(others))
    return found
