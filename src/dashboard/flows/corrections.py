"""审定后更正：一个月审定以后，哪些板块的数又改了，由谁、哪一版。"""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.submissions import Table
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.queries import review


@dataclass(frozen=True, slots=True)
class Correction:
    """一处更正。指标数：unit、indicator、measure、old、value；清单换了一块：indicator 为空，unit 为报送者。

    old 为审定时的数（那时没有为 None，即补报），value 为现在的数（撤掉了为 None）。"""

    unit: str
    table: Table
    indicator: str
    measure: str
    old: float | None
    value: float | None
    submission: str
    file: str
    by: str
    accepted_by: str
    at: datetime
    version: int | None


def corrections(dash: Dashboard, at: Moment) -> tuple[Correction, ...]:
    """该月审定以后、到该版为止的更正；没审定、没改过为空。数没变的不算。"""
    return dash.keep(("corrections", *at.key), lambda: _corrections(dash, at))


def corrected_units(dash: Dashboard, at: Moment, indicator: str | None = None) -> tuple[str, ...]:
    """标“审定后更正”的板块（可只看一个指标），按档案顺序，市级和部门在后。"""
    found = {c.unit for c in corrections(dash, at) if indicator in (None, c.indicator)}
    return (*(name for name in at.profile.unit_names if name in found), *sorted(found - set(at.profile.unit_names)))


def _corrections(dash: Dashboard, at: Moment) -> tuple[Correction, ...]:
    finalized = dash.store.finalized_version(at.city, at.month, at.version)
    if finalized is None:
        return ()
    view, where = dash.cache.at(at.version, at.draft), (at.city, at.month, finalized)
    newest = {(s.owner, s.table): s.submission for s in review.corrected_slices(view, *where)}
    if not newest:
        return ()
    cells = [
        _correction(dash, newest[c.owner, Table.FACTS], c.unit, Table.FACTS, c.indicator, c.measure, c.old, c.value)
        for c in review.corrected_cells(view, *where)
    ]
    lists = [_correction(dash, newest[owner, table], owner, table) for table, owner in review.corrected_lists(view, *where)]
    return (*cells, *lists)


def _correction(
    dash: Dashboard,
    submission: str,
    unit: str,
    table: Table,
    indicator: str = "",
    measure: str = "",
    old: float | None = None,
    value: float | None = None,
) -> Correction:
    sent = dash.store.submission(submission)
    return Correction(
        unit=unit,
        table=table,
        indicator=indicator,
        measure=measure,
        old=old,
        value=value,
        submission=submission,
        file=sent.file_name,
        by=sent.by,
        accepted_by=sent.accepted_by or "",
        at=sent.accepted_at or sent.at,
        version=sent.version,
    )
