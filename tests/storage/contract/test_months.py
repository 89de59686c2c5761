"""月份状态：收数中，审定。"""

import pytest
from tests.storage.samples import APRIL, CITY, MARCH, REVIEWER, report

from dashboard.domain.problems import InputError
from dashboard.domain.submissions import MonthState
from dashboard.storage import Store


def _filled(store: Store) -> None:
    sent = store.submit([report(1), report(2, month=APRIL)])
    store.accept([s.id for s in sent], REVIEWER)


def test_审定是一版_之前的版仍是收数中(store: Store) -> None:
    _filled(store)
    assert store.finalize(CITY, MARCH, REVIEWER) == 2
    assert store.month_state(CITY, MARCH, 1) is MonthState.COLLECTING
    assert store.month_state(CITY, MARCH, 2) is MonthState.FINALIZED
    assert store.month_state(CITY, APRIL, 2) is MonthState.COLLECTING
    assert [store.finalized_version(CITY, MARCH, v) for v in (1, 2, 9)] == [None, 2, 2]


def test_审定月按先后(store: Store) -> None:
    _filled(store)
    store.finalize(CITY, APRIL, REVIEWER)
    store.finalize(CITY, MARCH, REVIEWER)
    assert store.finalized_months(CITY, 2) == (APRIL,)
    assert store.finalized_months(CITY, 3) == (MARCH, APRIL)
    assert store.finalized_months("nantong", 3) == ()


def test_再审定一次不出新版(store: Store) -> None:
    _filled(store)
    assert store.finalize(CITY, MARCH, REVIEWER) == store.finalize(CITY, MARCH, "别人") == store.latest_version()


def test_没有接收过的月份不能审定(store: Store) -> None:
    store.submit([report(1)])
    with pytest.raises(InputError, match="2025年3月还没有审核通过的上报"):
        store.finalize(CITY, MARCH, REVIEWER)
    assert store.latest_version() == 0
