"""大段：把零散提交的 Parquet 合成一份，原来的不动；读者只读几个大文件。"""

import sqlite3
import uuid
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.domain.submissions import Table
from dashboard.storage import committing, disk, schemas
from dashboard.storage.ledger import Ledger

_ASKED_AT_ONCE = 500


def folders_of(connection: sqlite3.Connection, submissions: Sequence[str]) -> list[str]:
    """这些上报的行在哪些文件夹：已合并的在大段，未合并的在提交。"""
    found: dict[str, None] = {}
    for start in range(0, len(submissions), _ASKED_AT_ONCE):
        some = submissions[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(
            "SELECT DISTINCT c.id, c.segment FROM submissions AS s JOIN commits AS c ON c.id = s.commit_id "
            f"WHERE s.id IN ({marks}) ORDER BY c.at",
            list(some),
        ).fetchall()
        found |= {f"segments/{row['segment']}" if row["segment"] else f"commits/{row['id']}": None for row in rows}
    return list(found)


def compact(root: Path, ledger: Ledger) -> int:
    """合并全部尚未合并的提交，返回合并了几个；账本更新之前大段不可见。"""
    with ledger.reading() as connection:
        rows = connection.execute("SELECT id FROM commits WHERE segment IS NULL ORDER BY at, id").fetchall()
    commits = [row["id"] for row in rows]
    if len(commits) < 2:
        return 0
    name = uuid.uuid4().hex
    folder = disk.write_folder(root / "segments", name, lambda target: _merge(root, commits, target))
    with ledger.writing() as connection:
        connection.executemany("UPDATE commits SET segment = ? WHERE id = ? AND segment IS NULL", [(name, c) for c in commits])
        connection.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)", [(f"segments/{name}", *f) for f in committing.listing(folder)]
        )
    return len(commits)


def _merge(root: Path, commits: Sequence[str], target: Path) -> None:
    for table in Table:
        paths = [path for c in commits if (path := root / "commits" / c / f"{table}.parquet").is_file()]
        if paths:
            merged = pa.concat_tables([pq.read_table(path, schema=schemas.SCHEMAS[table]) for path in paths])
            pq.write_table(merged, target / f"{table}.parquet", compression="zstd")
