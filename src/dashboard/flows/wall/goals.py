"""大屏上的目标：一格一个数字目标。公开的不写灯、差距和金额。"""

from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.figures.wall import bar
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.pending import Awaiting
from dashboard.flows.screens.overview import urgency
from dashboard.flows.wall.ask import KIND_ZH, Audience, Kind
from dashboard.flows.wall.decks import Deck, Tile
from dashboard.wording import findings, numbers, periods, phrases

_MONEY = ("亿元", "万元")


def deck(dash: Dashboard, at: Moment, audience: Audience, pending: Awaiting) -> Deck:
    """目标一叠：内部的最该说的在前，公开的按文件顺序。"""
    results = [r for r in judge.goals(dash, at) if not r.goal.is_commitment]
    topic = f"{at.profile.name}科技招商 · {KIND_ZH[Kind.GOALS]}"
    if audience is Audience.PUBLIC:
        shown = [r for r in results if r.actual is not None and r.goal.uom not in _MONEY]
        return Deck(Kind.GOALS, topic, *findings.public(shown), tuple(_public(r, at.month, pending) for r in shown))
    return Deck(Kind.GOALS, topic, *findings.short(results), tuple(_internal(r, at.month, pending) for r in sorted(results, key=urgency)))


def _internal(result: GoalResult, month: Month, pending: Awaiting) -> Tile:
    return _tile(result, own_month(result, month), phrases.lag(result), result.light, pending.of(result.goal))


def _public(result: GoalResult, month: Month, pending: Awaiting) -> Tile:
    """公开的只说有更正待审，不说谁的。"""
    return _tile(result, "", span(result, result.as_of_month or month), None, "更正待审" if pending.of(result.goal) else "")


def own_month(result: GoalResult, month: Month) -> str:
    """这个数的截至月与屏上的月份不同时写出来。"""
    found = result.as_of_month
    if found is None or found == month:
        return ""
    return f"截至{found.month}月" if found.year == month.year else f"截至{periods.month_zh(found)}"


def _tile(result: GoalResult, when: str, note: str, light: Light | None, later: str) -> Tile:
    reported = result.actual is not None
    return Tile(
        name=result.goal.short_name,
        value=numbers.amount(result.actual, result.goal.uom) if result.actual is not None else phrases.blank(result),
        uom=result.goal.uom if reported else "",
        bar=bar(result, light),
        share=phrases.share(result) if reported else "",
        aim=f"目标{phrases.aim(result)}" if result.target is not None else "",
        note=note,
        when=when,
        light=light,
        later=later,
    )


def span(result: GoalResult, month: Month) -> str:
    """这个数是哪段时间的。"""
    if result.goal.basis in (Basis.STOCK, Basis.RATIO):
        return f"{periods.month_zh(month)}末" if result.goal.basis is Basis.STOCK else f"{month.year}年{periods.period_zh(month)}"
    if result.goal.basis is Basis.ANNUAL:
        return f"{month.year}年{periods.period_zh(month)}"
    return f"{periods.month_zh(result.goal.start)}至{periods.month_zh(month)}"
