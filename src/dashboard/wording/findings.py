"""画面的结论标题：标题说发现，不说题目。

overview、goal、matrix 是目标总览的三种画面；reached、lights、missing 是载体地图的；timeline 活动时间轴；龙虎榜的在 standings.headline。
short、public 是大屏用的短句，各给两段：要紧的一段，和接着说的一段（可为空）。"""

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.results import LIGHT_ZH, GoalResult, Light
from dashboard.wording import reasons
from dashboard.wording.names import few
from dashboard.wording.numbers import percent, points, rough, with_uom

_NAMED = 3
_GOOD = (Light.ON_PACE, Light.REACHED)
_ENDED = (Light.REACHED, Light.MISSED)
_RUNNING = (Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND)
_FAR = -0.10
_SAME = 1e-9
Short = tuple[str, str]


def overview(results: Sequence[GoalResult]) -> str:
    """总览：3项指标落后序时10个百分点以上：A、B、C；22项中13项达到序时。先说最要紧的。"""
    if results and all(r.light is Light.UNREPORTED for r in results):
        return f"{len(results)}项指标都还没有报数"
    unreported = sum(r.light is Light.UNREPORTED for r in results)
    tail = f"，{unreported}项未报" if unreported else ""
    return "；".join(filter(None, (_worst(results), f"{_share_good(results)}{tail}")))


def _worst(results: Sequence[GoalResult]) -> str:
    """最要紧的一类和它的名字；都好为空。期末以后先说未达成，之前先说严重滞后。"""
    said = {
        Light.FAR_BEHIND: f"项指标{_far_word(results)}",
        Light.MISSED: "项未达成",
        Light.BEHIND: "项指标落后序时",
    }
    for light in said:
        found = sorted((r for r in results if r.light is light), key=lambda r: r.gap or 0.0)
        if found:
            return f"{len(found)}{said[light]}：{_names(found)}"
    return ""


def _far_word(results: Sequence[GoalResult]) -> str:
    """严重滞后的都落后10个百分点以上时写明；别的亮灯规则只写严重滞后。"""
    far = [r.gap for r in results if r.light is Light.FAR_BEHIND]
    return "落后序时10个百分点以上" if far and all(g is not None and g < _FAR + _SAME for g in far) else "严重滞后"


def _share_good(results: Sequence[GoalResult]) -> str:
    good = sum(r.light in _GOOD for r in results)
    return f"{len(results)}项中{good}项{_good_word(results)}"


def _good_word(results: Sequence[GoalResult]) -> str:
    """都到期了说已达成，还有在途的说达到序时。"""
    ended = any(r.light is Light.MISSED or (r.light is Light.REACHED and (r.as_of_month or r.month) >= r.goal.end) for r in results)
    return "已达成" if ended and not any(r.light in _RUNNING for r in results) else "达到序时"


def _names(found: Sequence[GoalResult]) -> str:
    return few([r.goal.short_name for r in found], "项", _NAMED)


def goal(result: GoalResult, lately: float | None, months_left: int) -> str:
    """一个目标：创投基金规模落后序时26.7个百分点，照近3个月的速度，年底约完成2,020亿元、缺480亿元。

    lately 为近3个月月均（计量单位/月，没有为 None）；months_left 为截至月到期末的月数。"""
    name = f"{result.unit}·{result.goal.short_name}" if result.unit else result.goal.short_name
    if result.actual is None:
        return f"{name}{'未报' if result.light is Light.UNREPORTED else result.reason if result.reason == reasons.NOT_APPLICABLE else '还没有数'}"
    if result.light in _ENDED:
        even = f"，{result.reason}" if result.reason else ""
        return f"{name}{LIGHT_ZH[result.light]}：{_completed(result)}{even}"
    if result.gap is None:
        return f"{name}{_completed(result)}，{result.reason or LIGHT_ZH[result.light]}"
    return f"{name}{points(result.gap)}{_outlook(result, lately, months_left)}"


def _completed(result: GoalResult) -> str:
    done = f"完成{with_uom(result.actual or 0.0, result.goal.uom)}"
    return f"{done}，完成率{percent(result.completion)}" if result.completion is not None else done


