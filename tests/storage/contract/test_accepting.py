"""接收：一次接收一版，有冲突说明谁、何时，一份也不收。"""

import pytest
from tests.storage.samples import APRIL, CITY, REVIEWER, SENDER, fact, report, talk

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import State, Table
from dashboard.storage import Store


def _accepted(store: Store, value: float, **given: object) -> str:
    (sent,) = store.submit([report(value, **given)])
    store.accept([sent.id], REVIEWER)
    return sent.id


def test_几份一起是一版(store: Store) -> None:
    sent = store.submit([report(1), report(2, unit="太仓市"), report(3, month=APRIL)])
    assert store.accept([s.id for s in sent], REVIEWER) == 1
    assert {(s.state, s.version, s.accepted_by) for s in store.submissions(CITY)} == {(State.ACCEPTED, 1, REVIEWER)}
    (change,) = store.spans(0, 1)
    assert {span.submission for span in change.spans_opened} == {s.id for s in sent}


def test_两座城市一起也是一版(store: Store) -> None:
    sent = store.submit([report(1), report(1, city="nantong", unit="海安市")])
    store.accept([s.id for s in sent], REVIEWER)
    (change,) = store.spans(0, 1)
    assert change.city == ""


def test_更正之后_前一份是被更正(store: Store) -> None:
    first, second = _accepted(store, 1), _accepted(store, 2)
    assert store.submission(first).state is State.SUPERSEDED
    assert store.submission(second).state is State.ACCEPTED
    (change,) = store.spans(1, 2)
    assert [(s.submission, s.valid_from, s.valid_to) for s in change.spans_closed] == [(first, 1, 2)]


def test_只换掉一部分的_前一份仍有效(store: Store) -> None:
    """洽谈另报一份，月报的指标还在。"""
    whole = _accepted(store, 1, rows={Table.FACTS: [fact(1)], Table.TALKS: [talk("甲")]})
    _accepted(store, 2, rows={Table.TALKS: [talk("乙")]})
    assert store.submission(whole).state is State.ACCEPTED


def test_上报之后别人接收了另一份_说明谁和何时(store: Store) -> None:
    base = _accepted(store, 1)
    mine, other = store.submit([report(2, by="王五"), report(3, by="赵六")])
    store.accept([mine.id], REVIEWER)
    with pytest.raises(InputError, match=rf"李四于2\d{{3}}年.*接收了王五报的《昆山市_2025-03_2.xlsx》（{mine.id}）") as caught:
        store.accept([other.id], "钱七")
    assert caught.value.code == "conflict"
    assert store.latest_version() == 2
    assert store.submission(base).state is State.SUPERSEDED


def test_冲突之后原样再报_是新的一次_可以接收(store: Store) -> None:
    mine, other = store.submit([report(2, by="王五"), report(3, by="赵六")])
    store.accept([mine.id], REVIEWER)
    (again,) = store.submit([report(3, by="赵六")])
    assert again.id != other.id
    assert store.accept([again.id], REVIEWER) == 2
    assert [s.state for s in store.submissions(CITY)] == [State.ACCEPTED, State.SUPERSEDED, State.SUPERSEDED]


def test_冲突之后写明以它为底_也可以接收(store: Store) -> None:
    mine, other = store.submit([report(2), report(3)])
    store.accept([mine.id], REVIEWER)
    (again,) = store.submit([report(3, replaces=mine.id)])
    assert again.id != other.id
    assert store.accept([again.id], REVIEWER) == 2


def test_底已经不是现行的_不收(store: Store) -> None:
    first, second = _accepted(store, 1), _accepted(store, 2)
    (late,) = store.submit([report(3, replaces=first)])
    with pytest.raises(InputError, match=second):
        store.accept([late.id], REVIEWER)


def test_后报的先接收_先报的不再待审(store: Store) -> None:
    """同一报送者先后报了两份，接收了后一份：先一份转为被更正，再接收它说明谁、何时。"""
    first, second, elsewhere = store.submit([report(1), report(2, by="王五"), report(1, month=APRIL)])
    store.accept([second.id], REVIEWER)
    assert store.submission(first.id).state is State.SUPERSEDED
    assert store.submission(first.id).version is None
    assert store.submission(elsewhere.id).state is State.SUBMITTED
    with pytest.raises(InputError, match=rf"李四于.*接收了王五报的.*{second.id}") as caught:
        store.accept([first.id], REVIEWER)
    assert caught.value.code == "conflict"


def test_一批里两份报同一块_不收(store: Store) -> None:
    sent = store.submit([report(1), report(2)])
    with pytest.raises(InputError, match="同一块数，不能一起审核通过"):
        store.accept([s.id for s in sent], REVIEWER)
    assert store.latest_version() == 0


def test_一份不行_一份也不收(store: Store) -> None:
    good, bad = store.submit([report(1), report(2, unit="太仓市", by=REVIEWER)])
    with pytest.raises(InputError, match="请由另一人审核"):
        store.accept([good.id, bad.id], REVIEWER)
    assert store.latest_version() == 0
    assert {s.state for s in store.submissions(CITY)} == {State.SUBMITTED}


def test_接收过的不能再接收(store: Store) -> None:
    done = _accepted(store, 1)
    with pytest.raises(InputError, match="状态是审核通过（李四，"):
        store.accept([done], REVIEWER)
    assert store.latest_version() == 1


def test_没有的编号和空清单(store: Store) -> None:
    for ids in (["无此号"], []):
        with pytest.raises(UsageError):
            store.accept(ids, REVIEWER)
    assert store.latest_version() == 0


def test_有上报被接收的上报人(store: Store) -> None:
    _accepted(store, 1)
    store.submit([report(2, by="没接收的人")])
    assert store.senders(CITY) == {SENDER}
    assert store.senders("nantong") == frozenset()
