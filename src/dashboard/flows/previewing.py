"""预览：一份待审的上报，与现行的差在哪些格子，收下以后全市的数、亮灯、位次怎样变（INTAKE R28）。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Contest, LightPreset
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.domain.replies import Reply
from dashboard.domain.results import GoalResult, Leaderboard, Standing
from dashboard.domain.submissions import STATE_ZH, Slice, State, Submission, Table
from dashboard.flows import judge, rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment, moment
from dashboard.queries import review
from dashboard.queries.cache import View
from dashboard.queries.review import SliceCell, SliceRow

_SAME = 1e-9
_CELLS = (Table.FACTS, Table.TARGETS)


@dataclass(frozen=True, slots=True)
class CellChange:
    """一个数：现行 old（没有为 None，新增）、上报 new（没有为 None，撤掉）；sheet、cell 为待审文件里的位置，撤掉的为现行文件里的；
    absent 为报的是不适用。"""

    sheet: str
    cell: str
    unit: str
    indicator: str
    measure: str
    raw: str
    old: float | None
    new: float | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """清单的一行：added、changed、removed。"""

    table: Table
    kind: str
    key: str
    title: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Differences:
    """与现行的差别：变了的数、没有变的个数、清单的增减。"""

    cells: tuple[CellChange, ...]
    same: int
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class GoalChange:
    """全市一个目标：收下以前、以后的判定。"""

    before: GoalResult
    after: GoalResult


@dataclass(frozen=True, slots=True)
class RankChange:
    """一张榜上一个板块：收下以前、以后的位次和得分（没有为 None）。"""

    group: str
    contest: Contest
    unit: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """收下以后的变化；只列变了的。same 为没有变的格子数；month 为看哪个月的判定和位次。"""

    submission: Submission
    month: Month
    cells: tuple[CellChange, ...]
    same: int
    rows: tuple[RowChange, ...]
    replies: tuple[Reply, ...]
    city: tuple[GoalChange, ...]
    ranks: tuple[RankChange, ...]
    light: LightPreset


def preview(dash: Dashboard, identity: str) -> Preview:
    """一份待审的上报收下以后的变化；不是待审的抛 InputError。"""
    submission = dash.store.submission(identity)
    if submission.state is not State.SUBMITTED:
        raise InputError("state", f"《{submission.file_name}》的状态是{STATE_ZH[submission.state]}，不在待审，没有可预览的。")
    return dash.keep(("preview", identity, dash.version()), lambda: _preview(dash, submission))


def _preview(dash: Dashboard, submission: Submission) -> Preview:
    header, version = submission.header, dash.version()
    before = moment(dash, header.city, _month(dash, submission), version)
    after = moment(dash, header.city, before.month, version, submission.id)
    found = differences(dash, submission)
    replies = dash.store.replies(submission.id)
    return Preview(submission, before.month, found.cells, found.same, found.rows, replies, _city(dash, before, after), _ranks(dash, before, after), before.light)


def differences(dash: Dashboard, submission: Submission) -> Differences:
    """一份待审的上报与现行的差别。"""
    version = dash.version()
    now, then = dash.cache.at(version), dash.cache.at(version, submission.id)
    parts = dash.store.slices_of(submission.id)
    cells, same = _cells(now, then, [p for p in parts if p.table in _CELLS])
    rows = [c for p in parts if p.table in review.LISTS for c in row_changes(p.table, review.slice_rows(now, p), review.slice_rows(then, p))]
    return Differences(tuple(cells), same, tuple(rows))


def _month(dash: Dashboard, submission: Submission) -> Month:
    """看哪个月：报表自己的月份；年度任务看当年最近的数据月。"""
    header = submission.header
    if header.month is not None:
        return header.month
    year = header.period // 100
    latest = moment(dash, header.city).month
    return latest if latest.year == year else Month(year, 12)


def _cells(now: View, then: View, parts: Iterable[Slice]) -> tuple[list[CellChange], int]:
    changed: list[CellChange] = []
    same = 0
    for part in parts:
        old = {c.key: c for c in review.slice_cells(now, part)}
        new = {c.key: c for c in review.slice_cells(then, part)}
        for key in {**new, **old}:
            before, after = old.get(key), new.get(key)
            if before and after and _alike(before.value, after.value):
                same += 1
            else:
                changed.append(_change(before, after))
    return changed, same


def _alike(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return abs(before - after) <= _SAME


def _change(before: SliceCell | None, after: SliceCell | None) -> CellChange:
    shown = after or before
    assert shown is not None
    old, new = (before.value if before else None), (after.value if after else None)
    return CellChange(shown.sheet, shown.cell, shown.unit, shown.indicator, shown.measure, after.raw if after else "", old, new, bool(after) and new is None)


def row_changes(table: Table, now: Sequence[SliceRow], then: Sequence[SliceRow]) -> list[RowChange]:
    """清单按 key 比：新增、改动、撤掉的行；有行号以外的列不同才算改动。"""
    old, new = {r.key: r for r in now}, {r.key: r for r in then}
    found = []
    for key in {**new, **old}:
        before, after = old.get(key), new.get(key)
        shown = after or before
        assert shown is not None
        kind = "added" if before is None else "removed" if after is None else "changed"
        if before is None or after is None or (before.title, before.rest) != (after.title, after.rest):
            found.append(RowChange(table, kind, shown.key, shown.title, shown.sheet, shown.cell))
    return found


def _city(dash: Dashboard, before: Moment, after: Moment) -> tuple[GoalChange, ...]:
    """全市的完成数、已报家数、亮灯、任务变了的目标。"""
    pairs = zip(judge.goals(dash, before), judge.goals(dash, after), strict=True)
    return tuple(GoalChange(a, b) for a, b in pairs if _shown(a) != _shown(b))


def _shown(result: GoalResult) -> tuple[object, ...]:
    task = result.task
    return (result.actual, result.completion, result.reported, result.light, (task.target, task.completion, task.light) if task else None)


def _ranks(dash: Dashboard, before: Moment, after: Moment) -> tuple[RankChange, ...]:
    """各榜上位次、得分变了的板块。"""
    old, new = _standings(rank.leaderboard(dash, before)), _standings(rank.leaderboard(dash, after))
    return tuple(
        RankChange(*key, old[key], standing)
        for key, standing in new.items()
        if key in old and (old[key].rank, old[key].score) != (standing.rank, standing.score)
    )


def _standings(found: Leaderboard) -> dict[tuple[str, Contest, str], Standing]:
    return {(g.name, c, s.unit): s for g in found.every for c, board in g.boards.items() for s in board}
