"""一项活动在时间轴上：占哪几个月，几场到期没报。"""

from datetime import date

import pytest
from tests.worlds import World

from dashboard.domain.city import PlannedRange, Scope
from dashboard.domain.facts import Stop
from dashboard.domain.month import Month
from dashboard.domain.spans import Grain, Span
from dashboard.domain.submissions import MonthState
from dashboard.figures.swimlanes import Kind
from dashboard.flows.activities import CANCELLED, HELD, Activity
from dashboard.flows.moments import Moment
from dashboard.flows.screens.programme import bars, programme
from dashboard.flows.screens.where import Where


def at(world: World, month: int, state: MonthState = MonthState.FINALIZED) -> Moment:
    return Moment(world.dash.profile("nantong", 1), Month(2023, month), 1, None, state)


def stop(held: date | None, state: str = HELD) -> Stop:
    month = Month(held.year, held.month) if held else Month(2023, 3)
    return Stop("14", "洽谈会", "市科技局", "市级统筹活动", "", "市级", "南通", Scope.INSIDE, state, held, "", (), 1, 1, 1, month)


def activity(*months: tuple[int, int], stops: tuple[Stop, ...] = (), count: int | None = 1, year: int = 2023) -> Activity:
    each = tuple(Span(Month(year, a), Month(year, b), Grain.MONTH if a == b else Grain.MONTHS) for a, b in months)
    words = PlannedRange("原文", min((s.first for s in each), default=None), max((s.last for s in each), default=None), each[0].grain if each else Grain.UNSET)
    state = "held" if any(s.state == HELD for s in stops) else "cancelled" if stops else "planned"
    return Activity("14", "洽谈会", "", "市科技局", "", "市级统筹活动", "", "市级", ("南通",), words, each, count, Scope.INSIDE, state, stops, "附件4", "")


def test_逐场写了日期的逐场到期(nantong: World) -> None:
    found = activity((4, 4), (5, 5), (6, 6), count=3, stops=(stop(date(2023, 4, 8)),))
    assert [programme(found, at(nantong, m)).missing for m in (4, 5, 6)] == [0, 1, 2]
    assert programme(found, at(nantong, 6, MonthState.COLLECTING)).missing == 1


def test_区间到末月才算过期_几场一起算(nantong: World) -> None:
    found = activity((1, 3), count=2)
    assert [programme(found, at(nantong, m)).missing for m in (2, 3)] == [0, 2]
    assert programme(found, at(nantong, 3)).kind is Kind.OVERDUE
    assert programme(found, at(nantong, 2)).kind is Kind.PLANNED


def test_取消的不算没报(nantong: World) -> None:
    found = programme(activity((1, 3), count=1, stops=(stop(None, CANCELLED),)), at(nantong, 6))
    assert (found.missing, found.kind) == (0, Kind.CANCELLED)


def test_没写日期的不会逾期_占整年(nantong: World) -> None:
    found = programme(activity(count=None), at(nantong, 12))
    assert (found.missing, found.first, found.last, found.undated) == (0, 1, 12, True)


def test_每年举办的只取月份(nantong: World) -> None:
    found = programme(activity((9, 10), year=2021), at(nantong, 6))
    assert (found.first, found.last, found.missing) == (9, 10, 0)


@pytest.mark.parametrize(("held", "months"), [(date(2023, 5, 2), (1, 5)), (date(2023, 2, 2), (1, 3))])
def test_晚办的条子画到实际的月份(nantong: World, held: date, months: tuple[int, int]) -> None:
    found = programme(activity((1, 3), stops=(stop(held),)), at(nantong, 6))
    (bar,) = bars([found], Where("timeline"))
    assert (bar.first, bar.last, bar.held) == (*months, (held.month,))


def test_以后才办的在当时还没办(nantong: World) -> None:
    found = activity((1, 3), stops=(stop(date(2023, 5, 2)),))
    assert programme(found, at(nantong, 4)).kind is Kind.OVERDUE
    assert programme(found, at(nantong, 5)).kind is Kind.HELD
