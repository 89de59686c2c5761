"""一个数为什么是这样：条款、口径、期间、算式、亮灯，一行一句。"""

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Bound, Breakdown, Collector, Goal
from dashboard.domain.results import LIGHT_ZH, GoalResult, TaskResult
from dashboard.wording.numbers import percent, points, with_uom
from dashboard.wording.periods import month_zh

_BOUNDS = {
    Bound.AT_LEAST: "不少于目标数为完成",
    Bound.MORE_THAN: "须大于目标数，持平不算",
    Bound.ABOUT: "“左右”容许略少",
}
_BASES = {
    Basis.NEW: "新增：从起始月起累加",
    Basis.CUMULATIVE: "累计：从起始月起累加",
    Basis.ANNUAL: "年度：每个日历年从头累计",
    Basis.STOCK: "总数：看期末数，可以下降",
    Basis.RATIO: "占比：分子之和÷分母之和，不是各板块的平均",
    Basis.CADENCE: "频次：有活动的时段数÷应有的时段数",
    Basis.COUNT: "计数：只计数，不判",
}


def clause(profile: CityProfile, goal: Goal) -> str:
    """条款原文和出处。"""
    return f"“{goal.clause}”——{profile.document} {goal.section}"


def definition(goal: Goal) -> str:
    """口径：基准和限定词。"""
    bound = f"；{_BOUNDS[goal.bound]}" if goal.basis not in (Basis.CADENCE, Basis.COUNT) else ""
    return f"{_BASES[goal.basis]}{bound}。"


def span(goal: Goal) -> str:
    """期间。"""
    if goal.basis in (Basis.ANNUAL, Basis.CADENCE, Basis.COUNT):
        return f"每年1月至12月；从{month_zh(goal.start)}起计"
    origin = f"（{goal.start_note}）" if goal.start_note else ""
    return f"{month_zh(goal.start)}起{origin}至{month_zh(goal.end)}"


def baseline(goal: Goal) -> str:
    """基期；没有为空。"""
    if goal.baseline is None:
        return "无基期，不判序时" if goal.basis in (Basis.STOCK, Basis.RATIO) else ""
    used = "计入完成数" if goal.baseline.counted else "只作序时起点，不计入完成数"
    return f"{month_zh(goal.baseline.date)}{with_uom(goal.baseline.value, goal.uom)}，{used}（{goal.baseline.source}）"


def division(result: GoalResult) -> str:
    """完成率的算式。"""
    if result.actual is None:
        return f"{month_zh(result.as_of_month)}未报，不是0" if result.as_of_month else "尚未到首个应报月"
    if result.target is None or result.completion is None:
        return with_uom(result.actual, result.goal.uom)
    uom = result.goal.uom
    return f"{with_uom(result.actual, uom)}÷{with_uom(result.target, uom)}＝{percent(result.completion)}"


def pace(result: GoalResult) -> str:
    """序时与差距；没有序时的写原因。"""
    if result.phase is None or result.gap is None:
        return result.reason or "不判"
    done = f"，完成进度{percent(result.progress)}" if result.progress is not None and result.progress != result.completion else ""
    expected = f"（应完成{with_uom(result.expected, result.goal.uom)}）" if result.expected is not None else ""
    return f"序时进度{percent(result.phase)}{expected}{done}，{points(result.gap)}"


def light(preset: LightPreset, result: GoalResult) -> str:
    """亮灯规则和结果。"""
    tail = f"（{result.reason}）" if result.reason else ""
    return f"{LIGHT_ZH[result.light]}{tail}。{rule(preset)}"


def rule(preset: LightPreset) -> str:
    """亮灯预设的一句话。"""
    behind, far = percent(preset.behind), percent(preset.far_behind)
    texts = {
        LightMethod.POINTS: f"落后不超过{preset.far_behind * 100:g}个百分点为滞后，再多为严重滞后",
        LightMethod.RATE: f"低于序时的{behind}为滞后，低于{far}为严重滞后",
        LightMethod.STREAK: "一次未达序时为滞后，连续两次为严重滞后",
        LightMethod.CITY_MEAN: f"须达到序时且不低于全市平均；落后超过{preset.far_behind * 100:g}个百分点为严重滞后",
    }
    return f"规则{preset.label}：{texts[preset.method]}。"


def sources(goal: Goal, result: GoalResult, owner: str | None) -> str:
    """谁报的、报了几家。"""
    who = "板块上报" if goal.collected_from is Collector.UNIT else f"{owner or '部门'}上报"
    if goal.counts_events:
        who = "由活动、洽谈、审定月自动数出"
    whole = "只有全市数" if goal.breakdown is Breakdown.CITY_ONLY else f"已报{result.reported}/{result.reporters}个板块"
    missing = f"；{'、'.join(m for m in result.missing if m != WHOLE_CITY)}未报，沿用旧值" if result.missing and result.unit is None else ""
    carried = [p.unit for p in result.parts if p.carried and p.unit != CITY_LEVEL]
    missing = missing if carried else missing.replace("，沿用旧值", "")
    return f"{who}；{whole}{missing}。" if result.unit is None else f"{who}。"


def task(found: TaskResult, goal: Goal) -> str:
    """年度任务一句：与2025目标是两个目标。"""
    head = f"{found.year}年任务{with_uom(found.target, goal.uom)}"
    if found.completion is None:
        return f"{head}，{LIGHT_ZH[found.light]}"
    tail = f"，{points(found.gap).replace('序时', '年度序时')}" if found.gap is not None else ""
    return f"{head}，完成{percent(found.completion)}{tail}，{LIGHT_ZH[found.light]}"


def remaining(result: GoalResult, recent: float | None) -> str:
    """还需：差额、需月均、近3个月月均。"""
    if result.target is None or result.actual is None:
        return ""
    uom = result.goal.uom
    lacking = result.target - result.actual
    if lacking <= 0:
        return f"已超过目标数{with_uom(-lacking, uom)}" if lacking < 0 else "正好等于目标数"
    need = f"，需月均{with_uom(result.need_per_month, uom)}" if result.need_per_month is not None else ""
    lately = f"，近3个月月均{with_uom(recent, uom)}" if recent is not None else ""
    return f"还差{with_uom(lacking, uom)}{need}{lately}"


def last_year(before: GoalResult | None, result: GoalResult) -> str:
    """去年同期；没有为空。"""
    if before is None or before.actual is None or result.actual is None or before.as_of_month is None:
        return ""
    change = result.actual - before.actual
    word = "增" if change >= 0 else "减"
    return f"{month_zh(before.as_of_month)}{with_uom(before.actual, result.goal.uom)}，同比{word}{with_uom(abs(change), result.goal.uom)}"


__all__ = [
    "baseline", "clause", "definition", "division", "last_year", "light", "pace", "remaining", "rule", "sources", "span", "task",
]
