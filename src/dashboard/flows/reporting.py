"""报送情况：一个月、年初以来的应报、已报、及时、一次通过、退回、更正；逾期未报的单位和催报清单（INTAKE R32、R34）。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month, month_range
from dashboard.domain.submissions import DUE, KIND_ZH, Kind, Submission
from dashboard.domain.timing import Deadline
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.due import departments_due, units_due
from dashboard.flows.moments import check_month
from dashboard.intake.layout import lead_department
from dashboard.metrics.deadlines import deadline, is_timed, locks_at
from dashboard.metrics.reporting import Mark, Reporting, Slot, overdue, reporting
from dashboard.wording.periods import month_or_year_zh

_Sent = dict[tuple[Kind, str, int], list[Submission]]


@dataclass(frozen=True, slots=True)
class Span:
    """一段时间的报送情况：板块、部门各算。"""

    units: Reporting
    departments: Reporting


@dataclass(frozen=True, slots=True)
class KindDeadline:
    """一种报表一期的时限；timed 为假即补录，不判迟报；locks 为锁定的时间，不锁为 None。"""

    kind: Kind
    period: int
    deadline: Deadline
    timed: bool
    locks: datetime | None


@dataclass(frozen=True, slots=True)
class MonthReporting:
    """一座城市一个月的报送情况，和年初以来的。"""

    profile: CityProfile
    month: Month
    at: datetime
    deadlines: tuple[KindDeadline, ...]
    slots: tuple[Slot, ...]
    this_month: Span
    year_to_date: Span


@dataclass(frozen=True, slots=True)
class Reminder:
    """催报清单的一行：谁、缺什么、何时截止、迟了几天、退回没有重报、找哪个部门。"""

    owner: str
    kind: Kind
    period: int
    deadline: Deadline
    days_late: int
    returned: bool
    contact: str

    @property
    def missing(self) -> str:
        """缺的那一份：2025年6月板块月报。"""
        return f"{month_or_year_zh(self.period)}{KIND_ZH[self.kind]}"


def month_reporting(dash: Dashboard, city: str, month: Month) -> MonthReporting:
    """一个月的报送情况，按现在的钟判。"""
    profile, at = dash.profile(city, dash.version()), now()
    check_month(profile, month)
    first = max(Month(month.year, 1), profile.start)
    found = slots(dash, profile, month_range(first, month))
    mine = tuple(s for s in found if s.period == month.code)
    return MonthReporting(profile, month, at, deadlines(profile, month), mine, _span(mine, at), _span(found, at))


def slots(dash: Dashboard, profile: CityProfile, months: Iterable[Month]) -> tuple[Slot, ...]:
    """这些月份应报的每一份和它的历次上报：逐月，板块在前、部门在后。"""
    sent = _sent(dash, profile.id)
    return tuple(
        _slot(profile, sent, kind, owner, month.code)
        for month in months
        for kind, owners in ((Kind.UNIT, units_due(profile, month)), (Kind.DEPARTMENT, departments_due(profile, month)))
        for owner in owners
    )


def deadlines(profile: CityProfile, month: Month) -> tuple[KindDeadline, ...]:
    """每种报表这个月（一年一报的为当年）的时限。"""
    return tuple(kind_deadline(profile, kind, month.year * 100 if kind is Kind.TARGETS else month.code) for kind in DUE)


def kind_deadline(profile: CityProfile, kind: Kind, period: int) -> KindDeadline:
    """一种报表一期的时限。"""
    timing = profile.timing
    return KindDeadline(kind, period, deadline(timing, kind, period), is_timed(timing, kind, period), locks_at(timing, kind, period))


def reminders(dash: Dashboard, city: str, month: Month) -> tuple[Reminder, ...]:
    """到这个月为止，当年逾期还没有报上来的（没报的，退回后没有重报的；含当年的指标分解），按报送者。"""
    profile, at = dash.profile(city, dash.version()), now()
    check_month(profile, month)
    found = [*slots(dash, profile, month_range(max(Month(month.year, 1), profile.start), month)), _targets(dash, profile, month.year)]
    rows = [_reminder(profile, slot, at) for slot in overdue(found, at)]
    order = {name: n for n, name in enumerate((*profile.unit_names, *(d.short_name for d in profile.departments)))}
    return tuple(sorted(rows, key=lambda r: (order.get(r.owner, len(order)), r.deadline.day, r.kind)))


def _targets(dash: Dashboard, profile: CityProfile, year: int) -> Slot:
    return _slot(profile, _sent(dash, profile.id), Kind.TARGETS, "", year * 100)


def _reminder(profile: CityProfile, slot: Slot, at: datetime) -> Reminder:
    assert slot.deadline is not None
    lead = lead_department(profile, Month(slot.period // 100, slot.period % 100 or 12))
    returned = slot.mark(at) is Mark.RETURNED
    return Reminder(slot.owner or lead, slot.kind, slot.period, slot.deadline, slot.days_overdue(at), returned, lead)


def _sent(dash: Dashboard, city: str) -> _Sent:
    """（种类、报送者、期）→ 历次上报，先报的在前。"""
    found: _Sent = {}
    for sent in reversed(dash.store.submissions(city)):
        found.setdefault((sent.header.kind, sent.header.owner, sent.header.period), []).append(sent)
    return found


def _slot(profile: CityProfile, sent: _Sent, kind: Kind, owner: str, period: int) -> Slot:
    timed = is_timed(profile.timing, kind, period)
    return Slot(kind, owner, period, deadline(profile.timing, kind, period) if timed else None, tuple(sent.get((kind, owner, period), ())))


def _span(found: Sequence[Slot], at: datetime) -> Span:
    of = {kind: reporting([s for s in found if s.kind is kind], at) for kind in (Kind.UNIT, Kind.DEPARTMENT)}
    return Span(of[Kind.UNIT], of[Kind.DEPARTMENT])
