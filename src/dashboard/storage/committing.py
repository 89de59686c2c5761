"""上报：一批的文件先落盘，账本里记一笔才算数。"""

import hashlib
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import SIMULATED_BY, Slice, State, Table
from dashboard.storage import disk, ledger, records, schemas
from dashboard.storage.contract import NewSubmission


@dataclass(frozen=True, slots=True)
class Numbered:
    """给了编号、等着记进账本的一份上报。"""

    id: str
    sha256: str
    item: NewSubmission


def numbered(item: NewSubmission) -> Numbered:
    """编号：日期时间（便于人看）加随机数（绝不相同）。"""
    tables = [slice_.table for slice_ in item.slices]
    if len(set(tables)) < len(tables) or {table for table, rows in item.rows.items() if rows} - set(tables):
        raise ValueError(f"《{item.file_name}》的行与整块对不上：每张有行的表要有且只有一块")
    only_simulated(item.by, item.simulated_at)
    digest = hashlib.sha256(item.source).hexdigest()
    return Numbered(f"{ledger.now():%y%m%d%H%M%S}-{uuid.uuid4().hex[:8]}", digest, item)


def only_simulated(by: str, at: datetime | None) -> None:
    """假定的时间只给模拟的上报人、审核人；真实的人用不了（INTAKE R31）。"""
    if at is not None and not by.startswith(SIMULATED_BY):
        raise ValueError(f"{by}不是模拟的，时间只能是服务器的钟")


def write_commit(commits: Path, batch: Sequence[Numbered]) -> Path:
    """把一批写成一个提交文件夹：原文件各一份，行按表合成 Parquet。"""

    def fill(folder: Path) -> None:
        (folder / "sources").mkdir()
        for one in batch:
            (folder / "sources" / one.id).write_bytes(one.item.source)
        for table in Table:
            rows = [{**row, "submission": one.id} for one in batch for row in one.item.rows.get(table, ())]
            if rows:
                pq.write_table(schemas.to_table(table, rows), folder / f"{table}.parquet", compression="zstd")

    return disk.write_folder(commits, fill)


def twin(connection: sqlite3.Connection, one: Numbered) -> sqlite3.Row | None:
    """同一内容、同样答复、同一期、同一报送者、还算数的那一次上报（INTAKE R6）。

    已退回、撤回、被更正的不算；待审而底已经变了的（收不进去了）也不算，再报就是新的一次。"""
    header = one.item.header
    rows = connection.execute(
        "SELECT * FROM submissions WHERE sha256 = ? AND kind = ? AND city = ? AND period = ? AND unit IS ? AND department IS ? "
        "AND state IN (?, ?, ?) ORDER BY number DESC",
        (
            *(one.sha256, str(header.kind), header.city, header.period, header.unit, header.department),
            *(str(State.DRAFT), str(State.SUBMITTED), str(State.ACCEPTED)),
        ),
    ).fetchall()
    alike = (row for row in rows if records.replies(connection, row["id"]) == one.item.replies)
    return next((row for row in alike if _stands(connection, row, one.item.replaces)), None)


def _stands(connection: sqlite3.Connection, row: sqlite3.Row, replaces: str | None) -> bool:
    """已接收的，每一块都还现行；待审的，底没有变，也不是要改换底。"""
    accepted = row["state"] == str(State.ACCEPTED)
    if not accepted and replaces not in (None, row["replaces"]):
        return False
    for mine in connection.execute("SELECT * FROM slices WHERE submission = ?", (row["id"],)).fetchall():
        current = valid(connection, records.slice_(mine))
        if current is not None and current["submission"] != (row["id"] if accepted else mine["made_from"]):
            return False
    return True


def check_replaces(connection: sqlite3.Connection, item: NewSubmission) -> None:
    """replaces 须是账本里同城同期的一次上报，且至少有一块相同。"""
    if item.replaces is None:
        return
    rows = connection.execute("SELECT * FROM slices WHERE submission = ?", (item.replaces,)).fetchall()
    if not rows:
        raise UsageError("unknown_submission", f"没有编号为{item.replaces}的上报。")
    if not {records.slice_(row) for row in rows} & set(item.slices):
        raise UsageError("replaces", f"《{item.file_name}》与{item.replaces}不是同一报送者同一期的，不能以它为底。")


def record(connection: sqlite3.Connection, folder: str, one: Numbered) -> None:
    """账本里记一次上报和它的整块；每块记下它是由哪次已接收的上报改来的。"""
    item, header = one.item, one.item.header
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM submissions").fetchone()[0]
    connection.execute(
        "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)",
        (
            *(one.id, number, str(header.kind), header.city, header.unit, header.department, header.period),
            *(str(State.SUBMITTED), item.file_name, one.sha256, len(item.source), item.by, (item.simulated_at or ledger.now()).isoformat()),
            *(item.replaces, folder),
        ),
    )
    connection.executemany(
        "INSERT INTO replies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(one.id, n, str(r.kind), r.sheet, r.cell, r.text, r.rule, r.old) for n, r in enumerate(item.replies)],
    )
    base = {} if item.replaces is None else dict.fromkeys(_slices(connection, item.replaces), item.replaces)
    for slice_ in item.slices:
        current = valid(connection, slice_)
        made_from = base.get(slice_) or (current["submission"] if current else None)
        count = len(item.rows.get(slice_.table, ()))
        connection.execute(
            "INSERT INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            (one.id, slice_.city, str(slice_.table), slice_.owner, slice_.period, count, made_from),
        )


def _slices(connection: sqlite3.Connection, submission: str) -> list[Slice]:
    rows = connection.execute("SELECT * FROM slices WHERE submission = ?", (submission,)).fetchall()
    return [records.slice_(row) for row in rows]


def valid(connection: sqlite3.Connection, slice_: Slice) -> sqlite3.Row | None:
    """一个整块现行的那一行。"""
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM slices WHERE city = ? AND tbl = ? AND owner = ? AND period = ? AND valid_from IS NOT NULL AND valid_to IS NULL",
        (slice_.city, str(slice_.table), slice_.owner, slice_.period),
    ).fetchone()
    return found
