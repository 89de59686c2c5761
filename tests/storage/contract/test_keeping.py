"""保管：核验、备份、恢复、同时合并。"""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.storage.conftest import Opener, Restorer
from tests.storage.samples import CITY, MARCH, REVIEWER, report

from dashboard.domain.month import Month
from dashboard.domain.problems import StoreError
from dashboard.queries.cache import Cache
from dashboard.storage import Store


def _fill(store: Store, first: int, last: int) -> None:
    """一份一个提交，逐份接收；几个板块几个月轮着报，后报的更正先报的。"""
    for n in range(first, last):
        (sent,) = store.submit([report(n, unit=("昆山市", "太仓市")[n % 2], month=Month(2025, n % 5 + 1))])
        store.accept([sent.id], REVIEWER)


def _everything(store: Store) -> list[object]:
    with closing(Cache(store)) as model:
        return [model.at(version).rows("readings", city=CITY) for version in range(store.latest_version() + 1)]


def test_空存储核验无误(store: Store) -> None:
    found = store.verify()
    assert (found.ok, found.versions, found.submissions, found.problems) == (True, 0, 0, ())


def test_核验数清版本和上报(store: Store) -> None:
    _fill(store, 0, 3)
    store.submit([report(9)])
    found = store.verify()
    assert (found.ok, found.versions, found.submissions) == (True, 3, 4)


def test_合并前后每一版读出的都一样(store: Store) -> None:
    _fill(store, 0, 12)
    before = _everything(store)
    assert store.compact() == 12
    assert store.compact() == 0
    assert _everything(store) == before
    _fill(store, 12, 15)
    assert _everything(store)[:13] == before
    assert store.verify().ok


def _together(*jobs: Callable[[], None]) -> None:
    """几件事同时做；有一件出错就抛。"""
    failed: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_几个进程同时写_合并_读_一行不丢一行不多(opener: Opener) -> None:
    """读的人每次都从头装一遍：合并到一半也只看到整版。"""
    writer, other, checker = opener(), opener(), opener()
    counted: list[int] = []

    def compacts(store: Store) -> None:
        for _ in range(12):
            store.compact()

    def reads() -> None:
        for _ in range(25):
            with closing(Cache(checker)) as model:
                counted.append(len(model.at(model.version).rows("readings", city=CITY)) - min(model.version, 10))

    _together(lambda: _fill(writer, 0, 40), lambda: compacts(writer), lambda: compacts(other), reads)
    assert set(counted) == {0}  # 前10版每版多一块，此后都是更正
    assert writer.verify().ok, writer.verify().problems
    assert writer.latest_version() == 40


def test_备份恢复出同一个存储(store: Store, restorer: Restorer, tmp_path: Path) -> None:
    _fill(store, 0, 6)
    store.compact()
    store.publish_profile(CITY, {"goals.toml": b"x"}, "x")
    store.finalize(CITY, MARCH, REVIEWER)
    store.backup(tmp_path / "备份.tar")
    again = restorer(tmp_path / "备份.tar", "恢复")
    assert again.verify() == store.verify()
    assert again.submissions(CITY) == store.submissions(CITY)
    assert again.source(again.submissions(CITY)[0].id) == store.source(store.submissions(CITY)[0].id)
    assert _everything(again) == _everything(store)
    assert again.finalized_months(CITY, again.latest_version()) == (MARCH,)
    _fill(again, 100, 102)
    assert again.verify().ok


def test_备份时照样写和合并_备份是其中某一刻(store: Store, opener: Opener, restorer: Restorer, tmp_path: Path) -> None:
    _fill(store, 0, 5)
    taken: list[Path] = []

    def backs_up() -> None:
        for n in range(6):
            taken.append(tmp_path / f"{n}.tar")
            store.backup(taken[-1])

    other = opener()
    _together(backs_up, lambda: _fill(other, 5, 30), lambda: [other.compact() for _ in range(8)] and None)
    versions = []
    for file in taken:
        found = restorer(file, f"恢复{file.stem}")
        assert found.verify().ok
        versions.append(found.latest_version())
        assert _everything(found) == _everything(store)[: versions[-1] + 1]
    assert versions == sorted(versions)
    assert versions[0] >= 5


def test_备份写不出时说清_原来的备份还在(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "备份.tar")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match=r"写不出备份.*没有这个文件或目录"):
        store.backup(tmp_path / "没有的目录" / "备份.tar")
    assert sorted(tmp_path.iterdir()) == before
