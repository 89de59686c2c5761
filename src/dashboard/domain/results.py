"""判定的结果：目标、亮灯、得分。小数一律不取整；完成率、差距为小数（−0.097 即落后9.7个百分点）。"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.assessment import Contest
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month

_SAME = 1e-9


class Light(StrEnum):
    """七种状态；未报不是 0。"""

    ON_PACE = "ON_PACE"
    BEHIND = "BEHIND"
    FAR_BEHIND = "FAR_BEHIND"
    UNREPORTED = "UNREPORTED"
    REACHED = "REACHED"
    MISSED = "MISSED"
    UNJUDGED = "UNJUDGED"


LIGHT_ZH = {
    Light.ON_PACE: "正常",
    Light.BEHIND: "滞后",
    Light.FAR_BEHIND: "严重滞后",
    Light.UNREPORTED: "未报",
    Light.REACHED: "已达成",
    Light.MISSED: "未达成",
    Light.UNJUDGED: "不判",
}


@dataclass(frozen=True, slots=True)
class UnitActual:
    """一个板块（或市级）在目标月的数。value 为完成数；carried 表示沿用旧值；
    first、final 为初报与核定；since 为所用数的月份；numerator、denominator 只用于占比。"""

    unit: str
    value: float | None
    reported: bool
    carried: bool
    since: Month | None
    first: float | None
    final: float | None
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Actual:
    """全市或一个板块的完成数与它的来历。month 为截至月；value 为 None 即未报。"""

    value: float | None
    month: Month | None
    reported: int
    reporters: int
    missing: tuple[str, ...]
    parts: tuple[UnitActual, ...]


@dataclass(frozen=True, slots=True)
class TaskResult:
    """对照年度任务的判定。"""

    year: int
    target: float
    actual: float | None
    completion: float | None
    progress: float | None
    phase: float | None
    expected: float | None
    gap: float | None
    light: Light
    need_per_month: float | None


@dataclass(frozen=True, slots=True)
class GoalResult:
    """一个目标在一个月的判定。unit 为 None 即全市。reason 说明为什么这样判（不判、已达、持平未突破…）。"""

    goal: Goal
    unit: str | None
    month: Month
    as_of_month: Month | None
    target: float | None
    actual: float | None
    completion: float | None
    progress: float | None
    phase: float | None
    expected: float | None
    gap: float | None
    light: Light
    reason: str
    need_per_month: float | None
    reported: int
    reporters: int
    missing: tuple[str, ...]
    parts: tuple[UnitActual, ...]
    task: TaskResult | None

    @property
    def differences(self) -> tuple[UnitActual, ...]:
        """对账差异：初报与核定不同的板块，两个数都留着。"""
        return tuple(p for p in self.parts if p.first is not None and p.final is not None and abs(p.first - p.final) > _SAME)


@dataclass(frozen=True, slots=True)
class Part:
    """得分的一项：score 已乘权重，各项之和即得分。value 为得分前的数，uom 为它的单位（空为比例），note 为一句说明。"""

    indicator: str
    name: str
    weight: float
    value: float | None
    score: float
    note: str
    uom: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """一个板块在一张榜上的位置。rank 为 None 即未排名，reason 说明为什么；rank_change、review_change 为比上月、比上次双月点评升几位。"""

    unit: str
    score: float | None
    rank: int | None
    rank_change: int | None
    cause: str
    parts: tuple[Part, ...]
    light: Light
    completion: float | None
    reason: str
    review_change: int | None = None


@dataclass(frozen=True, slots=True)
class GroupBoards:
    """一个分组的五张榜，榜内按位次排列，未排名的在后。"""

    name: str
    boards: dict[Contest, tuple[Standing, ...]]


EVERYONE = "全部板块"
"""不分组、另排一次的那一组的名称。"""


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """龙虎榜：规则、月份、是否审定、各分组；overall 为全部板块一起另排的（只有一个分组的没有），不由各组的得分合成；
    reviewed 为上次双月点评是哪个月，没有审定的为 None。"""

    rules: str
    month: Month
    finalized: bool
    groups: tuple[GroupBoards, ...]
    overall: GroupBoards | None = None
    reviewed: Month | None = None

    def of(self, group: str) -> GroupBoards | None:
        """一个分组的五张榜。"""
        return next((g for g in self.every if g.name == group), None)

    def chosen(self, group: str | None) -> tuple[GroupBoards, ...]:
        """各分组；指名的只有那一个（可以是全部板块）。"""
        return self.groups if group is None else tuple(g for g in self.every if g.name == group)

    @property
    def every(self) -> tuple[GroupBoards, ...]:
        """各分组，和全部板块一起排的。"""
        return (*self.groups, *((self.overall,) if self.overall else ()))
