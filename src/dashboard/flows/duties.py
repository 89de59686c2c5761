"""任务落实：文件给板块、开发区、市级和各部门的每项要求，各家报到哪一步、凭什么。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.facts import DutyReport, DutyState
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.intake.columns import CITY_DUTY, duties_of
from dashboard.intake.layout import lead_department
from dashboard.intake.templates import Cell
from dashboard.queries import reports

UNITS, DEPARTMENTS = "板块", "部门"


@dataclass(frozen=True, slots=True)
class Task:
    """一项任务：who 为给谁的，quote 为文件原文，section 为哪一条，asked 为用什么证明；reports 为各家报的，没报为 None。"""

    who: str
    name: str
    quote: str
    section: str
    asked: str
    reports: dict[str, DutyReport | None]

    def count(self, state: DutyState | None) -> int:
        """几家是这一步；没报的 state 为 None。"""
        return sum((found.state if found else None) is state for found in self.reports.values())


def tasks(dash: Dashboard, at: Moment) -> list[Task]:
    """全部任务，板块的在前；到 at.month 为止各家最近报的。"""
    return dash.keep(("duties", at.key), lambda: _tasks(dash, at))


def _tasks(dash: Dashboard, at: Moment) -> list[Task]:
    found = {(r.unit, r.duty): r for r in reports.duties(dash.cache.at(at.version, at.draft), at.city, at.month)}
    units = at.profile.unit_names
    lead = lead_department(at.profile, at.month)
    tasks = [
        Task(d.who, d.duty, d.quote, d.section, d.evidence, {who: found.get((who, d.duty)) for who in ((lead,) if d.who == CITY_DUTY else units)})
        for d in at.profile.duties
    ]
    tasks += [
        Task(DEPARTMENTS, d.duty, d.duty, d.source, "", {d.short_name: found.get((d.short_name, d.duty))}) for d in at.profile.departments if d.duty
    ]
    return sorted(tasks, key=lambda t: t.who == DEPARTMENTS)


def report(dash: Dashboard, at: Moment, owner: str, duty: str) -> DutyReport | None:
    """一家的一项最近报的；没报为 None。"""
    return next((t.reports.get(owner) for t in tasks(dash, at) if t.name == duty and owner in t.reports), None)


def tally(found: Sequence[Task]) -> dict[DutyState | None, int]:
    """各一步有几处（任务×家）；没报的键为 None。"""
    return {state: sum(t.count(state) for t in found) for state in (*DutyState, None)}


def carried(dash: Dashboard, at: Moment, unit: str, department: str) -> list[dict[str, Cell]]:
    """模板里先写好的各行：该办的每一项，和上次报的。"""
    lead = department == lead_department(at.profile, at.month)
    names = duties_of(at.profile, unit=unit, department=department, lead=lead)
    last = {r.duty: r for r in reports.duties(dash.cache.at(at.version), at.city, at.month) if r.unit == (unit or department)}
    return [{"duty": name, **(_row(last[name]) if name in last else {})} for name in names]


def _row(report: DutyReport) -> dict[str, Cell]:
    return {"state": str(report.state), "evidence": report.evidence or None, "day": report.day, "note": report.note or None}


__all__ = ["DEPARTMENTS", "UNITS", "Task", "carried", "report", "tally", "tasks"]
