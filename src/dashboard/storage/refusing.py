"""没有收下的文件：原样留下一段时间，供查证；过了时限清走字节，只留记录（INTAKE R5）。"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.domain.problems import UsageError
from dashboard.storage import audit, disk, ledger
from dashboard.storage.contract import Refused, RefusedFile
from dashboard.storage.ledger import Ledger

FOLDER = "refused"
_DAYS = 90


def kept_days() -> int:
    """没有收下的文件留几天（DASHBOARD_REFUSED_DAYS，默认90）。"""
    given = os.environ.get("DASHBOARD_REFUSED_DAYS", "")
    return int(given) if given.isdigit() else _DAYS


def keep(root: Path, store_ledger: Ledger, files: Sequence[RefusedFile]) -> None:
    """留下一批；字节还留着的不再存一份。"""
    distinct = {hashlib.sha256(file.content).hexdigest(): file for file in files}
    with store_ledger.reading() as connection:
        fresh = {sha256: file for sha256, file in distinct.items() if _held(connection, sha256) is None}
    if not fresh:
        return
    folder = disk.write_folder(root / FOLDER, disk.fill_with({sha256: file.content for sha256, file in fresh.items()}))
    listing = disk.listing(folder)
    with store_ledger.writing() as connection:
        ledger.record_files(connection, f"{FOLDER}/{folder.name}", listing)
        for sha256, file in fresh.items():
            connection.execute(
                "INSERT INTO refused VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (sha256, folder.name, file.file_name, len(file.content), file.reason, ledger.now().isoformat()),
            )
            audit.record(connection, "", "refuse", "", subject=sha256, detail=f"没有收下《{file.file_name}》：{file.reason}")


def listed(connection: sqlite3.Connection) -> tuple[Refused, ...]:
    """全部记录，新的在前。"""
    rows = connection.execute("SELECT * FROM refused ORDER BY at DESC, sha256").fetchall()
    return tuple(_record(row) for row in rows)


def content(root: Path, connection: sqlite3.Connection, sha256: str) -> bytes:
    """一份的字节，一字节不变；没有、已清走抛 UsageError。"""
    row = _held(connection, sha256)
    if row is None:
        raise UsageError("unknown_file", f"没有留着指纹为{sha256}的文件。请用dashboard refused查看。")
    with disk.told("读不到留下的文件"):
        return Path(root / FOLDER / str(row["folder"]) / sha256).read_bytes()


def expire(root: Path, store_ledger: Ledger) -> int:
    """清走过了时限的字节，返回清走几份；先记账再删，删到一半下次当无主的清。"""
    before = (ledger.now() - timedelta(days=kept_days())).isoformat()
    with store_ledger.reading() as connection:
        if not _over(connection, before):
            return 0
    with store_ledger.writing() as connection:
        rows = _over(connection, before)
        for row in rows:
            name = (f"{FOLDER}/{row['folder']}", row["sha256"])
            connection.execute("DELETE FROM files WHERE folder = ? AND name = ?", name)
            connection.execute(
                "UPDATE refused SET cleared_at = ? WHERE sha256 = ? AND folder = ?", (ledger.now().isoformat(), row["sha256"], row["folder"])
            )
    for row in rows:
        (root / FOLDER / row["folder"] / row["sha256"]).unlink(missing_ok=True)
    for folder in {row["folder"] for row in rows}:
        if not any((root / FOLDER / folder).glob("*")):
            shutil.rmtree(root / FOLDER / folder, ignore_errors=True)
    return len(rows)


def _over(connection: sqlite3.Connection, before: str) -> list[sqlite3.Row]:
    return connection.execute("SELECT * FROM refused WHERE cleared_at IS NULL AND at < ?", (before,)).fetchall()


def _held(connection: sqlite3.Connection, sha256: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute("SELECT * FROM refused WHERE sha256 = ? AND cleared_at IS NULL", (sha256,)).fetchone()
    return found


def _record(row: sqlite3.Row) -> Refused:
    cleared = row["cleared_at"]
    return Refused(
        sha256=row["sha256"],
        file_name=row["file_name"],
        size=row["size"],
        reason=row["reason"],
        at=datetime.fromisoformat(row["at"]),
        cleared_at=datetime.fromisoformat(cleared) if cleared else None,
    )
