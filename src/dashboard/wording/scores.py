"""得分一项的说明：用了哪些数、怎样算出来，读的人按它能验算。"""

from collections.abc import Sequence

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.results import GoalResult
from dashboard.wording.names import few
from dashboard.wording.numbers import percent, with_uom

_SMALL = "样本少"


def pace(result: GoalResult, phase: float, ratio: float, cap: float | None) -> str:
    """完成进度106.6%÷序时75.0%＝1.421，封顶1.2。cap 为封顶倍数，没有封顶为 None。"""
    capped = f"，封顶{cap:g}" if cap is not None else ""
    return f"完成进度{percent(result.progress or 0.0)}÷序时{percent(phase)}＝{ratio:.3f}{capped}"


def quality(count: float, total: float, share: float, rate: float, small: bool) -> str:
    """3/8个，收缩后33.3%，全市30.0%，样本少。"""
    return f"{count:g}/{total:g}个，收缩后{percent(share)}，全市{percent(rate)}{f'，{_SMALL}' if small else ''}"


def result(now: float, uom: str, level: float | None, before: float | None, growth: float | None, grown: float | None) -> str:
    """水平60个得80.0；去年同月50个，同比20.0%得100.0。"""
    first = f"水平{with_uom(now, uom)}{_got(level)}"
    if before is None or growth is None:
        return f"{first}；没有去年同期，只看水平"
    return f"{first}；去年同月{with_uom(before, uom)}，同比{percent(growth)}{_got(grown)}"


def _got(points: float | None) -> str:
    return "不计分" if points is None else f"得{points:.1f}"


def contribution(own: float, uom: str, share: float, largest: float, before: float | None) -> str:
    """209个占全市6.1%，组内最大12.0%；去年同月占5.8%。"""
    then = f"去年同月占{percent(before)}" if before is not None else "没有去年份额，只看前一半"
    return f"{with_uom(own, uom)}占全市{percent(share)}，组内最大{percent(largest)}；{then}"


def small_sample(total: float) -> str:
    """比质量一榜的提醒：样本少（6个项目）。"""
    return f"{_SMALL}（{total:g}个项目）"


def no_tasks(goals: Sequence[str]) -> str:
    """比进度一榜的提醒：不含没有年度任务的目标。"""
    return f"不含没有年度任务的{few(goals, '项', 3)}"


def absent(missing: Sequence[Contest]) -> str:
    """没有综合的原因：缺哪几榜。"""
    return f"没有{'、'.join(CONTEST_ZH[c] for c in missing)}的得分，不算综合"


NOT_RANKED = "当月未报，不参加排名"
NOTHING = {
    Contest.PACE: "没有下达年度任务",
    Contest.QUALITY: "全市还没有已认定的项目",
    Contest.RESULT: "没有可比的指标",
    Contest.CONTRIBUTION: "没有可比的指标",
}
