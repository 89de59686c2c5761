"""目标总览：四个大表盘，全部目标按组排成密网，持续承诺一条。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.domain.results import GoalResult, Light
from dashboard.figures.gauges import bullet, gauge
from dashboard.figures.lines import sparkline
from dashboard.figures.picture import Picture
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.where import Where
from dashboard.wording import findings

_LARGE = 4
_COLUMNS = 4
_SPARK_MONTHS = 6
_URGENCY = (Light.MISSED, Light.FAR_BEHIND, Light.BEHIND, Light.UNREPORTED, Light.ON_PACE, Light.REACHED, Light.UNJUDGED)


@dataclass(frozen=True, slots=True)
class Row:
    """一个目标在画面上的样子。"""

    result: GoalResult
    href: str
    spark: str
    bullet: str


@dataclass(frozen=True, slots=True)
class Group:
    """一组目标和各状态的个数。"""

    name: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[Light, int], ...]


def overview(dash: Dashboard, where: Where) -> Picture:
    """目标总览。"""
    where, at = stand(dash, where)
    results = judge.goals(dash, at)
    goals = [r for r in results if not r.goal.is_commitment]
    groups = [_group(dash, at, where, name, [r for r in goals if r.goal.group == name]) for name in at.profile.goal_groups]
    return framed(
        dash,
        where,
        at,
        "overview.html",
        findings.overview(goals),
        large=[(r, gauge(r), where.to("overview", goal=r.goal.id).href) for r in large(goals, where.pick("pin"))],
        columns=columns([g for g in groups if g.rows]),
        commitments=[_row(dash, at, where, r) for r in results if r.goal.is_commitment],
        matrix=where.to("overview", view="matrix").href,
    )


def large(results: Sequence[GoalResult], pinned: str) -> list[GoalResult]:
    """四个大表盘：先是置顶的，再是最该在会上说的（未达成、严重滞后、滞后，差距大的在前）。"""
    wanted = pinned.split(",") if pinned else []
    first = [r for name in wanted for r in results if r.goal.id == name]
    rest = sorted((r for r in results if r not in first), key=urgency)
    return [*first, *rest][:_LARGE]


def urgency(result: GoalResult) -> tuple[int, float]:
    """该说的次序：灯越重越前，同灯差距大的在前。"""
    return _URGENCY.index(result.light), result.gap if result.gap is not None else 0.0


def columns(groups: Sequence[Group]) -> list[list[Group]]:
    """各组按顺序排成不多于四列；多出来时把相邻的最短两列并成一列。"""
    found = [[g] for g in groups]
    while len(found) > _COLUMNS:
        sizes = [sum(len(g.rows) for g in (*a, *b)) for a, b in pairwise(found)]
        n = sizes.index(min(sizes))
        found[n : n + 2] = [[*found[n], *found[n + 1]]]
    return found


def _group(dash: Dashboard, at: Moment, where: Where, name: str, results: Sequence[GoalResult]) -> Group:
    counted = Counter(r.light for r in results)
    order = (Light.REACHED, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.MISSED, Light.UNREPORTED, Light.UNJUDGED)
    rows = tuple(_row(dash, at, where, r) for r in results)
    return Group(name, rows, tuple((light, counted[light]) for light in order if counted[light]))


def _row(dash: Dashboard, at: Moment, where: Where, result: GoalResult) -> Row:
    months = judge.trend(dash, at, result.goal, _SPARK_MONTHS)
    href = where.to("overview", goal=result.goal.id).href
    return Row(result, href, sparkline([m.actual for m in months]), bullet(result))
