"""承诺卡：由活动、洽谈数出的每一项承诺，完成几、应有几、缺哪几期。"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.domain.goals import Basis, Counting, Goal
from dashboard.domain.results import GoalResult, Light
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.where import Where
from dashboard.metrics.counting import Held, count
from dashboard.metrics.gaps import missing_periods, missing_units
from dashboard.wording.numbers import amount, with_uom
from dashboard.wording.periods import quarter_zh

_NAMED = 3
_LATE = (Light.BEHIND, Light.FAR_BEHIND, Light.MISSED)


@dataclass(frozen=True, slots=True)
class Card:
    """一张承诺卡：完成数、目标数（没有的为空）、计量单位、灯、缺什么、链接；lag 为落后序时多少（没有落后为 0）。"""

    name: str
    done: str
    aim: str
    uom: str
    light: Light
    missing: str
    href: str
    gap: float
    lag: str


def cards(dash: Dashboard, at: Moment, where: Where) -> tuple[Card, ...]:
    """该时刻的承诺卡：有目标数的在前，只计数的在后。审定月数是别处的事，不在此列。"""
    held = judge.evidence(dash, at).held
    results = [r for r in judge.goals(dash, at) if r.goal.counts_events and r.goal.counting is not Counting.FINALIZED_MONTHS]
    found = [_card(at, where, r, held) for r in results]
    return tuple(sorted(found, key=lambda c: not c.aim))


def worst(found: Sequence[Card]) -> Card | None:
    """落后最多的一项；没有落后的为 None。"""
    late = [c for c in found if c.light in _LATE and c.lag]
    return min(late, key=lambda c: c.gap) if late else None


def _card(at: Moment, where: Where, result: GoalResult, held: Held) -> Card:
    goal = result.goal
    current = result.actual if result.as_of_month and result.as_of_month.year == at.month.year else None
    value = current if current is not None else count(goal, held, at.month)
    return Card(
        name=goal.short_name,
        done=amount(value, goal.uom),
        aim=amount(result.target, goal.uom) if result.target is not None else "",
        uom=goal.uom,
        light=result.light,
        missing=_missing(at, result, held),
        href=where.to("overview", goal=goal.id).href,
        gap=result.gap or 0.0,
        lag=_lag(result, held),
    )


def _missing(at: Moment, result: GoalResult, held: Held) -> str:
    """缺哪几期、哪几个板块；按数计的写序时和还需；不判的写原因。"""
    goal, month = result.goal, result.as_of_month
    units = missing_units(goal, held, at.month, at.profile.unit_names)
    if units:
        return f"还缺{_few(units, '个板块')}"
    if goal.counting is Counting.TALLY_UNITS:
        return "各板块都已举办"
    if goal.basis is Basis.COUNT:
        return "只计数，不判"
    if month is None or month.year != at.month.year or result.target is None:
        return result.reason
    if _by_period(goal):
        gone = missing_periods(goal, held, month)
        return f"缺：{_few([_period(goal)(n) for n in gone], _counter(goal))}" if gone else "已过的各期都有"
    return _remaining(result)


def _remaining(result: GoalResult) -> str:
    uom = result.goal.uom
    lacking = (result.target or 0.0) - (result.actual or 0.0)
    rest = f"还需{amount(ceil(lacking), uom)}{uom}" if lacking > 0 else "已到目标数"
    return f"序时{with_uom(result.expected, uom)}，{rest}" if result.expected is not None else rest


def _lag(result: GoalResult, held: Held) -> str:
    """标题里的一句：市外专题活动落后序时3场、月度有活动缺1个月。"""
    goal, month = result.goal, result.as_of_month
    if month is None or result.gap is None or result.gap >= 0 or result.expected is None or result.actual is None:
        return ""
    if _by_period(goal):
        return f"{goal.short_name}缺{len(missing_periods(goal, held, month))}{_counter(goal)}"
    return f"{goal.short_name}落后序时{ceil(result.expected - result.actual - 1e-9)}{goal.uom}"


def _by_period(goal: Goal) -> bool:
    return goal.periods_per_year is not None or goal.counting is Counting.TALK_WEEKS


def _period(goal: Goal) -> Callable[[int], str]:
    if goal.counting is Counting.TALK_WEEKS:
        return lambda n: f"第{n}周"
    size = 12 // (goal.periods_per_year or 12)
    if size == 3:
        return lambda n: quarter_zh(n).removeprefix("第")
    return (lambda n: f"{n}月") if size == 1 else lambda n: f"{(n - 1) * size + 1}—{n * size}月"


def _counter(goal: Goal) -> str:
    return goal.uom if goal.uom in ("周", "次") else f"个{goal.uom.removeprefix('个')}" if goal.uom != "季" else "个季度"


def _few(names: Sequence[str], counter: str) -> str:
    """列前几个；再多的写共几个。"""
    shown = "、".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown}等{len(names)}{counter}"
