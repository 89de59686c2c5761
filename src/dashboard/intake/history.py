"""检查时要对照的往期：由流程查好交来，收表自己不查询。"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.domain.facts import ListedCarrier
from dashboard.domain.goals import Status
from dashboard.domain.month import Month


@dataclass(frozen=True, slots=True)
class LastNumber:
    """某期以前最近一次已接收的数；sheet、cell 为它在那一份里的位置。"""

    month: Month
    value: float
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """last：（板块, 指标, 种数, 身份）→ 最近一次的数；steps：同样的键 → 历次增量，旧的在前；
    shares：项目编号 → {板块: (系数, 是否牵头)}，codes：统一社会信用代码 → {板块: 项目编号}，只用于看出疑似重复或共建；
    year_ago：同 last 的键 → 去年同月的数；carriers：到本期为止各板块名录上的载体；siblings：（指标, 种数, 身份）→ {板块: 最近一次的数}。"""

    last: Mapping[tuple[str, str, str, Status], LastNumber] = field(default_factory=dict)
    steps: Mapping[tuple[str, str, str, Status], tuple[float, ...]] = field(default_factory=dict)
    shares: Mapping[str, Mapping[str, tuple[float, bool]]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    year_ago: Mapping[tuple[str, str, str, Status], float] = field(default_factory=dict)
    carriers: tuple[ListedCarrier, ...] = ()
    siblings: Mapping[tuple[str, str, Status], Mapping[str, float]] = field(default_factory=dict)

    def before(self, unit: str, indicator: str, measure: str, status: Status) -> LastNumber | None:
        """最近一次同身份的数。"""
        return self.last.get((unit, indicator, measure, status))

    def others(self, unit: str, indicator: str, measure: str, status: Status) -> tuple[float, ...]:
        """别的板块最近一次的数，零不算。"""
        found = self.siblings.get((indicator, measure, status), {})
        return tuple(value for name, value in found.items() if name != unit and value != 0)
