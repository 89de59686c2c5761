"""与上月相比变化最大的几项：报以前自己先看一眼。"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain.facts import Measure
from dashboard.domain.goals import Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.history import History
from dashboard.intake.report import CheckReport

_MOST = 5
_LEAST = 0.05
_ORDER = (Measure.MONTH, Measure.YEAR_TO_DATE, Measure.STOCK)
"""一个指标有几种数的，先看本月数，其次累计的增量，再次期末。"""


@dataclass(frozen=True, slots=True)
class Change:
    """一项：指标、比的是什么、上月的和这月的数、变化几成、那一格有没有问题。"""

    name: str
    uom: str
    what: str
    before: float
    now: float
    level: Level | None

    @property
    def share(self) -> float:
        """变化是上月的几成，降为负。"""
        return (self.now - self.before) / abs(self.before)


def changes(dash: Dashboard, report: CheckReport) -> list[Change]:
    """变化最大的在前，至多5项；没有上月可比的、变化不到5%的不列。"""
    month = report.header.month if report.header else None
    if report.header is None or month is None:
        return []
    past = uploads.history(dash, report.header.city, month)
    goals = {g.indicator: g for g in dash.profile(report.header.city, dash.version()).goals}
    levels = {(p.sheet, p.cell): p.level for p in reversed(report.problems)}
    found: dict[tuple[str, str], Change] = {}
    for row in sorted(report.tables.get(Table.FACTS, ()), key=_rank):
        key = (row["unit"], row["indicator"])
        change = _change(row, goals.get(row["indicator"]), past, month, levels.get((row["sheet"], row["cell"])))
        if change is not None and abs(change.share) >= _LEAST:
            found.setdefault(key, change)
    return sorted(found.values(), key=lambda c: -abs(c.share))[:_MOST]


def _rank(row: Mapping[str, Any]) -> int:
    return _ORDER.index(Measure(row["measure"])) if row["measure"] in _ORDER else len(_ORDER)


def _change(row: Mapping[str, Any], goal: Goal | None, past: History, month: Month, level: Level | None) -> Change | None:
    """一行与上月比；没有上月的、上月是零的为 None。"""
    if goal is None or row["measure"] not in _ORDER or row["value"] is None:
        return None
    key = (row["unit"], row["indicator"], row["measure"], Status(row["status"]))
    last = past.before(*key)
    if last is None or last.month + 1 != month:
        return None
    before, now, what = last.value, float(row["value"]), str(row["measure"])
    if row["measure"] == Measure.YEAR_TO_DATE:
        steps = past.steps.get(key, ())
        before, now, what = (steps[-1] if steps else 0.0), now - (last.value if month.month > 1 else 0.0), "当月增加"
    return Change(goal.short_name, goal.uom, what, before, now, level) if before else None
