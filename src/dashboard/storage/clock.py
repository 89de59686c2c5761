"""服务器的钟：每次记账都与上次记的时间对一对，倒退了就不写（INTAKE R31）。"""

import sqlite3
from datetime import datetime, timedelta

from dashboard.domain.problems import StoreError
from dashboard.storage import ledger

TOLERANCE = timedelta(minutes=5)
"""对时时回拨这么一点是平常的。"""


def stamp(connection: sqlite3.Connection) -> datetime:
    """在写事务里看钟并记下，返回现在；比上次记的早了抛 StoreError，什么也不写。"""
    at, last = ledger.now(), recorded(connection)
    if last is not None and at < last - TOLERANCE:
        raise StoreError("clock", f"{said(at, last)}。没有写入。请先校准服务器的时钟；如果错的是上一次，请用dashboard clock --accept认下现在的时间。")
    _keep(connection, at if last is None else max(at, last))
    return at


def reset(connection: sqlite3.Connection) -> datetime:
    """认下现在的时间，以后从它比起。"""
    at = ledger.now()
    _keep(connection, at)
    return at


def recorded(connection: sqlite3.Connection) -> datetime | None:
    """上次记账的时间；还没有为 None。"""
    row = connection.execute("SELECT at FROM clock").fetchone()
    return datetime.fromisoformat(row["at"]) if row else None


def warnings(connection: sqlite3.Connection) -> list[str]:
    """核验时要提醒的：钟比上次记账的时间早。"""
    at, last = ledger.now(), recorded(connection)
    return [said(at, last)] if last is not None and at < last - TOLERANCE else []


def said(at: datetime, last: datetime) -> str:
    """倒退了多少。"""
    return f"服务器的时钟倒退了：上次记账是{last:%Y-%m-%d %H:%M}，现在是{at:%Y-%m-%d %H:%M}"


def _keep(connection: sqlite3.Connection, at: datetime) -> None:
    connection.execute("INSERT INTO clock VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET at = excluded.at", (at.isoformat(),))
