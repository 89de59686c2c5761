"""审计：谁、何时、对什么做了什么。只添不改，每条的指纹含上一条的指纹，改一条、抽一条都核验得出（INTAKE R36）。"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.storage import ledger

_COLUMNS = ("number", "at", "by", "action", "city", "owner", "subject", "detail")


@dataclass(frozen=True, slots=True)
class Entry:
    """一条。action 是短名，owner 为所关的板块或部门，subject 多为上报编号；detail 是一句中文。"""

    number: int
    at: datetime
    by: str
    action: str
    city: str
    owner: str
    subject: str
    detail: str


def record(connection: sqlite3.Connection, by: str, action: str, city: str, owner: str = "", subject: str = "", detail: str = "") -> None:
    """在写事务里添一条，与所记的事同生共死。"""
    last = connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (last["number"] + 1, last["hash"]) if last else (1, "")
    values = (number, ledger.now().isoformat(), by, action, city, owner, subject, detail)
    mark = _hash(previous, values)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, mark))
    connection.execute(
        "INSERT INTO audit_end VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash",
        (number, mark),
    )


def entries(connection: sqlite3.Connection, city: str, owner: str = "", subject: str = "", most: int = 500) -> list[Entry]:
    """一座城市的，新的在前；owner、subject 给出即只看它的。"""
    rows = connection.execute(
        "SELECT * FROM audit WHERE city IN (?, '') AND (? = '' OR owner = ?) AND (? = '' OR subject = ?) ORDER BY number DESC LIMIT ?",
        (city, owner, owner, subject, subject, most),
    ).fetchall()
    return [Entry(row["number"], datetime.fromisoformat(row["at"]), *(row[c] for c in _COLUMNS[2:])) for row in rows]


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """核验整条链；第一处断的地方说一句。"""
    previous, expected = "", 1
    for row in connection.execute("SELECT * FROM audit ORDER BY number"):
        values = tuple(row[c] for c in _COLUMNS)
        if row["number"] != expected or row["hash"] != _hash(previous, values):
            yield f"审计记录第{expected}条起对不上，有人改过或抽掉过"
            return
        previous, expected = row["hash"], expected + 1
    end = connection.execute("SELECT number, hash FROM audit_end").fetchone()
    if (end["number"], end["hash"]) != (expected - 1, previous) if end else expected > 1:
        yield "审计记录最后几条不见了，有人抽掉过"


def _hash(previous: str, values: tuple[object, ...]) -> str:
    return hashlib.sha256(json.dumps([previous, *values], ensure_ascii=False).encode()).hexdigest()
