"""板块的目标驾驶舱：每项还差多少、每月要多少、哪几项拉低得分、单靠哪一项能升一名。"""

from dataclasses import dataclass

from dashboard.domain.goals import Basis
from dashboard.domain.results import GoalResult
from dashboard.figures.picture import Picture
from dashboard.flows.cockpit import Cockpit, Dial, cockpit
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.boards import table
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.where import Where
from dashboard.metrics.lifting import Lift
from dashboard.wording.numbers import gap_points, signed, with_uom
from dashboard.wording.phrases import against


@dataclass(frozen=True, slots=True)
class Row:
    """一项：名称、完成数对年度任务、还差、需月均、拉高拉低、升一名要再增加，都写成文字；链接去目标页。"""

    name: str
    href: str
    done: str
    remaining: str
    monthly: str
    pull: str
    length: float
    needed: str
    result: GoalResult


def dashboard(dash: Dashboard, where: Where) -> Picture:
    """所选板块的驾驶舱。"""
    where, at = stand(dash, where)
    found = table(dash, at, where)
    unit = where.pick("unit")
    mine = cockpit(dash, at, found.group, unit)
    widest = max((abs(d.pull) for d in mine.dials if d.pull is not None), default=0.0) or 1.0
    return framed(
        dash,
        where,
        at,
        "cockpit.html",
        headline(unit, mine),
        back=where.but(view=None).href,
        unit=unit,
        rank=mine.rank,
        rows=[_row(where, d, widest) for d in mine.dials],
    )


def headline(unit: str, found: Cockpit) -> str:
    """结论：还差几项，最拉低的是哪一项，最省力的是哪一项。"""
    behind = [d for d in found.dials if d.remaining]
    low = next((d for d in found.dials if d.pull is not None and d.pull < 0), None)
    lifts = [(d, d.lift.amount) for d in found.dials if d.lift is not None and d.lift.amount is not None]
    easy = min(lifts, key=lambda pair: _effort(*pair), default=None)
    parts = [f"{unit}还有{len(behind)}项没有完成年度任务" if behind else f"{unit}有任务的都完成了"]
    parts += [f"拉低最多的是{low.result.goal.short_name}（{signed(low.pull or 0.0)}分）"] if low else []
    if easy is not None:
        goal = easy[0].result.goal
        parts.append(f"再有{with_uom(easy[1], goal.uom)}{goal.short_name}就升一名")
    return "，".join(parts)


def _effort(dial: Dial, amount: float) -> float:
    """升一名要增加的是年度任务的几成；没有任务的放在后面。"""
    task = dial.result.task
    return amount / task.target if task and task.target else float("inf")


def _row(where: Where, dial: Dial, widest: float) -> Row:
    result, uom = dial.result, dial.result.goal.uom
    monthly = result.task.need_per_month if result.task else None
    return Row(
        name=result.goal.short_name,
        href=where.to("overview", goal=result.goal.id, unit=where.pick("unit")).href,
        done=against(result) or "没有任务",
        remaining="—" if dial.remaining is None else "已完成" if dial.remaining == 0 else _more(result, dial.remaining),
        monthly="—" if not monthly or not dial.remaining else _more(result, monthly),
        pull="—" if dial.pull is None else signed(dial.pull, 2),
        length=(dial.pull or 0.0) * 100 / widest,
        needed=_lifted(dial.lift, uom),
        result=result,
    )


def _more(result: GoalResult, amount: float) -> str:
    """还差、每月要多少：占比的写百分点。"""
    return gap_points(amount / 100) if result.goal.basis is Basis.RATIO else with_uom(amount, result.goal.uom)


def _lifted(found: Lift | None, uom: str) -> str:
    if found is None:
        return "—"
    return f"再增加{with_uom(found.amount, uom)}" if found.amount is not None else f"再增加{with_uom(found.tried, uom)}也升不了"
