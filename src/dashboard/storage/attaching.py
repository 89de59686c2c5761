"""附件：字节写在自己的文件夹里，落了盘再记账；记账前死了，放满一天当无主的清走。"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.domain.attachments import Attachment, AttachmentKind
from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import STATE_ZH, Header, State
from dashboard.storage import audit, clock, disk, ledger, records
from dashboard.storage.contracts.attaching import NewAttachment
from dashboard.storage.ledger import Ledger

FOLDER = "attachments"


@dataclass(frozen=True, slots=True)
class Written:
    """写好、还没有记账的几份附件：文件夹、清单、指纹 → 附件。"""

    folder: Path
    listing: list[tuple[str, str, int]]
    items: Mapping[str, NewAttachment]


def write(root: Path, items: Sequence[NewAttachment]) -> Written:
    """把几份附件写进一个新文件夹并落盘；内容相同的只写一份。"""
    distinct = {hashlib.sha256(item.content).hexdigest(): item for item in items}
    folder = disk.write_folder(root / FOLDER, disk.fill_with({digest: item.content for digest, item in distinct.items()}))
    return Written(folder, disk.listing(folder), distinct)


def enter(connection: sqlite3.Connection, submission: str, header: Header, by: str, written: Written) -> None:
    """在写事务里记下写好的几份，每份进审计。"""
    ledger.record_files(connection, f"{FOLDER}/{written.folder.name}", written.listing)
    number = connection.execute("SELECT coalesce(max(number), 0) FROM attachments WHERE submission = ?", (submission,)).fetchone()[0]
    at = clock.stamp(connection).isoformat()
    for place, (digest, item) in enumerate(written.items.items(), number + 1):
        values = (submission, place, written.folder.name, digest, item.file_name, str(item.kind), len(item.content), by, at)
        connection.execute("INSERT INTO attachments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        audit.record(connection, by, "attach", header.city, header.owner, submission, f"附上《{item.file_name}》（{len(item.content):,}字节）")


class AttachmentLedger:
    """约定见 contracts.attaching.AttachmentStore。"""

    root: Path
    _ledger: Ledger

    def attach(self, submission: str, by: str, items: Sequence[NewAttachment]) -> tuple[Attachment, ...]:
        known = {a.sha256 for a in self.attachments(submission)}
        fresh = [item for item in items if hashlib.sha256(item.content).hexdigest() not in known]
        if fresh:
            written = write(self.root, fresh)
            try:
                self._record(submission, by, written)
            except (InputError, UsageError):
                disk.discard(written.folder)
                raise
        return self.attachments(submission)

    def _record(self, submission: str, by: str, written: Written) -> None:
        with self._ledger.writing() as connection:
            row = records.of(connection, submission)
            if row is None:
                raise UsageError("unknown_submission", f"没有编号为{submission}的上报。")
            sent = records.submission(row)
            if sent.state is State.WITHDRAWN:
                raise InputError("state", f"《{sent.file_name}》的状态是{STATE_ZH[sent.state]}，不能再附附件。")
            enter(connection, submission, sent.header, by, written)

    def attachments(self, submission: str) -> tuple[Attachment, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM attachments WHERE submission = ? ORDER BY number", (submission,)).fetchall()
        return tuple(_attachment(row) for row in rows)

    def attachment(self, submission: str, number: int) -> bytes:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT * FROM attachments WHERE submission = ? AND number = ?", (submission, number)).fetchone()
        if row is None:
            raise UsageError("unknown_attachment", f"{submission}没有第{number}份附件。请用dashboard attachments查看。")
        with disk.told("读不到附件"):
            return (self.root / FOLDER / str(row["folder"]) / str(row["sha256"])).read_bytes()


def _attachment(row: sqlite3.Row) -> Attachment:
    at = datetime.fromisoformat(row["at"])
    return Attachment(row["submission"], row["number"], row["file_name"], AttachmentKind(row["kind"]), row["size"], row["sha256"], row["by"], at)
