"""提交：一批上报的文件先落盘，账本里记一笔才算数。"""

import hashlib
import sqlite3
import uuid
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.domain.submissions import State, Table
from dashboard.storage import disk, ledger, schemas
from dashboard.storage.contract import NewSubmission


def write_commit(commits: Path, batch: Sequence[tuple[str, NewSubmission]]) -> tuple[str, list[tuple[str, str, int]]]:
    """把一批（编号、上报）写成一个提交文件夹，返回提交编号与文件清单（名、指纹、大小）。"""
    name = uuid.uuid4().hex

    def fill(folder: Path) -> None:
        (folder / "sources").mkdir()
        for identity, item in batch:
            (folder / "sources" / identity).write_bytes(item.source)
        for table in Table:
            rows = [{**row, "submission": identity} for identity, item in batch for row in item.rows.get(table, ())]
            if rows:
                pq.write_table(schemas.to_table(table, rows), folder / f"{table}.parquet", compression="zstd")

    folder = disk.write_folder(commits, name, fill)
    return name, listing(folder)


def listing(folder: Path) -> list[tuple[str, str, int]]:
    """文件夹里每个文件的相对名、指纹、大小。"""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return [(p.relative_to(folder).as_posix(), disk.sha256(p), p.stat().st_size) for p in files]


def twin(connection: sqlite3.Connection, item: NewSubmission, digest: str) -> sqlite3.Row | None:
    """同一内容、同一期、同一报送者、且没有退回、撤回的那一次上报（INTAKE R6）；已被更正的不算。"""
    header = item.header
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM submissions WHERE sha256 = ? AND kind = ? AND city = ? AND period = ? "
        "AND coalesce(unit, '') = ? AND coalesce(department, '') = ? AND state IN (?, ?, ?) ORDER BY number DESC",
        (
            digest,
            str(header.kind),
            header.city,
            header.period,
            header.unit or "",
            header.department or "",
            str(State.DRAFT),
            str(State.SUBMITTED),
            str(State.ACCEPTED),
        ),
    ).fetchone()
    return found


def record(connection: sqlite3.Connection, commit: str, identity: str, item: NewSubmission) -> None:
    """账本里记一次上报和它的整块；每块记下它是由哪次已接收的上报改来的。"""
    header = item.header
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM submissions").fetchone()[0]
    connection.execute(
        "INSERT INTO submissions VALUES (?,?,?,?,?,?,?,?,NULL,?,?,?,?,?,NULL,NULL,?,?)",
        (
            identity,
            number,
            str(header.kind),
            header.city,
            header.unit,
            header.department,
            header.period,
            str(State.SUBMITTED),
            item.file_name,
            hashlib.sha256(item.source).hexdigest(),
            len(item.source),
            item.by,
            ledger.now().isoformat(),
            item.replaces,
            commit,
        ),
    )
    for slice_ in item.slices:
        key = (slice_.city, str(slice_.table), slice_.owner, slice_.period)
        current = valid(connection, key)
        made_from = item.replaces or (current["submission"] if current else None)
        connection.execute("INSERT INTO slices VALUES (?,?,?,?,?,?,NULL,NULL)", (identity, *key, made_from))


def valid(connection: sqlite3.Connection, key: tuple[str, str, str, int]) -> sqlite3.Row | None:
    """一个整块现行的那一行。"""
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM slices WHERE city = ? AND tbl = ? AND owner = ? AND period = ? AND valid_from IS NOT NULL AND valid_to IS NULL",
        key,
    ).fetchone()
    return found
