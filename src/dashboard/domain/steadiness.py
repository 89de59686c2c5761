"""位次稳不稳：权重变动时不变的占比、与后一名互换要改多少、未报的数可能是多少。"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.assessment import Contest
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month

SWING = 0.2
"""权重上下浮动多少。"""


@dataclass(frozen=True, slots=True)
class Swap:
    """把 contest 的权重由 weight 改到 needed（其余三榜按比例让出或补足），就与 other 互换；已经并列的 needed 等于 weight。"""

    other: str
    contest: Contest
    weight: float
    needed: float


@dataclass(frozen=True, slots=True)
class Firmness:
    """一个板块的综合位次：held 为权重变动时位次不变的占比；spread 为各位次的占比；swap 为与后一名互换的最小改动，没有为 None。"""

    unit: str
    rank: int
    held: float
    spread: Mapping[int, float]
    swap: Swap | None

    @property
    def best(self) -> int:
        """变动中最好的位次。"""
        return min(self.spread)

    @property
    def worst(self) -> int:
        """变动中最差的位次。"""
        return max(self.spread)


@dataclass(frozen=True, slots=True)
class Gap:
    """一处未报：板块、指标、应报月，可能的低、高（计量单位同指标）。"""

    unit: str
    goal: Goal
    month: Month
    low: float
    high: float
