"""报送情况：谁该报、报到哪一步、及时没有；报送率、及时率、一次通过率、退回次数、更正次数（INTAKE R32）。"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.submissions import Kind, State, Submission
from dashboard.domain.timing import Deadline
from dashboard.metrics.deadlines import BEIJING, ends


class Mark(StrEnum):
    """一格的状态。"""

    NOT_DUE = "不应报"
    MISSING = "未报"
    OVERDUE = "逾期"
    SENT = "已报"
    RETURNED = "退回"
    PASSED = "通过"


_UNCOUNTED = (State.DRAFT, State.WITHDRAWN)
IN = (Mark.SENT, Mark.PASSED)


@dataclass(frozen=True, slots=True)
class Slot:
    """一份应报的报表：哪一种、谁、哪一期（YYYYMM 或 YYYY00）。deadline 为 None 即补录，没有时限；sent 为它的历次上报，先报的在前。"""

    kind: Kind
    owner: str
    period: int
    deadline: Deadline | None
    sent: tuple[Submission, ...] = ()

    @property
    def versions(self) -> tuple[Submission, ...]:
        """算数的历次：草稿和自己撤回的不算。"""
        return tuple(s for s in self.sent if s.state not in _UNCOUNTED)

    @property
    def passed(self) -> tuple[Submission, ...]:
        """审核通过过的历次，包括后来被更正的；先通过的在前。"""
        return tuple(sorted((s for s in self.sent if s.version is not None), key=lambda s: s.version or 0))

    def mark(self, now: datetime) -> Mark:
        """现在的状态；退回后没有重报的是退回，不算已报。"""
        if self.passed:
            return Mark.PASSED
        if any(s.state is State.SUBMITTED for s in self.versions):
            return Mark.SENT
        if any(s.state is State.RETURNED for s in self.versions):
            return Mark.RETURNED
        return Mark.OVERDUE if self.is_over(now) else Mark.MISSING

    def is_over(self, now: datetime) -> bool:
        """过了时限没有。"""
        return self.deadline is not None and now >= ends(self.deadline)

    @property
    def is_timely(self) -> bool:
        """第一次上报（没有阻断问题才报得进来）在时限以内。"""
        return self.deadline is not None and bool(self.versions) and self.versions[0].at < ends(self.deadline)

    @property
    def is_late(self) -> bool:
        """报了，但第一次上报过了时限。"""
        return self.deadline is not None and bool(self.versions) and not self.is_timely

    def days_late(self, now: datetime) -> int:
        """迟了几天：报了的到第一次上报那天，没报的到今天；没迟为0。"""
        if self.deadline is None:
            return 0
        day = (self.versions[0].at if self.versions else now).astimezone(BEIJING).date()
        return max(0, (day - self.deadline.day).days)

    def days_overdue(self, now: datetime) -> int:
        """过了时限几天，不管报没报过；没过为0。"""
        return max(0, (now.astimezone(BEIJING).date() - self.deadline.day).days) if self.deadline else 0

    @property
    def is_first_pass(self) -> bool:
        """第一次上报就审核通过。"""
        return bool(self.passed) and self.passed[0] == self.versions[0]

    @property
    def returns(self) -> int:
        """退回几次。"""
        return sum(s.state is State.RETURNED for s in self.sent)

    @property
    def corrections(self) -> int:
        """更正几次：第一次审核通过以后又通过的。"""
        return max(0, len(self.passed) - 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """一个比率：分子是哪些、其余是哪些。"""

    counted: tuple[Slot, ...]
    others: tuple[Slot, ...]

    @property
    def numerator(self) -> int:
        return len(self.counted)

    @property
    def denominator(self) -> int:
        return len(self.counted) + len(self.others)

    @property
    def value(self) -> float | None:
        """分母为0没有比率。"""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Tally:
    """次数，和各是哪几份、几次。"""

    total: int
    each: tuple[tuple[Slot, int], ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """一批应报的报表的报送情况。"""

    reported: Rate
    timely: Rate
    first_pass: Rate
    returns: Tally
    corrections: Tally


def reporting(slots: Sequence[Slot], now: datetime) -> Reporting:
    """一批应报的报表；补录的不进及时率。"""
    return Reporting(
        reported=_rate(slots, lambda s: s.mark(now) in IN),
        timely=_rate([s for s in slots if s.deadline is not None], lambda s: s.is_timely),
        first_pass=_rate([s for s in slots if s.passed], lambda s: s.is_first_pass),
        returns=_tally((s, s.returns) for s in slots),
        corrections=_tally((s, s.corrections) for s in slots),
    )


def overdue(slots: Iterable[Slot], now: datetime) -> tuple[Slot, ...]:
    """过了时限还没有报上来的（没报的，退回以后没有重报的），先到期的在前。"""
    late = [s for s in slots if s.is_over(now) and s.mark(now) not in IN]
    return tuple(sorted(late, key=lambda s: s.deadline.day if s.deadline else date.max))


def _rate(slots: Iterable[Slot], counts: Callable[[Slot], bool]) -> Rate:
    counted: list[Slot] = []
    others: list[Slot] = []
    for slot in slots:
        (counted if counts(slot) else others).append(slot)
    return Rate(tuple(counted), tuple(others))


def _tally(pairs: Iterable[tuple[Slot, int]]) -> Tally:
    each = tuple((slot, count) for slot, count in pairs if count)
    return Tally(sum(count for _, count in each), each)
