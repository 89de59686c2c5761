"""一个判定的几句短语：完成、目标、完成率、差距、需月均；各画面和文件同用。"""

from dashboard.domain.goals import Basis
from dashboard.domain.results import GoalResult, Light
from dashboard.wording import reasons
from dashboard.wording.numbers import amount, percent, points, target, with_uom


def blank(result: GoalResult) -> str:
    """没有完成数的写法：未报，还是报了不适用。"""
    return reasons.NOT_APPLICABLE if result.reason == reasons.NOT_APPLICABLE else "未报"


def done(result: GoalResult) -> str:
    """完成数带单位；未报写未报，不适用写不适用。"""
    return blank(result) if result.actual is None else with_uom(result.actual, result.goal.uom)


def aim(result: GoalResult) -> str:
    """目标数带限定词；没有目标数写“未定”。"""
    if result.target is None:
        return "未定"
    if result.unit is not None or result.goal.basis is Basis.CADENCE:
        return with_uom(result.target, result.goal.uom)
    return target(result.goal, result.target)


def against(result: GoalResult) -> str:
    """“9/10名以上”这样的写法；只计数的只写完成数。"""
    if result.target is None:
        return done(result)
    actual = blank(result) if result.actual is None else amount(result.actual, result.goal.uom)
    return f"{actual}/{aim(result)}"


def share(result: GoalResult) -> str:
    """完成率；没有写“—”。"""
    return "—" if result.completion is None else percent(result.completion)


def lag(result: GoalResult) -> str:
    """与序时的差距；没有序时的写原因。"""
    if result.gap is None:
        return result.reason or "不判"
    return points(result.gap)


def need(result: GoalResult) -> str:
    """需月均；不需要或算不出写空。"""
    if result.need_per_month is None or result.light is Light.REACHED:
        return ""
    return f"需月均{with_uom(result.need_per_month, result.goal.uom)}" if result.need_per_month > 0 else "已到目标数"
