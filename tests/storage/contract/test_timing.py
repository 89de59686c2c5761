"""开锁与服务器的钟：记下的改不了；钟倒退了不写；假定的时间只给模拟的人。"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.storage.samples import CITY, MARCH, REVIEWER, UNIT, report

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import SIMULATED_BY
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import Store, ledger
from dashboard.storage.contracts.timing import NewUnlock

NOW = datetime(2026, 2, 28, 23, 59, 50, tzinfo=BEIJING)
UNLOCK = NewUnlock(CITY, UNIT, MARCH.code, NOW + timedelta(days=3), REVIEWER, "统计口径补发")
SetTo = Callable[[datetime], None]


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> SetTo:
    """把服务器的钟拨到一个时间。"""

    def dial(moment: datetime) -> None:
        monkeypatch.setattr(ledger, "now", lambda: moment)

    dial(NOW)
    return dial


def test_开锁记下谁_为什么_到何时(store: Store, set_to: SetTo) -> None:
    made = store.unlock(UNLOCK)
    set_to(NOW + timedelta(hours=1))
    store.unlock(replace(UNLOCK, owner="吴江区"))
    assert [u.owner for u in store.unlocks(CITY)] == ["吴江区", UNIT]
    assert store.unlocks(CITY)[1] == made
    assert (made.by, made.reason, made.at, made.until) == (REVIEWER, "统计口径补发", NOW, NOW + timedelta(days=3))
    assert store.unlocks("nantong") == ()
    assert store.verify().ok


@pytest.mark.usefixtures("set_to")
def test_开锁前后一秒(store: Store) -> None:
    made = store.unlock(UNLOCK)
    second = timedelta(seconds=1)
    moments = (made.at - second, made.at, made.until - second, made.until)
    assert [made.opens(UNIT, MARCH.code, m) for m in moments] == [False, True, True, False]
    assert not made.opens(UNIT, MARCH.code + 1, made.at)
    assert not made.opens("吴江区", MARCH.code, made.at)


def test_钟倒退了不写(store: Store, set_to: SetTo) -> None:
    (sent,) = store.submit([report(1)])
    set_to(NOW - timedelta(minutes=5, seconds=1))
    for write in (lambda: store.submit([report(2)]), lambda: store.accept([sent.id], REVIEWER), lambda: store.unlock(UNLOCK)):
        with pytest.raises(StoreError, match="时钟倒退了：上次记账是2026-02-28 23:59，现在是2026-02-28 23:54") as caught:
            write()
        assert caught.value.code == "clock"
    assert [s.id for s in store.submissions(CITY)] == [sent.id]
    assert store.unlocks(CITY) == ()


def test_回拨几分钟是对时_不拦(store: Store, set_to: SetTo) -> None:
    store.submit([report(1)])
    set_to(NOW - timedelta(minutes=5))
    store.submit([report(2)])
    assert store.clock().recorded == NOW


def test_核验提醒_认下以后照常(store: Store, set_to: SetTo) -> None:
    (sent,) = store.submit([report(1)])
    assert (store.clock().behind, store.verify().warnings) == (False, ())
    set_to(NOW - timedelta(days=400))
    found = store.verify()
    assert found.ok
    assert found.warnings == ("服务器的时钟倒退了：上次记账是2026-02-28 23:59，现在是2025-01-24 23:59",)
    assert store.clock().behind
    store.accept_clock(REVIEWER, "上次对错了时")
    assert (store.clock().behind, store.verify().warnings) == (False, ())
    store.accept([sent.id], REVIEWER)


@pytest.mark.usefixtures("set_to")
def test_时间只能是服务器的钟_模拟的除外(store: Store) -> None:
    past = datetime(2025, 4, 7, 9, 30, tzinfo=BEIJING)
    with pytest.raises(ValueError, match="张三不是模拟的"):
        store.submit([replace(report(1), simulated_at=past)])
    (sent,) = store.submit([replace(report(1, by=f"{SIMULATED_BY}张三"), simulated_at=past)])
    assert sent.at == past
    with pytest.raises(ValueError, match="李四不是模拟的"):
        store.accept([sent.id], REVIEWER, past)
    store.accept([sent.id], f"{SIMULATED_BY}{REVIEWER}", past + timedelta(days=1))
    assert store.submission(sent.id).accepted_at == past + timedelta(days=1)
    changed = store.changed_at(store.latest_version())
    assert changed == NOW, "数据版本的时间一律是服务器的钟"
