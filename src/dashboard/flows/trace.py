"""追溯：从一个数回到上报、文件、表、单元格、原文。"""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.queries import cells


@dataclass(frozen=True, slots=True)
class Step:
    """来历的一步：raw 为原文，value 为读出的数，conversion 说明换算；at、version 为接收的时间和版本。"""

    unit: str
    period: Month
    measure: str
    status: str
    submission: str
    file: str
    sheet: str
    cell: str
    raw: str
    value: float
    conversion: str
    by: str
    at: datetime
    accepted_by: str
    version: int | None
    current: bool


_MEASURES = {Basis.STOCK: ("期末",), Basis.RATIO: ("分子", "分母")}


def trace(dash: Dashboard, at: Moment, unit: str, indicator: str, month: Month) -> tuple[Step, ...]:
    """某板块某指标某月的全部来历，现行的在前、更正前的在后。"""
    goal = next((g for g in at.profile.goals if g.indicator == indicator or g.id == indicator), None)
    if goal is None:
        raise UsageError("unknown_indicator", f"{at.profile.name}没有指标{indicator}。")
    rows = cells.cell_history(dash.cache.at(at.version), at.city, unit, goal.indicator, month)
    return tuple(_step(dash, at, row) for row in rows)


def sources(dash: Dashboard, at: Moment, indicator: str, first: Month, last: Month) -> tuple[Step, ...]:
    """first 到 last 月之间某指标现行的全部单元格。"""
    rows = cells.cells(dash.cache.at(at.version, at.draft), at.city, indicator, first, last)
    return tuple(_step(dash, at, row) for row in rows)


def headline_value(at: Moment, indicator: str, steps: tuple[Step, ...]) -> float | None:
    """这些步骤所支持的现行数：占比为 100×分子÷分母，其余为本年累计或期末；有核定用核定（按目标的 authority）。"""
    goal = next(g for g in at.profile.goals if indicator in (g.indicator, g.id))
    current = {(s.measure, s.status): s.value for s in steps if s.current}

    def pick(measure: str) -> float | None:
        other = next((v for (m, _), v in current.items() if m == measure), None)
        return current.get((measure, str(goal.authority)), other)

    if goal.basis is Basis.RATIO:
        top, bottom = pick("分子"), pick("分母")
        return 100 * top / bottom if top is not None and bottom else None
    return pick(_MEASURES.get(goal.basis, ("本年累计",))[0])


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
        conversion=_conversion(row.raw, row.value),
        by=sent.by,
        at=sent.accepted_at or sent.at,
        accepted_by=sent.accepted_by or "",
        version=sent.version,
        current=row.valid_to is None or row.valid_to > at.version,
    )


def _conversion(raw: str, value: float) -> str:
    """原文与读出的数写法不同时的一句说明。"""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "" if raw in (text, f"{value:g}") else f"“{raw}”读作{text}"
