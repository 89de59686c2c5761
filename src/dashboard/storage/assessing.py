"""考核：草稿、公示、申诉、复核、公布。"""

import sqlite3
from datetime import date, datetime

from dashboard.domain.assessing import Appeal, Assessment, Stage, StageStep
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, UsageError
from dashboard.storage import audit, clock
from dashboard.storage.contracts.assessing import Move, NewAssessment
from dashboard.storage.ledger import Ledger
from dashboard.wording.deadlines import until_zh


class AssessmentLedger:
    """约定见 contracts.assessing.AssessmentStore。"""

    _ledger: Ledger

    def draft_assessment(self, item: NewAssessment) -> Assessment:
        with self._ledger.writing() as connection:
            same = connection.execute(
                "SELECT name, by FROM assessments WHERE city = ? AND month = ? AND stage <> ?", (item.city, item.month.code, str(Stage.CANCELLED))
            ).fetchone()
            if same is not None:
                raise InputError("assessed", f"这个月已有{same['by']}起草的“{same['name']}”。要重来的先作废它。")
            number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM assessments").fetchone()[0]
            at = clock.stamp(connection).isoformat()
            values = (number, item.city, item.name, item.month.code, item.version, item.rules, item.result, str(Stage.DRAFT), item.by, at)
            connection.execute("INSERT INTO assessments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", values)
            _step(connection, _row(connection, number), Stage.DRAFT, item.by, at, f"按第{item.version}版数据、规则{item.rules}")
            return _assessment(_row(connection, number))

    def move_assessment(self, number: int, move: Move) -> Assessment:
        with self._ledger.writing() as connection:
            row = _row(connection, number)
            if row["stage"] != str(move.before):
                last = connection.execute("SELECT * FROM assessment_steps WHERE assessment = ? ORDER BY number DESC", (number,)).fetchone()
                when = until_zh(datetime.fromisoformat(last["at"]))
                raise InputError("stage", f"“{row['name']}”已由{last['by']}于{when}转到{last['stage']}，不是{move.before}。")
            if move.after is Stage.REVIEWED:
                _answered(connection, number)
            at = clock.stamp(connection).isoformat()
            until = move.notice_until.isoformat() if move.notice_until else row["notice_until"]
            connection.execute("UPDATE assessments SET stage = ?, notice_until = ? WHERE number = ?", (str(move.after), until, number))
            if move.frozen is not None:
                again = (move.frozen.version, move.frozen.rules, move.frozen.result, move.by, number)
                connection.execute("UPDATE assessments SET version = ?, rules = ?, result = ?, by = ? WHERE number = ?", again)
            _step(connection, row, move.after, move.by, at, move.reason)
            return _assessment(_row(connection, number))

    def assessments(self, city: str) -> tuple[Assessment, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM assessments WHERE city = ? ORDER BY number DESC", (city,)).fetchall()
        return tuple(_assessment(row) for row in rows)

    def assessment(self, number: int) -> Assessment:
        with self._ledger.reading() as connection:
            return _assessment(_row(connection, number))

    def assessment_steps(self, number: int) -> tuple[StageStep, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM assessment_steps WHERE assessment = ? ORDER BY number", (number,)).fetchall()
        return tuple(StageStep(Stage(r["stage"]), r["by"], datetime.fromisoformat(r["at"]), r["reason"]) for r in rows)

    def add_appeal(self, number: int, unit: str, by: str, text: str) -> Appeal:
        with self._ledger.writing() as connection:
            row = _row(connection, number)
            if row["stage"] != str(Stage.NOTICE):
                raise InputError("not_open", f"“{row['name']}”已到{row['stage']}，不在公示，不能申诉。")
            appeal = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM appeals").fetchone()[0]
            at = clock.stamp(connection)
            connection.execute("INSERT INTO appeals VALUES (?, ?, ?, ?, ?, ?, '', '', NULL)", (appeal, number, unit, by, at.isoformat(), text))
            audit.record(connection, by, "appeal", row["city"], unit, f"assessment:{number}", f"对“{row['name']}”申诉：{text}")
        return Appeal(appeal, number, unit, by, at, text)

    def reply_appeal(self, appeal: int, by: str, text: str) -> Appeal:
        with self._ledger.writing() as connection:
            row = connection.execute("SELECT * FROM appeals WHERE number = ?", (appeal,)).fetchone()
            if row is None:
                raise UsageError("unknown_appeal", f"没有第{appeal}号申诉。")
            if row["reply"]:
                raise InputError("replied", f"第{appeal}号申诉已由{row['replied_by']}答复。")
            at = clock.stamp(connection).isoformat()
            connection.execute("UPDATE appeals SET reply = ?, replied_by = ?, replied_at = ? WHERE number = ?", (text, by, at, appeal))
            whole = _row(connection, row["assessment"])
            audit.record(connection, by, "appeal_reply", whole["city"], row["unit"], f"assessment:{row['assessment']}", f"答复第{appeal}号申诉：{text}")
            return _appeal(connection.execute("SELECT * FROM appeals WHERE number = ?", (appeal,)).fetchone())

    def appeals(self, number: int) -> tuple[Appeal, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM appeals WHERE assessment = ? ORDER BY number", (number,)).fetchall()
        return tuple(_appeal(row) for row in rows)


def _answered(connection: sqlite3.Connection, number: int) -> None:
    """申诉都答复了；公示最后一刻来的也算。"""
    rows = connection.execute("SELECT unit FROM appeals WHERE assessment = ? AND reply = '' ORDER BY number", (number,)).fetchall()
    if rows:
        raise InputError("open_appeals", f"还有{len(rows)}件申诉没有答复（{'、'.join(r['unit'] for r in rows)}），不能复核。")


def _step(connection: sqlite3.Connection, row: sqlite3.Row, stage: Stage, by: str, at: str, reason: str) -> None:
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM assessment_steps").fetchone()[0]
    connection.execute("INSERT INTO assessment_steps VALUES (?, ?, ?, ?, ?, ?)", (number, row["number"], str(stage), by, at, reason))
    said = f"“{row['name']}”{stage}{f'：{reason}' if reason else ''}"
    audit.record(connection, by, "assess", row["city"], "", f"assessment:{row['number']}", said)


def _row(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM assessments WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise UsageError("unknown_assessment", f"没有第{number}次考核。请用dashboard assess list查看。")
    return row


def _assessment(row: sqlite3.Row) -> Assessment:
    until = date.fromisoformat(row["notice_until"]) if row["notice_until"] else None
    at = datetime.fromisoformat(row["at"])
    month = Month.from_code(row["month"])
    return Assessment(
        row["number"], row["city"], row["name"], month, row["version"], row["rules"], row["result"], Stage(row["stage"]), row["by"], at, until
    )


def _appeal(row: sqlite3.Row) -> Appeal:
    replied = datetime.fromisoformat(row["replied_at"]) if row["replied_at"] else None
    at = datetime.fromisoformat(row["at"])
    return Appeal(row["number"], row["assessment"], row["unit"], row["by"], at, row["text"], row["reply"], row["replied_by"], replied)
