"""指标分解：每年给全市和各板块的年度目标任务；任务按本来的份量分，完成得快慢不同。"""

from decimal import ROUND_CEILING, Decimal

from dashboard.demo.allotting import split
from dashboard.demo.numbers import Numbers
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.goals import Basis, Breakdown, Goal
from dashboard.domain.month import Month

_JUDGED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.STOCK, Basis.RATIO)
_WORTH = 2
"""总数的增量分到不足这么多的板块没有任务。"""
Tasks = dict[tuple[str, str], Decimal]


def tasks(numbers: Numbers, year: int) -> Tasks:
    """一年的任务：（指标, 全市或板块）→ 数，占比为百分数；分到不足一个的板块没有任务。"""
    found: Tasks = {}
    for goal in numbers.profile.goals:
        if goal.basis in _JUDGED and not goal.counts_events and goal.breakdown is Breakdown.BY_UNIT and goal.target_at(goal.end):
            found |= {(goal.indicator, who): value for who, value in _goal_tasks(numbers, goal, year).items()}
    return found


def _goal_tasks(numbers: Numbers, goal: Goal, year: int) -> dict[str, Decimal]:
    if goal.basis is Basis.RATIO:
        return _ratio(numbers, goal, year)
    if goal.basis is Basis.STOCK:
        return _stock(numbers, goal, year)
    outline = numbers.outlines[goal.id]
    whole = _whole(numbers, goal, year)
    parts = split(int(whole * outline.unit), _plan(numbers, goal, year))
    found = {who: outline.value(ticks) for who, ticks in parts.items() if who != CITY_LEVEL and ticks}
    return {WHOLE_CITY: whole, **found}


def _whole(numbers: Numbers, goal: Goal, year: int) -> Decimal:
    """全市当年任务：公开过的用公开的；年度目标逐年加到目标数，新增、累计按年均摊。"""
    published = numbers.outlines[goal.id].settings.task_figure
    for figure in numbers.profile.figures:
        if published and figure.indicator == published and figure.unit == WHOLE_CITY and figure.month == Month(year, 12):
            return Decimal(str(figure.value))
    target = Decimal(str(goal.target_at(Month(year, 12)) or 0))
    if goal.basis is Basis.ANNUAL:
        return target if goal.is_commitment else _rounded(target * (100 - 4 * (goal.end.year - year)) / 100)
    counted = Decimal(str(goal.baseline.value)) if goal.baseline and goal.baseline.counted else Decimal(0)
    return _rounded((target - counted) / (goal.end.year - goal.start.year + 1))


def _rounded(value: Decimal) -> Decimal:
    """进到两位有效数字（小于100的进到整数）。"""
    step = Decimal(10) ** max(0, value.adjusted() - 1)
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _plan(numbers: Numbers, goal: Goal, year: int) -> dict[str, int]:
    shared = numbers.of(goal)
    return {who: weight * (1000 + shared.chance("任务", who, year).bell(90)) for who, weight in shared.base.items()}


def _stock(numbers: Numbers, goal: Goal, year: int) -> dict[str, Decimal]:
    """总数：从上年末的实有数走到目标数，剩几年分几步；板块的任务是自己的上年末数加分到的增量。"""
    outline, shared = numbers.outlines[goal.id], numbers.of(goal)
    last = Month(year - 1, 12)
    have = shared.tops[last]
    target = int(Decimal(str(goal.target_at(Month(year, 12)) or 0)) * outline.unit)
    total = sum(have.values())
    more = max(-(-(target - total) // (goal.end.year - year + 1)), total // 50, 1)
    parts = split(more, _plan(numbers, goal, year))
    found = {who: outline.value(have[who] + parts[who]) for who in have if who != CITY_LEVEL and parts[who] >= _WORTH}
    return {WHOLE_CITY: outline.value(total + more), **found}


def _ratio(numbers: Numbers, goal: Goal, year: int) -> dict[str, Decimal]:
    """占比：全市任务逐年靠近目标；板块在自己上年末（首年为当年）的占比上加同样的百分点，不超过100。"""
    shared, target = numbers.of(goal), Decimal(str(goal.target_at(Month(year, 12)) or 0))
    if goal.is_commitment:
        return dict.fromkeys((WHOLE_CITY, *shared.base), target)
    at = Month(year - 1, 12) if Month(year - 1, 12) in shared.tops else Month(year, 12)
    tops, bottoms = shared.tops[at], shared.bottoms[at]
    city = _share(sum(tops.values()), sum(bottoms.values()))
    rise = max(Decimal("0.3"), (target - city) / (goal.end.year - year + 1))
    found = {who: min(Decimal(100), _share(tops[who], bottoms[who]) + rise) for who in tops if bottoms[who]}
    return {who: value.quantize(Decimal("0.1")) for who, value in {WHOLE_CITY: city + rise, **found}.items()}


def _share(top: int, bottom: int) -> Decimal:
    return Decimal(100) * top / bottom
