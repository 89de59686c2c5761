"""接收：状态、留名、冲突都对，才发布成一版。"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import STATE_ZH, State
from dashboard.storage import audit, clock, ledger, records
from dashboard.storage.committing import only_simulated, valid


def accept(connection: sqlite3.Connection, ids: Sequence[str], by: str, simulated_at: datetime | None = None) -> int:
    """在一个事务里接收一批，返回新版本；任何一份不行则全部不收。"""
    only_simulated(by, simulated_at)
    at = clock.stamp(connection)
    rows = [_acceptable(connection, identity, by) for identity in dict.fromkeys(ids)]
    if not rows:
        raise UsageError("nothing_given", "没有说要审核通过哪几份上报。")
    cities = {row["city"] for row in rows}
    version = ledger.new_version(connection, "accept", cities.pop() if len(cities) == 1 else "", by)
    closed: set[str] = set()
    for row in rows:
        closed |= _publish(connection, row, version)
        connection.execute(
            "UPDATE submissions SET state = ?, version = ?, accepted_by = ?, accepted_at = ? WHERE id = ?",
            (str(State.ACCEPTED), version, by, (simulated_at or at).isoformat(), row["id"]),
        )
        owner = row["unit"] or row["department"] or ""
        audit.record(connection, by, "accept", row["city"], owner, row["id"], f"审核通过《{row['file_name']}》，第{version}版")
    _supersede(connection, closed)
    for row in rows:
        _overtake(connection, row)
    return version


def _acceptable(connection: sqlite3.Connection, identity: str, by: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM submissions WHERE id = ?", (identity,)).fetchone()
    if row is None:
        raise UsageError("unknown_submission", f"没有编号为{identity}的上报。")
    if row["state"] == str(State.SUPERSEDED) and row["version"] is None:
        raise _conflict(row, _newest(connection, row))
    if row["state"] != str(State.SUBMITTED):
        who = f"（{row['accepted_by']}，{_when(row['accepted_at'])}）" if row["accepted_by"] else ""
        raise InputError("state", f"《{row['file_name']}》的状态是{STATE_ZH[State(row['state'])]}{who}，不能再审核通过。")
    if row["by"] == by:
        raise InputError("same_person", f"《{row['file_name']}》由{by}上报。请由另一人审核。")
    return row


def _publish(connection: sqlite3.Connection, row: sqlite3.Row, version: int) -> set[str]:
    closed: set[str] = set()
    for slice_ in connection.execute("SELECT * FROM slices WHERE submission = ?", (row["id"],)).fetchall():
        current = valid(connection, records.slice_(slice_))
        if current is not None:
            if current["submission"] != slice_["made_from"]:
                raise _refusal(row, records.of(connection, current["submission"]), version)
            closed.add(current["submission"])
            _set(connection, "valid_to", version, current)
        _set(connection, "valid_from", version, slice_)
    return closed


def _set(connection: sqlite3.Connection, column: str, version: int, slice_: sqlite3.Row) -> None:
    connection.execute(
        f"UPDATE slices SET {column} = ? WHERE submission = ? AND tbl = ?", (version, slice_["submission"], slice_["tbl"])
    )


def _newest(connection: sqlite3.Connection, row: sqlite3.Row) -> sqlite3.Row:
    """同一报送者同一期最近接收的那一份。"""
    found: sqlite3.Row = connection.execute(
        "SELECT * FROM submissions WHERE kind = ? AND city = ? AND period = ? AND unit IS ? AND department IS ? "
        "AND version IS NOT NULL ORDER BY version DESC, number DESC",
        (row["kind"], row["city"], row["period"], row["unit"], row["department"]),
    ).fetchone()
    return found


def _refusal(row: sqlite3.Row, other: sqlite3.Row, version: int) -> InputError:
    if other["version"] == version:
        return InputError("conflict", f"《{other['file_name']}》与《{row['file_name']}》报的是同一块数，不能一起审核通过。请只选一份。")
    return _conflict(row, other)


def _conflict(row: sqlite3.Row, other: sqlite3.Row) -> InputError:
    return InputError(
        "conflict",
        f"《{row['file_name']}》上报之后，{other['accepted_by']}于{_when(other['accepted_at'])}接收了{other['by']}报的"
        f"《{other['file_name']}》（{other['id']}）。请对照后重新上报，或用--replaces {other['id']}说明以它为底。",
    )


def _supersede(connection: sqlite3.Connection, ids: set[str]) -> None:
    """整块全部失效的上报转为“被更正”。"""
    for identity in ids:
        still = connection.execute("SELECT 1 FROM slices WHERE submission = ? AND valid_to IS NULL", (identity,)).fetchone()
        if still is None:
            connection.execute("UPDATE submissions SET state = ? WHERE id = ?", (str(State.SUPERSEDED), identity))


def _overtake(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    """同一报送者同一期更早报、还没审的，后报的已经接收，不再待审。"""
    connection.execute(
        "UPDATE submissions SET state = ? WHERE kind = ? AND city = ? AND period = ? AND unit IS ? AND department IS ? "
        "AND number < ? AND state = ?",
        (
            *(str(State.SUPERSEDED), row["kind"], row["city"], row["period"], row["unit"], row["department"]),
            *(row["number"], str(State.SUBMITTED)),
        ),
    )


def _when(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}:{at.minute:02d}"
