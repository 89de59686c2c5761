"""账本：SQLite，唯一的提交点；一次事务要么全有要么全无。"""

import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.domain.problems import StoreError
from dashboard.storage.formats import ADDED, FORMAT
from dashboard.wording.faults import ledger_fault

_PATIENCE_SECONDS = 30.0

SCHEMA = """
CREATE TABLE versions (version INTEGER PRIMARY KEY, kind TEXT NOT NULL, city TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE commits (number INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE, at TEXT NOT NULL, segment TEXT);
CREATE INDEX commits_segment ON commits (segment);
CREATE TABLE files (folder TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (folder, name));
CREATE TABLE submissions (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, city TEXT NOT NULL, unit TEXT, department TEXT,
    period INTEGER NOT NULL, state TEXT NOT NULL, version INTEGER REFERENCES versions (version), file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, accepted_by TEXT, accepted_at TEXT,
    replaces TEXT, commit_folder TEXT NOT NULL REFERENCES commits (folder));
CREATE INDEX submissions_period ON submissions (city, period);
CREATE INDEX submissions_sha ON submissions (sha256);
CREATE TABLE slices (
    submission TEXT NOT NULL REFERENCES submissions (id), city TEXT NOT NULL, tbl TEXT NOT NULL, owner TEXT NOT NULL,
    period INTEGER NOT NULL, row_count INTEGER NOT NULL, made_from TEXT,
    valid_from INTEGER REFERENCES versions (version), valid_to INTEGER REFERENCES versions (version),
    PRIMARY KEY (submission, tbl));
CREATE INDEX slices_key ON slices (city, tbl, owner, period);
CREATE UNIQUE INDEX slices_current ON slices (city, tbl, owner, period) WHERE valid_from IS NOT NULL AND valid_to IS NULL;
CREATE INDEX slices_from ON slices (valid_from);
CREATE INDEX slices_to ON slices (valid_to);
CREATE TABLE months (
    city TEXT NOT NULL, period INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES versions (version), by TEXT NOT NULL,
    PRIMARY KEY (city, period));
CREATE TABLE profiles (
    city TEXT NOT NULL, version INTEGER NOT NULL REFERENCES versions (version), hash TEXT NOT NULL, folder TEXT NOT NULL,
    PRIMARY KEY (city, version));
"""


def now() -> datetime:
    """服务器时钟，北京时间（INTAKE R31）。"""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


@contextmanager
def told() -> Iterator[None]:
    """把账本库的错误说成一句中文。"""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        raise StoreError("ledger", f"账本读写失败：{ledger_fault(name)}。已确认的数据不受影响。") from error


class Ledger:
    """多个线程、多个进程可同时用；每次读写借一个连接，用完还回。"""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._synchronous = "FULL"
        self._closing = weakref.finalize(self, _close_all, self._idle)
        with told(), self._borrowed() as connection:
            if _journal(connection) != "wal":
                self._synchronous = "EXTRA"  # DELETE 加 FULL 断电时会丢已确认的提交
                connection.execute("PRAGMA synchronous = EXTRA")
        self._prepare()

    def _prepare(self) -> None:
        with self.reading() as connection:
            found = _format(connection)
        if found == FORMAT:
            return
        with self.writing() as connection:
            found = _format(connection)
            if found > FORMAT:
                raise StoreError("newer", "数据目录是更新版本的看板写的，这一版读不了。请升级看板。")
            for statement in _missing(found):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORMAT}")

    def _open(self) -> sqlite3.Connection:
        found = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
        found.row_factory = sqlite3.Row
        found.execute("PRAGMA foreign_keys = ON")
        found.execute(f"PRAGMA synchronous = {self._synchronous}")
        return found

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._open()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """读：里面的几问看到同一刻的账本。"""
        with told(), self._borrowed() as connection:
            connection.execute("BEGIN")
            yield connection
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """写：一个 BEGIN IMMEDIATE 事务，正常结束才提交；出错时连接作废，什么也没有发生。"""
        with told(), self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def copy_to(self, path: Path) -> None:
        """一致的账本副本（备份用）。"""
        with told(), self._borrowed() as connection:
            target = sqlite3.connect(path)
            try:
                connection.backup(target)
            finally:
                target.close()

    def close(self) -> None:
        """关掉闲着的连接。"""
        _close_all(self._idle)


def _journal(connection: sqlite3.Connection) -> str:
    """用 WAL；这块盘用不了就退回 DELETE。几个进程同时新建时要等一等。"""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _missing(found: int) -> list[str]:
    """从格式 found（新账本为0）到现在的格式要补的语句。"""
    first = SCHEMA.strip().removesuffix(";").split(";\n") if found == 0 else []
    return [*first, *(statement for number, added in ADDED.items() if number > found for statement in added)]


def _close_all(idle: list[sqlite3.Connection]) -> None:
    while idle:
        idle.pop().close()


def new_version(connection: sqlite3.Connection, kind: str, city: str, by: str) -> int:
    """开一个新版本，返回版本号。"""
    version = latest_version(connection) + 1
    connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?)", (version, kind, city, by, now().isoformat()))
    return version


def latest_version(connection: sqlite3.Connection) -> int:
    """最新版本；还没有为0。"""
    return int(connection.execute("SELECT coalesce(max(version), 0) FROM versions").fetchone()[0])


def record_files(connection: sqlite3.Connection, folder: str, files: list[tuple[str, str, int]]) -> None:
    """记下一个文件夹里的每个文件（名、指纹、大小）。"""
    connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?)", [(folder, *file) for file in files])
