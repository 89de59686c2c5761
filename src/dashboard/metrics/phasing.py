"""序时：一个目标到某月末应走过多少路（0到1）。四种走法：按月线性、按去年进度、按节点、年末一次。"""

from collections.abc import Callable, Sequence

from dashboard.domain.goals import Basis, Goal, Phasing
from dashboard.domain.month import Month
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import SUMMED, sum_at
from dashboard.metrics.readings import Readings


def path(goal: Goal, month: Month) -> tuple[Month, Month]:
    """序时从哪个月走到哪个月：年度为当年；有基期的从基期次月，否则从起始月，到期末。"""
    if goal.basis is Basis.ANNUAL:
        return Month(month.year, 1), Month(month.year, 12)
    return (goal.baseline.date + 1 if goal.baseline else goal.start), goal.end


def goal_phase(goal: Goal, month: Month, season: float | None = None) -> float | None:
    """month 末的序时；总数、占比没有基期的为 None。season 为去年到同月完成全年的几成（按去年进度用），没有按线性。"""
    if goal.basis in (Basis.STOCK, Basis.RATIO) and goal.baseline is None:
        return None
    first, last = path(goal, month)
    if month >= last:
        return 1.0
    whole = last - first + 1
    gone = max(0, month - first + 1)
    return _PATHS[goal.phasing](goal, first, month, gone, whole, season)


_Path = Callable[[Goal, Month, Month, int, int, float | None], float]


def _linear(_goal: Goal, _first: Month, _month: Month, gone: int, whole: int, _season: float | None) -> float:
    return gone / whole


def _year_end(_goal: Goal, first: Month, month: Month, _gone: int, whole: int, _season: float | None) -> float:
    """只在每年12月走一步，走到那时线性该到的地方。"""
    december = month if month.month == 12 else Month(month.year - 1, 12)
    return max(0, december - first + 1) / whole


def _milestones(goal: Goal, _first: Month, _month: Month, gone: int, whole: int, _season: float | None) -> float:
    """节点把全程等分，写的是走到各节点应完成的份额；节点之间按月匀速。"""
    marks = (0.0, *goal.milestones)
    place = gone * (len(marks) - 1) / whole
    before = min(int(place), len(marks) - 2)
    return marks[before] + (marks[before + 1] - marks[before]) * (place - before)


def _seasonal(_goal: Goal, first: Month, month: Month, gone: int, whole: int, season: float | None) -> float:
    """往年按月走完，今年该走的那一段按去年的进度；起步不满一年的那年按线性。"""
    january = Month(month.year, 1)
    if season is None or january < first:
        return gone / whole
    return (january - first + 12 * season) / whole


_PATHS: dict[Phasing, _Path] = {
    Phasing.LINEAR: _linear,
    Phasing.SEASONAL: _seasonal,
    Phasing.MILESTONES: _milestones,
    Phasing.YEAR_END: _year_end,
}


def season_of(goal: Goal, readings: Readings, month: Month, units: Sequence[str]) -> float | None:
    """去年到同月完成全年增量的几成（0到1）；不是“按去年进度”、去年没有数或没有增量的为 None。"""
    if goal.phasing is not Phasing.SEASONAL or goal.basis is Basis.RATIO:
        return None
    then = month + -12
    year_end = sum_at(goal, readings, Month(then.year, 12), units)
    so_far = sum_at(goal, readings, then, units)
    before = 0.0 if goal.basis in (*SUMMED, Basis.ANNUAL) else sum_at(goal, readings, Month(then.year - 1, 12), units)
    if year_end is None or so_far is None or before is None or year_end - before <= TOLERANCE:
        return None
    return min(1.0, max(0.0, (so_far - before) / (year_end - before)))
