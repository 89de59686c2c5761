"""判定所需的全部证据。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.domain.month import Month
from dashboard.metrics.columns import Column, column, empty
from dashboard.metrics.counting import Held
from dashboard.metrics.readings import Readings


@dataclass(frozen=True)
class Evidence:
    """一座城市某一版的证据：读数；年度任务（板块或全市、指标、年 → 数）；活动与洽谈；每月有已接收报表的报送者。"""

    readings: Readings = field(default_factory=lambda: Readings(()))
    tasks: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    held: Held = field(default_factory=Held)
    reporting: Mapping[Month, frozenset[str]] = field(default_factory=dict)

    def task_column(self, units: Sequence[str], indicator: str, year: int) -> Column:
        """各板块（或全市）一个指标一年的任务；没有下达的没有。"""
        found = self._tasks.get((indicator, year), {})
        return column(map(found.get, units)) if found else empty(len(units))

    @cached_property
    def _tasks(self) -> Mapping[tuple[str, int], Mapping[str, float]]:
        found: dict[tuple[str, int], dict[str, float]] = {}
        for (unit, indicator, year), value in self.tasks.items():
            found.setdefault((indicator, year), {})[unit] = value
        return found
