"""一个目标，各板块一列：完成数、当年任务、走势。判定和计分都由它来。"""

from dataclasses import dataclass, replace

import numpy as np

from dashboard.domain.goals import Basis, Breakdown, Goal
from dashboard.domain.month import Month
from dashboard.metrics.actuals import STOCKLIKE, SUMMED, values_at
from dashboard.metrics.columns import Column, Index, Mask, column, empty, known, where
from dashboard.metrics.counting import count
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.latest import latest
from dashboard.metrics.targets import Paces, paces

_TASKED = (*SUMMED, Basis.ANNUAL, *STOCKLIKE)


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """一个目标，各板块一列：完成数、当年任务、走势。month 为截至月；between 为一年报一次的两次之间，不判。"""

    goal: Goal
    units: tuple[str, ...]
    month: Month | None
    between: bool
    reported: Mask
    actual: Column
    target: Column
    pace: Paces

    @property
    def tasked(self) -> Mask:
        """有年度任务的。"""
        return known(self.target)

    @property
    def phase(self) -> Column:
        """序时；不判的没有。"""
        return empty(len(self.units)) if self.between else self.pace.phase

    @property
    def gap(self) -> Column:
        """差距；不判的没有。"""
        return empty(len(self.units)) if self.between else self.pace.gap

    def only(self, rows: Index, units: tuple[str, ...]) -> "UnitColumn":
        """只留这几行，units 为它们的板块。"""
        pace = Paces(*(found[rows] for found in self.pace))
        return replace(self, units=units, reported=self.reported[rows], actual=self.actual[rows], target=self.target[rows], pace=pace)


def unit_column(goal: Goal, units: tuple[str, ...], month: Month, evidence: Evidence) -> UnitColumn:
    """各板块的完成数对照它当年的年度任务；应报月没有报的没有完成数。"""
    return _against(goal, units, month, targets_of(goal, units, goal.due_at(month), evidence), evidence)


def renewed(column: UnitColumn, month: Month, evidence: Evidence) -> UnitColumn:
    """读数变了以后的同一列；任务不变。"""
    return _against(column.goal, column.units, month, column.target, evidence)


def _against(goal: Goal, units: tuple[str, ...], month: Month, target: Column, evidence: Evidence) -> UnitColumn:
    at = goal.due_at(month)
    reported, actual = _values(goal, units, at, evidence)
    between = at is not None and len(goal.due_months) == 1 and at != month
    return UnitColumn(goal, units, at, between, reported, actual, target, _paces(goal, units, at, actual, target, evidence))


def _values(goal: Goal, units: tuple[str, ...], at: Month | None, evidence: Evidence) -> tuple[Mask, Column]:
    """报了没有，板块自己的数；只有全市数的没有，由活动数出的数它自己的场次。"""
    if at is None or goal.breakdown is Breakdown.CITY_ONLY:
        return np.zeros(len(units), dtype=np.bool_), empty(len(units))
    if goal.counts_events:
        sent = evidence.reporting.get(at, frozenset())
        counts = [count(goal, evidence.held.of(unit), at) if unit in sent else None for unit in units]
        return np.array([unit in sent for unit in units], dtype=np.bool_), column(counts)
    found = latest(goal, evidence.readings, units, at)
    return found.reported, where(found.reported, found.value)


def targets_of(goal: Goal, units: tuple[str, ...], at: Month | None, evidence: Evidence) -> Column:
    """当年下达的任务；没有下达、不下达任务的没有。"""
    if at is None or goal.basis not in _TASKED or goal.counts_events:
        return empty(len(units))
    return evidence.task_column(units, goal.indicator, at.year)


def _paces(goal: Goal, units: tuple[str, ...], at: Month | None, actual: Column, target: Column, evidence: Evidence) -> Paces:
    none = empty(len(units))
    if at is None or not known(target).any():
        return Paces(none, none, none, none, none)
    stock = goal.basis in STOCKLIKE
    return walked(goal, at, actual, target, values_at(goal, evidence.readings, units, Month(at.year - 1, 12)) if stock else none)


def walked(goal: Goal, at: Month, actual: Column, target: Column, base: Column) -> Paces:
    """任务一律走 月÷12；总数、占比从上年末数 base 走到任务数，没有上年末数则没有序时。"""
    walkable = known(base) | (goal.basis not in STOCKLIKE)
    return paces(actual, target, base, where(walkable, at.month / 12))
