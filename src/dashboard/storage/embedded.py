"""内嵌存储：SQLite 账本＋不可变 Parquet。提交顺序见 docs/decisions/0001。"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, StoreError, UsageError
from dashboard.domain.submissions import MonthState, Slice, Submission, Table
from dashboard.storage import accepting, committing, disk, keeping, ledger, records, segments
from dashboard.storage.contract import Change, NewSubmission, VerifyReport
from dashboard.storage.ledger import Ledger


def open_store(data_dir: Path) -> "EmbeddedStore":
    """打开（没有就新建）数据目录里的存储；打不开抛 StoreError。"""
    with disk.told():
        data_dir.mkdir(parents=True, exist_ok=True)
    return EmbeddedStore(data_dir)


class EmbeddedStore:
    """约定见 contract.Store。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ledger = Ledger(root / "ledger.sqlite")

    def latest_version(self) -> int:
        with self._ledger.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(version), 0) FROM versions").fetchone()[0])

    def changed_at(self, version: int) -> datetime | None:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT at FROM versions WHERE version = ?", (version,)).fetchone()
        return datetime.fromisoformat(row["at"]) if row else None

    # 城市档案 ---------------------------------------------------------------

    def cities(self, version: int) -> tuple[str, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT DISTINCT city FROM profiles WHERE version <= ? ORDER BY city", (version,)).fetchall()
        return tuple(row["city"] for row in rows)

    def has_profile(self, city: str, content_hash: str) -> bool:
        return self._profile_hash(city, self.latest_version()) == content_hash

    def publish_profile(self, city: str, contents: Mapping[str, bytes], content_hash: str) -> int:
        folder = disk.write_folder(self.root / "profiles" / city, content_hash, disk.fill_with(contents))
        files = committing.listing(folder)
        with self._ledger.writing() as connection:
            row = connection.execute("SELECT hash FROM profiles WHERE city = ? ORDER BY version DESC", (city,)).fetchone()
            if row and row["hash"] == content_hash:
                return int(connection.execute("SELECT max(version) FROM versions").fetchone()[0])
            version = ledger.new_version(connection, "profile", city, "")
            connection.execute("INSERT INTO profiles VALUES (?, ?, ?)", (city, version, content_hash))
            _record_files(connection, f"profiles/{city}/{content_hash}", files)
        return version

    def profile_folder(self, city: str, version: int) -> Path | None:
        found = self._profile_hash(city, version)
        return self.root / "profiles" / city / found if found else None

    def _profile_hash(self, city: str, version: int) -> str | None:
        with self._ledger.reading() as connection:
            row = connection.execute(
                "SELECT hash FROM profiles WHERE city = ? AND version <= ? ORDER BY version DESC", (city, version)
            ).fetchone()
        return row["hash"] if row else None

    # 上报与接收 -------------------------------------------------------------

    def submit(self, batch: Sequence[NewSubmission]) -> tuple[Submission, ...]:
        digests = [hashlib.sha256(item.source).hexdigest() for item in batch]
        with self._ledger.reading() as connection:
            found = [committing.twin(connection, item, digest) for item, digest in zip(batch, digests, strict=True)]
        numbered = [(digest[:12] + _stamp(), item) for digest, item, twin in zip(digests, batch, found, strict=True) if twin is None]
        if not numbered:
            return tuple(records.submission(row) for row in found if row is not None)
        commit, files = committing.write_commit(self.root / "commits", numbered)
        with self._ledger.writing() as connection:
            connection.execute("INSERT INTO commits VALUES (?, ?, NULL)", (commit, ledger.now().isoformat()))
            _record_files(connection, f"commits/{commit}", files)
            for identity, item in numbered:
                if committing.twin(connection, item, hashlib.sha256(item.source).hexdigest()) is None:
                    committing.record(connection, commit, identity, item)
            rows = [committing.twin(connection, item, digest) for item, digest in zip(batch, digests, strict=True)]
        return tuple(records.submission(row) for row in rows if row is not None)

    def accept(self, ids: Sequence[str], by: str) -> int:
        with self._ledger.writing() as connection:
            return accepting.accept(connection, ids, by)

    def submissions(self, city: str, period: int | None = None) -> tuple[Submission, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM submissions WHERE city = ? AND (? IS NULL OR period = ?) ORDER BY number DESC", (city, period, period)
            ).fetchall()
        return tuple(records.submission(row) for row in rows)

    def submission(self, submission: str) -> Submission:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT * FROM submissions WHERE id = ?", (submission,)).fetchone()
        if row is None:
            raise UsageError("unknown_submission", f"没有编号为{submission}的上报。")
        return records.submission(row)

    def source(self, submission: str) -> bytes:
        sent = self.submission(submission)
        path = self.root / "commits" / sent.commit / "sources" / sent.id
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError("source", f"读不到《{sent.file_name}》的原文件：{error.strerror}。请运行dashboard verify。") from error

    def slices_of(self, submission: str) -> tuple[Slice, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM slices WHERE submission = ? ORDER BY tbl", (submission,)).fetchall()
        return tuple(records.slice_(row) for row in rows)

    # 月份 -------------------------------------------------------------------

    def finalize(self, city: str, month: Month, by: str) -> int:
        with self._ledger.writing() as connection:
            if connection.execute("SELECT 1 FROM months WHERE city = ? AND period = ?", (city, month.code)).fetchone():
                return int(connection.execute("SELECT max(version) FROM versions").fetchone()[0])
            if connection.execute(
                "SELECT 1 FROM slices WHERE city = ? AND period = ? AND valid_from IS NOT NULL", (city, month.code)
            ).fetchone() is None:
                raise InputError("nothing_accepted", f"{month.year}年{month.month}月还没有审核通过的上报，不能审定。")
            version = ledger.new_version(connection, "finalize", city, by)
            connection.execute("INSERT INTO months VALUES (?, ?, ?, ?)", (city, month.code, version, by))
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
            versions = connection.execute(
                "SELECT * FROM versions WHERE version > ? AND version <= ? ORDER BY version", (after, until)
            ).fetchall()
            opened = _by_version(
                connection.execute("SELECT * FROM slices WHERE valid_from > ? AND valid_from <= ?", (after, until)).fetchall(), "valid_from"
            )
            closed = _by_version(
                connection.execute("SELECT * FROM slices WHERE valid_to > ? AND valid_to <= ?", (after, until)).fetchall(), "valid_to"
            )
        return [
            Change(
                row["version"],
                row["kind"],
                row["city"],
                row["by"],
                datetime.fromisoformat(row["at"]),
                tuple(records.span(s) for s in opened.get(row["version"], ())),
                tuple(records.span(s) for s in closed.get(row["version"], ())),
            )
            for row in versions
        ]

    def row_files(self, table: Table, submissions: Sequence[str]) -> list[Path]:
        with self._ledger.reading() as connection:
            folders = segments.folders_of(connection, submissions)
        paths = [self.root / folder / f"{table}.parquet" for folder in folders]
        return [path for path in paths if path.is_file()]

    # 保管 -------------------------------------------------------------------

    def compact(self) -> int:
        return segments.compact(self.root, self._ledger)

    def verify(self) -> VerifyReport:
        return keeping.verify(self.root, self._ledger)

    def backup(self, file: Path) -> None:
        keeping.backup(self.root, self._ledger, file)


def _record_files(connection: ledger.sqlite3.Connection, folder: str, files: list[tuple[str, str, int]]) -> None:
    connection.executemany("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?)", [(folder, *f) for f in files])


def _by_version(rows: Sequence[ledger.sqlite3.Row], column: str) -> dict[int, list[ledger.sqlite3.Row]]:
    found: dict[int, list[ledger.sqlite3.Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _stamp() -> str:
    return ledger.now().strftime("%y%m%d%H%M%S%f")[:14]
