"""科创项目走到认定的路：到一个月为止各项目最近报的样子。"""

from dashboard.domain.facts import ProjectPath
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.queries import reports


def paths(dash: Dashboard, at: Moment) -> list[ProjectPath]:
    """到 at.month 为止申报过认定的，最近动的在前；还在线索、在谈的没有，共建的每家一行。"""
    return dash.keep(("paths", *at.key), lambda: _paths(dash, at))


def _paths(dash: Dashboard, at: Moment) -> list[ProjectPath]:
    found = reports.project_paths(dash.cache.at(at.version, at.draft), at.city, at.month)
    return sorted(found, key=lambda p: (p.days[p.reached], p.number), reverse=True)


__all__ = ["paths"]
