"""一个数与别处比：合情理的范围、去年同月、各板块（INTAKE R23）。"""

from typing import TYPE_CHECKING

from dashboard.domain.facts import Measure
from dashboard.domain.goals import Status
from dashboard.domain.problems import Level
from dashboard.intake.history import History
from dashboard.intake.unusual import enough

if TYPE_CHECKING:
    from dashboard.intake.grids import Figure, GridCheck

_YEARLY_TIMES = 5
_SMALLEST = 10
_SIBLING_TIMES = 20
_FEWEST_SIBLINGS = 3


def compared(found: "GridCheck", figure: "Figure", history: History) -> None:
    """出了范围的、比各板块大得多的要说明，比去年同月差得多的提示。"""
    _plausible(found, figure)
    _year_ago(found, figure, history)
    _siblings(found, figure, history)


def _plausible(found: "GridCheck", figure: "Figure") -> None:
    limits = figure.row.goal.plausible
    if limits and not limits[0] <= float(figure.value) <= limits[1]:
        low, high = (f"{limit:.15g}" for limit in limits)
        said = f"至少{low}" if high == "inf" else f"{low}到{high}"
        _say(found, Level.EXPLAIN, "range", figure, f"写的是{figure.raw}，一般{said}{figure.row.uom}。请核对有没有多写少写一位；属实请说明")


def _year_ago(found: "GridCheck", figure: "Figure", history: History) -> None:
    last = history.year_ago.get(_key(found, figure))
    now = float(figure.value)
    if last is None or min(abs(now), abs(last)) <= 0 or max(abs(now), abs(last)) < _SMALLEST:
        return
    if not 1 / _YEARLY_TIMES < now / last < _YEARLY_TIMES:
        _say(found, Level.HINT, "year_ago", figure, f"写的是{figure.raw}，去年同月是{last:.15g}，相差五倍以上")


def _siblings(found: "GridCheck", figure: "Figure", history: History) -> None:
    """自己的往期还不够比时，看比别的板块大多少；不说出是哪个板块。"""
    unit, indicator, measure, status = _key(found, figure)
    others = history.others(unit, indicator, measure, status)
    if len(others) < _FEWEST_SIBLINGS or enough(history.steps.get((unit, indicator, measure, status), ())):
        return
    if float(figure.value) > _SIBLING_TIMES * max(others):
        text = f"写的是{figure.raw}，是各板块里最大的{float(figure.value) / max(others):.0f}倍。请核对计量单位对不对；属实请说明"
        _say(found, Level.EXPLAIN, "siblings", figure, text)


def _key(found: "GridCheck", figure: "Figure") -> tuple[str, str, str, Status]:
    return figure.unit, figure.row.goal.indicator, str(figure.measure or Measure.STOCK), found.part.status


def _say(found: "GridCheck", level: Level, rule: str, figure: "Figure", text: str) -> None:
    found.problem(level, rule, figure.cell, figure.column.header, figure.raw, text, more=found.more(figure.row, figure.value))
