"""读数：一个指标一张表，行是报送者，列是月份；一个月、一家的数由它取。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain.facts import Measure, Reading
from dashboard.domain.goals import Status
from dashboard.metrics.columns import NONE, Column, Index

Kind = tuple[Measure, Status]
Table = npt.NDArray[np.float64]
"""行是报送者，列是月份；没有的为 NaN。"""

_LISTS = 32
"""一个指标记住几份名单各是哪几行。"""


@dataclass(frozen=True, slots=True)
class Written:
    """一种数写下的各格：第几行、月份的序号、数（写明不适用的为 NaN），三列等长；同一格写两次的后一次算。"""

    rows: Index
    months: Index
    values: Column


class Grid(NamedTuple):
    """一种数：values 为数；there 为写了没有（写明不适用的写了，但没有数）。"""

    values: Table
    there: npt.NDArray[np.bool_]


class Panel:
    """一个指标的全部读数。names 为报送者→行；末一行空着，没有报过的指它；first 为第一列的月份序号。"""

    def __init__(self, names: Mapping[str, int], cells: Mapping[Kind, Written]) -> None:
        self.names = names
        self.first = min(int(w.months.min()) for w in cells.values())
        self.width = max(int(w.months.max()) for w in cells.values()) - self.first + 1
        self._grids = {kind: self._grid(w) for kind, w in cells.items()}
        self._rows: dict[int, tuple[tuple[str, ...], Index]] = {}
        self.kept: dict[object, object] = {}

    def _grid(self, written: Written) -> Grid:
        blank = self._blank()
        place = (written.rows, written.months - self.first)
        blank.values[place], blank.there[place] = written.values, True
        return blank

    def _blank(self) -> Grid:
        shape = (len(self.names) + 1, self.width)
        return Grid(np.full(shape, NONE), np.zeros(shape, dtype=np.bool_))

    def grid(self, measure: Measure, status: Status) -> Grid:
        """一种数；没有写过的是空表。"""
        return self._grids.get((measure, status)) or self._nothing

    @cached_property
    def _nothing(self) -> Grid:
        return self._blank()

    def rows(self, units: tuple[str, ...]) -> Index:
        """这些报送者各是哪一行。"""
        kept = self._rows.get(id(units))
        if kept is None or kept[0] is not units:  # 认名单本身，几千个名字逐个比太慢
            if len(self._rows) >= _LISTS:
                self._rows.clear()
            self._rows[id(units)] = kept = (units, np.array([self.names.get(unit, -1) for unit in units], dtype=np.int64))
        return kept[1]

    def joined(self, more: Mapping[Kind, Sequence[tuple[str, int, float]]]) -> "Panel":
        """另加几格的一张；同一格以 more 的为准。"""
        names = dict(self.names)
        for cells in more.values():
            for unit, _, _ in cells:
                names.setdefault(unit, len(names))
        old = {kind: _written_in(grid, self.first) for kind, grid in self._grids.items()}
        new = {kind: _written(names, cells) for kind, cells in more.items()}
        return Panel(names, {kind: _both(old.get(kind), new.get(kind)) for kind in {**old, **new}})


def _written_in(grid: Grid, first: int) -> Written:
    rows, columns = np.nonzero(grid.there)
    return Written(rows, columns + first, grid.values[rows, columns])


def _written(names: Mapping[str, int], cells: Sequence[tuple[str, int, float]]) -> Written:
    rows = np.array([names[unit] for unit, _, _ in cells], dtype=np.int64)
    months = np.array([month for _, month, _ in cells], dtype=np.int64)
    return Written(rows, months, np.array([value for _, _, value in cells], dtype=np.float64))


def _both(one: Written | None, two: Written | None) -> Written:
    if one is None or two is None:
        found = one or two
        assert found is not None
        return found
    rows, months = np.concatenate((one.rows, two.rows)), np.concatenate((one.months, two.months))
    return Written(rows, months, np.concatenate((one.values, two.values)))


class Readings:
    """一座城市某一版的全部读数；先后次序不影响结果。"""

    def __init__(self, readings: Iterable[Reading] = (), panels: Mapping[str, Panel] | None = None) -> None:
        self._panels = dict(panels or {})
        for indicator, cells in _by_indicator(readings).items():
            self._panels[indicator] = _panel(self._panels.get(indicator), cells)

    def plus(self, more: Iterable[Reading]) -> "Readings":
        """另加几个读数的一份；原来的不变。"""
        return Readings(more, self._panels)

    def panel(self, indicator: str) -> Panel | None:
        """一个指标的读数；没有报过的为 None。"""
        return self._panels.get(indicator)


def _panel(before: Panel | None, cells: Mapping[Kind, Sequence[tuple[str, int, float]]]) -> Panel:
    if before is not None:
        return before.joined(cells)
    units = dict.fromkeys(unit for found in cells.values() for unit, _, _ in found)
    names = {unit: row for row, unit in enumerate(units)}
    return Panel(names, {kind: _written(names, found) for kind, found in cells.items()})


def _by_indicator(readings: Iterable[Reading]) -> dict[str, dict[Kind, list[tuple[str, int, float]]]]:
    found: dict[str, dict[Kind, list[tuple[str, int, float]]]] = {}
    for r in readings:
        cells = found.setdefault(r.indicator, {}).setdefault((r.measure, r.status), [])
        cells.append((r.unit, r.period.ordinal, NONE if r.value is None else r.value))
    return found
