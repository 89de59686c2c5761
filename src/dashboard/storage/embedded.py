"""内嵌存储：SQLite 账本＋不可变 Parquet。提交顺序见 docs/decisions/0001。"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, StoreError, UsageError
from dashboard.domain.replies import Reply
from dashboard.domain.submissions import MonthState, Slice, State, Submission, Table
from dashboard.storage import (
    accepting,
    audit,
    clock,
    disk,
    keeping,
    ledger,
    orphans,
    records,
    refusing,
    segments,
    sending,
    verifying,
)
from dashboard.storage.aliases import AliasLedger
from dashboard.storage.assessing import AssessmentLedger
from dashboard.storage.attaching import AttachmentLedger
from dashboard.storage.contract import Change, NewSubmission, Refused, RefusedFile, VerifyReport
from dashboard.storage.ledger import Ledger
from dashboard.storage.people import PeopleLedger
from dashboard.storage.profiling import ProfileLedger
from dashboard.storage.reviewing import ReviewLedger
from dashboard.storage.timing import TimingLedger
from dashboard.wording.faults import system_fault
from dashboard.wording.periods import month_zh


def open_store(data_dir: Path) -> "EmbeddedStore":
    """打开（没有就新建）数据目录里的存储；打不开抛 StoreError。"""
    with disk.told("打不开数据目录"):
        disk.ensure_folder(data_dir)
        if not (data_dir / keeping.LEDGER).exists() and disk.subfolders(data_dir / "commits"):
            raise StoreError("ledger_missing", f"{data_dir}里有上报的文件，却没有账本{keeping.LEDGER}。没有新建账本，请由备份恢复。")
    store = EmbeddedStore(data_dir)
    store.expire_refused()
    store.sweep()
    return store


class EmbeddedStore(AliasLedger, AssessmentLedger, AttachmentLedger, PeopleLedger, ProfileLedger, ReviewLedger, TimingLedger):
    """约定见 contract.Store。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ledger = Ledger(root / keeping.LEDGER)

    def latest_version(self) -> int:
        with self._ledger.reading() as connection:
            return ledger.latest_version(connection)

    def changed_at(self, version: int) -> datetime | None:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT at FROM versions WHERE version = ?", (version,)).fetchone()
        return datetime.fromisoformat(row["at"]) if row else None

    # 上报与接收 -------------------------------------------------------------

    def submit(self, batch: Sequence[NewSubmission]) -> tuple[Submission, ...]:
        return sending.submit(self.root, self._ledger, batch)

    def accept(self, ids: Sequence[str], by: str, simulated_at: datetime | None = None) -> int:
        with self._ledger.writing() as connection:
            version = accepting.accept(connection, ids, by, simulated_at)
        segments.tidy(self.root, self._ledger)
        return version

    def submissions(self, city: str, period: int | None = None, state: State | None = None) -> tuple[Submission, ...]:
        where = "city = :city AND (:period IS NULL OR period = :period) AND (:state IS NULL OR state = :state)"
        with self._ledger.reading() as connection:
            rows = connection.execute(
                f"SELECT * FROM submissions WHERE {where} ORDER BY number DESC", {"city": city, "period": period, "state": str(state) if state else None}
            ).fetchall()
        return tuple(records.submission(row) for row in rows)

    def submission(self, submission: str) -> Submission:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT * FROM submissions WHERE id = ?", (submission,)).fetchone()
        if row is None:
            raise UsageError("unknown_submission", f"没有编号为{submission}的上报。")
        return records.submission(row)

    def replies(self, submission: str) -> tuple[Reply, ...]:
        with self._ledger.reading() as connection:
            return records.replies(connection, submission)

    def senders(self, city: str) -> frozenset[str]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT DISTINCT by FROM submissions WHERE city = ? AND version IS NOT NULL", (city,)).fetchall()
        return frozenset(row["by"] for row in rows)

    def source(self, submission: str) -> bytes:
        sent = self.submission(submission)
        path = self.root / "commits" / sent.commit / "sources" / sent.id
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError("source", f"读不到《{sent.file_name}》的原文件：{system_fault(error)}。请运行dashboard verify核验。") from error

    def slices_of(self, submission: str) -> tuple[Slice, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM slices WHERE submission = ? ORDER BY tbl", (submission,)).fetchall()
        return tuple(records.slice_(row) for row in rows)

    def keep_refused(self, files: Sequence[RefusedFile]) -> None:
        refusing.keep(self.root, self._ledger, files)
        self.expire_refused()

    def refused(self) -> tuple[Refused, ...]:
        with self._ledger.reading() as connection:
            return refusing.listed(connection)

    def refused_content(self, sha256: str) -> bytes:
        with self._ledger.reading() as connection:
            return refusing.content(self.root, connection, sha256)

    def expire_refused(self) -> int:
        """清走过了时限的没有收下的文件，返回几份。"""
        return refusing.expire(self.root, self._ledger)

    # 月份 -------------------------------------------------------------------

    def finalize(self, city: str, month: Month, by: str) -> int:
        with self._ledger.writing() as connection:
            if connection.execute("SELECT 1 FROM months WHERE city = ? AND period = ?", (city, month.code)).fetchone():
                return ledger.latest_version(connection)
            accepted = connection.execute(
                "SELECT 1 FROM slices WHERE city = ? AND period = ? AND valid_from IS NOT NULL", (city, month.code)
            ).fetchone()
            if accepted is None:
                raise InputError("nothing_accepted", f"{month.year}年{month.month}月还没有审核通过的上报，不能审定。")
            clock.stamp(connection)
            version = ledger.new_version(connection, "finalize", city, by)
            connection.execute("INSERT INTO months VALUES (?, ?, ?, ?)", (city, month.code, version, by))
            audit.record(connection, by, "finalize", city, subject=str(month.code), detail=f"审定{month_zh(month)}，第{version}版")
        return version

    def month_state(self, city: str, month: Month, version: int) -> MonthState:
        found = self.finalized_version(city, month, version)
        return MonthState.COLLECTING if found is None else MonthState.FINALIZED

    def finalized_version(self, city: str, month: Month, version: int) -> int | None:
        with self._ledger.reading() as connection:
            row = connection.execute(
                "SELECT version FROM months WHERE city = ? AND period = ? AND version <= ?", (city, month.code, version)
            ).fetchone()
        return row["version"] if row else None

    def finalized_months(self, city: str, version: int) -> tuple[Month, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT period FROM months WHERE city = ? AND version <= ? ORDER BY period", (city, version)
            ).fetchall()
        return tuple(Month.from_code(row["period"]) for row in rows)

    # 读模型 -----------------------------------------------------------------

    def spans(self, after: int, until: int) -> Sequence[Change]:
        with self._ledger.reading() as connection:
            return records.changes(connection, after, until)

    def row_files(self, table: Table, submissions: Sequence[str]) -> list[Path]:
        with self._ledger.reading() as connection:
            folders = segments.folders_of(connection, submissions)
        paths = [self.root / folder / f"{table}.parquet" for folder in folders]
        return [path for path in paths if path.is_file()]

    # 保管 -------------------------------------------------------------------

    def compact(self) -> int:
        return segments.compact(self.root, self._ledger)

    def sweep(self) -> list[str]:
        """清走放满一天的无主文件夹，返回清走的。"""
        return orphans.sweep(self.root, self._ledger)

    def verify(self) -> VerifyReport:
        return verifying.verify(self.root, self._ledger)

    def backup(self, file: Path) -> None:
        keeping.backup(self.root, self._ledger, file)

    def close(self) -> None:
        self._ledger.close()
