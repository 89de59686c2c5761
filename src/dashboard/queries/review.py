"""审核与更正的问题：一份待审的上报与现行的数有什么不同，审定以后改了什么。"""

from dataclasses import dataclass

from dashboard.domain.month import Month
from dashboard.domain.submissions import Slice, Table
from dashboard.queries.cache import View

LISTS = (Table.PROJECTS, Table.EVENTS, Table.TALKS, Table.DUTIES, Table.CARRIERS)


@dataclass(frozen=True, slots=True)
class SubmittedCell:
    """待审上报的一个数，和它将替换的现行数（没有为 None）。"""

    unit: str
    indicator: str
    period: Month
    measure: str
    status: str
    sheet: str
    cell: str
    raw: str
    value: float | None
    old: float | None


def submitted_cells(view: View) -> list[SubmittedCell]:
    """view 须盖着那份草稿。"""
    rows = view.records("submitted_cells")
    return [SubmittedCell(**{**row, "period": Month.from_code(row["period"])}) for row in rows]


@dataclass(frozen=True, slots=True)
class SliceCell:
    """一个整块里的一个数（任务数的 period 为年份；不适用的 value 为 None）。"""

    unit: str
    indicator: str
    period: int
    measure: str
    status: str
    value: float | None
    sheet: str
    cell: str
    raw: str

    @property
    def key(self) -> tuple[str, str, int, str, str]:
        """哪个板块、指标、期间、哪种数、什么身份。"""
        return (self.unit, self.indicator, self.period, self.measure, self.status)


def slice_cells(view: View, part: Slice) -> list[SliceCell]:
    """一个整块里的全部数；只有指标、任务两张表有。"""
    values = {"city": part.city, "owner": part.owner, "period": part.period}
    return [SliceCell(**row) for row in view.records(f"slice_{part.table}", **values)]


@dataclass(frozen=True, slots=True)
class SliceRow:
    """一个整块里清单的一行：key 认它是哪一条，title 给人看，rest 为其余各列。"""

    key: str
    title: str
    sheet: str
    cell: str
    rest: tuple[object, ...]


def slice_rows(view: View, part: Slice) -> list[SliceRow]:
    """一个整块里清单的全部行；各种清单有。"""
    rows = view.rows(f"slice_{part.table}", city=part.city, owner=part.owner, period=part.period)
    return [SliceRow(key, title, sheet, cell, tuple(rest)) for key, title, sheet, cell, *rest in rows]


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """审定以后改了的一个数：old 为审定时的（没有为 None），value 为现在的（撤掉了为 None）。"""

    unit: str
    indicator: str
    measure: str
    status: str
    old: float | None
    value: float | None
    submission: str | None
    owner: str


@dataclass(frozen=True, slots=True)
class CorrectedSlice:
    """审定以后换过的一块：报送者、哪张表、由哪次上报、哪一版。"""

    owner: str
    table: Table
    submission: str
    version: int | None


def corrected_cells(view: View, city: str, month: Month, finalized: int) -> list[CorrectedCell]:
    """finalized 版审定该月以后改了的数。"""
    return [CorrectedCell(**row) for row in view.records("corrected_cells", city=city, period=month.code, finalized=finalized)]


def corrected_lists(view: View, city: str, month: Month, finalized: int) -> list[tuple[Table, str]]:
    """清单有行增减或改动的（表、报送者）。"""
    values = {"city": city, "period": month.code, "finalized": finalized}
    return [(table, owner) for table in LISTS for (owner,) in view.rows(f"corrected_{table}", **values)]


def corrected_slices(view: View, city: str, month: Month, finalized: int) -> list[CorrectedSlice]:
    """finalized 版审定该月以后换过的整块。"""
    rows = view.rows("corrected_slices", city=city, period=month.code, finalized=finalized)
    return [CorrectedSlice(owner, Table(table), submission, version) for owner, table, submission, version in rows]
