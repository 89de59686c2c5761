"""目标：两份文件里的数字和承诺，各自的口径只在这里有名字。"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.month import Month


class Bound(StrEnum):
    """目标数的限定词。"""

    AT_LEAST = "以上"
    MORE_THAN = "突破"
    ABOUT = "左右"


class Basis(StrEnum):
    """目标怎样累计。"""

    NEW = "新增"
    CUMULATIVE = "累计"
    ANNUAL = "年度"
    STOCK = "总数"
    RATIO = "占比"
    CADENCE = "频次"
    COUNT = "计数"


class Frequency(StrEnum):
    """报送频率；决定哪些月份应报。"""

    MONTHLY = "月"
    BIMONTHLY = "双月"
    QUARTERLY = "季"
    YEARLY = "年"

    @property
    def due_months(self) -> tuple[int, ...]:
        """一年中应报的月份。"""
        return _DUE[self]


_DUE = {
    Frequency.MONTHLY: tuple(range(1, 13)),
    Frequency.BIMONTHLY: (2, 4, 6, 8, 10, 12),
    Frequency.QUARTERLY: (3, 6, 9, 12),
    Frequency.YEARLY: (12,),
}


class Collector(StrEnum):
    """数据由谁报。"""

    UNIT = "板块"
    DEPARTMENT = "部门"


class Breakdown(StrEnum):
    """分到板块，还是只有全市数。"""

    BY_UNIT = "分板块"
    CITY_ONLY = "全市"


class Status(StrEnum):
    """数的身份：板块报的是初报，部门报的是核定。"""

    FIRST = "初报"
    FINAL = "核定"


class Counting(StrEnum):
    """完成数从哪里数。REPORTED 以外都由活动、洽谈、月份状态数出来。"""

    REPORTED = "上报"
    STOPS_AWAY = "市外场次"
    STOPS_ABROAD = "境外场次"
    THEME_QUARTERS = "有主题活动的季度"
    ACTIVITY_MONTHS = "有活动的月份"
    TALK_WEEKS = "有洽谈的周"
    TALLY = "计入该项的场次"
    TALLY_PERIODS = "有计入场次的时段"
    TALLY_UNITS = "有计入场次的板块"
    FINALIZED_MONTHS = "已审定的月份"


class Phasing(StrEnum):
    """序时怎样走。"""

    LINEAR = "按月线性"
    SEASONAL = "按去年进度"
    MILESTONES = "按节点"
    YEAR_END = "年末一次"


class Dash(StrEnum):
    """格子里写横线、“无”是什么意思；不设就问上报人（INTAKE R16）。"""

    ASK = "问"
    ZERO = "零"
    NOT_APPLICABLE = "不适用"
    NOT_REPORTED = "未报"


class Listed(StrEnum):
    """总数与载体名录怎样对账：不对、面积合计、省级以上孵化载体的家数。"""

    NO = "不对账"
    AREA = "面积合计"
    INCUBATORS = "省级以上孵化载体"


@dataclass(frozen=True, slots=True)
class Baseline:
    """基期：数值（计量单位同目标）、月份、是否计入完成数、出处。"""

    value: float
    date: Month
    counted: bool
    source: str


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """目标数的一个版本：数值、从哪个月起生效（None 为文件原值）、出处。"""

    value: float
    since: Month | None
    source: str


@dataclass(frozen=True, slots=True)
class OwnerVersion:
    """牵头部门的一个版本：部门简称、从哪个月起。"""

    department: str
    since: Month | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """一个 2025 目标或一项承诺的全部口径；别处不再决定任何一条。

    heading 为文件里它所在的那句话（“企业创新主体地位更加突出”），group 为画面上的短名；start_note 为起点的由来；
    占比的 numerator、denominator 为分子、分母是什么，parts_uom 为它们的计量单位；redefined 为认定标准改变的月份，跨过它的同比不可比；
    dash 为横线、“无”的意思；plausible 为一个板块一期的数合情理的范围；listed 为与载体名录怎样对账。"""

    id: str
    name: str
    short_name: str
    clause: str
    section: str
    group: str
    uom: str
    bound: Bound
    bound_word: str
    basis: Basis
    basis_word: str
    start: Month
    end: Month
    baseline: Baseline | None
    indicator: str
    collected_from: Collector
    breakdown: Breakdown
    authority: Status
    frequency: Frequency
    due_months: tuple[int, ...]
    phasing: Phasing
    milestones: tuple[float, ...]
    tolerance: float | None
    owners: tuple[OwnerVersion, ...]
    targets: tuple[TargetVersion, ...]
    is_commitment: bool
    counting: Counting
    periods_per_year: int | None
    ledger: bool
    note: str
    integer: bool
    heading: str = ""
    start_note: str = ""
    numerator: str = ""
    denominator: str = ""
    parts_uom: str = ""
    redefined: Month | None = None
    dash: Dash = Dash.ASK
    plausible: tuple[float, float] | None = None
    listed: Listed = Listed.NO

    def target_at(self, month: Month) -> float | None:
        """month 时有效的目标数；没有目标数的承诺为 None。"""
        valid = [t for t in self.targets if t.since is None or t.since <= month]
        return valid[-1].value if valid else None

    def owner_at(self, month: Month) -> str | None:
        """month 时的牵头部门简称。"""
        valid = [o for o in self.owners if o.since is None or o.since <= month]
        return valid[-1].department if valid else None

    def is_due(self, month: Month) -> bool:
        return month.month in self.due_months and self.start <= month

    def due_at(self, month: Month) -> Month | None:
        """不晚于 month 的最近应报月；首个应报月之前为 None。"""
        for back in range(12):
            candidate = month + -back
            if candidate < self.start:
                return None
            if candidate.month in self.due_months:
                return candidate
        return None

    @property
    def counts_events(self) -> bool:
        return self.counting is not Counting.REPORTED
