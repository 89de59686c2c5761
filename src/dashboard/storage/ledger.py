"""账本：SQLite，唯一的提交点；一次事务要么全有要么全无。"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.domain.problems import StoreError

SCHEMA = """
CREATE TABLE IF NOT EXISTS versions (version INTEGER PRIMARY KEY, kind TEXT NOT NULL, city TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS commits (id TEXT PRIMARY KEY, at TEXT NOT NULL, segment TEXT) STRICT;
CREATE TABLE IF NOT EXISTS files (folder TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (folder, name)) STRICT;
CREATE TABLE IF NOT EXISTS submissions (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, city TEXT NOT NULL, unit TEXT, department TEXT,
    period INTEGER NOT NULL, state TEXT NOT NULL, version INTEGER, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, accepted_by TEXT, accepted_at TEXT, replaces TEXT,
    commit_id TEXT NOT NULL REFERENCES commits (id)) STRICT;
CREATE INDEX IF NOT EXISTS submissions_period ON submissions (city, period);
CREATE INDEX IF NOT EXISTS submissions_sha ON submissions (sha256);
CREATE TABLE IF NOT EXISTS slices (
    submission TEXT NOT NULL REFERENCES submissions (id), city TEXT NOT NULL, tbl TEXT NOT NULL, owner TEXT NOT NULL,
    period INTEGER NOT NULL, made_from TEXT, valid_from INTEGER, valid_to INTEGER, PRIMARY KEY (submission, tbl)) STRICT;
CREATE INDEX IF NOT EXISTS slices_key ON slices (city, tbl, owner, period);
CREATE INDEX IF NOT EXISTS slices_from ON slices (valid_from);
CREATE INDEX IF NOT EXISTS slices_to ON slices (valid_to);
CREATE TABLE IF NOT EXISTS months (city TEXT NOT NULL, period INTEGER NOT NULL, version INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (city, period)) STRICT;
CREATE TABLE IF NOT EXISTS profiles (city TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (city, version)) STRICT;
"""


def now() -> datetime:
    """服务器时钟，北京时间（INTAKE R31）。"""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


class Ledger:
    """每个线程一个连接；可被多个进程同时打开。"""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        with self.reading() as connection:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            self._synchronous = "FULL" if mode == "wal" else "EXTRA"
            connection.execute(f"PRAGMA synchronous = {self._synchronous}")
            connection.executescript(SCHEMA)

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA foreign_keys = ON")
            found.execute(f"PRAGMA synchronous = {getattr(self, '_synchronous', 'FULL')}")
            self._local.connection = found
        return found

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """读；错误说成一句中文。"""
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise StoreError("ledger", f"账本读写失败：{error}。已有数据不受影响，请检查数据目录后重试。") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """写：一个 BEGIN IMMEDIATE 事务，正常结束才提交。"""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def copy_to(self, path: Path) -> None:
        """一致的账本副本（备份用）。"""
        with self.reading() as connection:
            target = sqlite3.connect(path)
            try:
                connection.backup(target)
            finally:
                target.close()


def new_version(connection: sqlite3.Connection, kind: str, city: str, by: str) -> int:
    """开一个新版本，返回版本号。"""
    version = int(connection.execute("SELECT coalesce(max(version), 0) + 1 FROM versions").fetchone()[0])
    connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?)", (version, kind, city, by, now().isoformat()))
    return version
