"""各报送者到某月为止最近一次的数：初报与核定哪个算、不适用、沿用旧值，都在这里定。"""

from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Goal, Status
from dashboard.domain.month import Month
from dashboard.metrics.columns import NONE, Column, Index, Mask, divided, empty
from dashboard.metrics.readings import Grid, Panel, Readings, Table

_OTHER = {Status.FIRST: Status.FINAL, Status.FINAL: Status.FIRST}


@dataclass(frozen=True, slots=True)
class _History:
    """一个目标逐月的数。value 为算数的那一个，分母为0、写明不适用的报了但没有数；last 为到那个月为止最近报了的是哪一列，没有为-1。"""

    value: Table
    first: Table
    final: Table
    numerator: Table | None
    denominator: Table | None
    last: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Latest:
    """units 各自到 month 为止最近的数；at 为在哪一列，没有为-1。"""

    units: tuple[str, ...]
    month: Month
    start: int
    history: _History | None
    rows: Index
    at: Index

    @property
    def found(self) -> Mask:
        """有没有（写明不适用的也算）。"""
        return self.at >= 0

    @property
    def reported(self) -> Mask:
        """就是 month 报的；其余是沿用旧值。"""
        return self.found & np.equal(self.at + self.start, self.month.ordinal)

    @property
    def value(self) -> Column:
        """完成数；没有、不适用的为 NaN。"""
        return self._pick(self.history.value if self.history else None)

    @property
    def first(self) -> Column:
        """初报。"""
        return self._pick(self.history.first if self.history else None)

    @property
    def final(self) -> Column:
        """核定。"""
        return self._pick(self.history.final if self.history else None)

    @property
    def numerator(self) -> Column:
        """分子；只有占比有。"""
        return self._pick(self.history.numerator if self.history else None)

    @property
    def denominator(self) -> Column:
        """分母；只有占比有。"""
        return self._pick(self.history.denominator if self.history else None)

    def _pick(self, table: Table | None) -> Column:
        if table is None:
            return empty(len(self.units))
        return np.where(self.found, table[self.rows, self.at], NONE)


def latest(goal: Goal, readings: Readings, units: tuple[str, ...], month: Month) -> Latest:
    """本年累计与占比只在当年内沿用旧值，总数一直沿用。"""
    panel = readings.panel(goal.indicator)
    if panel is None or month.ordinal < panel.first:
        return Latest(units, month, 0, None, np.zeros(0, dtype=np.int64), np.full(len(units), -1))
    history, rows = _history(goal, panel), panel.rows(units)
    at = history.last[rows, min(month.ordinal - panel.first, panel.width - 1)]
    january = Month(month.year, 1).ordinal - panel.first
    oldest = 0 if goal.basis is Basis.STOCK else max(0, january)
    return Latest(units, month, panel.first, history, rows, np.where(at >= oldest, at, -1))


def _history(goal: Goal, panel: Panel) -> _History:
    """算一次，随读数记着。"""
    key = (goal.basis is Basis.RATIO, _measure(goal), goal.authority)
    if key not in panel.kept:
        panel.kept[key] = _ratio(goal, panel) if goal.basis is Basis.RATIO else _single(goal, panel)
    return cast(_History, panel.kept[key])


def _measure(goal: Goal) -> Measure:
    return Measure.STOCK if goal.basis is Basis.STOCK else Measure.YEAR_TO_DATE


def _counted(goal: Goal, panel: Panel, measure: Measure) -> Grid:
    """算数的那一个：先看目标的 authority，没有再看另一种身份。"""
    mine, other = (panel.grid(measure, status) for status in (goal.authority, _OTHER[goal.authority]))
    if not other.there.any():
        return mine
    return Grid(np.where(mine.there, mine.values, other.values), mine.there | other.there)


def _single(goal: Goal, panel: Panel) -> _History:
    measure = _measure(goal)
    counted = _counted(goal, panel, measure)
    first, final = (panel.grid(measure, status).values for status in (Status.FIRST, Status.FINAL))
    return _History(counted.values, first, final, None, None, _last(counted.there))


def _ratio(goal: Goal, panel: Panel) -> _History:
    """分子、分母都有才算；分子写明不适用的报了，但没有数。"""
    top, bottom = (_counted(goal, panel, m).values for m in (Measure.NUMERATOR, Measure.DENOMINATOR))
    tops = [panel.grid(Measure.NUMERATOR, status) for status in (Status.FIRST, Status.FINAL)]
    bottoms = [panel.grid(Measure.DENOMINATOR, status) for status in (Status.FIRST, Status.FINAL)]
    whole = ~np.isnan(top) & ~np.isnan(bottom)
    absent = ~whole & np.logical_or.reduce([grid.there & np.isnan(grid.values) for grid in tops])
    first, final = (np.where(whole, divided(100 * a.values, b.values), NONE) for a, b in zip(tops, bottoms, strict=True))
    value = np.where(whole, divided(100 * top, bottom), NONE)
    return _History(value, first, final, np.where(whole, top, NONE), np.where(whole, bottom, NONE), _last(whole | absent))


def _last(found: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """到每一列为止，最近有的是哪一列。"""
    here = np.where(found, np.arange(found.shape[1], dtype=np.int64), -1)
    return np.asarray(np.maximum.accumulate(here, axis=1), dtype=np.int64)
