"""审核时的进退：退回、撤回、板块审核，与审计同一个事务。"""

import sqlite3
from datetime import datetime

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import STATE_ZH, TURN_ZH, State, Turn, TurnKind
from dashboard.storage import audit, clock
from dashboard.storage.audit import EVERY, Entry, Faces, Sought
from dashboard.storage.committing import only_simulated
from dashboard.storage.ledger import Ledger
from dashboard.wording.deadlines import until_zh

_ENDS = {TurnKind.RETURNED: State.RETURNED, TurnKind.WITHDRAWN: State.WITHDRAWN}


class ReviewLedger:
    """约定见 contracts.reviewing.ReviewStore。"""

    _ledger: Ledger

    def return_(self, submission: str, by: str, reason: str, simulated_at: datetime | None = None) -> None:
        only_simulated(by, simulated_at)
        with self._ledger.writing() as connection:
            row = _waiting(connection, submission)
            if row["by"] == by:
                raise InputError("same_person", f"《{row['file_name']}》由{by}上报。自己报的请撤回，或由另一人退回。")
            _turn(connection, row, TurnKind.RETURNED, by, reason, simulated_at)

    def withdraw(self, submission: str, by: str, reason: str) -> None:
        with self._ledger.writing() as connection:
            row = _waiting(connection, submission)
            if row["by"] != by:
                raise InputError("not_sender", f"《{row['file_name']}》由{row['by']}上报，只能由本人撤回。要改的请审核人退回。")
            seen = endorsement(connection, submission)
            if seen is not None:
                raise InputError("endorsed", f"《{row['file_name']}》已由{seen.by}于{until_zh(seen.at)}板块审核，不能撤回。请审核人退回。")
            _turn(connection, row, TurnKind.WITHDRAWN, by, reason)

    def endorse(self, submission: str, by: str) -> None:
        with self._ledger.writing() as connection:
            row = _waiting(connection, submission)
            if row["by"] == by:
                raise InputError("same_person", f"《{row['file_name']}》由{by}上报。请由另一人审核。")
            seen = endorsement(connection, submission)
            if seen is not None:
                raise InputError("endorsed", f"《{row['file_name']}》已由{seen.by}于{until_zh(seen.at)}板块审核，不用再审。")
            _turn(connection, row, TurnKind.ENDORSED, by, "")

    def turns(self, city: str) -> tuple[Turn, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT t.* FROM turns AS t JOIN submissions AS s ON s.id = t.submission WHERE s.city = ? ORDER BY t.number", (city,)
            ).fetchall()
        return tuple(_record(row) for row in rows)

    def note(self, by: str, action: str, city: str, owner: str = "", subject: str = "", detail: str = "") -> None:
        with self._ledger.writing() as connection:
            audit.record(connection, by, action, city, owner, subject, detail)

    def audit(self, city: str, sought: Sought = EVERY, most: int | None = None) -> tuple[Entry, ...]:
        with self._ledger.reading() as connection:
            return tuple(audit.entries(connection, city, sought, most))

    def audit_faces(self, city: str, sought: Sought = EVERY) -> Faces:
        with self._ledger.reading() as connection:
            return audit.faces(connection, city, sought)

    def last_entry(self) -> int:
        with self._ledger.reading() as connection:
            return audit.last(connection)


def endorsement(connection: sqlite3.Connection, submission: str) -> Turn | None:
    """板块审核的那一步；还没有审为 None。"""
    row = connection.execute("SELECT * FROM turns WHERE submission = ? AND kind = ?", (submission, str(TurnKind.ENDORSED))).fetchone()
    return _record(row) if row else None


def _waiting(connection: sqlite3.Connection, submission: str) -> sqlite3.Row:
    """待审的一份；不是待审的说明谁、何时已经办了。"""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM submissions WHERE id = ?", (submission,)).fetchone()
    if row is None:
        raise UsageError("unknown_submission", f"没有编号为{submission}的上报。")
    if row["state"] != str(State.SUBMITTED):
        raise InputError("state", f"《{row['file_name']}》的状态是{STATE_ZH[State(row['state'])]}{_by_whom(connection, row)}，不在待审。")
    return row


def _by_whom(connection: sqlite3.Connection, row: sqlite3.Row) -> str:
    last = connection.execute("SELECT * FROM turns WHERE submission = ? ORDER BY number DESC LIMIT 1", (row["id"],)).fetchone()
    by, at = (row["accepted_by"], row["accepted_at"]) if row["accepted_by"] else (last["by"], last["at"]) if last else ("", "")
    return f"（{by}，{until_zh(datetime.fromisoformat(at))}）" if by else ""


def _turn(connection: sqlite3.Connection, row: sqlite3.Row, kind: TurnKind, by: str, reason: str, simulated_at: datetime | None = None) -> None:
    at = clock.stamp(connection)
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM turns").fetchone()[0]
    connection.execute("INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?)", (number, row["id"], (simulated_at or at).isoformat(), by, str(kind), reason))
    if kind in _ENDS:
        connection.execute("UPDATE submissions SET state = ? WHERE id = ?", (str(_ENDS[kind]), row["id"]))
    owner = row["unit"] or row["department"] or ""
    audit.record(connection, by, str(kind), row["city"], owner, row["id"], f"{TURN_ZH[kind]}《{row['file_name']}》{f'：{reason}' if reason else ''}")


def _record(row: sqlite3.Row) -> Turn:
    return Turn(row["submission"], TurnKind(row["kind"]), row["by"], datetime.fromisoformat(row["at"]), row["reason"])
