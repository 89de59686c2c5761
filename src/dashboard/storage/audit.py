"""审计：谁、何时、对什么做了什么。只添不改，每条的指纹含上一条的指纹，改一条、抽一条都核验得出（INTAKE R36）。"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.storage import ledger

_COLUMNS = ("number", "at", "by", "action", "city", "owner", "subject", "detail")
_WHERE = """city IN (:city, '') AND :owner IN ('', owner) AND :subject IN ('', subject) AND :by IN ('', by)
    AND (:actions = '[]' OR action IN (SELECT value FROM json_each(:actions))) AND :month IN ('', substr(at, 1, 7))"""

_LOOKED = ("sign_in", "sign_in_failed", "sign_out", "export", "fetch_attachment")
"""只是有人来过、取走过，账本里的数和状态没有变的那几种。"""


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


@dataclass(frozen=True, slots=True)
class Sought:
    """要看的：谁的（板块或部门）、对什么、谁做的、哪几种事（短名）、哪个月（YYYY-MM）；空的不限。"""

    owner: str = ""
    subject: str = ""
    by: str = ""
    actions: tuple[str, ...] = ()
    month: str = ""


EVERY = Sought()


@dataclass(frozen=True, slots=True)
class Faces:
    """记录里出现过的：板块和部门、人、月份，条数多的在前（月份近的在前）；total 为条数。"""

    total: int
    owners: tuple[str, ...]
    people: tuple[str, ...]
    months: tuple[str, ...]


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


def last(connection: sqlite3.Connection) -> int:
    """改了什么的最新一条的号（登录、取走不算），没有为0。"""
    found: int | None = connection.execute("SELECT max(number) FROM audit WHERE action NOT IN (?, ?, ?, ?, ?)", _LOOKED).fetchone()[0]
    return found or 0


def entries(connection: sqlite3.Connection, city: str, sought: Sought, most: int | None = None) -> list[Entry]:
    """一座城市合要求的，新的在前；most 为最多几条，None 为全部。"""
    rows = connection.execute(
        f"SELECT * FROM audit WHERE {_WHERE} ORDER BY number DESC LIMIT :most", {**_bound(city, sought), "most": -1 if most is None else most}
    ).fetchall()
    return [Entry(row["number"], datetime.fromisoformat(row["at"]), *(row[c] for c in _COLUMNS[2:])) for row in rows]


def faces(connection: sqlite3.Connection, city: str, sought: Sought) -> Faces:
    """合要求的记录里出现过的板块、人、月份。"""
    bound = _bound(city, sought)

    def distinct(value: str, order: str) -> tuple[str, ...]:
        rows = connection.execute(f"SELECT {value} AS value FROM audit WHERE {_WHERE} AND {value} <> '' GROUP BY value ORDER BY {order}", bound)
        return tuple(row["value"] for row in rows)

    (total,) = connection.execute(f"SELECT count(*) FROM audit WHERE {_WHERE}", bound).fetchone()
    often = "count(*) DESC, value"
    return Faces(total, distinct("owner", often), distinct("by", often), distinct("substr(at, 1, 7)", "value DESC"))


def _bound(city: str, sought: Sought) -> dict[str, str | int]:
    found = {name: str(getattr(sought, name)) for name in ("owner", "subject", "by", "month")}
    return {"city": city, **found, "actions": json.dumps(sought.actions)}


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
