"""科创项目走到认定的路：到一个月为止各项目最近报的样子；比质量计入的是哪几个。"""

from dataclasses import dataclass

from dashboard.domain.facts import ProjectPath
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import project_shares
from dashboard.flows.moments import Moment
from dashboard.metrics.boards.projects import counted
from dashboard.queries import reports


@dataclass(frozen=True, slots=True)
class Entered:
    """比质量计入的一行项目：分成系数、有的属性（highgrowth 等）、走过的路和来自哪一格。"""

    factor: float
    qualities: tuple[str, ...]
    path: ProjectPath


def paths(dash: Dashboard, at: Moment) -> list[ProjectPath]:
    """到 at.month 为止申报过认定的，最近动的在前；还在线索、在谈的没有，共建的每家一行。"""
    return dash.keep(("paths", *at.key), lambda: _paths(dash, at))


def _paths(dash: Dashboard, at: Moment) -> list[ProjectPath]:
    found = reports.project_paths(dash.cache.at(at.version, at.draft), at.city, at.month)
    return sorted(found, key=lambda p: (p.days[p.reached], p.number), reverse=True)


def entered(dash: Dashboard, at: Moment, unit: str) -> list[Entered]:
    """比质量计入这个板块的每一行，最近动的在前；系数之和就是它的项目数。"""
    mine = (share for share in project_shares(dash, at) if share.unit == unit)
    found = {share.number: (share.factor, tuple(qualities)) for share, qualities in counted(at.profile, mine, at.month)}
    return [Entered(*found[p.number], p) for p in paths(dash, at) if p.unit == unit and p.number in found]


__all__ = ["Entered", "entered", "paths"]
