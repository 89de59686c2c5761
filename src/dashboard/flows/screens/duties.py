"""任务落实：任务×板块一张表，一格一个落实情况；部门的职责列在下面；点一格看佐证和来历。"""

from dataclasses import dataclass

from dashboard.domain.facts import DutyReport, DutyState
from dashboard.figures.picture import Picture
from dashboard.flows import duties
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.duties import DEPARTMENTS, Task
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import framed
from dashboard.flows.screens.where import Where
from dashboard.wording.periods import date_zh, month_zh

UNREPORTED = "未报"


@dataclass(frozen=True, slots=True)
class Cell:
    """一格：谁、落实情况（没报为“未报”）、样子、链接、鼠标停住时的一句。"""

    owner: str
    state: str
    look: str
    href: str
    note: str


def board(dash: Dashboard, where: Where, at: Moment, **common: object) -> Picture:
    """任务落实情况；common 为本页的标签。"""
    found = duties.tasks(dash, at)
    chosen = next(((t, r) for t in found for owner, r in t.reports.items() if (t.name, owner) == (where.pick("duty"), where.pick("owner"))), None)
    rows = [(t, [_cell(where, t, owner, report) for owner, report in t.reports.items()]) for t in found]
    return framed(
        dash,
        where,
        at,
        "duties.html",
        headline(at, found),
        units=at.profile.unit_names,
        by_unit=[row for row in rows if len(row[1]) > 1],
        by_office=[row for row in rows if len(row[1]) == 1],
        legend=[(str(s), s.name) for s in DutyState] + [(UNREPORTED, "NONE")],
        chosen=chosen,
        owner=where.pick("owner"),
        closed=where.but(duty=None, owner=None).href,
        source=_source(where, chosen[1]) if chosen and chosen[1] else "",
        **common,
    )


def headline(at: Moment, found: list[Task]) -> str:
    """结论：板块的各项落实了几成，几处没报。"""
    mine = [t for t in found if t.who != DEPARTMENTS]
    counts = duties.tally(mine)
    total = sum(counts.values()) - counts[DutyState.NOT_APPLICABLE]
    if total == counts[None]:
        return f"{month_zh(at.month)}还没有报任务落实"
    rest = "，".join(f"{counts[s]}处{s}" for s in (DutyState.UNDER_WAY, DutyState.NOT_STARTED) if counts[s])
    none = f"，{counts[None]}处没报" if counts[None] else ""
    return f"到{month_zh(at.month)}，任务已落实{counts[DutyState.DONE]}/{total}处{'，' + rest if rest else ''}{none}"


def _cell(where: Where, task: Task, owner: str, report: DutyReport | None) -> Cell:
    href = where.but(duty=task.name, owner=owner).href
    if report is None:
        return Cell(owner, UNREPORTED, "NONE", href, f"{owner}：{task.name}，没有报")
    day = f"，{date_zh(report.day)}" if report.day else ""
    proof = f"，{report.evidence}" if report.evidence else ""
    return Cell(owner, str(report.state), report.state.name, href, f"{owner}：{task.name}，{report.state}{day}{proof}")


def _source(where: Where, report: DutyReport) -> str:
    """来历：那一次上报。"""
    return where.to("submissions", do="review", id=report.submission).href


__all__ = ["board", "headline"]
