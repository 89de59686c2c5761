"""更正待审：审核通过以后又报了一份还没审，画面上仍是上次审核通过的数；哪些数要变、谁的、何时报的（INTAKE R27）。"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from dashboard.domain.city import WHOLE_CITY
from dashboard.domain.goals import Goal
from dashboard.domain.submissions import Kind, State, Submission, Table
from dashboard.flows import previewing
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.previewing import CellChange
from dashboard.wording.periods import moment_zh

_COUNTED = frozenset({Table.EVENTS, Table.TALKS})
_SCORED = frozenset({Table.PROJECTS})


@dataclass(frozen=True, slots=True)
class Pending:
    """一份待审的更正：kind 为哪种报表，owner 为报送者（指标分解为空），period 为哪一期，since 为何时报的；
    numbers 为要变的数（板块或全市、指标），tables 为有变的清单。"""

    submission: str
    kind: Kind
    owner: str
    period: int
    since: datetime
    numbers: frozenset[tuple[str, str]]
    tables: frozenset[Table]

    def touches(self, goal: Goal, unit: str | None) -> bool:
        """一个目标（unit 为 None 即全市）的数、任务是不是要变；由活动、洽谈数出的看那两张清单。"""
        if goal.counts_events:
            return unit is None and bool(self.tables & _COUNTED)
        return (unit or WHOLE_CITY, goal.indicator) in self.numbers

    def touches_unit(self, unit: str) -> bool:
        """一个板块的得分是不是要变：它的数、任务，或它的科创项目。"""
        return any(whose == unit for whose, _ in self.numbers) or (self.owner == unit and bool(self.tables & _SCORED))


@dataclass(frozen=True, slots=True)
class Awaiting:
    """一个画面上全部待审的更正，和每个数旁边的那句话（没有为空）。"""

    month: int
    found: tuple[Pending, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """谁的；不是画面那个月的写明是哪一期，如“昆山市（5月）”“全市（指标分解）”。"""
        return tuple(dict.fromkeys(self._name(p) for p in self.found))

    def of(self, goal: Goal, unit: str | None = None) -> str:
        """一个目标的数旁边的话。"""
        return self._said(tuple(p for p in self.found if p.touches(goal, unit)))

    def of_unit(self, unit: str) -> str:
        """一个板块的得分旁边的话。"""
        return self._said(tuple(p for p in self.found if p.touches_unit(unit)))

    def _said(self, found: tuple[Pending, ...]) -> str:
        said = "、".join(f"{self._name(p)}{moment_zh(p.since)}报" for p in found)
        return f"更正待审：{said}，还没审；这里仍是上次审核通过的数" if found else ""

    def _name(self, item: Pending) -> str:
        if not item.period % 100:
            return "全市（指标分解）"
        return item.owner if item.period == self.month else f"{item.owner}（{item.period % 100}月）"


def awaiting(dash: Dashboard, at: Moment) -> Awaiting:
    """该月的画面上待审的更正，按档案里板块的顺序；问账本一次，每份怎样变记住到下一版。

    本年到该月的都算，累计数、序时靠它们。回看旧版的、预览的不标。"""
    if at.version != dash.version() or at.draft is not None:
        return Awaiting(at.month.code)
    first = at.month.year * 100
    waiting = [s for s in dash.store.submissions(at.city, state=State.SUBMITTED) if first <= s.header.period <= at.month.code]
    found = [p for s in waiting if (p := dash.keep(("pending", s.id, at.version), partial(_pending, dash, s))) is not None]
    order = {name: place for place, name in enumerate(at.profile.unit_names)}
    newest = {(p.kind, p.owner, p.period): p for p in reversed(found)}
    return Awaiting(at.month.code, tuple(sorted(newest.values(), key=lambda p: (order.get(p.owner, len(order)), p.owner, p.period))))


def _pending(dash: Dashboard, submission: Submission) -> Pending | None:
    """一份待审的；这一期还没有审核通过的不是更正，为 None。"""
    header = submission.header
    if all(s.header != header and not header.within(s.header) for s in dash.store.submissions(header.city, header.period, State.ACCEPTED)):
        return None
    changed = previewing.differences(dash, submission)
    numbers = frozenset(pair for cell in changed.cells for pair in _touched(cell, header.kind))
    return Pending(submission.id, header.kind, header.owner, header.period, submission.at, numbers, frozenset(r.table for r in changed.rows))


def _touched(cell: CellChange, kind: Kind) -> list[tuple[str, str]]:
    """一个数变了，动哪些：板块的数也动全市的，任务只动它自己的。"""
    mine = [(cell.unit, cell.indicator)]
    return mine if kind is Kind.TARGETS else [*mine, (WHOLE_CITY, cell.indicator)]


__all__ = ["Awaiting", "Pending", "awaiting"]
