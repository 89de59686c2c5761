"""考核与亮灯：四榜、规则、预设。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.domain.month import Month


class Contest(StrEnum):
    """四榜与综合。文件五（二）：比进度、比质量、赛成绩、争贡献。"""

    PACE = "pace"
    QUALITY = "quality"
    RESULT = "result"
    CONTRIBUTION = "contribution"
    TOTAL = "total"


CONTEST_ZH = {
    Contest.PACE: "比进度",
    Contest.QUALITY: "比质量",
    Contest.RESULT: "赛成绩",
    Contest.CONTRIBUTION: "争贡献",
    Contest.TOTAL: "综合",
}


class LightMethod(StrEnum):
    """亮灯预设的四种公开做法。"""

    POINTS = "百分点"
    RATE = "比例"
    STREAK = "连续"
    CITY_MEAN = "且不低于全市平均"


@dataclass(frozen=True, slots=True)
class LightPreset:
    """亮灯预设：名称、版本、做法、界限（百分点为小数，0.10 即10个百分点；比例为占序时之比）、出处的做法；
    document 为出处是哪座城市的哪个文件，没写的印出处的做法。"""

    name: str
    version: str
    method: LightMethod
    behind: float
    far_behind: float
    source: str
    document: str = ""

    @property
    def label(self) -> str:
        """印在每个用到它的画面和文件下面。"""
        return f"{self.name}{self.version}"


class Method(StrEnum):
    """计分方法；公式、出处见 docs/metrics.md，实现见 metrics/methods.py。"""

    COMPLETION = "完成率"
    PACE = "序时完成率"
    EFFICACY = "功效系数"
    CITY_MEAN = "对照全市增减"
    CITY_RATE = "对照全市占比"
    OWN_BASE = "自身基数"
    RANK_STEPS = "位次递减"
    LARGEST_SHARE = "份额对照最大"
    KEPT_SHARE = "份额对照去年"
    BASE_SHARE = "份额对照基数"
    FIT = "契合度"
    STEPS = "阶梯"


class Quantity(StrEnum):
    """计分所看的数：期内的水平；比去年同期的增幅；年度任务的完成率。"""

    LEVEL = "水平"
    GROWTH = "增幅"
    COMPLETION = "完成率"


class Period(StrEnum):
    """水平、增幅、份额看多长：年初到本月；本季度到本月；本月。"""

    YEAR = "本年累计"
    QUARTER = "当季"
    MONTH = "当月"


class Ties(StrEnum):
    """得分差在1e-9以内的同位；下一名顺延（1、2、2、4），或不空位（1、2、2、3）。"""

    SKIP = "并列顺延"
    DENSE = "并列不空位"


class Missing(StrEnum):
    """当月未报的板块：不排名，或四榜都记0分照排。"""

    UNRANKED = "不排名"
    ZERO = "记零分"


class Extra(StrEnum):
    """加分、扣分所数的：超任务的数量；当年到本月没有报的月数。"""

    OVER_TASK = "超任务数"
    MISSED_MONTHS = "未报月数"


ALL_TASKS, ALL_FIGURES = "有任务的目标", "可比的指标"
"""一项可以指全部有年度任务的目标，或全部新增、累计、年度指标；也可以是一个指标、一个项目属性。"""

PROJECT_QUALITIES = ("highgrowth", "to_hte", "funded", "key_chain")
"""项目属性：高成长型、转高企、带资落户、重点产业链。"""


@dataclass(frozen=True, slots=True)
class Term:
    """一项里的一种算法。numbers 为这种方法的参数；steps 为阶梯（够多少，得几分），高的在前。"""

    method: Method
    weight: float
    on: Quantity
    numbers: Mapping[str, float] = field(default_factory=dict)
    steps: tuple[tuple[float, float], ...] = ()
    against: str = ""

    def __getitem__(self, key: str) -> float:
        return self.numbers[key]


@dataclass(frozen=True, slots=True)
class Item:
    """榜里的一项：of 为看什么，几种算法按权重合成；name 为空即用指标自己的名称。"""

    of: str
    name: str
    weight: float
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class ExtraRule:
    """加分或扣分：每 every 个加 points 分（扣分为负），合计不超过 ceiling。of 为指标，未报月数的为空。"""

    name: str
    counting: Extra
    of: str
    every: float
    points: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class BoardRules:
    """一张榜：在综合里的权重、看多长、各项、加减分。"""

    contest: Contest
    weight: float
    period: Period
    items: tuple[Item, ...]
    extras: tuple[ExtraRule, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """一套考核规则，从 start 月起用（None 为一开始）。small_sample、small_group：项目、板块少于几个的另作处理；
    light 为这套规则用的亮灯预设的名称，空的用城市自己的。"""

    id: str
    name: str
    start: Month | None
    boards: tuple[BoardRules, ...]
    ties: Ties
    missing: Missing
    small_sample: int
    small_group: int
    note: str
    light: str = ""

    @property
    def weights(self) -> dict[Contest, float]:
        """四榜在综合里的权重。"""
        return {b.contest: b.weight for b in self.boards}

    def board(self, contest: Contest) -> BoardRules:
        """一张榜的规则。"""
        return next(b for b in self.boards if b.contest is contest)
