"""目标与限定词：一个数离目标多远、到期算不算完成。"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dashboard.domain.goals import Basis, Bound, Goal
from dashboard.domain.month import Month
from dashboard.metrics import TOLERANCE
from dashboard.metrics.columns import Column, column, divided, known, number, where


@dataclass(frozen=True, slots=True)
class Pace:
    """对照一个目标的走势；phase 为 None 即没有序时（无基期）。expected、gap 同。"""

    completion: float | None = None
    progress: float | None = None
    phase: float | None = None
    expected: float | None = None
    gap: float | None = None


class Paces(NamedTuple):
    """各板块的走势，一项一列，同 Pace。"""

    completion: Column
    progress: Column
    phase: Column
    expected: Column
    gap: Column

    def at(self, place: int) -> Pace:
        """一个板块的。"""
        return Pace(*(number(found, place) for found in self))


def pace(actual: float, target: float, baseline: float | None, phase: float | None) -> Pace:
    """完成率、完成进度、序时应完成数、差距；目标不高于基期时没有进度可言。"""
    return paces(*(column([value]) for value in (actual, target, baseline, phase))).at(0)


def paces(actual: Column, target: Column, baseline: Column, phase: Column) -> Paces:
    """同 pace，各板块一个；没有完成数、没有目标的都没有。"""
    based, span = known(baseline), target - baseline
    low = based & (span <= TOLERANCE)
    has = known(actual) & known(target)
    completion = where(np.abs(target) > TOLERANCE, divided(actual, target))
    progress = np.where(based, where(~low, divided(actual - baseline, span)), completion)
    path = where(has & ~low, phase)
    expected = np.where(based, baseline + span * path, target * path)
    return Paces(completion, progress, path, expected, progress - path)


def passed(actual: float, target: float, bound: Bound) -> bool:
    """到期之前是否已到数：突破、超须大于；左右须到足数。"""
    if bound is Bound.MORE_THAN:
        return actual > target + TOLERANCE
    return actual >= target - TOLERANCE


def met(goal: Goal, actual: float, target: float) -> bool:
    """到期是否完成：左右容许少 tolerance（默认一个计量单位与5%的大者；占比1个百分点）。"""
    if goal.bound is not Bound.ABOUT:
        return passed(actual, target, goal.bound)
    return actual >= target - tolerance(goal, target) - TOLERANCE


def tolerance(goal: Goal, target: float) -> float:
    """“左右”的容差，计量单位同目标。"""
    if goal.tolerance is not None:
        return goal.tolerance
    return 1.0 if goal.basis is Basis.RATIO else max(1.0, 0.05 * abs(target))


def need_per_month(goal: Goal, target: float | None, actual: float | None, month: Month, end: Month) -> float | None:
    """需月均：还差的数÷剩余月数；占比、频次、计数、没有目标、没有剩余月份为 None。"""
    if target is None or actual is None or goal.basis in (Basis.RATIO, Basis.CADENCE, Basis.COUNT):
        return None
    left = end - month
    return max(0.0, target - actual) / left if left > 0 else None
