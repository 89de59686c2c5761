"""接收：状态、留名、冲突都对，才发布成一版。"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import STATE_ZH, State
from dashboard.storage import ledger
from dashboard.storage.committing import valid


def accept(connection: sqlite3.Connection, ids: Sequence[str], by: str) -> int:
    """在一个事务里接收一批，返回新版本；任何一份不行则全部不收。"""
    rows = [_acceptable(connection, identity, by) for identity in dict.fromkeys(ids)]
    cities = {row["city"] for row in rows}
    version = ledger.new_version(connection, "accept", cities.pop() if len(cities) == 1 else "", by)
    closed: set[str] = set()
    for row in rows:
        closed |= _publish(connection, row, version)
        connection.execute(
            "UPDATE submissions SET state = ?, version = ?, accepted_by = ?, accepted_at = ? WHERE id = ?",
            (str(State.ACCEPTED), version, by, ledger.now().isoformat(), row["id"]),
        )
    _supersede(connection, closed)
    return version


def _acceptable(connection: sqlite3.Connection, identity: str, by: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM submissions WHERE id = ?", (identity,)).fetchone()
    if row is None:
        raise UsageError("unknown_submission", f"没有编号为{identity}的上报。")
    if row["state"] != str(State.SUBMITTED):
        who = f"（{row['accepted_by']}，{_when(row['accepted_at'])}）" if row["accepted_by"] else ""
        raise InputError("state", f"《{row['file_name']}》的状态是{STATE_ZH[State(row['state'])]}{who}，不能再审核通过。")
    if row["by"] == by:
        raise InputError("same_person", f"《{row['file_name']}》由{by}上报。请由另一人审核。")
    return row


def _publish(connection: sqlite3.Connection, row: sqlite3.Row, version: int) -> set[str]:
    closed: set[str] = set()
    for slice_ in connection.execute("SELECT * FROM slices WHERE submission = ?", (row["id"],)).fetchall():
        key = (slice_["city"], slice_["tbl"], slice_["owner"], slice_["period"])
        current = valid(connection, key)
        if current is not None and current["valid_from"] != version and current["submission"] != slice_["made_from"]:
            raise _conflict(connection, row, current["submission"])
        if current is not None:
            closed.add(current["submission"])
            connection.execute(
                "UPDATE slices SET valid_to = ? WHERE submission = ? AND tbl = ?", (version, current["submission"], current["tbl"])
            )
        connection.execute(
            "UPDATE slices SET valid_from = ? WHERE submission = ? AND tbl = ?", (version, row["id"], slice_["tbl"])
        )
    return closed


def _conflict(connection: sqlite3.Connection, row: sqlite3.Row, other: str) -> InputError:
    found = connection.execute("SELECT * FROM submissions WHERE id = ?", (other,)).fetchone()
    return InputError(
        "conflict",
        f"《{row['file_name']}》上报之后，{found['accepted_by']}于{_when(found['accepted_at'])}接收了{found['by']}报的"
        f"《{found['file_name']}》（{other}）。请对照后重新上报，或用--replaces {other}说明以它为底。",
    )


def _supersede(connection: sqlite3.Connection, ids: set[str]) -> None:
    """整块全部失效的上报转为“被更正”。"""
    for identity in ids:
        still = connection.execute("SELECT 1 FROM slices WHERE submission = ? AND valid_to IS NULL", (identity,)).fetchone()
        if still is None:
            connection.execute("UPDATE submissions SET state = ? WHERE id = ?", (str(State.SUPERSEDED), identity))


def _when(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}:{at.minute:02d}"
