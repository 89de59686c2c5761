"""时刻：默认的月份、版本，以及没有的说清。"""

import pytest
from tests.worlds import World

from dashboard.domain.facts import Measure
from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import Header, Kind, MonthState, Slice, Table
from dashboard.flows.judge import goals
from dashboard.flows.moments import known_months, moment
from dashboard.storage.contract import NewSubmission

MARCH, JUNE, JULY = Month(2025, 3), Month(2025, 6), Month(2025, 7)
SME = "tech_sme_annual"


def test_默认的月份(world: World) -> None:
    assert moment(world.dash, "suzhou").month == Month(2025, 12)
    world.tasks(2025, {"昆山市": {SME: 1}})
    assert moment(world.dash, "suzhou").month == Month(2025, 12)  # 下达任务不是上报
    world.unit("昆山市", JUNE, {SME: 1})
    world.unit("昆山市", MARCH, {SME: 1})
    assert moment(world.dash, "suzhou").month == JUNE
    world.finalize(MARCH)
    assert moment(world.dash, "suzhou").month == MARCH
    assert moment(world.dash, "nantong").month == Month(2025, 12)


def test_回看时默认的月份是那一版的(world: World) -> None:
    world.unit("昆山市", MARCH, {SME: 1})
    world.finalize(MARCH)
    before = world.dash.version()
    world.unit("昆山市", JUNE, {SME: 1})
    world.finalize(JUNE)
    assert moment(world.dash, "suzhou").month == JUNE
    then = moment(world.dash, "suzhou", as_of=before)
    assert (then.month, then.state, then.version) == (MARCH, MonthState.FINALIZED, before)
    assert moment(world.dash, "suzhou", MARCH, before - 1).state is MonthState.COLLECTING


@pytest.mark.parametrize("month", [Month(2021, 12), Month(2027, 1)])
def test_不在期内的月份(world: World, month: Month) -> None:
    with pytest.raises(UsageError, match=f"苏州市的数据从2022-01到2026-12，没有{month}"):
        moment(world.dash, "suzhou", month)


def test_盖上一份待审的上报(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 1})
    row = world._fact("昆山市", JUNE, SME, Measure.YEAR_TO_DATE, 5, Status.FIRST)
    item = NewSubmission(
        Header(Kind.UNIT, "suzhou", "昆山市", None, JUNE.code), "月报.xlsx", b"x", "张三", {Table.FACTS: [row]}, (Slice("suzhou", Table.FACTS, "昆山市", JUNE.code),)
    )
    (draft,) = world.dash.store.submit([item])

    def city(draft_: str | None) -> float | None:
        at = moment(world.dash, "suzhou", JUNE, draft=draft_)
        return next(g.actual for g in goals(world.dash, at) if g.goal.id == SME)

    assert [city(None), city(draft.id), city(None)] == [1, 5, 1]
    with pytest.raises(UsageError, match="没有编号为无此号的上报"):
        moment(world.dash, "suzhou", JUNE, draft="无此号")


def test_有数的月份_新的在前(world: World) -> None:
    for month in (MARCH, JULY, JUNE):
        world.unit("昆山市", month, {SME: 1})
    world.finalize(MARCH, JUNE)
    assert list(known_months(world.dash, "suzhou").items()) == [
        (JULY, MonthState.COLLECTING),
        (JUNE, MonthState.FINALIZED),
        (MARCH, MonthState.FINALIZED),
    ]
