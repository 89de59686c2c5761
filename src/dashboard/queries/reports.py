"""上报数据的问题：读数、任务、项目、活动、洽谈，答案是领域类型。"""

from collections import defaultdict
from typing import Any

from dashboard.domain.city import Scope
from dashboard.domain.facts import (
    DutyReport,
    DutyState,
    ListedCarrier,
    Measure,
    PathStep,
    ProjectPath,
    ProjectShare,
    Reading,
    Stop,
    Talk,
    Task,
)
from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.queries.cache import View


def readings(view: View, city: str) -> list[Reading]:
    """一座城市到该版为止的全部读数。"""
    months: dict[int, Month] = {}
    return [
        Reading(unit, indicator, months.setdefault(period, Month.from_code(period)), Measure(measure), value, Status(status))
        for unit, indicator, period, measure, value, status in view.rows("readings", city=city)
    ]


def tasks(view: View, city: str) -> list[Task]:
    """一座城市的全部年度任务。"""
    return [Task(*row) for row in view.rows("tasks", city=city)]


def project_shares(view: View, city: str, month: Month) -> list[ProjectShare]:
    """到 month 为止每个项目在每个板块名下的最新一行。"""
    return [_share(row) for row in view.records("project_shares", city=city, period=month.code)]


def project_rows(view: View, city: str) -> list[ProjectShare]:
    """一座城市各期报表里的全部项目行，旧的在前。"""
    return [_share(row) for row in view.records("project_rows", city=city)]


def _share(row: dict[str, Any]) -> ProjectShare:
    return ProjectShare(
        unit=row["unit"],
        number=row["number"],
        credit_code=row["credit_code"] or "",
        name=row["name"] or "",
        lead=bool(row["lead"]),
        factor=row["factor"],
        chain=row["chain"] or "",
        high_growth=bool(row["high_growth"]),
        recognised=row["recognised"],
        withdrawn=row["withdrawn"],
        became_hte=row["became_hte"],
        funded=bool(row["has_capital"]) or bool(row["funding"]),
        period=Month.from_code(row["period"]),
    )


_STEPS = {
    "apply_date": PathStep.APPLIED,
    "first_review": PathStep.FIRST_REVIEW,
    "joint_review": PathStep.JOINT_REVIEW,
    "publicity": PathStep.PUBLICITY,
    "recognised": PathStep.RECOGNISED,
    "rejected": PathStep.REJECTED,
    "withdrawn": PathStep.WITHDRAWN,
}


def project_paths(view: View, city: str, month: Month) -> list[ProjectPath]:
    """到 month 为止走上认定的路的每个项目在每个板块名下最近报的样子。"""
    return [_path(row) for row in view.records("project_paths", city=city, period=month.code)]


def _path(row: dict[str, Any]) -> ProjectPath:
    texts = {name: row[name] or "" for name in ("name", "stage", "batch", "sheet", "cell")}
    days = {step: row[name] for name, step in _STEPS.items() if row[name] is not None}
    return ProjectPath(
        unit=row["unit"], number=row["number"], lead=bool(row["lead"]), days=days, period=Month.from_code(row["period"]), submission=row["submission"], **texts
    )


def stops(view: View, city: str) -> list[Stop]:
    """一座城市上报的全部活动站次。"""
    return [
        Stop(
            no=row["no"] or "",
            name=row["name"],
            host=row["host"] or "",
            type=row["type"] or "",
            theme=row["theme"] or "",
            unit=row["unit"],
            place=row["place"] or "",
            scope=Scope(row["scope"]),
            state=row["state"],
            held=row["held"],
            planned_words=row["planned_words"] or "",
            tallies=tuple(filter(None, (row["tallies"] or "").split(";"))),
            talks=row["talks"],
            signed=row["signed"],
            landed=row["landed"],
            period=Month.from_code(row["period"]),
            submission=row["submission"],
            sheet=row["sheet"] or "",
            cell=row["cell"] or "",
        )
        for row in view.records("stops", city=city)
    ]


def talks(view: View, city: str) -> list[Talk]:
    """一座城市的全部洽谈。"""
    return [
        Talk(unit, day, topic or "", Month.from_code(period), submission, sheet or "", cell or "")
        for unit, day, topic, period, submission, sheet, cell in view.rows("talks", city=city)
    ]


def duties(view: View, city: str, month: Month) -> list[DutyReport]:
    """到 month 为止每个报送者每项任务最近报的一行。"""
    return [
        DutyReport(
            unit=row["unit"],
            duty=row["duty"],
            state=DutyState(row["state"]),
            evidence=row["evidence"] or "",
            day=row["day"],
            note=row["note"] or "",
            period=Month.from_code(row["period"]),
            submission=row["submission"],
            sheet=row["sheet"] or "",
            cell=row["cell"] or "",
        )
        for row in view.records("duties", city=city, period=month.code)
    ]


def listed_carriers(view: View, city: str, month: Month) -> list[ListedCarrier]:
    """到 month 为止每个板块名录上每个载体最近报的一行，撤销了的也在。"""
    texts = ("type", "level", "address", "sheet", "cell")
    return [
        ListedCarrier(**{**row, "period": Month.from_code(row["period"]), **{name: row[name] or "" for name in texts}})
        for row in view.records("listed_carriers", city=city, period=month.code)
    ]


def reporting(view: View, city: str) -> dict[Month, frozenset[str]]:
    """每个月有已接收指标数的报送者（板块名、部门简称）。"""
    found: dict[int, set[str]] = defaultdict(set)
    for period, owner in view.rows("reporting", city=city):
        found[period].add(owner)
    return {Month.from_code(period): frozenset(owners) for period, owners in found.items()}
