"""报送时限的设置：每种报表何时截止、何时锁定，和放假调休的表。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.domain.month import Month
from dashboard.domain.submissions import SINGLE, Kind


@dataclass(frozen=True, slots=True)
class DueRule:
    """一种报表何时截止：所报的月结束以后第 workday 个工作日，或次月 day 日（遇休息日顺延）；两者只写一个。

    month 只用于一年一报的：当年几月结束以后起算。"""

    workday: int | None = None
    day: int | None = None
    month: int = 1


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """一年的放假安排：holidays 为放假的日子，workdays 为调休上班的日子。"""

    year: int
    holidays: frozenset[date]
    workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Timing:
    """一座城市的报送时限。start 以前的月份是补录：没有时限、不算逾期、不锁。

    lock_days 为截止以后几天锁定，None 为不锁；lock_from 以前的月份不锁；unlock_workdays 为开锁以后第几个工作日重新锁上。
    calendar 为档案里写的放假安排，写了的年份以它为准；attachments 为须带附件的报表。"""

    start: Month
    default: DueRule = DueRule(workday=5)
    rules: Mapping[Kind, DueRule] = field(default_factory=dict)
    lock_days: int | None = None
    lock_from: Month | None = None
    unlock_workdays: int = 3
    calendar: Mapping[int, CalendarYear] = field(default_factory=dict)
    attachments: frozenset[Kind] = frozenset()

    def rule(self, kind: Kind) -> DueRule:
        """一种报表的规则；没有另写的用默认，单报的清单随板块月报。"""
        return self.rules.get(kind) or (self.rule(Kind.UNIT) if kind in SINGLE else self.default)


@dataclass(frozen=True, slots=True)
class Deadline:
    """一份报表的时限。day 为截止的那一天，到当天24:00为止；known 为假即那一年的放假安排还没有，只除去了周末。"""

    day: date
    known: bool


@dataclass(frozen=True, slots=True)
class Unlock:
    """一次开锁：谁的哪一期，开到 until（不含）为止，到时自己锁上；by 为批准的人。"""

    number: int
    city: str
    owner: str
    period: int
    at: datetime
    until: datetime
    by: str
    reason: str

    def opens(self, owner: str, period: int, at: datetime) -> bool:
        """at 时这一次开锁对它管不管用。"""
        return (self.owner, self.period) == (owner, period) and self.at <= at < self.until


@dataclass(frozen=True, slots=True)
class Simulated:
    """模拟上报假定的时间：每份何时上报（与文件一一对应），何时审核。"""

    sent: tuple[datetime, ...]
    accepted: datetime
