"""读模型：每个进程装载一次，此后只补新提交；每个整块带生效与失效版本，任何一版都可随时查。"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import Slice, Table
from dashboard.storage.contract import Change, SliceSpan, Store

DRAFTS_KEPT = 16
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_Cursor = duckdb.DuckDBPyConnection


@cache
def sql(name: str) -> str:
    """一个 .sql 文件的内容。"""
    return (files("dashboard.queries") / "sql" / f"{name}.sql").read_text("utf-8")


class Cache:
    """一个存储的读模型；线程安全，读者看到的总是整版。

    版本号在数据提交之后才加，读者带着版本号问：补到一半的新版谁也问不到。"""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._gate = threading.Lock()  # 连接同时只容一个调用：开游标、关连接都排队
        self._connection = duckdb.connect(":memory:", config=_OFFLINE)
        self._connection.execute(sql("schema"))
        self._connection.execute(sql("views"))
        self._drafts: list[str] = []  # 最近问到的在后
        self.version = 0
        self.refresh()

    def refresh(self) -> int:
        """补上新提交，返回最新数据版本。"""
        latest = self._store.latest_version()
        if latest > self.version:
            with self._lock:
                if latest > self.version:
                    self._apply(self._store.spans(self.version, latest))
                    self.version = latest
        return self.version

    def at(self, version: int, draft: str | None = None) -> "View":
        """某一版（可盖一份待审的上报）的只读视图；还没补到这一版就先补。"""
        if version > self.version:
            self.refresh()
        return View(self, version, draft)

    def ask(self, question: str, values: dict[str, object], draft: str | None) -> tuple[list[str], list[tuple[Any, ...]]]:
        """问一个 .sql 文件，返回列名与行。每问一个游标，问完即关；盖着草稿的问题一个一个问，草稿不会中途放掉。"""
        if draft is None:
            return self._fetch(question, values)
        with self._lock:
            self._hold(draft)
            return self._fetch(question, values)

    def close(self) -> None:
        """放开内存；正在开的游标先开完。"""
        with self._gate:
            self._connection.close()

    def _fetch(self, question: str, values: dict[str, object]) -> tuple[list[str], list[tuple[Any, ...]]]:
        text = sql(question)
        with self._cursor() as cursor:
            result = cursor.execute(text, {name: value for name, value in values.items() if f"${name}" in text})
            return [column[0] for column in result.description or ()], result.fetchall()

    @contextmanager
    def _cursor(self) -> Iterator[_Cursor]:
        with self._gate:
            cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def _transaction(self) -> Iterator[_Cursor]:
        """改读模型：成了才看得见；数据文件读不通时什么也没变。"""
        try:
            with self._cursor() as cursor:
                cursor.execute("BEGIN")
                yield cursor
                cursor.execute("COMMIT")
        except duckdb.Error as error:
            raise StoreError("damaged", "有数据文件读不通，没有装入。请运行dashboard verify核验，由备份恢复。") from error

    def _apply(self, changes: Sequence[Change]) -> None:
        opened = {(s.submission, s.slice.table): s for change in changes for s in change.spans_opened}
        closed = [s for change in changes for s in change.spans_closed if (s.submission, s.slice.table) not in opened]
        now_open = {s.submission for s in opened.values()}
        published = [draft for draft in self._drafts if draft in now_open]
        with self._transaction() as cursor:
            _drop(cursor, published)
            _open(cursor, [(s.submission, s.slice, s.valid_from, s.valid_to) for s in opened.values()])
            _close(cursor, closed)
            self._load(cursor, set(opened))
        self._drafts = [draft for draft in self._drafts if draft not in now_open]

    def _load(self, cursor: _Cursor, wanted: set[tuple[str, Table]]) -> None:
        for table in Table:
            submissions = [submission for submission, one in wanted if one is table]
            paths = self._store.row_files(table, submissions) if submissions else []
            if paths:
                cursor.execute(sql(f"load_{table}"), {"paths": [str(path) for path in paths], "submissions": submissions})

    def _hold(self, draft: str) -> None:
        """装入一份待审的上报；已发布的本来就在。只留最近问到的几份。"""
        if draft in self._drafts:
            self._drafts = [*(other for other in self._drafts if other != draft), draft]
            return
        if self._fetch("published", {"submission": draft})[1]:
            return
        slices = self._store.slices_of(draft)
        kept = self._drafts[1 - DRAFTS_KEPT :]
        with self._transaction() as cursor:
            _drop(cursor, [other for other in self._drafts if other not in kept])
            _open(cursor, [(draft, slice_, None, None) for slice_ in slices])
            self._load(cursor, {(draft, slice_.table) for slice_ in slices})
        self._drafts = [*kept, draft]


class View:
    """某一版的数据；用完即弃。"""

    def __init__(self, model: Cache, version: int, draft: str | None) -> None:
        self._model = model
        self.version = version
        self.draft = draft

    def rows(self, question: str, **values: object) -> list[tuple[Any, ...]]:
        """问一个 .sql 文件的问题，返回行。"""
        return self._ask(question, values)[1]

    def records(self, question: str, **values: object) -> list[dict[str, Any]]:
        """同 rows，一行一个字典。"""
        names, rows = self._ask(question, values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _ask(self, question: str, values: dict[str, object]) -> tuple[list[str], list[tuple[Any, ...]]]:
        return self._model.ask(question, {"version": self.version, "draft": self.draft, **values}, self.draft)


def _drop(cursor: _Cursor, drafts: Sequence[str]) -> None:
    for draft in drafts:
        for name in (*Table, "slices"):
            cursor.execute(sql(f"drop_{name}"), {"submission": draft})


def _open(cursor: _Cursor, slices: Sequence[tuple[str, Slice, int | None, int | None]]) -> None:
    if slices:
        cursor.execute(
            sql("open_slices"),
            {
                "submission": [submission for submission, *_ in slices],
                "city": [slice_.city for _, slice_, *_ in slices],
                "tbl": [str(slice_.table) for _, slice_, *_ in slices],
                "owner": [slice_.owner for _, slice_, *_ in slices],
                "period": [slice_.period for _, slice_, *_ in slices],
                "valid_from": [first for *_, first, _ in slices],
                "valid_to": [last for *_, last in slices],
            },
        )


def _close(cursor: _Cursor, spans: Sequence[SliceSpan]) -> None:
    if spans:
        cursor.execute(
            sql("close_slices"),
            {
                "submission": [s.submission for s in spans],
                "tbl": [str(s.slice.table) for s in spans],
                "valid_to": [s.valid_to for s in spans],
            },
        )


__all__ = ["Cache", "View"]
