"""账本的行 → 领域类型。"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header, Kind, Slice, State, Submission, Table
from dashboard.storage.contract import Change, SliceSpan


def submission(row: sqlite3.Row) -> Submission:
    """一次上报。"""
    accepted_at = row["accepted_at"]
    return Submission(
        id=row["id"],
        header=Header(Kind(row["kind"]), row["city"], row["unit"], row["department"], row["period"]),
        state=State(row["state"]),
        version=row["version"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        size=row["size"],
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        accepted_by=row["accepted_by"],
        accepted_at=datetime.fromisoformat(accepted_at) if accepted_at else None,
        replaces=row["replaces"],
        commit=row["commit_folder"],
    )


def replies(connection: sqlite3.Connection, submission: str) -> tuple[Reply, ...]:
    """一次上报的答复。"""
    rows = connection.execute("SELECT * FROM replies WHERE submission = ? ORDER BY number", (submission,)).fetchall()
    return tuple(Reply(ReplyKind(r["kind"]), r["sheet"], r["cell"], r["text"], r["rule"], r["old"]) for r in rows)


def of(connection: sqlite3.Connection, identity: str) -> sqlite3.Row:
    """账本里一定有的一次上报。"""
    found: sqlite3.Row = connection.execute("SELECT * FROM submissions WHERE id = ?", (identity,)).fetchone()
    return found


def slice_(row: sqlite3.Row) -> Slice:
    """一个整块的键。"""
    return Slice(row["city"], Table(row["tbl"]), row["owner"], row["period"])


def span(row: sqlite3.Row) -> SliceSpan:
    """一个整块的有效区间。"""
    return SliceSpan(slice_(row), row["submission"], row["valid_from"], row["valid_to"])


def profile(connection: sqlite3.Connection, city: str, version: int) -> sqlite3.Row | None:
    """该版有效的档案那一行。"""
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM profiles WHERE city = ? AND version <= ? ORDER BY version DESC", (city, version)
    ).fetchone()
    return found


def changes(connection: sqlite3.Connection, after: int, until: int) -> list[Change]:
    """after 之后、到 until 为止每一版的变化。"""
    versions = connection.execute(
        "SELECT * FROM versions WHERE version > ? AND version <= ? ORDER BY version", (after, until)
    ).fetchall()
    opened, closed = (_by_version(connection, column, after, until) for column in ("valid_from", "valid_to"))
    return [
        Change(
            version=row["version"],
            kind=row["kind"],
            city=row["city"],
            by=row["by"],
            at=datetime.fromisoformat(row["at"]),
            spans_opened=tuple(opened.get(row["version"], ())),
            spans_closed=tuple(closed.get(row["version"], ())),
        )
        for row in versions
    ]


def _by_version(connection: sqlite3.Connection, column: str, after: int, until: int) -> dict[int, Sequence[SliceSpan]]:
    found: dict[int, list[SliceSpan]] = {}
    rows = connection.execute(f"SELECT * FROM slices WHERE {column} > ? AND {column} <= ? ORDER BY rowid", (after, until))
    for row in rows.fetchall():
        found.setdefault(row[column], []).append(span(row))
    return dict(found)
