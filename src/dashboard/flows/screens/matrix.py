"""亮灯矩阵：板块×指标，一格一个灯和完成率；对照的是年度任务。"""

from collections import Counter
from dataclasses import dataclass

from dashboard.domain.results import GoalResult, Light
from dashboard.figures.picture import Picture
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.where import Where
from dashboard.wording import findings


@dataclass(frozen=True, slots=True)
class Line:
    """矩阵的一行：一个指标，全市和各板块的格子（判定、链接）。"""

    result: GoalResult
    href: str
    cells: tuple[tuple[GoalResult, str], ...]


def matrix(dash: Dashboard, where: Where) -> Picture:
    """亮灯矩阵。"""
    where, at = stand(dash, where)
    city = [r for r in judge.goals(dash, at) if not r.goal.is_commitment]
    by_unit = {u.unit: {r.goal.id: r for r in u.goals} for u in judge.unit_summaries(dash, at)}
    lines = [
        Line(
            r,
            where.to("overview", goal=r.goal.id).href,
            tuple((rows[r.goal.id], where.to("overview", goal=r.goal.id, unit=unit).href) for unit, rows in by_unit.items()),
        )
        for r in city
    ]
    units = [(u.unit, u.light, where.to("leaderboard", unit=u.unit).href) for u in judge.unit_summaries(dash, at)]
    groups = [(name, [line for line in lines if line.result.goal.group == name]) for name in at.profile.goal_groups]
    return framed(
        dash,
        where,
        at,
        "matrix.html",
        headline(lines),
        groups=[(name, found) for name, found in groups if found],
        units=units,
        back=where.to("overview").href,
    )


def headline(lines: list[Line]) -> str:
    """结论：哪个指标严重滞后的板块最多。"""
    counted = [(Counter(r.light for r, _ in line.cells)[Light.FAR_BEHIND], line.result.goal.short_name) for line in lines]
    most, name = max(counted, key=lambda pair: pair[0], default=(0, ""))
    return findings.matrix(sum(n for n, _ in counted), sum(len(line.cells) for line in lines), name, most)
