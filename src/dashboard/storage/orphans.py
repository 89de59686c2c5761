"""无主的文件夹：写到一半被杀、改名后没记上账、被新大段取代的。谁也看不见，放满一天清走。"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dashboard.storage import disk
from dashboard.storage.ledger import Ledger


def sweep(root: Path, ledger: Ledger) -> list[str]:
    """清走放满一天的无主文件夹，返回清走的名字。拿着写锁清，所以不会清到正要记账的。"""
    if not any(disk.stale(path) for path in _strangers(root, ledger)):
        return []
    with ledger.writing() as connection:
        known = owned(connection)
        old = [path for path in _folders(root) if _name(root, path) not in known and disk.stale(path)]
        for path in old:
            shutil.rmtree(path, ignore_errors=True)
    return [_name(root, path) for path in old]


def _strangers(root: Path, ledger: Ledger) -> list[Path]:
    with ledger.reading() as connection:
        known = owned(connection)
    return [path for path in _folders(root) if _name(root, path) not in known]


def owned(connection: sqlite3.Connection) -> set[str]:
    """账本里记着的每个文件夹。"""
    rows = connection.execute(
        "SELECT 'commits/' || folder FROM commits UNION SELECT 'segments/' || segment FROM commits WHERE segment IS NOT NULL "
        "UNION SELECT 'profiles/' || city || '/' || folder FROM profiles "
        "UNION SELECT 'refused/' || folder FROM refused WHERE cleared_at IS NULL "
        "UNION SELECT 'attachments/' || folder FROM attachments"
    ).fetchall()
    return {row[0] for row in rows}


def _folders(root: Path) -> Iterator[Path]:
    yield from disk.subfolders(root / "commits")
    yield from disk.subfolders(root / "segments")
    yield from disk.subfolders(root / "refused")
    yield from disk.subfolders(root / "attachments")
    for city in disk.subfolders(root / "profiles"):
        yield from disk.subfolders(city)


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
