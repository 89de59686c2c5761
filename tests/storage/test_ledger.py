"""账本：落盘的档次、同时打开、被占用、损坏，都说清。"""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.storage.samples import CITY, REVIEWER, report

from dashboard.domain.problems import StoreError
from dashboard.storage import ledger, open_store
from dashboard.storage.ledger import Ledger


def _pragmas(found: Ledger, name: str) -> list[object]:
    """同时借两个连接，先开的和后开的都看。"""
    with found._borrowed() as first, found._borrowed() as second:
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for connection in (first, second)]


def test_用WAL_每次提交落盘(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as found:
        assert (_pragmas(found, "journal_mode"), _pragmas(found, "synchronous")) == (["wal", "wal"], [2, 2])


def test_用不了WAL时退回DELETE_落盘更严(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """没有共享内存的文件系统：SQLite 的点文件锁就是这样。"""
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **options: real(f"file:{path}?vfs=unix-dotfile", uri=True, **options)
    )
    with closing(open_store(tmp_path / "var")) as store:
        assert (_pragmas(store._ledger, "journal_mode"), _pragmas(store._ledger, "synchronous")) == (["delete"] * 2, [3, 3])
        (sent,) = store.submit([report(1)])
        assert store.accept([sent.id], REVIEWER) == 1
        assert store.verify().ok


def test_出错的事务什么也不留_连接照常可用(tmp_path: Path) -> None:
    found = Ledger(tmp_path / "ledger.sqlite")

    def stops() -> None:
        with found.writing() as connection:
            ledger.new_version(connection, "accept", CITY, "某人")
            raise ValueError("停")

    with pytest.raises(ValueError, match="停"):
        stops()
    with found.writing() as connection:
        assert ledger.new_version(connection, "accept", CITY, "某人") == 1
    found.close()


def test_读的是同一刻(tmp_path: Path) -> None:
    found = Ledger(tmp_path / "ledger.sqlite")
    with found.reading() as reader:
        assert ledger.latest_version(reader) == 0
        with found.writing() as writer:
            ledger.new_version(writer, "accept", CITY, "某人")
        assert ledger.latest_version(reader) == 0
    with found.reading() as reader:
        assert ledger.latest_version(reader) == 1
    found.close()


_OPENS = """
import sys
from pathlib import Path
from dashboard.storage import open_store
print(open_store(Path(sys.argv[1])).publish_profile("suzhou", {"goals.toml": b"x"}, "x"))
"""


def test_几个进程同时新建同一个存储(tmp_path: Path) -> None:
    for n in range(3):
        command = [sys.executable, "-c", _OPENS, str(tmp_path / str(n))]
        children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert [child.communicate(timeout=60)[0].strip() for child in children] == ["1"] * 4


def test_很多线程同时读写(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "var")) as store:
        together = threading.Barrier(16)

        def work(number: int) -> int:
            together.wait()
            (sent,) = store.submit([report(number, unit=f"板块{number}")])
            version = store.accept([sent.id], REVIEWER)
            assert store.submission(sent.id).version == version
            return version

        with ThreadPoolExecutor(16) as pool:
            assert sorted(pool.map(work, range(16))) == list(range(1, 17))
        assert len(store._ledger._idle) <= 16
        assert store.verify().ok


def test_被占用时等一会儿_还不行就说清(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_PATIENCE_SECONDS", 0.1)
    with closing(open_store(tmp_path / "var")) as store:
        (sent,) = store.submit([report(1)])
        other = sqlite3.connect(tmp_path / "var" / "ledger.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="账本正被别的程序占用，请稍后重试"):
            store.accept([sent.id], REVIEWER)
        assert store.latest_version() == 0  # 读不受影响
        other.execute("ROLLBACK")
        other.close()
        assert store.accept([sent.id], REVIEWER) == 1


def test_不是账本的文件(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreError, match="账本损坏，请由备份恢复"):
        open_store(tmp_path)


def test_更新版本写的账本不动它(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="请升级看板"):
        open_store(tmp_path)


def test_账本不见了_不当空存储用(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        store.submit([report(1)])
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(StoreError, match=r"没有账本ledger\.sqlite.*请由备份恢复"):
        open_store(tmp_path)
    assert not (tmp_path / "ledger.sqlite").exists()


def test_上一种格式的账本打开时补齐(tmp_path: Path) -> None:
    (place := tmp_path / "ledger.sqlite").touch()
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.executescript(ledger.SCHEMA)
        connection.execute("INSERT INTO versions VALUES (1, 'accept', 'suzhou', '张三', '2025-07-01T00:00:00+08:00')")
        connection.execute("PRAGMA user_version = 1")
    found = Ledger(place)
    with found.reading() as connection:
        assert ledger.latest_version(connection) == 1
        assert connection.execute("SELECT count(*) FROM refused").fetchone()[0] == 0
    found.close()
