"""公开数的约束：档案里口径相同的全市公开数，模拟的全市数必须与它一致。"""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.demo.chance import Chance
from dashboard.domain.city import WHOLE_CITY, CityProfile, Figure
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month

_LIMIT = Decimal("0.02")
_ABOVE, _BELOW, _AROUND = ("超", "突破", "余", "以上"), ("近",), ("约", "预计", "推算", "左右")
_FLOWS = (Basis.NEW, Basis.ANNUAL)


@dataclass(frozen=True, slots=True)
class Anchor:
    """一个公开数：first 到 last 月合计（流量）或 last 月末（总数、占比）应在 low 到 high 之间；
    open_low、open_high 表示端点本身不算（超、突破不含，近不含）。"""

    figure: Figure
    goal: str
    first: Month
    last: Month
    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def allows(self, value: Decimal) -> bool:
        """这个数与公开数是否一致。"""
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    def chosen(self, seed: str, city: str) -> Decimal:
        """约束之内取一个数：写得确切的就是它，其余离端点不远。"""
        if self.exact:
            return self.low
        part = Chance(seed, city, "公开数", self.goal, self.figure.period).whole(15, 65)
        return self.low + (self.high - self.low) * part / 100


def anchors(profile: CityProfile, goal: Goal, first: Month, last: Month) -> tuple[Anchor, ...]:
    """一个目标在 first 到 last 之内的全部公开数约束，按期间末月排。"""
    if goal.counts_events:
        return ()
    found = [a for f in profile.figures if (a := _anchor(goal, f, first, last)) is not None]
    return tuple(sorted(found, key=lambda a: (a.last, a.first)))


def _anchor(goal: Goal, figure: Figure, first: Month, last: Month) -> Anchor | None:
    span = figure.span
    if figure.unit != WHOLE_CITY or figure.indicator != goal.indicator or not figure.same_definition or span is None:
        return None
    flow = goal.basis in _FLOWS
    if not (first <= span.last <= last and (not flow or (first <= span.first and span.first.month == 1))):
        return None
    if not flow and goal.basis not in (Basis.STOCK, Basis.RATIO):
        return None
    value = Decimal(str(figure.value))
    word = figure.qualifier
    if any(w in word for w in _ABOVE):
        return Anchor(figure, goal.id, span.first, span.last, value, value * (1 + _LIMIT), open_low=True)
    if any(w in word for w in _BELOW):
        return Anchor(figure, goal.id, span.first, span.last, value * (1 - _LIMIT), value, open_high=True)
    if any(w in word for w in _AROUND):
        return Anchor(figure, goal.id, span.first, span.last, value * (1 - _LIMIT), value * (1 + _LIMIT))
    return Anchor(figure, goal.id, span.first, span.last, value, value)
