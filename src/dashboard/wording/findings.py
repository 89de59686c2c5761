"""画面的结论标题：总览、一个目标；标题说发现，不说题目。"""

from collections.abc import Sequence

from dashboard.domain.results import LIGHT_ZH, GoalResult, Light
from dashboard.wording.numbers import percent, points, with_uom

_NAMED = 3
_GOOD = (Light.ON_PACE, Light.REACHED)


def overview(results: Sequence[GoalResult]) -> str:
    """总览：先说最该说的（未达成、严重滞后、滞后），再说多少项达到序时。"""
    total = len(results)
    good = sum(r.light in _GOOD for r in results)
    for light, said in (
        (Light.MISSED, "项未达成"),
        (Light.FAR_BEHIND, "项指标严重落后序时"),
        (Light.BEHIND, "项指标落后序时"),
    ):
        found = sorted((r for r in results if r.light is light), key=lambda r: r.gap or 0.0)
        if found:
            return f"{len(found)}{said}：{_names(found)}；{total}项中{good}项{_word(results)}"
    unreported = sum(r.light is Light.UNREPORTED for r in results)
    if unreported == total:
        return f"{total}项指标都还没有报数"
    tail = f"，{unreported}项未报" if unreported else ""
    return f"{total}项中{good}项{_word(results)}{tail}"


def goal(result: GoalResult, lately: float | None, months_left: int) -> str:
    """一个目标：离序时多远，照近3个月的速度到期末能完成多少。lately 为近3个月月均（计量单位/月）。"""
    name = f"{result.unit}·{result.goal.short_name}" if result.unit else result.goal.short_name
    if result.actual is None:
        return f"{name}{'未报' if result.light is Light.UNREPORTED else '还没有数'}"
    if result.light in (Light.REACHED, Light.MISSED):
        return f"{name}{LIGHT_ZH[result.light]}：{_completed(result)}"
    head = f"{name}{points(result.gap)}" if result.gap is not None else f"{name}{_completed(result)}，{result.reason or LIGHT_ZH[result.light]}"
    return head + _outlook(result, lately, months_left)


def _completed(result: GoalResult) -> str:
    done = f"完成{with_uom(result.actual or 0.0, result.goal.uom)}"
    return f"{done}，完成率{percent(result.completion)}" if result.completion is not None else done


def _outlook(result: GoalResult, lately: float | None, months_left: int) -> str:
    if lately is None or result.target is None or months_left <= 0 or result.actual is None or result.actual >= result.target:
        return ""
    uom, reached = result.goal.uom, result.actual + lately * months_left
    if result.goal.integer:
        reached = float(int(reached))
    lacking = result.target - reached
    tail = f"、缺{with_uom(lacking, uom)}" if lacking > 0 else "，可以完成"
    return f"，照近3个月的速度，期末约完成{with_uom(reached, uom)}{tail}"


def matrix(far: int, cells: int, worst: str, units: int) -> str:
    """亮灯矩阵：多少格严重滞后，哪个指标最多（units 个板块）。"""
    if not far:
        return f"{cells}格里没有一格严重滞后"
    return f"{cells}格里{far}格严重滞后，最多的是{worst}（{units}个板块）"


def _names(found: Sequence[GoalResult]) -> str:
    shown = "、".join(r.goal.short_name for r in found[:_NAMED])
    return shown if len(found) <= _NAMED else f"{shown}等"


def _word(results: Sequence[GoalResult]) -> str:
    return "已达成" if any(r.light is Light.MISSED for r in results) else "达到序时"


__all__ = ["goal", "matrix", "overview"]
