"""大段：把零散提交的 Parquet 合成一份，原来的不动；读者只读几个大文件。"""

import json
import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import Table
from dashboard.storage import disk, ledger, schemas
from dashboard.storage.ledger import Ledger

LOOSE_LIMIT = 64
"""零散提交多于这些，接收之后就合并一次。"""
SEGMENT_LIMIT = 16
"""大段多于这些，连大段一起重合成一份。"""
_ROWS_AT_ONCE = 100_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Plan:
    """要合并的提交（文件夹 → 现在的大段），和要读的文件夹，按提交先后。"""

    commits: dict[str, str | None]
    sources: tuple[str, ...]


def folders_of(connection: sqlite3.Connection, submissions: Sequence[str]) -> list[str]:
    """这些上报的行在哪些文件夹：已合并的在大段，未合并的在提交。一问得出，所以同一行不会在两处。"""
    rows = connection.execute(
        "SELECT DISTINCT coalesce('segments/' || c.segment, 'commits/' || c.folder) AS folder "
        "FROM submissions AS s JOIN commits AS c ON c.folder = s.commit_folder "
        "WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY folder",
        (json.dumps(list(submissions)),),
    ).fetchall()
    return [row["folder"] for row in rows]


def tidy(root: Path, store_ledger: Ledger) -> None:
    """接收之后：零散的提交多了就合并。合并不成不影响已接收的数，记进日志，下次再合。"""
    try:
        with store_ledger.reading() as connection:
            loose = connection.execute("SELECT count(*) FROM commits WHERE segment IS NULL").fetchone()[0]
        if loose > LOOSE_LIMIT:
            compact(root, store_ledger)
    except StoreError as error:
        _log.warning("没有合并零散的提交：%s", error.message)


def compact(root: Path, store_ledger: Ledger) -> int:
    """合并全部尚未合并的提交，返回合并了几个；账本更新之前大段不可见。"""
    with store_ledger.reading() as connection:
        plan = _plan(connection)
    if len(plan.sources) < 2:
        return 0
    folder = disk.write_folder(root / "segments", lambda target: _merge(root, plan.sources, target))
    files = disk.listing(folder)
    with store_ledger.writing() as connection:
        unchanged = _planned(connection, plan) == plan.commits
        if unchanged:
            _switch(root, connection, plan, folder.name, files)
    if not unchanged:  # 别的进程先合并了，这一份作废
        disk.discard(folder)
        return 0
    return len(plan.commits)


def _plan(connection: sqlite3.Connection) -> _Plan:
    rows = connection.execute("SELECT folder, segment FROM commits ORDER BY number").fetchall()
    segments = {row["segment"] for row in rows if row["segment"]}
    if len(segments) <= SEGMENT_LIMIT:
        rows = [row for row in rows if row["segment"] is None]
    places = dict.fromkeys(f"segments/{row['segment']}" if row["segment"] else f"commits/{row['folder']}" for row in rows)
    return _Plan({row["folder"]: row["segment"] for row in rows}, tuple(places))


def _planned(connection: sqlite3.Connection, plan: _Plan) -> dict[str, str | None]:
    """计划里的提交此刻各在哪个大段。"""
    rows = connection.execute("SELECT folder, segment FROM commits ORDER BY number").fetchall()
    return {row["folder"]: row["segment"] for row in rows if row["folder"] in plan.commits}


def _switch(root: Path, connection: sqlite3.Connection, plan: _Plan, name: str, files: list[tuple[str, str, int]]) -> None:
    """改读新的大段。被它取代的大段不再记账，留一天给正在读的人，再由清理收走。"""
    connection.executemany("UPDATE commits SET segment = ? WHERE folder = ?", [(name, folder) for folder in plan.commits])
    for old in {segment for segment in plan.commits.values() if segment}:
        os.utime(root / "segments" / old)
        connection.execute("DELETE FROM files WHERE folder = ?", (f"segments/{old}",))
    ledger.record_files(connection, f"segments/{name}", files)


def _merge(root: Path, sources: Sequence[str], target: Path) -> None:
    for table in Table:
        paths = [path for source in sources if (path := root / source / f"{table}.parquet").is_file()]
        if not paths:
            continue
        with pq.ParquetWriter(target / f"{table}.parquet", schemas.SCHEMAS[table], compression="zstd") as writer:
            for some in _gathered(table, paths):
                writer.write_table(some)


def _gathered(kind: Table, paths: Sequence[Path]) -> Iterator[pa.Table]:
    """依次读，凑够一大块就给出。"""
    waiting: list[pa.Table] = []
    for path in paths:
        waiting.append(schemas.conformed(kind, read(path)))
        if sum(table.num_rows for table in waiting) >= _ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def read(path: Path) -> pa.Table:
    """读一个 Parquet 文件；读不通抛 StoreError。"""
    try:
        with pq.ParquetFile(path) as file:
            return file.read()
    except (pa.ArrowException, OSError) as error:
        raise StoreError("damaged", f"数据文件{path.parent.name}/{path.name}读不通。请运行dashboard verify核验，由备份恢复。") from error
