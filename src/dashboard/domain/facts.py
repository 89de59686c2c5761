"""上报得来的事实：一格一个数，另有项目、活动站次、洽谈。"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.city import Scope
from dashboard.domain.goals import Status
from dashboard.domain.month import Month


class Measure(StrEnum):
    """一个数是哪一种数。"""

    MONTH = "本月"
    YEAR_TO_DATE = "本年累计"
    STOCK = "期末"
    NUMERATOR = "分子"
    DENOMINATOR = "分母"
    ADDED = "核增"
    REMOVED = "核减"


@dataclass(frozen=True, slots=True)
class Reading:
    """某版本下、某板块某指标某月的一个数（计量单位同指标）；不适用为 None。"""

    unit: str
    indicator: str
    period: Month
    measure: Measure
    value: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class Task:
    """年度目标任务：板块或全市、指标、年份、数值。"""

    unit: str
    indicator: str
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """科创项目在一个板块名下的一行：factor 为分成系数，同一项目各板块之和为 1。"""

    unit: str
    number: str
    credit_code: str
    name: str
    lead: bool
    factor: float
    chain: str
    high_growth: bool
    recognised: date | None
    withdrawn: date | None
    became_hte: date | None
    funded: bool
    period: Month


class PathStep(StrEnum):
    """科创项目走到认定的路上的一步，先后为序。"""

    APPLIED = "申报"
    FIRST_REVIEW = "初审"
    JOINT_REVIEW = "联审"
    PUBLICITY = "公示"
    RECOGNISED = "认定"
    REJECTED = "不予认定"
    WITHDRAWN = "撤销"


@dataclass(frozen=True, slots=True)
class ProjectPath:
    """一个科创项目在一个板块名下走到哪一步：days 为走过的各步和日期；submission、sheet、cell 为它来自的上报和单元格。"""

    unit: str
    number: str
    name: str
    lead: bool
    stage: str
    batch: str
    days: Mapping[PathStep, date]
    period: Month
    submission: str
    sheet: str
    cell: str

    @property
    def reached(self) -> PathStep:
        """走到的最后一步。"""
        return [step for step in PathStep if step in self.days][-1]


@dataclass(frozen=True, slots=True)
class Stop:
    """活动的一站（一场）。held 为举办日期，未办为 None；tallies 为计入的承诺 id；
    submission、sheet、cell 为它来自的上报和单元格。"""

    no: str
    name: str
    host: str
    type: str
    theme: str
    unit: str
    place: str
    scope: Scope
    state: str
    held: date | None
    planned_words: str
    tallies: tuple[str, ...]
    talks: int | None
    signed: int | None
    landed: int | None
    period: Month
    submission: str = ""
    sheet: str = ""
    cell: str = ""


class DutyState(StrEnum):
    """一项任务落实到哪一步。"""

    NOT_STARTED = "未启动"
    UNDER_WAY = "推进中"
    DONE = "已落实"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class DutyReport:
    """一个报送者报的一项任务：落实情况、佐证、日期；submission、sheet、cell 为它来自的上报和单元格。"""

    unit: str
    duty: str
    state: DutyState
    evidence: str
    day: date | None
    note: str
    period: Month
    submission: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ListedCarrier:
    """板块报的载体名录的一行：area 为万平方米，没填为 None；认定日期、撤销日期没有为 None。"""

    unit: str
    name: str
    type: str
    level: str
    area: float | None
    recognised: date | None
    withdrawn: date | None
    address: str
    period: Month
    submission: str
    sheet: str
    cell: str

    def stands(self, day: date) -> bool:
        """那一天在名录上：没有撤销，或撤销在那以后。"""
        return self.withdrawn is None or self.withdrawn > day


@dataclass(frozen=True, slots=True)
class Talk:
    """一次洽谈；submission、sheet、cell 为它来自的上报和单元格。"""

    unit: str
    day: date
    topic: str
    period: Month
    submission: str = ""
    sheet: str = ""
    cell: str = ""
