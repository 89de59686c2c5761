"""上报：原文件一字节不变，同一份只算一次，原来的绝不覆盖。"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.storage.conftest import Opener
from tests.storage.samples import APRIL, CITY, MARCH, REVIEWER, SENDER, report, talk

from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import Slice, State, Table
from dashboard.queries.cache import Cache
from dashboard.storage import Store


def test_原文件一字节不变(store: Store) -> None:
    content = bytes(range(256)) * 40
    (sent,) = store.submit([report(1, source=content)])
    assert store.source(sent.id) == content
    assert (sent.size, sent.state, sent.by, sent.version) == (len(content), State.SUBMITTED, SENDER, None)
    assert store.submission(sent.id) == sent


def test_清单新的在前_按期取(store: Store) -> None:
    first, second = store.submit([report(1), report(2, month=APRIL)])
    assert [s.id for s in store.submissions(CITY)] == [second.id, first.id]
    assert [s.id for s in store.submissions(CITY, MARCH.code)] == [first.id]
    assert store.submissions("nantong") == ()


def test_没有的编号说明白(store: Store) -> None:
    for ask in (store.submission, store.source):
        with pytest.raises(UsageError, match="没有编号为无此号的上报"):
            ask("无此号")


def test_整块是报了哪些表(store: Store) -> None:
    (sent,) = store.submit([report(1, rows={Table.FACTS: [], Table.TALKS: [talk("对接")]})])
    assert set(store.slices_of(sent.id)) == {Slice(CITY, table, "昆山市", MARCH.code) for table in (Table.FACTS, Table.TALKS)}


def test_有行没有整块的不收(store: Store) -> None:
    item = report(1)
    broken = type(item)(item.header, item.file_name, item.source, item.by, item.rows, ())
    with pytest.raises(ValueError, match="对不上"):
        store.submit([broken])
    assert store.submissions(CITY) == ()


class Test同一份:
    def test_再报返回原来那一次(self, store: Store) -> None:
        (first,) = store.submit([report(1)])
        (again,) = store.submit([report(1, by="王五")])
        assert again == first
        store.accept([first.id], REVIEWER)
        (again,) = store.submit([report(1)])
        assert (again.id, again.state) == (first.id, State.ACCEPTED)

    def test_一批里重复的只记一次_行不翻倍(self, store: Store, model: Cache) -> None:
        first, second, other = store.submit([report(1), report(1), report(2, unit="太仓市")])
        assert first == second != other
        assert len(store.submissions(CITY)) == 2
        version = store.accept([first.id, other.id], REVIEWER)
        assert len(model.at(version).rows("readings", city=CITY)) == 2

    def test_新旧混在一批里_一一对应(self, store: Store) -> None:
        (old,) = store.submit([report(1)])
        fresh, found = store.submit([report(2, month=APRIL), report(1)])
        assert found == old
        assert fresh.header.period == APRIL.code

    def test_内容相同而期或板块不同_各是各的(self, store: Store) -> None:
        batch = [report(1, source=b"x"), report(1, month=APRIL, source=b"x"), report(1, unit="太仓市", source=b"x")]
        assert len({s.id for s in store.submit(batch)}) == 3

    def test_被更正之后再报旧的_是新的一次(self, store: Store) -> None:
        (first,) = store.submit([report(1)])
        store.accept([first.id], REVIEWER)
        (second,) = store.submit([report(2)])
        store.accept([second.id], REVIEWER)
        (back,) = store.submit([report(1)])
        assert back.id != first.id
        assert back.state is State.SUBMITTED

    def test_多人同时报同一份_只有一次(self, opener: Opener) -> None:
        stores = [opener() for _ in range(4)]
        together = threading.Barrier(8)

        def send(number: int) -> str:
            together.wait()
            (sent,) = stores[number % 4].submit([report(7)])
            return sent.id

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(send, range(8)))) == 1
        assert len(stores[0].submissions(CITY)) == 1
        assert stores[0].verify().ok


class Test以谁为底:
    def test_没有这一份(self, store: Store) -> None:
        with pytest.raises(UsageError, match="没有编号为无此号"):
            store.submit([report(1, replaces="无此号")])
        assert store.submissions(CITY) == ()

    def test_不是同一报送者同一期(self, store: Store) -> None:
        (other,) = store.submit([report(1, month=APRIL)])
        with pytest.raises(UsageError, match="不是同一报送者同一期"):
            store.submit([report(2, replaces=other.id)])

    def test_记在上报里(self, store: Store) -> None:
        (first,) = store.submit([report(1)])
        (second,) = store.submit([report(2, replaces=first.id)])
        assert second.replaces == first.id
