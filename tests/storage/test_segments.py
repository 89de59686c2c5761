"""合并：读者只读几个大文件，原来的不动，谁也不多读、不少读一行。"""

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.storage.samples import CITY, REVIEWER, report

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import Table
from dashboard.queries.cache import Cache
from dashboard.storage import disk, open_store, segments
from dashboard.storage.embedded import EmbeddedStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """内嵌的空存储。"""
    with closing(open_store(tmp_path / "var")) as found:
        yield found


def _fill(store: EmbeddedStore, first: int, last: int) -> None:
    for n in range(first, last):
        (sent,) = store.submit([report(n, unit=f"板块{n}")])
        store.accept([sent.id], REVIEWER)


def _files(store: EmbeddedStore) -> list[Path]:
    return store.row_files(Table.FACTS, [s.id for s in store.submissions(CITY)])


def _values(store: EmbeddedStore) -> list[float]:
    with closing(Cache(store)) as model:
        return sorted(row["value"] for row in model.at(model.version).records("readings", city=CITY))


def test_合并后只读一个文件_原来的都在(store: EmbeddedStore) -> None:
    _fill(store, 0, 5)
    loose = _files(store)
    assert len(loose) == 5
    store.compact()
    assert len(_files(store)) == 1
    assert all(path.is_file() for path in loose)
    assert _values(store) == [0, 1, 2, 3, 4]


def test_零散的多了_接收之后自己合并(store: EmbeddedStore) -> None:
    _fill(store, 0, segments.LOOSE_LIMIT)
    assert len(_files(store)) == segments.LOOSE_LIMIT
    _fill(store, segments.LOOSE_LIMIT, segments.LOOSE_LIMIT + 3)
    assert len(_files(store)) == 3


def test_大段多了_连大段一起重合_旧的留一天(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "SEGMENT_LIMIT", 2)
    for n in range(4):
        _fill(store, 2 * n, 2 * n + 2)
        store.compact()
    _fill(store, 8, 9)
    assert len(_files(store)) == 2
    assert _values(store) == list(range(9))
    assert len(disk.subfolders(store.root / "segments")) == 4
    assert store.sweep() == []
    assert store.verify().ok


def test_两个同时合并_后到账本的作废(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(store, 0, 4)
    real = disk.write_folder

    def slow(parent: Path, fill: object) -> Path:
        """写好了，还没记账，别人先合并完了。"""
        folder = real(parent, fill)
        monkeypatch.setattr(disk, "write_folder", real)
        assert store.compact() == 4
        return folder

    monkeypatch.setattr(disk, "write_folder", slow)
    assert store.compact() == 0
    assert len(disk.subfolders(store.root / "segments")) == 1
    assert _values(store) == [0, 1, 2, 3]
    assert store.verify().ok


def test_合并不成不影响接收_记进日志(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> int:
        raise StoreError("disk", "磁盘已满。")

    monkeypatch.setattr(segments, "LOOSE_LIMIT", 1)
    monkeypatch.setattr(segments, "compact", full)
    with caplog.at_level(logging.WARNING):
        _fill(store, 0, 2)
    assert store.latest_version() == 2
    assert "没有合并零散的提交：磁盘已满" in caplog.text


def test_很多编号一次问完(store: EmbeddedStore) -> None:
    """分几次问，中间换了大段，同一行就会在两个文件里。"""
    _fill(store, 0, 2)
    ids = [s.id for s in store.submissions(CITY)]
    assert len(store.row_files(Table.FACTS, [*ids, *(f"没有{n}" for n in range(40_000))])) == 2


def test_读不通的数据文件说清(store: EmbeddedStore) -> None:
    _fill(store, 0, 2)
    _files(store)[0].write_bytes(b"x")
    with pytest.raises(StoreError, match="读不通"):
        Cache(store)
    with pytest.raises(StoreError, match="读不通"):
        store.compact()
    assert disk.subfolders(store.root / "segments") == []