def _outlook(result: GoalResult, lately: float | None, months_left: int) -> str:
    if lately is None or result.target is None or months_left <= 0 or result.actual is None or result.actual >= result.target:
        return ""
    reached = result.actual + lately * months_left
    reached = float(int(reached)) if result.goal.integer or abs(reached) >= 100 else round(reached, 1)
    lacking = result.target - reached
    tail = f"、缺{rough(lacking, result.goal.uom)}" if lacking > _SAME else "，可以完成"
    return f"，照近3个月的速度，{_end_word(result, months_left)}约完成{rough(reached, result.goal.uom)}{tail}"


def _end_word(result: GoalResult, months_left: int) -> str:
    """年底；期末不在今年的写哪年底。"""
    until = result.as_of_month or result.month
    end = until + months_left
    year = "" if end.year == until.year else f"{end.year}"
    return f"{year}年底" if end.month == 12 else f"{end.year}年{end.month}月底"


def matrix(far: int, cells: int, worst: str, units: int) -> str:
    """亮灯矩阵：多少格严重滞后，哪个指标最多（units 个板块）。"""
    if not far:
        return f"{cells}格里没有一格严重滞后"
    return f"{cells}格里{far}格严重滞后，最多的是{worst}（{units}个板块）"


def short(results: Sequence[GoalResult]) -> Short:
    """大屏：3项目标严重滞后，13项达到序时。"""
    counted = Counter(r.light for r in results)
    good = sum(counted[light] for light in _GOOD)
    rest = f"，{good}项{_good_word(results)}" if good else ""
    for light in (Light.FAR_BEHIND, Light.MISSED, Light.BEHIND):
        if counted[light]:
            return f"{counted[light]}项目标{LIGHT_ZH[light]}", rest
    return (f"{good}项目标都{_good_word(results)}", "") if good else ("各项目标还没有可判的数", "")


def public(results: Sequence[GoalResult]) -> Short:
    """公开的大屏：只说到了多少，不说谁落后。"""
    done = sum(r.completion is not None and r.completion >= 1 - _SAME for r in results)
    half = sum(r.completion is not None and 0.5 <= r.completion < 1 - _SAME for r in results)
    if done:
        return f"{done}项已达到2025目标数", f"，{half}项完成过半" if half else ""
    return (f"{half}项目标完成过半", "") if half else (f"{len(results)}项目标正在推进", "")


def reached(of: str, word: str, full: int, judged: int, lowest: Sequence[str], text: str) -> str:
    """载体地图：2个板块完成率达到100%，姑苏区69.0%最低。

    of 为什么数（完成率，或空），word 为达到了什么（达到100%、达到序时），full、judged 为达到的和有数的板块数，lowest、text 为最低的板块和它的数。"""
    if full == judged:
        return f"{full}个板块{of}{'都' if full > 1 else ''}{word}"
    tail = f"{few(lowest)}{text}{'并列' if len(lowest) > 1 else ''}最低"
    return f"{f'{full}个板块' if full else '没有板块'}{of}{word}，{tail}"


def lights(found: Sequence[Light], order: Sequence[Light]) -> str:
    """载体地图按亮灯：10个板块中3个正常、7个滞后。"""
    counted = Counter(found)
    parts = [f"{counted[light]}个{LIGHT_ZH[light]}" for light in order if counted[light]]
    return f"{len(found)}个板块中{'、'.join(parts)}" if len(parts) > 1 else f"{len(found)}个板块都{LIGHT_ZH[found[0]]}"


def missing(unreported: Sequence[str], total: int) -> str:
    """谁未报：相城区未报、10个板块都未报；没有为空。"""
    if not unreported:
        return ""
    return f"{total}个板块都未报" if len(unreported) == total else f"{few(unreported)}未报"


def timeline(span: str, held: int, signed: int, overdue: int, lag: str = "") -> str:
    """活动时间轴：上半年举办17场、签约86个项目；1场逾期未报；市外活动落后序时3场。lag 为落后最多的一项承诺（没有为空）。"""
    done = f"{span}举办{held:,}场" if held else f"{span}还没有举办活动"
    results = f"、签约{signed:,}个项目" if held and signed else ""
    return "；".join(filter(None, (f"{done}{results}", f"{overdue:,}场逾期未报" if overdue else "", lag)))


__all__ = ["Short", "goal", "lights", "matrix", "missing", "overview", "public", "reached", "short", "timeline"]
