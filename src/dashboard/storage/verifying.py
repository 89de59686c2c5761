"""核验：账本前后一致，每个文件一字节不差，每一行都在、不多也不少。只看不改。"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import KIND_ZH, Kind, Table
from dashboard.storage import audit, clock, disk, orphans, segments
from dashboard.storage.contract import VerifyReport
from dashboard.storage.ledger import Ledger, told

_LEDGER_RULES: tuple[tuple[str, str], ...] = (
    (
        "{at}：同一整块有{n}份同时有效",
        "SELECT a.city || ' ' || a.owner || ' ' || a.period || ' ' || a.tbl || ' 第' || a.valid_from || '版' AS at, count(*) + 1 AS n "
        "FROM slices AS a JOIN slices AS b ON a.city = b.city AND a.tbl = b.tbl AND a.owner = b.owner AND a.period = b.period "
        "AND a.rowid < b.rowid AND a.valid_from < coalesce(b.valid_to, 1e18) AND b.valid_from < coalesce(a.valid_to, 1e18) "
        "WHERE a.valid_from < coalesce(a.valid_to, 1e18) AND b.valid_from < coalesce(b.valid_to, 1e18) GROUP BY a.rowid",
    ),
    (
        "上报{at}已接收，却没有一块生效过",
        "SELECT id AS at FROM submissions AS s WHERE version IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM slices WHERE submission = s.id AND valid_from = s.version)",
    ),
    (
        "上报{at}没有接收，却有生效的整块",
        "SELECT DISTINCT s.id AS at FROM submissions AS s JOIN slices AS p ON p.submission = s.id "
        "WHERE s.version IS NULL AND p.valid_from IS NOT NULL",
    ),
    ("上报{at}没有整块", "SELECT id AS at FROM submissions WHERE id NOT IN (SELECT submission FROM slices)"),
    (
        "数据版本号不连续：最新第{at}版，共{n}版",
        "SELECT at, n FROM (SELECT max(version) AS at, count(*) AS n FROM versions) WHERE at <> n",
    ),
    (
        "提交{at}的原文件没有记账",
        "SELECT DISTINCT s.commit_folder AS at FROM submissions AS s WHERE NOT EXISTS (SELECT 1 FROM files AS f "
        "WHERE f.folder = 'commits/' || s.commit_folder AND f.name = 'sources/' || s.id AND f.sha256 = s.sha256 AND f.size = s.size)",
    ),
    (
        "大段{at}没有记账",
        "SELECT DISTINCT segment AS at FROM commits WHERE segment IS NOT NULL "
        "AND 'segments/' || segment NOT IN (SELECT folder FROM files)",
    ),
    (
        "{at}的档案没有记账",
        "SELECT city AS at FROM profiles WHERE 'profiles/' || city || '/' || folder NOT IN (SELECT folder FROM files)",
    ),
)


def verify(root: Path, ledger: Ledger) -> VerifyReport:
    """核验账本和全部文件；problems 一处一句。"""
    with told(), ledger.reading() as connection:
        versions, submissions, files = (_count(connection, name) for name in ("versions", "submissions", "files"))
        problems = [*_ledger_problems(connection), *audit.problems(connection), *_file_problems(root, connection), *_row_problems(root, connection)]
        warnings = clock.warnings(connection)
    return VerifyReport(not problems, versions, submissions, files, tuple(problems), tuple(warnings))


def _count(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])


def _ledger_problems(connection: sqlite3.Connection) -> Iterator[str]:
    whole = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
    if whole != ["ok"]:
        yield "账本损坏，请由备份恢复"
        return
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"账本里{row['table']}有一行指向不存在的{row['parent']}"
    for sentence, question in _LEDGER_RULES:
        yield from (sentence.format(**dict(row)) for row in connection.execute(question).fetchall())


def _file_problems(root: Path, connection: sqlite3.Connection) -> Iterator[str]:
    """缺的、变了的、多出来的文件。"""
    listed: dict[str, set[str]] = {}
    for row in connection.execute("SELECT folder, name, sha256 FROM files ORDER BY folder, name").fetchall():
        listed.setdefault(row["folder"], set()).add(row["name"])
        if problem := _file_problem(root / row["folder"] / row["name"], f"{row['folder']}/{row['name']}", row["sha256"]):
            yield problem
    for folder in sorted(orphans.owned(connection)):
        found = {p.relative_to(root / folder).as_posix() for p in (root / folder).rglob("*") if p.is_file()}
        yield from (f"多出文件{folder}/{name}" for name in sorted(found - listed.get(folder, set())))


def _file_problem(path: Path, name: str, digest: str) -> str | None:
    if not path.is_file():
        return f"缺少文件{name}"
    try:
        return None if disk.sha256(path) == digest else f"文件{name}的内容变了"
    except OSError:
        return f"文件{name}读不出"


def _row_problems(root: Path, connection: sqlite3.Connection) -> Iterator[str]:
    """提交里的行数须与账本相同；大段里的行须与它合并的提交一行不差。"""
    for row in connection.execute("SELECT folder FROM commits WHERE segment IS NULL ORDER BY number").fetchall():
        for table in Table:
            found = _rows(root, [f"commits/{row['folder']}"], table)
            yield from _count_problems(connection, [row["folder"]], table, found, f"提交{row['folder']}")
    for row in connection.execute("SELECT DISTINCT segment FROM commits WHERE segment IS NOT NULL ORDER BY segment").fetchall():
        yield from _segment_problems(root, connection, row["segment"])


def _segment_problems(root: Path, connection: sqlite3.Connection, segment: str) -> Iterator[str]:
    rows = connection.execute("SELECT folder FROM commits WHERE segment = ? ORDER BY number", (segment,)).fetchall()
    folders = [row["folder"] for row in rows]
    for table in Table:
        merged = _rows(root, [f"segments/{segment}"], table)
        yield from _count_problems(connection, folders, table, merged, f"大段{segment}")
        original = _rows(root, [f"commits/{folder}" for folder in folders], table)
        if merged is not None and original is not None and _sorted(merged) != _sorted(original):
            yield f"大段{segment}的{table}与原来的提交不一样"


def _rows(root: Path, folders: list[str], table: Table) -> pa.Table | None:
    """这些文件夹里一张表的全部行；一行也没有，或有读不通的（文件的问题另报），为 None。"""
    paths = [path for folder in folders if (path := root / folder / f"{table}.parquet").is_file()]
    try:
        return pa.concat_tables([segments.read(path) for path in paths]) if paths else None
    except StoreError:
        return None


def _sorted(rows: pa.Table) -> pa.Table:
    return rows.take(pc.sort_indices(rows, [("submission", "ascending")]))


def _count_problems(
    connection: sqlite3.Connection, folders: list[str], table: Table, found: pa.Table | None, place: str
) -> Iterator[str]:
    counted = Counter(found["submission"].to_pylist()) if found is not None else Counter()
    rows = connection.execute(
        "SELECT p.submission, p.row_count, s.kind, s.file_name FROM slices AS p JOIN submissions AS s ON s.id = p.submission "
        "WHERE p.tbl = ? AND s.commit_folder IN (SELECT value FROM json_each(?))",
        (str(table), json.dumps(folders)),
    ).fetchall()
    for row in rows:
        if counted.pop(row["submission"], 0) != row["row_count"]:
            yield f"{place}里{KIND_ZH[Kind(row['kind'])]}《{row['file_name']}》（{row['submission']}）的{table}应有{row['row_count']}行，数目不对"
    yield from (f"{place}里有{count}行{table}不属于任何上报（{identity}）" for identity, count in counted.items())
