"""一个板块的目标驾驶舱：每项还差多少、需月均、把得分拉低多少、单靠它升一名要再增加多少。"""

from dataclasses import dataclass

from dashboard.domain.results import GoalResult
from dashboard.flows import judge, rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence, project_shares
from dashboard.flows.moments import Moment
from dashboard.metrics.lifting import Lift, Lifting, pulls


@dataclass(frozen=True, slots=True)
class Dial:
    """一项：判定；remaining 为当年任务还差多少（已完成为0，没有任务为 None）；pull 为与组内平均比折合综合多少分（不计分的为 None）；
    lift 为单靠它升一名要再增加多少，不试的为 None。"""

    result: GoalResult
    remaining: float | None
    pull: float | None
    lift: Lift | None


@dataclass(frozen=True, slots=True)
class Cockpit:
    """一个板块：现在第几（没有排名为 None），各项，拉低得多的在前。"""

    rank: int | None
    dials: tuple[Dial, ...]


def cockpit(dash: Dashboard, at: Moment, group: str, unit: str) -> Cockpit:
    """该月该分组里的一个板块；没有审定、没有排名的只有还差多少。"""
    return dash.keep(("cockpit", *at.key, group, unit), lambda: _cockpit(dash, at, group, unit))


def _cockpit(dash: Dashboard, at: Moment, group: str, unit: str) -> Cockpit:
    boards = rank.leaderboard(dash, at).of(group) if at.finalized else None
    found = pulls(boards, unit) if boards else {}
    lifting = Lifting(at.profile, at.month, evidence(dash, at), project_shares(dash, at), group, unit) if at.finalized else None
    results = [r for r in judge.goals(dash, at, unit) if r.task is not None or r.goal.indicator in found]
    dials = [Dial(r, _remaining(r), found.get(r.goal.indicator), lifting.lift(r) if lifting else None) for r in results]
    return Cockpit(lifting.rank if lifting else None, tuple(sorted(dials, key=lambda d: d.pull if d.pull is not None else 0.0)))


def _remaining(result: GoalResult) -> float | None:
    task = result.task
    return None if task is None or task.actual is None else max(0.0, task.target - task.actual)
