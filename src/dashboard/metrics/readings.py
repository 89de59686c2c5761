"""读数索引：按板块和指标找某月或某月之前的值。"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from dashboard.domain.facts import Measure, Reading
from dashboard.domain.goals import Status
from dashboard.domain.month import Month

Cell = dict[tuple[Measure, Status], float | None]
"""一个月的读数；写明不适用的为 None，没报的没有这一项。"""


class Series:
    """一个板块一个指标的逐月读数。"""

    __slots__ = ("_cells", "_months")

    def __init__(self) -> None:
        self._months: list[int] = []
        self._cells: dict[int, Cell] = {}

    def add(self, month: Month, measure: Measure, status: Status, value: float | None) -> None:
        """加一个读数；加完须 sort。"""
        code = month.code
        cell = self._cells.get(code)
        if cell is None:
            cell = self._cells[code] = {}
            self._months.append(code)
        cell[measure, status] = value

    def joined(self, more: "Series") -> "Series":
        """两份合起来的一份；同一月同一种数以 more 的为准。"""
        found = Series()
        for series in (self, more):
            for code, cell in series._cells.items():
                found._cells[code] = {**found._cells.get(code, {}), **cell}
        found._months = sorted(found._cells)
        return found

    def sort(self) -> None:
        """按月份排好，upto 才查得准。"""
        self._months.sort()

    def upto(self, month: Month, first: int) -> Iterator[tuple[int, Cell]]:
        """first（YYYYMM）到 month 之间有读数的月份（YYYYMM），新的在前。"""
        for index in range(bisect_right(self._months, month.code) - 1, -1, -1):
            found = self._months[index]
            if found < first:
                return
            yield found, self._cells[found]

    def at(self, month: Month) -> Cell | None:
        """某月的读数。"""
        return self._cells.get(month.code)


_NONE = Series()


class Readings:
    """一座城市某一版的全部读数；先后次序不影响结果。"""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._series: dict[tuple[str, str], Series] = {}
        for reading in readings:
            key = (reading.unit, reading.indicator)
            series = self._series.get(key)
            if series is None:
                series = self._series[key] = Series()
            series.add(reading.period, reading.measure, reading.status, reading.value)
        for series in self._series.values():
            series.sort()

    def plus(self, more: Iterable[Reading]) -> "Readings":
        """另加几个读数的一份；原来的不变。"""
        found = Readings(more)
        for key, series in found._series.items():
            if key in self._series:
                found._series[key] = self._series[key].joined(series)
        found._series = {**self._series, **found._series}
        return found

    def series(self, unit: str, indicator: str) -> Series:
        """一个板块一个指标的读数；没有报过的为空序列。"""
        return self._series.get((unit, indicator), _NONE)
