"""审核的问题：一份待审的上报与现行的数有什么不同。"""

from dataclasses import dataclass

from dashboard.domain.month import Month
from dashboard.queries.cache import View


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
    value: float
    old: float | None


def submitted_cells(view: View) -> list[SubmittedCell]:
    """view 须盖着那份草稿。"""
    rows = view.records("submitted_cells")
    return [SubmittedCell(**{**row, "period": Month.from_code(row["period"])}) for row in rows]
