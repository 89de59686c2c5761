"""上报：一份工作簿替换若干整块（slice），状态只往前走。"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.month import Month


class Kind(StrEnum):
    """工作簿的种类。"""

    UNIT = "unit"
    DEPARTMENT = "department"
    TARGETS = "targets"
    PROJECTS = "projects"
    EVENTS = "events"
    TALKS = "talks"
    DUTIES = "duties"
    CARRIERS = "carriers"


KIND_ZH = {
    Kind.UNIT: "板块月报",
    Kind.DEPARTMENT: "部门报表",
    Kind.TARGETS: "指标分解",
    Kind.PROJECTS: "科创项目台账",
    Kind.EVENTS: "活动计划与成效",
    Kind.TALKS: "洽谈台账",
    Kind.DUTIES: "任务落实表",
    Kind.CARRIERS: "载体名录表",
}


class Table(StrEnum):
    """一块数据属于哪张表；一份工作簿可含几张。"""

    FACTS = "facts"
    PROJECTS = "projects"
    EVENTS = "events"
    TALKS = "talks"
    TARGETS = "targets"
    DUTIES = "duties"
    CARRIERS = "carriers"


SINGLE = {
    Kind.PROJECTS: Table.PROJECTS,
    Kind.EVENTS: Table.EVENTS,
    Kind.TALKS: Table.TALKS,
    Kind.DUTIES: Table.DUTIES,
    Kind.CARRIERS: Table.CARRIERS,
}
"""板块只报一张清单的报表 → 它填的表；与板块月报里的那张清单填的是同一块，后审核通过的为准。"""
DUE = (Kind.UNIT, Kind.DEPARTMENT, Kind.TARGETS)
"""到期应报的几种。"""
OF_UNIT = (Kind.UNIT, *SINGLE)
"""板块报的几种。"""


class State(StrEnum):
    """草稿 → 已上报 → 审核通过或退回 → 被更正或撤回。"""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


STATE_ZH = {
    State.DRAFT: "草稿",
    State.SUBMITTED: "已上报",
    State.ACCEPTED: "审核通过",
    State.RETURNED: "退回",
    State.SUPERSEDED: "被更正",
    State.WITHDRAWN: "撤回",
}


class MonthState(StrEnum):
    """月份状态。"""

    COLLECTING = "收数中"
    FINALIZED = "审定"


@dataclass(frozen=True, slots=True)
class Slice:
    """整块替换的最小单位：城市、表、报送者（板块名或部门简称）、期间（YYYYMM；年度为 YYYY00）。"""

    city: str
    table: Table
    owner: str
    period: int


@dataclass(frozen=True, slots=True)
class Header:
    """一份工作簿是谁的、哪一期的。period 为 YYYYMM；年度指标分解为 YYYY00。"""

    kind: Kind
    city: str
    unit: str | None
    department: str | None
    period: int

    @property
    def owner(self) -> str:
        return self.unit or self.department or ""

    @property
    def month(self) -> Month | None:
        return Month.from_code(self.period) if self.period % 100 else None

    def within(self, whole: "Header") -> bool:
        """是 whole 那份板块月报里的一张清单，单独报的。"""
        same = (self.city, self.unit, self.period) == (whole.city, whole.unit, whole.period)
        return self.kind in SINGLE and whole.kind is Kind.UNIT and same


@dataclass(frozen=True, slots=True)
class Submission:
    """账本里的一次上报。version 为接收它的数据版本，未接收为 None。"""

    id: str
    header: Header
    state: State
    version: int | None
    file_name: str
    sha256: str
    size: int
    by: str
    at: datetime
    accepted_by: str | None
    accepted_at: datetime | None
    replaces: str | None
    commit: str


class TurnKind(StrEnum):
    """待审的上报的一步：退回、撤回、板块审核。"""

    RETURNED = "return"
    WITHDRAWN = "withdraw"
    ENDORSED = "endorse"


TURN_ZH = {TurnKind.RETURNED: "退回", TurnKind.WITHDRAWN: "撤回", TurnKind.ENDORSED: "板块审核"}


@dataclass(frozen=True, slots=True)
class Turn:
    """谁、何时、把哪一份怎样了，为什么。"""

    submission: str
    kind: TurnKind
    by: str
    at: datetime
    reason: str


SIMULATED_BY = "模拟·"
"""模拟上报人的前缀：由它判断一座城市的数据是否含模拟数据。"""
