"""载体名录对账：名录加起来的面积、省级以上孵化载体家数，与月报的期末数对不对得上。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.facts import ListedCarrier, Measure, Reading
from dashboard.domain.goals import Goal, Listed, Status
from dashboard.domain.month import Month
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.intake.register import total
from dashboard.queries import reports

_CLOSE = 0.005


@dataclass(frozen=True, slots=True)
class Balance:
    """一个板块一项：月报最近一次的期末数（没报为 None）和它的月份，名录到那个月加起来的数，名录上没撤销的有几个。"""

    unit: str
    goal: Goal
    month: Month | None
    reported: float | None
    listed: float
    carriers: int

    @property
    def gap(self) -> float | None:
        """月报减名录；没报为 None。"""
        return None if self.reported is None else self.reported - self.listed

    @property
    def agrees(self) -> bool:
        return self.gap is not None and abs(self.gap) <= _CLOSE


def register(dash: Dashboard, at: Moment) -> list[ListedCarrier]:
    """各板块名录上的载体，到 at.month 为止，撤销了的也在。"""
    return reports.listed_carriers(dash.cache.at(at.version, at.draft), at.city, at.month)


def balances(dash: Dashboard, at: Moment) -> list[Balance]:
    """报过名录的板块逐项对账；没有名录的不列。"""
    return dash.keep(("balances", at.key), lambda: _balances(dash, at))


def _balances(dash: Dashboard, at: Moment) -> list[Balance]:
    view = dash.cache.at(at.version, at.draft)
    listed = register(dash, at)
    goals = [g for g in at.profile.goals if g.listed is not Listed.NO]
    readings = [r for r in reports.readings(view, at.city) if r.measure is Measure.STOCK and r.period <= at.month]
    units = [u for u in at.profile.unit_names if any(c.unit == u for c in listed)]
    then = {month: reports.listed_carriers(view, at.city, month) for month in {r.period for r in readings}}
    return [_balance(unit, goal, _mine(unit, listed), then, readings, at.month) for unit in units for goal in goals]


def _mine(unit: str, listed: Sequence[ListedCarrier]) -> list[ListedCarrier]:
    return [c for c in listed if c.unit == unit]


def _balance(
    unit: str, goal: Goal, mine: Sequence[ListedCarrier], then: Mapping[Month, Sequence[ListedCarrier]], readings: Sequence[Reading], month: Month
) -> Balance:
    """与板块自己报的初报对；同期有核定的也不换，对的是报的人写的两处。

    名录取月报那个月的；那时还没有报过名录，取最近的。then 为各月那时的名录。"""
    known = [r for r in readings if r.unit == unit and r.indicator == goal.indicator and r.status is Status.FIRST]
    last = max(known, key=lambda r: r.period, default=None)
    when = last.period if last else month
    listed = _mine(unit, then.get(when, ())) or mine
    standing = sum(c.withdrawn is None for c in mine)
    return Balance(unit, goal, last.period if last else None, last.value if last else None, total(goal.listed, listed, when), standing)
