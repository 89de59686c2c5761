"""升一名要多少：一个板块单靠一项再增加多少，综合就升一名；用排名的同一段程序反复试，不另有公式。"""

from collections.abc import Sequence
from math import ceil

from dashboard.domain.assessment import Contest
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, GroupBoards
from dashboard.domain.steadiness import Gap
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.plausible import filled, level
from dashboard.metrics.ranking import FOUR, leaderboard

_ROUNDS = 10
_BEYOND = 0.2
"""最多试到超过任务两成：再多的也封顶了。"""
_WHOLE = (Basis.RATIO, Basis.CADENCE, Basis.COUNT)


class Lifting:
    """一个板块在一个分组里。"""

    def __init__(self, profile: CityProfile, month: Month, evidence: Evidence, shares: Sequence[ProjectShare], group: str, unit: str) -> None:
        self.profile, self.month, self.evidence, self.shares = profile, month, evidence, shares
        self.group, self.unit = group, unit
        self.rank = self._rank(evidence)

    def needed(self, result: GoalResult) -> float | None:
        """这一项本期的数要再增加多少（计量单位同目标；按个数计的取整）；已是第1、试到头也升不了、本期没报、占比和数活动的为 None。"""
        goal = result.goal
        if self.rank in (None, 1) or goal.basis in _WHOLE or goal.counts_events or result.as_of_month != self.month:
            return None
        now = level(goal, self.unit, self.month, self.evidence)
        most = _most(result)
        if now is None or most <= 0 or not self._climbs(result, now, most):
            return None
        low, high = 0.0, most
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            low, high = (low, middle) if self._climbs(result, now, middle) else (middle, high)
        return float(ceil(high - 1e-9)) if goal.integer else high

    def _climbs(self, result: GoalResult, now: float, more: float) -> bool:
        gap = Gap(self.unit, result.goal, self.month, now + more, now + more)
        found = self._rank(filled(self.evidence, {gap: now + more}))
        return found is not None and self.rank is not None and found < self.rank

    def _rank(self, evidence: Evidence) -> int | None:
        found = leaderboard(self.profile, self.month, evidence, self.shares, True).of(self.group)
        board = found.boards[Contest.TOTAL] if found else ()
        return next((s.rank for s in board if s.unit == self.unit), None)


def _most(result: GoalResult) -> float:
    """最多试到任务的一点二倍；没有任务的试到翻一番。"""
    task = result.task
    if task is None or task.actual is None:
        return result.actual or 0.0
    return task.target * (1 + _BEYOND) - task.actual


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
