"""得分一项的说明：用了哪些数、怎样算出来，读的人按它能验算。"""

from collections.abc import Sequence

from dashboard.domain.assessment import CONTEST_ZH, Contest, ExtraRule
from dashboard.wording.names import few
from dashboard.wording.numbers import percent, with_uom

_SMALL = "样本少"
_SAME = 1e-9


def pace(progress: float, phase: float, ratio: float, cap: float | None) -> str:
    """完成进度106.6%÷序时75.0%＝1.421，封顶1.2。cap 为封顶倍数，没有封顶为 None。"""
    capped = f"，封顶{cap:g}" if cap is not None else ""
    return f"完成进度{percent(progress)}÷序时{percent(phase)}＝{ratio:.3f}{capped}"


def year_end(base: float | None, uom: str) -> str:
    """上年末401家，；没有为空。"""
    return "" if base is None else f"上年末{with_uom(base, uom)}，"


def quality(count: float, total: float, share: float, rate: float, small: bool) -> str:
    """3/8个，收缩后33.3%，全市30.0%，样本少。"""
    return f"{count:g}/{total:g}个，收缩后{percent(share)}，全市{percent(rate)}{f'，{_SMALL}' if small else ''}"


def span(low: float, high: float, uom: str) -> str:
    """（组内10个～50个）；都一样的为（组内都一样）；没有单位的为百分数。"""
    return "（组内都一样）" if high - low <= _SAME else f"（组内{_amount(low, uom)}～{_amount(high, uom)}）"


def largest(small_group: int, high: float, uom: str) -> str:
    """（组内不足4家，对照最大的50个）。"""
    return f"（组内不足{small_group}家，对照最大的{_amount(high, uom)}）"


def _amount(value: float, uom: str) -> str:
    return with_uom(value, uom) if uom else percent(value)


def place(found: float | None) -> str:
    """（组内第2）；没有数的为空。"""
    return "" if found is None else f"（组内第{found:.0f}）"


def level(now: float, uom: str, points: float | None, beside: str = "") -> str:
    """水平60个（组内10个～70个）得80.0。"""
    return f"水平{with_uom(now, uom)}{beside}{_got(points)}"


def growth(before: float | None, uom: str, grown: float | None, points: float | None, comparable: bool, beside: str = "") -> str:
    """去年同期50个，同比20.0%（组内−5.0%～20.0%）得100.0；没有去年的、口径变过的只看水平。"""
    if not comparable:
        return "认定标准有变，与去年不可比，只看水平"
    if before is None or grown is None:
        return "没有去年同期，只看水平"
    return f"去年同期{with_uom(before, uom)}，同比{percent(grown)}{beside}{_got(points)}"


def done(completion: float | None, points: float | None, beside: str = "") -> str:
    """完成年度任务的106.6%得100.0。"""
    return "没有年度任务" if completion is None else f"完成年度任务的{percent(completion)}{beside}{_got(points)}"


def completion(value: float | None, cap: float | None) -> str:
    """完成年度任务的106.6%，封顶1。cap 为封顶倍数，没有封顶为 None。"""
    capped = f"，封顶{cap:g}" if cap is not None else ""
    return "没有年度任务" if value is None else f"完成年度任务的{percent(value)}{capped}"


def beside_city(note: str, city: float) -> str:
    """在说明后面写上全市的数。"""
    return f"{note}（全市{percent(city)}）"


def _got(points: float | None) -> str:
    return "不计分" if points is None else f"得{points:.1f}"


def fit(count: float, total: float, share: float, small: bool) -> str:
    """13/60个，占21.7%，样本少。"""
    return f"{count:g}/{total:g}个，占{percent(share)}{f'，{_SMALL}' if small else ''}"


def share(own: float, sent: float, uom: str, part: float, largest: float) -> str:
    """209个占全市6.1%，组内最大12.0%；合作项目按系数分过的（own 不同于报的 sent）写明报了多少。"""
    split = f"（报{with_uom(sent, uom)}，合作项目按系数分）" if abs(own - sent) > _SAME else ""
    return f"{with_uom(own, uom)}{split}占全市{percent(part)}，组内最大{percent(largest)}"


def share_before(before: float | None, comparable: bool) -> str:
    """去年同期占5.8%；没有去年的、口径变过的只看前一半。"""
    if not comparable:
        return "认定标准有变，与去年不可比，只看前一半"
    return f"去年同期占{percent(before)}" if before is not None else "没有去年份额，只看前一半"


def base(name: str, part: float | None) -> str:
    """占全市高新技术企业12.0%，以它为基数。"""
    return f"{name}没有全市份额，不能作基数" if part is None else f"占全市{name}{percent(part)}，以它为基数"


def extra(rule: ExtraRule, count: float) -> str:
    """超任务数3，每1加2分，最高6分。"""
    word = "加" if rule.points >= 0 else "扣"
    return f"{rule.counting}{count:g}，每{rule.every:g}{word}{abs(rule.points):g}分，最多{rule.ceiling:g}分"


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
ZERO = "当月未报，记0分"
NOTHING = {
    Contest.PACE: "没有下达年度任务",
    Contest.QUALITY: "全市还没有已认定的项目",
    Contest.RESULT: "没有可比的指标",
    Contest.CONTRIBUTION: "没有可比的指标",
}
