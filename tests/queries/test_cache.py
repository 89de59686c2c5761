"""读模型：只补新提交，读者看到整版，草稿有上限、不外露。"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.storage.samples import CITY, MARCH, REVIEWER, report

from dashboard.domain.submissions import Table
from dashboard.queries import cache
from dashboard.queries.cache import Cache
from dashboard.storage import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """一个空的存储。"""
    with closing(open_store(tmp_path / "var")) as found:
        yield found


def _accept(store: Store, value: float, unit: str = "昆山市") -> int:
    (sent,) = store.submit([report(value, unit)])
    return store.accept([sent.id], REVIEWER)


def _values(model: Cache, version: int, draft: str | None = None) -> list[float]:
    return [row["value"] for row in model.at(version, draft).records("readings", city=CITY)]


def test_只读新提交的文件(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(5):
        _accept(store, n, f"板块{n}")
    asked: list[int] = []
    real = store.row_files

    def counted(table: Table, submissions: list[str]) -> list[Path]:
        asked.append(len(submissions))
        return real(table, submissions)

    monkeypatch.setattr(store, "row_files", counted)
    with closing(Cache(store)) as model:
        assert asked == [5]
        asked.clear()
        _accept(store, 9, "板块9")
        assert model.refresh() == 6
        assert asked == [1]
        asked.clear()
        assert model.refresh() == 6
        assert asked == []


def test_问还没补到的版本_先补再答(store: Store) -> None:
    """接收之后拿着新版本号来问的，不会得到旧数。"""
    with closing(Cache(store)) as model:
        version = _accept(store, 7)
        assert model.version == 0
        assert _values(model, version) == [7]


def test_一边补一边读_每一版都是整版(store: Store) -> None:
    """每一版把所有板块换成同一个数：读到两个不同的数就是半版。"""
    units = [f"板块{n}" for n in range(6)]
    done = threading.Event()
    seen: set[int] = set()

    def writes() -> None:
        for value in range(30):
            sent = store.submit([report(value, unit) for unit in units])
            store.accept([s.id for s in sent], REVIEWER)
        done.set()

    with closing(Cache(store)) as model:

        def reads() -> int:
            asked = 0
            while not done.is_set() or asked == 0:
                version = model.refresh()
                for at in {version, max(1, version - 3)} if version else ():
                    found = _values(model, at)
                    assert found == [at - 1] * len(units)
                    seen.add(at)
                asked += 1
            return asked

        with ThreadPoolExecutor(8) as pool:
            readers = [pool.submit(reads) for _ in range(6)]
            pool.submit(writes).result()
            assert all(reader.result() > 0 for reader in readers)
    assert len(seen) > 5


class Test草稿:
    def test_最多留几份_放掉的再问还在(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache, "DRAFTS_KEPT", 3)
        version = _accept(store, 1)
        drafts = [s.id for s in store.submit([report(10 + n) for n in range(8)])]
        with closing(Cache(store)) as model:
            for _ in range(2):
                assert [_values(model, version, draft) for draft in drafts] == [[10.0 + n] for n in range(8)]
                assert _values(model, version) == [1]
            with model._cursor() as cursor:
                assert cursor.execute("SELECT count(*) FROM slices WHERE valid_from IS NULL").fetchall() == [(3,)]
                assert cursor.execute("SELECT count(*) FROM facts").fetchall() == [(4,)]

    def test_预览过的接收之后行不翻倍(self, store: Store) -> None:
        version = _accept(store, 1)
        (draft,) = store.submit([report(2)])
        with closing(Cache(store)) as model:
            assert _values(model, version, draft.id) == [2]
            accepted = store.accept([draft.id], REVIEWER)
            assert [_values(model, accepted), _values(model, version)] == [[2], [1]]
            assert _values(model, version, draft.id) == [2]  # 已发布的再当草稿看，也只有一份
            assert _values(model, accepted, draft.id) == [2]

    def test_几个人同时看不同的草稿(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache, "DRAFTS_KEPT", 2)
        version = _accept(store, 1)
        drafts = {s.id: 10.0 + n for n, s in enumerate(store.submit([report(10 + n) for n in range(6)]))}
        with closing(Cache(store)) as model, ThreadPoolExecutor(6) as pool:
            asked = list(drafts.items()) * 20
            found = pool.map(lambda pair: (_values(model, version, pair[0]), pair[1]), asked)
            assert all(values == [value] for values, value in found)

    def test_与现行的对照(self, store: Store) -> None:
        version = _accept(store, 1)
        (draft,) = store.submit([report(2)])
        with closing(Cache(store)) as model:
            (cell,) = model.at(version, draft.id).records("submitted_cells")
            assert (cell["old"], cell["value"], cell["period"], cell["cell"]) == (1, 2, MARCH.code, "D4")


def test_没有的城市_没有行(store: Store) -> None:
    _accept(store, 1)
    with closing(Cache(store)) as model:
        assert model.at(1).rows("readings", city="无锡") == []
