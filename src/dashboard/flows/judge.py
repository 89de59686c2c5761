"""判定：全市或一个板块的每个目标，任一月、任一版。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month, month_range
from dashboard.domain.problems import UsageError
from dashboard.domain.results import GoalResult, Light
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.metrics.counting import Held
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import judge_city
from dashboard.metrics.projects import Ledger
from dashboard.metrics.readings import Readings
from dashboard.metrics.summary import columns_of, judge_all, overalls
from dashboard.metrics.tasks import judge_unit
from dashboard.metrics.unit_columns import UnitColumn
from dashboard.queries import reports


def evidence(dash: Dashboard, at: Moment) -> Evidence:
    """该版的全部证据：读数、任务、活动、洽谈、报送情况。"""
    return dash.keep(("evidence", at.city, at.version, at.draft), lambda: _evidence(dash, at))


def _evidence(dash: Dashboard, at: Moment) -> Evidence:
    view = dash.cache.at(at.version, at.draft)
    return Evidence(
        readings=Readings(reports.readings(view, at.city)),
        tasks={(t.unit, t.indicator, t.year): t.value for t in reports.tasks(view, at.city)},
        held=Held(
            stops=reports.stops(view, at.city),
            talks=reports.talks(view, at.city),
            finalized=dash.store.finalized_months(at.city, at.version),
        ),
        reporting=reports.reporting(view, at.city),
    )


def project_shares(dash: Dashboard, at: Moment) -> Sequence[ProjectShare]:
    """到该月为止的科创项目，每个板块名下一行。"""
    return dash.keep(("shares", *at.key), lambda: ledger(dash, at).at(at.month))


def ledger(dash: Dashboard, at: Moment) -> Ledger:
    """该版的项目台账，哪个月都查得到。"""
    return dash.keep(("ledger", at.city, at.version, at.draft), lambda: _ledger(dash, at))


def _ledger(dash: Dashboard, at: Moment) -> Ledger:
    return Ledger(reports.project_rows(dash.cache.at(at.version, at.draft), at.city))


def goals(dash: Dashboard, at: Moment, unit: str | None = None) -> tuple[GoalResult, ...]:
    """每个目标和承诺的判定；unit 为板块名，None 即全市。"""
    if unit is not None and unit not in at.profile.unit_names:
        raise UsageError("unknown_unit", f"{at.profile.name}没有板块{unit}。可用：{'、'.join(at.profile.unit_names)}。")
    if unit is not None:
        return by_unit(dash, at)[unit]
    found = evidence(dash, at)
    return dash.keep(("goals", *at.key), lambda: tuple(judge_city(at.profile, goal, at.month, found) for goal in at.profile.goals))


def by_unit(dash: Dashboard, at: Moment) -> Mapping[str, tuple[GoalResult, ...]]:
    """板块 → 它的每个目标和承诺的判定。"""
    return dash.keep(("by_unit", *at.key), lambda: judge_all(at.profile, at.month, evidence(dash, at), columns(dash, at)))


def columns(dash: Dashboard, at: Moment) -> tuple[UnitColumn, ...]:
    """每个目标一列，一列里每个板块一个；判定和排位都由它来。"""
    return dash.keep(("columns", *at.key), lambda: columns_of(at.profile, at.month, evidence(dash, at)))


def trend(dash: Dashboard, at: Moment, goal: Goal, months: int | None = None, unit: str | None = None) -> tuple[GoalResult, ...]:
    """一个目标逐月的判定，到 at.month 为止；months 为最近几个月，None 为从起始月起。"""
    first = at.profile.start if months is None else max(at.profile.start, at.month + (1 - months))
    found = evidence(dash, at)

    def judge(month: Month) -> GoalResult:
        if unit is None:
            return judge_city(at.profile, goal, month, found)
        return judge_unit(at.profile, goal, unit, month, found)

    return dash.keep(
        ("trend", *at.key, goal.id, months, unit), lambda: tuple(judge(m) for m in month_range(first, at.month))
    )


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """一个板块的概况：亮灯、综合完成率（无任务为 None）、各目标判定。"""

    unit: str
    light: Light
    completion: float | None
    goals: tuple[GoalResult, ...]


def unit_summaries(dash: Dashboard, at: Moment) -> tuple[UnitSummary, ...]:
    """每个考核板块的概况，按档案顺序。"""
    return dash.keep(("units", *at.key), lambda: _summaries(dash, at))


def _summaries(dash: Dashboard, at: Moment) -> tuple[UnitSummary, ...]:
    results = by_unit(dash, at)
    found = overalls(at.profile, at.month, evidence(dash, at), columns(dash, at))
    return tuple(UnitSummary(name, found[name].light, found[name].completion, mine) for name, mine in results.items())
