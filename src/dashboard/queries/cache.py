"""读模型：每个进程装载一次，此后只补新提交；每行带生效与失效版本，任何一版都可随时查。"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from dashboard.domain.submissions import Slice, Table
from dashboard.storage.contract import Change, SliceSpan, Store


@cache
def _sql(name: str) -> str:
    return (files("dashboard.queries") / "sql" / f"{name}.sql").read_text("utf-8")


class Cache:
    """一个存储的读模型；线程安全，读者看到的总是整版。"""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._connection = duckdb.connect(":memory:")
        self._connection.execute(_sql("schema"))
        self._connection.execute(_sql("views"))
        self._drafts: dict[str, tuple[Slice, ...]] = {}
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
        """某一版（可盖一份草稿）的只读视图。"""
        if draft is not None:
            self._load_draft(draft)
        return View(self._connection.cursor(), version, draft)

    def _apply(self, changes: Sequence[Change]) -> None:
        opened = [span for change in changes for span in change.spans_opened]
        closed = {(s.submission, s.slice.table): s.valid_to for change in changes for s in change.spans_closed}
        fresh = {(s.submission, s.slice.table) for s in opened}
        spans = [_Span(s.slice, s.submission, s.valid_from, closed.get((s.submission, s.slice.table), s.valid_to)) for s in opened]
        cursor = self._connection.cursor()
        cursor.execute("BEGIN")
        self._insert(cursor, spans, None)
        for (submission, table), version in closed.items():
            if (submission, table) not in fresh:
                _close(cursor, submission, table, version)
        cursor.execute("COMMIT")
        cursor.close()

    def _load_draft(self, submission: str) -> None:
        with self._lock:
            if submission in self._drafts:
                return
            slices = self._store.slices_of(submission)
            cursor = self._connection.cursor()
            cursor.execute("BEGIN")
            self._insert(cursor, [_Span(s, submission, None, None) for s in slices], submission)
            cursor.execute("COMMIT")
            cursor.close()
            self._drafts[submission] = tuple(slices)

    def _insert(self, cursor: duckdb.DuckDBPyConnection, spans: "Sequence[_Span]", draft: str | None) -> None:
        if not spans:
            return
        cursor.executemany(
            "INSERT INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (s.submission, s.slice.city, str(s.slice.table), s.slice.owner, s.slice.period, s.valid_from, s.valid_to, draft)
                for s in spans
            ],
        )
        for table in Table:
            mine = [s for s in spans if s.slice.table is table]
            if mine:
                self._insert_rows(cursor, table, mine, draft)

    def _insert_rows(
        self, cursor: duckdb.DuckDBPyConnection, table: Table, spans: "Sequence[_Span]", draft: str | None
    ) -> None:
        paths = self._store.row_files(table, [s.submission for s in spans])
        if not paths:
            return
        columns = ", ".join(f"p.{name}" for name in _columns(cursor, table))
        marked = "s.draft = $draft" if draft else "s.draft IS NULL"
        cursor.execute(
            f"INSERT INTO {table} SELECT {columns}, s.owner, s.slice_period, s.valid_from, s.valid_to, s.draft "
            f"FROM read_parquet($paths) AS p JOIN slices AS s ON s.submission = p.submission AND s.tbl = $table "
            f"WHERE {marked} AND list_contains($submissions, p.submission)",
            {
                "paths": [str(path) for path in paths],
                "table": str(table),
                "submissions": [s.submission for s in spans],
                **({"draft": draft} if draft else {}),
            },
        )


@dataclass(frozen=True, slots=True)
class _Span:
    slice: Slice
    submission: str
    valid_from: int | None
    valid_to: int | None


class View:
    """某一版的数据；用完即弃。"""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, version: int, draft: str | None) -> None:
        self._cursor = cursor
        self.version = version
        self.draft = draft

    def rows(self, question: str, **values: object) -> list[tuple[Any, ...]]:
        """问一个 .sql 文件的问题，返回行。"""
        return self._execute(question, values).fetchall()

    def records(self, question: str, **values: object) -> list[dict[str, Any]]:
        """同 rows，一行一个字典。"""
        result = self._execute(question, values)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _execute(self, question: str, values: dict[str, object]) -> duckdb.DuckDBPyConnection:
        text = _sql(question)
        known = {"version": self.version, "draft": self.draft, **values}
        return self._cursor.execute(text, {name: value for name, value in known.items() if f"${name}" in text})


def _columns(cursor: duckdb.DuckDBPyConnection, table: Table) -> Iterable[str]:
    names = [row[0] for row in cursor.execute(f"DESCRIBE {table}").fetchall()]
    return names[: names.index("owner")]


def _close(cursor: duckdb.DuckDBPyConnection, submission: str, table: Table, version: int | None) -> None:
    for name in (str(table), "slices"):
        extra = " AND tbl = $table" if name == "slices" else ""
        values = {"version": version, "submission": submission, **({"table": str(table)} if extra else {})}
        cursor.execute(
            f"UPDATE {name} SET valid_to = $version WHERE submission = $submission AND draft IS NULL{extra}", values
        )


__all__ = ["Cache", "SliceSpan", "View"]
