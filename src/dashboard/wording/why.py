"""一个数为什么是这样：条款、口径、期间、算式、亮灯，一行一句。"""

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis, Bound, Breakdown, Collector, Goal, Phasing
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, GoalResult, TaskResult
from dashboard.wording import reasons
from dashboard.wording.names import few
from dashboard.wording.numbers import change, percent, points, with_uom
from dashboard.wording.periods import month_zh

_NAMED = 3
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


def year_end(value: float | None, uom: str, month: Month) -> str:
    """上年末409家（2024年12月），板块的序时由此走起；没有的说明。"""
    start = "没有上年末数" if value is None else f"上年末{with_uom(value, uom)}"
    return f"{start}（{month_zh(month)}），{'板块的序时由此走起' if value is not None else '板块没有序时'}"


def baseline(goal: Goal) -> str:
    """基期；没有为空。"""
    if goal.baseline is None:
        return "无基期，不判序时" if goal.basis in (Basis.STOCK, Basis.RATIO) else ""
    used = "计入完成数" if goal.baseline.counted else "只作序时起点，不计入完成数"
    return f"{month_zh(goal.baseline.date)}{with_uom(goal.baseline.value, goal.uom)}，{used}（{goal.baseline.source}）"


def sentence(result: GoalResult) -> str:
    """可以抄进通报的一句话；两个目标各成一个分句。

    截至2025年9月底，全市新招引科创项目2,980个，完成2025年目标的90.3%，落后序时进度1.4个百分点；
    完成年度任务的84.2%，超年度序时9.2个百分点。"""
    until, who = result.as_of_month, result.unit or "全市"
    if until is None:
        return ""
    if result.actual is None:
        return f"截至{month_zh(until)}底，{who}{result.goal.name}{result.reason if result.reason == reasons.NOT_APPLICABLE else LIGHT_ZH[result.light]}。"
    head = f"截至{month_zh(until)}底，{who}{result.goal.name}{with_uom(result.actual, result.goal.uom)}"
    clauses = "；".join(filter(None, (_toward_goal(result), _toward_task(result))))
    return "，".join(filter(None, (head, clauses))) + "。"


def _toward_goal(result: GoalResult) -> str:
    """对照2025目标（承诺对照每年）的半句；板块没有。"""
    if result.unit is not None or result.completion is None:
        return ""
    name = "每年的承诺" if result.goal.is_commitment else f"{result.goal.end.year}年目标"
    tail = f"，{points(result.gap).replace('序时', '序时进度')}" if result.gap is not None else ""
    return f"完成{name}的{percent(result.completion)}{tail}"


def _toward_task(result: GoalResult) -> str:
    found = result.task
    if found is None or found.completion is None:
        return ""
    tail = f"，{points(found.gap).replace('序时', '年度序时')}" if found.gap is not None else ""
    return f"完成年度任务的{percent(found.completion)}{tail}"


def division(result: GoalResult) -> str:
    """完成率的算式。"""
    if result.actual is None:
        said = result.reason if result.reason == reasons.NOT_APPLICABLE else "未报，不是0"
        return f"{month_zh(result.as_of_month)}{said}" if result.as_of_month else "尚未到首个应报月"
    if result.target is None or result.completion is None:
        return with_uom(result.actual, result.goal.uom)
    uom = result.goal.uom
    return f"{with_uom(result.actual, uom)}÷{with_uom(result.target, uom)}＝{percent(result.completion)}"


def pace(result: GoalResult) -> str:
    """序时与差距；没有序时的写原因。"""
    if result.phase is None or result.gap is None:
        return result.reason or "不判"
    done = f"，完成进度{percent(result.progress)}" if result.progress is not None and result.progress != result.completion else ""
    how = f"{result.goal.phasing}，" if result.goal.phasing is not Phasing.LINEAR and result.unit is None else ""
    expected = f"（{how}应完成{with_uom(result.expected, result.goal.uom)}）" if result.expected is not None else ""
    return f"序时进度{percent(result.phase)}{expected}{done}，{points(result.gap)}"


