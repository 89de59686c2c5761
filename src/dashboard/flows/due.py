"""谁该报：一个月里应报的板块和部门，各自报到哪一步。"""

from dataclasses import dataclass

from dashboard.domain.city import CityProfile
from dashboard.domain.goals import Collector
from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind, State, Submission
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.layout import lead_department
from dashboard.wording.periods import month_zh

_ORDER = (State.SUBMITTED, State.ACCEPTED, State.RETURNED, State.SUPERSEDED, State.WITHDRAWN, State.DRAFT)


@dataclass(frozen=True, slots=True)
class Sender:
    """一个应报的报送者；found 为它当月最要紧的一次上报（待审的在前），没报为 None。"""

    kind: Kind
    owner: str
    found: Submission | None


def units_due(profile: CityProfile, month: Month) -> tuple[str, ...]:
    """当月应报的板块：参加考核、那个月设着，按档案顺序。"""
    idle = profile.idle(month)
    return tuple(name for name in profile.unit_names if name not in idle)


def not_due(profile: CityProfile, unit: str, month: Month) -> str:
    """板块那个月还没设立、已经撤并的，说明不用报；设着的为空。"""
    found = next((u for u in profile.assessed_units if u.name == unit), None)
    if found is None or found.active(month):
        return ""
    if found.start is not None and month < found.start:
        return f"{unit}自{month_zh(found.start)}起报送，{month_zh(month)}不用报。请选{month_zh(found.start)}及以后的月份。"
    assert found.end is not None
    return f"{unit}报到{month_zh(found.end)}为止，{month_zh(month)}不用报。请选{month_zh(found.end)}及以前的月份。"


def departments_due(profile: CityProfile, month: Month) -> tuple[str, ...]:
    """当月有应报指标的部门，和每月代报市级数、市级活动的牵头部门，按档案顺序。"""
    owners = {
        goal.owner_at(month)
        for goal in profile.goals
        if goal.collected_from is Collector.DEPARTMENT and not goal.counts_events and goal.is_due(month)
    }
    owners.add(lead_department(profile, month))
    return tuple(d.short_name for d in profile.departments if d.short_name in owners)


def departments_open(profile: CityProfile, month: Month) -> tuple[str, ...]:
    """当月有表可填的部门：应报的在前，其余只有任务落实可填。"""
    due = departments_due(profile, month)
    return (*due, *(d.short_name for d in profile.departments if d.short_name not in due and d.duty))


def senders(dash: Dashboard, profile: CityProfile, month: Month) -> tuple[Sender, ...]:
    """当月应报的板块、部门，和它们报到哪一步。"""
    sent = dash.store.submissions(profile.id, month.code)

    def sender(kind: Kind, owner: str) -> Sender:
        mine = [s for s in sent if s.header.kind is kind and s.header.owner == owner]
        return Sender(kind, owner, min(mine, key=lambda s: _ORDER.index(s.state), default=None))

    return (
        *(sender(Kind.UNIT, name) for name in units_due(profile, month)),
        *(sender(Kind.DEPARTMENT, name) for name in departments_due(profile, month)),
    )


def waiting(dash: Dashboard, city: str) -> tuple[Submission, ...]:
    """这座城市全部待审的上报，先报的在前。"""
    return tuple(s for s in reversed(dash.store.submissions(city)) if s.state is State.SUBMITTED)
