"""一家报送单位以前确认过的对应：哪张表、哪一列、哪个指标，取自已审核通过的上报（INTAKE R8）。"""

from dashboard.domain.submissions import Header, State
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.known import Remembered, remembered

_TAKEN = (State.ACCEPTED, State.SUPERSEDED)


def confirmed(dash: Dashboard, header: Header) -> Remembered:
    """同一单位、同一种报表各期确认过的，后确认的为准。"""
    key = ("confirmed", header.city, header.kind, header.owner, dash.version())
    return dash.keep(key, lambda: _confirmed(dash, header))


def _confirmed(dash: Dashboard, header: Header) -> Remembered:
    mine = [
        s
        for s in dash.store.submissions(header.city)
        if s.state in _TAKEN and (s.header.kind, s.header.owner) == (header.kind, header.owner)
    ]
    return remembered(reply for s in sorted(mine, key=lambda s: s.at) for reply in dash.store.replies(s.id))