def light(preset: LightPreset, result: GoalResult) -> str:
    """亮灯规则和结果。"""
    tail = f"（{result.reason}）" if result.reason else ""
    return f"{LIGHT_ZH[result.light]}{tail}。{rule(preset)}"


def rule(preset: LightPreset) -> str:
    """亮灯预设的一句话。"""
    return f"规则{preset.label}：{how(preset)}。"


def how(preset: LightPreset) -> str:
    """亮灯预设怎样判。"""
    near, far = f"{preset.behind * 100:g}个百分点", f"{preset.far_behind * 100:g}个百分点"
    first = "达到序时为正常" if preset.behind <= 0 else f"落后不超过{near}为正常"
    texts = {
        LightMethod.POINTS: f"{first}，落后不超过{far}为滞后，再多为严重滞后",
        LightMethod.RATE: f"不低于序时的{percent(preset.behind)}为正常，低于{percent(preset.far_behind)}为严重滞后，其间为滞后",
        LightMethod.STREAK: "一次未达序时为滞后，连续两次为严重滞后",
        LightMethod.CITY_MEAN: f"{first}，板块还须不低于全市平均；落后超过{far}为严重滞后，其余为滞后",
    }
    return texts[preset.method]


def sources(goal: Goal, result: GoalResult, owner: str | None) -> str:
    """谁报的、报了几家、谁没报。"""
    who = "板块上报" if goal.collected_from is Collector.UNIT else f"{owner or '部门'}上报"
    if goal.counts_events:
        who = "由活动、洽谈、审定月自动数出"
    if result.unit is not None:
        return f"{who}。"
    whole = "只有全市数" if goal.breakdown is Breakdown.CITY_ONLY else f"已报{result.reported}/{result.reporters}个板块"
    return f"{who}；{whole}{_missing(result)}。"


def _missing(result: GoalResult) -> str:
    """谁没报；有旧值的写沿用。"""
    names = [m for m in result.missing if m != WHOLE_CITY]
    if not names or not result.reported:
        return ""
    carried = any(p.carried and p.unit in names for p in result.parts)
    return f"；{few(names, most=5)}未报{'，沿用旧值' if carried else ''}"


def differences(result: GoalResult) -> str:
    """对账差异：板块初报与部门核定不同的，各是多少，按哪个计；没有为空。"""
    uom = result.goal.uom
    shown = [f"{p.unit}初报{with_uom(p.first or 0.0, uom)}、核定{with_uom(p.final or 0.0, uom)}" for p in result.differences[:_NAMED]]
    more = f"，共{len(result.differences)}个板块" if len(result.differences) > _NAMED else ""
    return f"{'；'.join(shown)}{more}。按{result.goal.authority}计。" if shown else ""


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
        return f"已超过目标数{change(-lacking, uom)}" if lacking < 0 else "正好等于目标数"
    need = f"，需月均{with_uom(result.need_per_month, uom)}" if result.need_per_month is not None else ""
    lately = f"，近3个月月均{with_uom(recent, uom)}" if recent is not None else ""
    return f"还差{change(lacking, uom)}{need}{lately}"


def last_year(before: GoalResult | None, result: GoalResult) -> str:
    """去年同期；没有为空。"""
    if before is None or before.actual is None or result.actual is None or before.as_of_month is None:
        return ""
    difference = result.actual - before.actual
    word = "增" if difference >= 0 else "减"
    return f"{month_zh(before.as_of_month)}{with_uom(before.actual, result.goal.uom)}，同比{word}{change(abs(difference), result.goal.uom)}"


__all__ = [
    "baseline", "clause", "definition", "differences", "division", "how", "last_year", "light", "pace", "remaining", "rule", "sentence", "sources", "span", "task",
]
