"""往期：检查一份报表要对照的数，由读模型查好交给收表。"""

from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.history import History, LastNumber
from dashboard.queries import cells, reports
from dashboard.queries.cache import View
from dashboard.queries.steps import steps


def history(dash: Dashboard, city: str, before: Month) -> History:
    """检查某月的报表要对照的往期（最新版）。"""
    version = dash.version()
    return dash.keep(("history", city, before, version), lambda: _history(dash.cache.at(version), city, before))


def _history(view: View, city: str, before: Month) -> History:
    last = {
        (v.unit, v.indicator, v.measure, Status(v.status)): LastNumber(v.period, v.value, v.sheet, v.cell)
        for v in cells.last_values(view, city, before)
    }
    past = {(s.unit, s.indicator, s.measure, Status(s.status)): s.steps for s in steps(view, city, before)}
    ago = {(u, i, m, Status(s)): value for (u, i, m, s), value in cells.values_at(view, city, before + -12).items()}
    siblings: dict[tuple[str, str, Status], dict[str, float]] = {}
    for (unit, indicator, measure, status), found in last.items():
        siblings.setdefault((indicator, measure, status), {})[unit] = found.value
    shares: dict[str, dict[str, tuple[float, bool]]] = {}
    codes: dict[str, dict[str, str]] = {}
    for share in reports.project_shares(view, city, before):
        shares.setdefault(share.number, {})[share.unit] = (share.factor, share.lead)
        codes.setdefault(share.credit_code, {})[share.unit] = share.number
    return History(last, past, shares, codes, ago, tuple(reports.listed_carriers(view, city, before + -1)), siblings)
