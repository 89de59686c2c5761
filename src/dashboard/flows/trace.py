"""追溯：从一个数回到上报、文件、表、单元格、原文。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure, Stop, Talk
from dashboard.domain.goals import Baseline, Basis, Breakdown, Goal
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.replies import ReplyKind
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence, goals
from dashboard.flows.moments import Moment
from dashboard.intake.numerals import NA
from dashboard.metrics.actuals import SUMMED, unit_part
from dashboard.metrics.counting import count, counted
from dashboard.queries import cells
from dashboard.wording.periods import date_zh

_MEASURES = {Basis.STOCK: (Measure.STOCK,), Basis.RATIO: (Measure.NUMERATOR, Measure.DENOMINATOR)}


@dataclass(frozen=True, slots=True)
class Step:
    """来历的一步：raw 为原文，value 为读出的数（不适用为 None），conversion 说明换算；at、version 为接收的时间和版本；
    current 为在这一版是否有效。"""

    unit: str
    period: Month
    measure: str
    status: str
    submission: str
    file: str
    sheet: str
    cell: str
    raw: str
    value: float | None
    conversion: str
    by: str
    at: datetime
    accepted_by: str
    version: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """一个数和它的来历。value 为这一月画面上的数，没有为 None；baseline 为全市数里另加的、不在单元格里的基期，没有为 None。"""

    goal: Goal
    value: float | None
    steps: tuple[Step, ...]
    baseline: Baseline | None = None


def origin(dash: Dashboard, at: Moment, unit: str, indicator: str) -> Origin:
    """at.month 的那个数是从哪些单元格来的；unit 为板块名、市级或全市。

    板块：它截至月的单元格，更正前的在后。全市：加在一起的每个单元格，往年的在后。由活动数出的承诺：计入的每一站。"""
    goal = _goal(at, indicator)
    due = goal.due_at(at.month)
    if due is None:
        return Origin(goal, None, ())
    if goal.counts_events:
        return Origin(goal, _shown(dash, at, unit, goal), _counted(dash, at, unit, goal, due))
    if unit == WHOLE_CITY and goal.breakdown is Breakdown.BY_UNIT:
        value = _shown(dash, at, unit, goal)
        base = goal.baseline if goal.basis in SUMMED and goal.baseline and goal.baseline.counted else None
        return Origin(goal, value, () if value is None else _summed(dash, at, goal, due), base)
    part = unit_part(goal, evidence(dash, at).readings, unit, due)
    value = part.value if unit in (CITY_LEVEL, WHOLE_CITY) or part.reported else None
    if part.since is None or (value is None and not part.reported):
        return Origin(goal, None, ())
    return Origin(goal, value, tuple(s for s in trace(dash, at, unit, indicator, part.since) if s.measure in _measures(goal)))


def trace(dash: Dashboard, at: Moment, unit: str, indicator: str, month: Month) -> tuple[Step, ...]:
    """某板块某指标某月的全部来历：现行的在前，其中算数的（按目标的 authority）在前；更正前的在后，新的在前。"""
    goal = _goal(at, indicator)
    rows = cells.cell_history(dash.cache.at(at.version), at.city, unit, goal.indicator, month)
    steps = [_step(dash, at, row) for row in rows]
    current = sorted((s for s in steps if s.current), key=lambda s: _rank(goal, s))
    earlier = sorted((s for s in steps if not s.current), key=lambda s: (-(s.version or 0), _rank(goal, s)))
    return (*current, *earlier)


def sources(dash: Dashboard, at: Moment, indicator: str, first: Month, last: Month) -> tuple[Step, ...]:
    """first 到 last 月之间某指标现行的全部单元格。"""
    rows = cells.cells(dash.cache.at(at.version, at.draft), at.city, indicator, first, last)
    return tuple(_step(dash, at, row) for row in rows)


def _goal(at: Moment, indicator: str) -> Goal:
    """目标 id 或指标名；几个目标共用一个指标时先认 id。"""
    named = at.profile.goal_by_id.get(indicator) or next((g for g in at.profile.goals if g.indicator == indicator), None)
    if named is None:
        raise UsageError("unknown_indicator", f"{at.profile.name}没有指标{indicator}。可用dashboard goals查看各指标的代号。")
    return named


def _measures(goal: Goal) -> tuple[str, ...]:
    return tuple(str(m) for m in _MEASURES.get(goal.basis, (Measure.YEAR_TO_DATE,)))


def _rank(goal: Goal, step: Step) -> tuple[int, bool]:
    """算数的种类在前（分子在分母前），算数的身份在前。"""
    used = _measures(goal)
    return (used.index(step.measure) if step.measure in used else len(used), step.status != str(goal.authority))


def _shown(dash: Dashboard, at: Moment, unit: str, goal: Goal) -> float | None:
    """画面上的数：全市或一个板块的判定；市级不判，数它自己的场次。"""
    if unit == CITY_LEVEL:
        return count(goal, evidence(dash, at).held.of(unit), at.month)
    results = goals(dash, at, None if unit == WHOLE_CITY else unit)
    return next(r.actual for r in results if r.goal.id == goal.id)


def _summed(dash: Dashboard, at: Moment, goal: Goal, due: Month) -> tuple[Step, ...]:
    """全市数由它们加成：各板块和市级当年的，新增、累计再加往年最后的；每处只取算数的那一格。"""
    readings = evidence(dash, at).readings
    ends = [due, *(Month(year, 12) for year in range(due.year - 1, goal.start.year - 1, -1) if goal.basis in SUMMED)]
    every = sources(dash, at, goal.indicator, min(goal.start, due), due)
    found: list[Step] = []
    for end in ends:
        for unit in (*at.profile.unit_names, CITY_LEVEL):
            since = unit_part(goal, readings, unit, end).since
            found += _standing(goal, (s for s in every if s.unit == unit and s.period == since))
    return tuple(found)


def _standing(goal: Goal, steps: Iterable[Step]) -> list[Step]:
    """一个板块一个月里算数的几格：每种数取 authority 的那一格，没有取另一格。"""
    chosen: dict[str, Step] = {}
    for step in sorted(steps, key=lambda s: _rank(goal, s)):
        if step.measure in _measures(goal):
            chosen.setdefault(step.measure, step)
    return list(chosen.values())


def _counted(dash: Dashboard, at: Moment, unit: str, goal: Goal, due: Month) -> tuple[Step, ...]:
    found = counted(goal, evidence(dash, at).held, due)
    return tuple(_stop(dash, at, item) for item in found if unit in (WHOLE_CITY, item.unit))


def _stop(dash: Dashboard, at: Moment, item: Stop | Talk) -> Step:
    """一站（或一次洽谈）计一次。"""
    sent = dash.keep(("submission", item.submission, at.version), lambda: dash.store.submission(item.submission))
    day, name, measure = (item.day, item.topic, "洽谈") if isinstance(item, Talk) else (item.held, item.name, "场次")
    return Step(
        unit=item.unit,
        period=item.period,
        measure=measure,
        status="初报",
        submission=item.submission,
        file=sent.file_name,
        sheet=item.sheet,
        cell=item.cell,
        raw=name,
        value=1.0,
        conversion=f"{date_zh(day)}，计一次" if day else "计一次",
        by=sent.by,
        at=sent.accepted_at or sent.at,
        accepted_by=sent.accepted_by or "",
        version=sent.version,
        current=True,
    )


def _step(dash: Dashboard, at: Moment, row: cells.CellRow) -> Step:
    sent = dash.keep(("submission", row.submission, at.version), lambda: dash.store.submission(row.submission))
    return Step(
        unit=row.unit,
        period=row.period,
        measure=row.measure,
        status=row.status,
        submission=row.submission,
        file=sent.file_name,
        sheet=row.sheet,
        cell=row.cell,
        raw=row.raw,
        value=row.value,
        conversion=_understood(dash, at, row),
        by=sent.by,
        at=sent.accepted_at or sent.at,
        accepted_by=sent.accepted_by or "",
        version=sent.version,
        current=row.valid_to is None or row.valid_to > at.version,
    )


def _understood(dash: Dashboard, at: Moment, row: cells.CellRow) -> str:
    """原文怎样成了这个数：上报人改正的、选定的，替人改写的；有说明的带上说明。"""
    given = dash.keep(("replies", row.submission, at.version), lambda: dash.store.replies(row.submission))
    mine = [r for r in given if (r.sheet, r.cell) == (row.sheet, row.cell)]
    changed = [f"“{row.raw}”由上报人改正为{r.text}" for r in mine if r.kind is ReplyKind.FIX]
    chosen = [f"“{row.raw}”由上报人选定“{r.text}”" for r in mine if r.kind is ReplyKind.ANSWER]
    explained = [f"说明：{r.text}" for r in mine if r.kind is ReplyKind.EXPLAIN]
    first = changed or chosen or [f"“{row.raw}”{row.conversion}" if row.conversion else _conversion(row.raw, row.value)]
    return "；".join(filter(None, (*first, *explained)))


def _conversion(raw: str, value: float | None) -> str:
    """原文与读出的数写法不同时的一句说明。"""
    if value is None:
        return "" if raw == NA else f"“{raw}”按不适用记"
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "" if raw in (text, f"{value:g}") else f"“{raw}”读作{text}"
