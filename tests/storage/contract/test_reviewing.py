"""退回、撤回、板块审核：状态只往前走，谁先办了说清楚，每一步都进审计。"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tests.storage.samples import CITY, MARCH, REVIEWER, SENDER, UNIT, report

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import State, TurnKind
from dashboard.storage import Store
from dashboard.storage.audit import Sought

WHY = "第3行数不对"


def sent(store: Store, value: float = 1) -> str:
    return store.submit([report(value)])[0].id


def test_退回之后不在待审_可以再报同一份(store: Store) -> None:
    first = sent(store)
    store.return_(first, REVIEWER, WHY)
    assert store.submission(first).state is State.RETURNED
    assert [(t.submission, t.kind, t.by, t.reason) for t in store.turns(CITY)] == [(first, TurnKind.RETURNED, REVIEWER, WHY)]
    again = sent(store)
    assert again != first
    assert store.accept([again], REVIEWER) == 1
    assert store.submission(first).state is State.RETURNED


def test_撤回只能由本人_审之前(store: Store) -> None:
    first = sent(store)
    with pytest.raises(InputError, match="由张三上报，只能由本人撤回"):
        store.withdraw(first, REVIEWER, WHY)
    store.withdraw(first, SENDER, WHY)
    assert store.submission(first).state is State.WITHDRAWN
    second = sent(store)
    store.accept([second], REVIEWER)
    with pytest.raises(InputError, match=r"状态是审核通过（李四，2\d{3}年.*），不在待审"):
        store.withdraw(second, SENDER, WHY)


@pytest.mark.parametrize("act", ["return_", "endorse"])
def test_自己报的自己不能退_不能审(store: Store, act: str) -> None:
    first = sent(store)
    with pytest.raises(InputError, match="另一人"):
        getattr(store, act)(first, SENDER, *([WHY] if act == "return_" else []))
    assert store.submission(first).state is State.SUBMITTED


def test_板块审过的本人不能再撤回_可以退回(store: Store) -> None:
    first = sent(store)
    store.endorse(first, "王五")
    assert store.submission(first).state is State.SUBMITTED
    with pytest.raises(InputError, match=r"已由王五于.*板块审核，不能撤回"):
        store.withdraw(first, SENDER, WHY)
    with pytest.raises(InputError, match="不用再审"):
        store.endorse(first, REVIEWER)
    store.return_(first, REVIEWER, WHY)
    assert [t.kind for t in store.turns(CITY)] == [TurnKind.ENDORSED, TurnKind.RETURNED]


@pytest.mark.parametrize("act", [lambda s, i: s.accept([i], "钱七"), lambda s, i: s.return_(i, "钱七", WHY), lambda s, i: s.endorse(i, "钱七")])
def test_已经退回的不能再办_说出是谁(store: Store, act: Callable[[Store, str], None]) -> None:
    first = sent(store)
    store.return_(first, REVIEWER, WHY)
    with pytest.raises(InputError, match="状态是退回"):
        act(store, first)
    with pytest.raises(InputError, match=r"（李四，2\d{3}年"):
        store.return_(first, "钱七", WHY)


def test_没有这一份(store: Store) -> None:
    for act in (lambda: store.return_("无", REVIEWER, WHY), lambda: store.withdraw("无", SENDER, WHY), lambda: store.endorse("无", REVIEWER)):
        with pytest.raises(UsageError, match="没有编号为无的上报"):
            act()


def test_一个收一个退_只有一个办成(store: Store) -> None:
    for n in range(8):
        identity = sent(store, n + 1)

        def tried(act: Callable[[], object]) -> bool:
            try:
                act()
            except InputError:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(tried, [lambda i=identity: store.accept([i], REVIEWER), lambda i=identity: store.return_(i, "钱七", WHY)]))
        assert sum(done) == 1
        assert store.submission(identity).state is (State.ACCEPTED if done[0] else State.RETURNED)


# 答复与审计 -----------------------------------------------------------


def test_答复照先后存下(store: Store) -> None:
    first = Reply(ReplyKind.FIX, "指标月报", "E10", "3200", old="3,2OO")
    second = Reply(ReplyKind.EXPLAIN, "指标月报", "H13", "一处载体腾退", "fall")
    item = report(1)
    (made,) = store.submit([replace(item, replies=(first, second))])
    assert store.replies(made.id) == (first, second)
    assert store.replies(sent(store, 2)) == ()


def test_每一步都进审计(store: Store) -> None:
    first = sent(store)
    store.return_(first, REVIEWER, WHY)
    second = sent(store, 2)
    store.accept([second], REVIEWER)
    store.finalize(CITY, MARCH, REVIEWER)
    store.note("钱七", "source", CITY, UNIT, second, "取回原文件")
    found = store.audit(CITY)
    assert [(e.action, e.by) for e in reversed(found)] == [
        ("submit", SENDER), ("return", REVIEWER), ("submit", SENDER), ("accept", REVIEWER), ("finalize", REVIEWER), ("source", "钱七"),
    ]
    assert [e.action for e in store.audit(CITY, Sought(subject=first))] == ["return", "submit"]
    assert {e.owner for e in store.audit(CITY, Sought(owner=UNIT))} == {UNIT}
    assert store.audit("nantong") == ()
    assert store.verify().ok
