"""一个目标打开后：走势、为什么、各板块、来源单元格、公开口径对照。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.city import WHOLE_CITY, Figure
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month, month_range
from dashboard.domain.problems import UsageError
from dashboard.domain.results import GoalResult
from dashboard.figures.lines import Published, Track, TrackPoint, trend_chart
from dashboard.figures.picture import Picture
from dashboard.flows import judge, trace
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment, on
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.where import Where
from dashboard.metrics.actuals import value_at
from dashboard.wording import findings, why
from dashboard.wording.numbers import with_uom
from dashboard.wording.published import stated

_CELLS = 12
_LATELY = 3


@dataclass(frozen=True, slots=True)
class UnitRow:
    """一个板块在该目标上的一行：位次（未报为 None）、占全市之比、占最大板块之比（画条用）。"""

    result: GoalResult
    rank: int | None
    share: float | None
    length: float
    href: str


def goal(dash: Dashboard, where: Where) -> Picture:
    """一个目标（或它在一个板块）的来龙去脉。"""
    where, at = stand(dash, where)
    found, unit = chosen(at, where), where.pick("unit") or None
    result = _result(dash, at, found, unit)
    cells = trace.sources(dash, at, found.indicator, result.as_of_month, result.as_of_month) if result.as_of_month else ()
    mine = [c for c in cells if unit is None or c.unit == unit]
    return framed(
        dash,
        where,
        at,
        "goal.html",
        headline(dash, at, result),
        result=result,
        unit=unit,
        chart=trend_chart(track(dash, at, found, unit)),
        reasons=_reasons(dash, at, result),
        rows=_unit_rows(dash, at, where, found),
        cells=mine if where.pick("cells") else mine[:_CELLS],
        hidden=0 if where.pick("cells") else max(0, len(mine) - _CELLS),
        all_cells=where.but(cells="all").href,
        history=_history(dash, at, found, unit, result.as_of_month),
        published=_published(at, found, unit),
        links=_links(where, found),
        whole=where.but(unit=None, cells=None).href,
    )


def zoomed(dash: Dashboard, where: Where) -> Picture:
    """只有页框和标题：下面是可缩放的走势图。"""
    where, at = stand(dash, where)
    found, unit = chosen(at, where), where.pick("unit") or None
    return framed(dash, where, at, "zoomed.html", headline(dash, at, _result(dash, at, found, unit)), back=where.but(view=None).href, back_to=found.short_name)


def track_at(dash: Dashboard, where: Where) -> Track:
    """地址所指目标的走势。"""
    where, at = stand(dash, where)
    return track(dash, at, chosen(at, where), where.pick("unit") or None)


def chosen(at: Moment, where: Where) -> Goal:
    """地址里的目标；没有这个目标抛 UsageError。"""
    name = where.pick("goal")
    found = at.profile.goal_by_id.get(name)
    if found is None:
        raise UsageError("unknown_goal", f"{at.profile.name}没有目标{name}。请从目标总览里点一项。")
    return found


def headline(dash: Dashboard, at: Moment, result: GoalResult) -> str:
    """结论标题。"""
    yearly = result.goal.basis is Basis.ANNUAL or result.unit is not None
    until = result.as_of_month or at.month
    end = Month(until.year, 12) if yearly else result.goal.end
    return findings.goal(result, _lately(dash, at, result), end - until)


def _result(dash: Dashboard, at: Moment, found: Goal, unit: str | None) -> GoalResult:
    return next(r for r in judge.goals(dash, at, unit) if r.goal.id == found.id)


def track(dash: Dashboard, at: Moment, found: Goal, unit: str | None) -> Track:
    """逐月走势，画到期末；板块只画任务。"""
    results = judge.trend(dash, at, found, None, unit)
    yearly = found.basis in (Basis.ANNUAL, Basis.CADENCE, Basis.COUNT) or (
        unit is not None and found.basis in (Basis.NEW, Basis.CUMULATIVE)
    )
    points = [_point(r, yearly) for r in results]
    if points and not yearly and results[-1].target is not None and results[-1].phase is not None:
        points += [TrackPoint(m, None, None, results[-1].target) for m in month_range(at.month + 1, found.end)]
        if points[-1].month > at.month:
            points[-1] = TrackPoint(found.end, None, results[-1].target, results[-1].target)
    marks = [
        Published(f.month, f.value, f"{f.period}{stated(f)}（{f.tier}级来源）")
        for f in _comparable(at, found, unit)
        if f.month is not None and points and points[0].month <= f.month <= points[-1].month
    ]
    return Track(found.uom, tuple(points), tuple(marks), yearly, found.basis is not Basis.RATIO)


def _point(result: GoalResult, yearly: bool) -> TrackPoint:
    current = result.as_of_month == result.month
    target, expected = result.target, result.expected
    if yearly and result.unit is None and result.goal.basis is Basis.ANNUAL and result.month.year < result.goal.end.year:
        target, expected = (result.task.target, result.task.expected) if result.task else (None, None)
    return TrackPoint(result.month, result.actual if current else None, expected if current else None, target)


def _comparable(at: Moment, found: Goal, unit: str | None) -> list[Figure]:
    """口径与这个目标相同的公开数，画在走势上；走势从起始月累加的，一年的数只在第一年可比。"""
    summed = found.basis in (Basis.NEW, Basis.CUMULATIVE) and unit is None
    same = [f for f in _published(at, found, unit) if f.same_definition]
    return [f for f in same if not summed or f.period_kind == "累计" or (f.span and f.span.first == found.start)]


def _published(at: Moment, found: Goal, unit: str | None) -> list[Figure]:
    names = {found.id, found.indicator}
    return [f for f in at.profile.figures if f.indicator in names and f.unit == (unit or WHOLE_CITY)]


def _reasons(dash: Dashboard, at: Moment, result: GoalResult) -> list[tuple[str, str]]:
    found, profile = result.goal, at.profile
    rows = [
        ("条款原文", why.clause(profile, found)),
        ("口径", why.definition(found)),
        ("期间", why.span(found)),
        ("基期", _start(dash, at, result)),
        ("完成", why.division(result)),
        ("构成", _by_year(dash, at, result)),
        ("序时", why.pace(result)),
        ("亮灯", why.light(at.light, result)),
        ("年度任务", why.task(result.task, found) if result.task else "未下达"),
        ("数据", why.sources(found, result, found.owner_at(at.month))),
        ("对账", why.differences(result)),
        ("还需", why.remaining(result, _lately(dash, at, result))),
        ("去年同期", why.last_year(_year_before(dash, at, result), result)),
        ("通报写法", why.sentence(result)),
        ("说明", found.note),
    ]
    return [(name, text) for name, text in rows if text]


def _by_year(dash: Dashboard, at: Moment, result: GoalResult) -> str:
    """新增、累计类逐年的构成；板块只有本年，不写。"""
    found, until = result.goal, result.as_of_month
    if found.basis not in (Basis.NEW, Basis.CUMULATIVE) or result.unit is not None or until is None or result.actual is None:
        return ""
    readings = judge.evidence(dash, at).readings
    parts = [f"基期{with_uom(found.baseline.value, found.uom)}"] if found.baseline and found.baseline.counted else []
    for year in range(found.start.year, until.year + 1):
        last = min(Month(year, 12), until)
        total = sum(value_at(found, readings, p.unit, last) or 0.0 for p in result.parts)
        parts.append(f"{year}年{with_uom(total, found.uom)}")
    return "＋".join(parts)


def _start(dash: Dashboard, at: Moment, result: GoalResult) -> str:
    """全市的基期；板块没有基期，总数、占比从上年末走起。"""
    found, until = result.goal, result.as_of_month
    if result.unit is None:
        return why.baseline(found)
    if found.basis not in (Basis.STOCK, Basis.RATIO) or until is None:
        return ""
    month = Month(until.year - 1, 12)
    return why.year_end(value_at(found, judge.evidence(dash, at).readings, result.unit, month), found.uom, month)


def _lately(dash: Dashboard, at: Moment, result: GoalResult) -> float | None:
    """近3个月月均（计量单位/月）；跨年重算的、缺月的为 None。"""
    until, found = result.as_of_month, result.goal
    if until is None or result.actual is None or found.basis in (Basis.RATIO, Basis.CADENCE, Basis.COUNT):
        return None
    before = until + -_LATELY
    resets = found.basis is Basis.ANNUAL or result.unit is not None
    if before < at.profile.start or not found.is_due(before) or (resets and before.year != until.year):
        return None
    earlier = _result(dash, on(dash, at, before), found, result.unit)
    return None if earlier.actual is None else (result.actual - earlier.actual) / _LATELY


def _year_before(dash: Dashboard, at: Moment, result: GoalResult) -> GoalResult | None:
    until = result.as_of_month
    if until is None or until + -12 < at.profile.start:
        return None
    return _result(dash, on(dash, at, until + -12), result.goal, result.unit)


def _unit_rows(dash: Dashboard, at: Moment, where: Where, found: Goal) -> list[UnitRow]:
    """各板块按数值排，并列同位，未报的在后；占比按全市当年数算。"""
    if found.counts_events:
        return []
    results = [_result(dash, at, found, name) for name in at.profile.unit_names]
    known = sorted((r for r in results if r.actual is not None), key=lambda r: -(r.actual or 0.0))
    total = sum(r.actual or 0.0 for r in known) if found.basis is not Basis.RATIO else 0.0
    top = max((r.actual or 0.0 for r in known), default=0.0)
    rows = []
    for r in [*known, *(r for r in results if r.actual is None)]:
        rank = None if r.actual is None else 1 + sum((o.actual or 0.0) > r.actual + 1e-9 for o in known)
        share = r.actual / total if r.actual is not None and total > 0 else None
        rows.append(UnitRow(r, rank, share, max(0.0, (r.actual or 0.0) / top) if top > 0 else 0.0, where.but(unit=r.unit, cells=None).href))
    return rows


def _history(dash: Dashboard, at: Moment, found: Goal, unit: str | None, month: Month | None) -> Sequence[trace.Step]:
    """一个板块该月的全部来历，含更正前的。"""
    return trace.trace(dash, at, unit, found.indicator, month) if unit and month else ()


def _links(where: Where, found: Goal) -> dict[str, str]:
    pinned = [p for p in where.pick("pin").split(",") if p]
    others = [p for p in pinned if p != found.id]
    kept = others if found.id in pinned else [found.id, *others][:4]
    return {
        "back": where.to("overview").href,
        "zoom": where.but(view="trend").href,
        "pin": where.but(pin=",".join(kept) or None).href,
        "pinned": "取消置顶" if found.id in pinned else "置顶到总览",
        "events": where.to("timeline").href if found.counts_events else "",
        "projects": where.to("leaderboard", view="projects", unit=where.pick("unit")).href if found.ledger else "",
    }
