"""随机杀死写入进程：回答过的一份不丢，没有半份，读的人始终看到整版。"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest
from tests.storage import writer
from tests.storage.samples import CITY

from dashboard.domain.month import Month
from dashboard.domain.submissions import Slice, State, Table
from dashboard.queries.cache import Cache
from dashboard.storage import Store, open_store

pytestmark = pytest.mark.kills

ROUNDS, KILLS_EACH = 5, 24
_MOST_DONE, _LONGEST_SECONDS, _PATIENCE_SECONDS = 12, 0.02, 30.0
_ROOT = Path(__file__).parents[2]
Said = list[tuple[str, Any]]
Seen = Counter[tuple[object, ...]]


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> ForkServerContext:
    """从装好模块的进程里分出写入者，起一个只要几毫秒。"""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(_ROOT), str(_ROOT / "src")]))
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.writer"])
    return context


@pytest.mark.parametrize("number", range(ROUNDS))
def test_回答过的都在_没有半份(forks: ForkServerContext, tmp_path: Path, number: int) -> None:
    root, chance = tmp_path / "var", random.Random(number)
    acknowledged: Said = []
    with closing(open_store(root)) as store, closing(Cache(store)) as reader:
        for kill in range(KILLS_EACH):
            said = _killed(forks, root, number * 100 + kill, chance, lambda: _check_whole(store, reader))
            with closing(open_store(root)) as again:
                _check_acknowledged(again, said)
                _check_papers(again)
            acknowledged += said
        report = store.verify()
        assert report.ok, report.problems
        _check_acknowledged(store, acknowledged)
        _check_whole(store, reader)
        with closing(Cache(store)) as fresh:
            _check_whole(store, fresh)
    assert {"submitted", "accepted", "attached", "compacted", "published"} <= {what for what, _ in acknowledged}


def _killed(forks: ForkServerContext, root: Path, seed: int, chance: random.Random, read: Callable[[], None]) -> Said:
    """起一个写入者，做成随机几件之后、再随机过一会儿杀掉；其间一直读。返回它回过的话。"""
    ours, theirs = forks.Pipe(duplex=False)
    process = forks.Process(target=writer.write, args=(root, seed, theirs), daemon=True)
    process.start()
    theirs.close()
    with ours:
        said = list(_watched(ours, chance.randint(1, _MOST_DONE), read))
        time.sleep(chance.uniform(0, _LONGEST_SECONDS))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL  # 是被杀的，不是自己出错停的
        process.close()
        return [*said, *_drained(ours)]


def _watched(ours: Connection, count: int, read: Callable[[], None]) -> Iterator[tuple[str, Any]]:
    """它回的前几句话；等的时候一直读。"""
    until = time.monotonic() + _PATIENCE_SECONDS
    while count and time.monotonic() < until:
        if ours.poll(0.005):
            yield ours.recv()
            count -= 1
        else:
            read()


def _drained(ours: Connection) -> Iterator[tuple[str, Any]]:
    while True:
        try:
            yield ours.recv()
        except (EOFError, OSError):  # 说了半句的不算回答过
            return


def _check_acknowledged(store: Store, said: Said) -> None:
    """回答过的上报，原文件一字节不差；回答过的接收，版本和状态都在。"""
    for what, result in said:
        if what == "submitted":
            assert all(store.source(identity) == content for identity, content in result)
            assert all({p.content for p in writer.papers(content)} <= _papers(store, identity) for identity, content in result)
        if what == "attached":
            identity, content = result
            assert content in _papers(store, identity)
        if what == "accepted":
            version, ids = result
            assert version <= store.latest_version()
            assert all(store.submission(i).version == version for i in ids)
            assert {store.submission(i).state for i in ids} <= {State.ACCEPTED, State.SUPERSEDED}


def _papers(store: Store, identity: str) -> set[bytes]:
    return {store.attachment(identity, paper.number) for paper in store.attachments(identity)}


def _check_papers(store: Store) -> None:
    """账本里有的上报，一起报的附件都在：要么都在，要么都不在。"""
    for sent in store.submissions(CITY):
        assert {p.content for p in writer.papers(store.source(sent.id))} <= _papers(store, sent.id)


def _check_whole(store: Store, reader: Cache) -> None:
    """读到的正是账本里有效的那些整块的全部行：不缺、不多、没有半块。"""
    version = reader.refresh()
    view = reader.at(version)
    facts = ((r["unit"], r["period"], r["indicator"], r["value"]) for r in view.records("readings", city=CITY))
    talks = ((r["unit"], r["period"], r["topic"]) for r in view.records("talks", city=CITY))
    assert Counter([*facts, *talks]) == _expected(store, version)


def _expected(store: Store, version: int) -> Seen:
    valid: dict[Slice, str] = {}
    for change in store.spans(0, version):
        valid |= {span.slice: span.submission for span in change.spans_opened}
    return sum((_rows(slice_, store.source(identity)) for slice_, identity in valid.items()), Counter())


@cache
def _rows(slice_: Slice, content: bytes) -> Seen:
    found = writer.rows(slice_.owner, Month.from_code(slice_.period), content)[slice_.table]
    if slice_.table is Table.FACTS:
        return Counter((r["unit"], r["period"], r["indicator"], float(r["value"])) for r in found)
    return Counter((r["unit"], r["period"], r["topic"]) for r in found)
