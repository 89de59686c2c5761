"""画面的结论标题：标题说发现，不说题目。

overview、goal、matrix 是目标总览的三种画面；carriers 载体地图；timeline 活动时间轴；龙虎榜的在 standings.headline。
short、public 是大屏用的短句，各给两段：要紧的一段，和接着说的一段（可为空）。"""

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.results import LIGHT_ZH, GoalResult, Light
from dashboard.wording.names import few
from dashboard.wording.numbers import change, percent, points, rough, with_uom

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
    lights = {r.light for r in results}
    return "已达成" if lights & set(_ENDED) and not lights & set(_RUNNING) else "达到序时"


def _names(found: Sequence[GoalResult]) -> str:
    return few([r.goal.short_name for r in found], "项", _NAMED)


def goal(result: GoalResult, lately: float | None, months_left: int) -> str:
    """一个目标：创投基金规模落后序时26.7个百分点，照近3个月的速度，年底约完成2,020亿元、缺480亿元。

    lately 为近3个月月均（计量单位/月，没有为 None）；months_left 为截至月到期末的月数。"""
    name = f"{result.unit}·{result.goal.short_name}" if result.unit else result.goal.short_name
    if result.actual is None:
        return f"{name}{'未报' if result.light is Light.UNREPORTED else '还没有数'}"
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
    """大屏：3项指标严重滞后，13项达到序时。"""
    counted = Counter(r.light for r in results)
    good = sum(counted[light] for light in _GOOD)
    rest = f"，{good}项{_good_word(results)}" if good else ""
    for light in (Light.FAR_BEHIND, Light.MISSED, Light.BEHIND):
        if counted[light]:
            return f"{counted[light]}项指标{LIGHT_ZH[light]}", rest
    return (f"{good}项指标都{_good_word(results)}", "") if good else ("各项指标还没有可判的数", "")


def public(results: Sequence[GoalResult]) -> Short:
    """公开的大屏：只说到了多少，不说谁落后。"""
    done = sum(r.completion is not None and r.completion >= 1 - _SAME for r in results)
    half = sum(r.completion is not None and 0.5 <= r.completion < 1 - _SAME for r in results)
    if done:
        return f"{done}项已到2025目标数", f"，{half}项完成过半" if half else ""
    return (f"{half}项目标完成过半", "") if half else (f"{len(results)}项目标正在推进", "")


def carriers(name: str, reached: int, judged: int, lowest: Sequence[str], lowest_text: str, unreported: Sequence[str], word: str) -> str:
    """载体地图：2个板块完成率超过100%，姑苏区69.0%最低；相城区未报。

    name 为所看的指标（综合完成率为空）；reached、judged 为达到的和有数的板块数；word 为达到了什么。"""
    head = f"{name}：" if name else ""
    if not judged:
        return f"{head}{missing(unreported) or '各板块都没有年度任务，不判'}"
    first = f"{reached}个板块" if reached else "没有板块"
    tail = "都" if reached == judged > 1 else ""
    low = "" if reached == judged else f"，{few(lowest)}{lowest_text}{'并列' if len(lowest) > 1 else ''}最低"
    return "；".join(filter(None, (f"{head}{first}{tail}{word}{low}", missing(unreported))))


def missing(unreported: Sequence[str]) -> str:
    """谁未报；没有为空。"""
    return f"{few(unreported)}未报" if unreported else ""


def timeline(span: str, held: int, signed: int, overdue: int, lag: str = "") -> str:
    """活动时间轴：上半年举办17场、签约86个项目；1场逾期未报；市外活动落后序时3场。lag 为落后最多的一项承诺（没有为空）。"""
    done = f"{span}举办{held:,}场" if held else f"{span}还没有举办活动"
    results = f"、签约{signed:,}个项目" if held and signed else ""
    return "；".join(filter(None, (f"{done}{results}", f"{overdue:,}场逾期未报" if overdue else "", lag)))


def behind_by(name: str, short_of: float, uom: str) -> str:
    """一项承诺离序时差多少：市外活动落后序时3场。"""
    return f"{name}落后序时{change(short_of, uom)}"


__all__ = ["Short", "behind_by", "carriers", "goal", "matrix", "missing", "overview", "public", "short", "timeline"]
