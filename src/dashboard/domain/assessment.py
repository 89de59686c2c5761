"""考核与亮灯：四榜、规则、预设。"""

from dataclasses import dataclass
from enum import StrEnum


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
    """亮灯预设：名称、版本、做法、界限（百分点为小数，0.10 即10个百分点；比例为占序时之比）、出处。"""

    name: str
    version: str
    method: LightMethod
    behind: float
    far_behind: float
    source: str

    @property
    def label(self) -> str:
        """印在每个用到它的画面和文件下面。"""
        return f"{self.name}{self.version}"


@dataclass(frozen=True, slots=True)
class QualityShare:
    """比质量的一项：属性名（highgrowth/to_hte/funded/key_chain）、中文名、权重。"""

    key: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """考核规则“2025-1”的参数。权重为小数；cap 为封顶倍数；shrink 为收缩样本数。"""

    id: str
    name: str
    weights: dict[Contest, float]
    cap: float
    min_phase: float
    shrink: float
    small_sample: int
    quality: tuple[QualityShare, ...]
    level_weight: float
    growth_weight: float
    efficacy_floor: float
    small_group: int
    note: str
