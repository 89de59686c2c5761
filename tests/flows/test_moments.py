"""时刻：默认的月份、版本，以及没有的说清。"""

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import MonthState
from dashboard.flows.moments import known_months, moment

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


def test_有数的月份_新的在前(world: World) -> None:
    for month in (MARCH, JULY, JUNE):
        world.unit("昆山市", month, {SME: 1})
    world.finalize(MARCH, JUNE)
    assert list(known_months(world.dash, "suzhou").items()) == [
        (JULY, MonthState.COLLECTING),
        (JUNE, MonthState.FINALIZED),
        (MARCH, MonthState.FINALIZED),
    ]
