"""城市档案：一改就是一版；保存的考核规则也是档案的一版。"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from dashboard.domain.assessing import Stage
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.storage import audit, clock, disk, ledger, records
from dashboard.storage.contracts.profiling import NewRules
from dashboard.storage.ledger import Ledger
from dashboard.wording import trial


class ProfileLedger:
    """约定见 contracts.profiling.ProfileStore。"""

    root: Path
    _ledger: Ledger

    def cities(self, version: int) -> tuple[str, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT DISTINCT city FROM profiles WHERE version <= ? ORDER BY city", (version,)).fetchall()
        return tuple(row["city"] for row in rows)

    def has_profile(self, city: str, content_hash: str) -> bool:
        with self._ledger.reading() as connection:
            row = records.profile(connection, city, ledger.latest_version(connection))
        return row is not None and row["hash"] == content_hash

    def publish_profile(self, city: str, contents: Mapping[str, bytes], content_hash: str, onto: Path | None = None) -> int:
        folder = disk.write_folder(self.root / "profiles" / city, disk.fill_with(contents))
        files = disk.listing(folder)
        with self._ledger.writing() as connection:
            version = ledger.latest_version(connection)
            current = records.profile(connection, city, version)
            fresh = current is None or current["hash"] != content_hash
            if fresh:
                _check_onto(current, onto)
                version = _publish(connection, city, "", content_hash, folder, files)
                audit.record(connection, "", "profile", city, detail=f"发布城市档案，第{version}版")
        if not fresh:
            disk.discard(folder)
        return version

    def profile_folder(self, city: str, version: int) -> Path | None:
        with self._ledger.reading() as connection:
            row = records.profile(connection, city, version)
        return self.root / "profiles" / city / row["folder"] if row else None

    def save_rules(self, item: NewRules) -> int:
        folder = disk.write_folder(self.root / "profiles" / item.city, disk.fill_with(item.contents))
        files = disk.listing(folder)
        with self._ledger.writing() as connection:
            closed = _closed_until(connection, item.city)
            if closed is not None and item.start <= closed:
                raise InputError("past", trial.closed(item.start, closed + 1))
            _check_onto(records.profile(connection, item.city, ledger.latest_version(connection)), item.onto)
            clock.stamp(connection)
            version = _publish(connection, item.city, item.by, item.content_hash, folder, files)
            audit.record(connection, item.by, "rules", item.city, subject=str(item.start.code), detail=f"{item.detail}，第{version}版")
        return version

    def closed_until(self, city: str) -> Month | None:
        with self._ledger.reading() as connection:
            return _closed_until(connection, city)


def _publish(
    connection: sqlite3.Connection, city: str, by: str, content_hash: str, folder: Path, files: list[tuple[str, str, int]]
) -> int:
    version = ledger.new_version(connection, "profile", city, by)
    connection.execute("INSERT INTO profiles VALUES (?, ?, ?, ?)", (city, version, content_hash, folder.name))
    ledger.record_files(connection, f"profiles/{city}/{folder.name}", files)
    return version


def _check_onto(current: sqlite3.Row | None, onto: Path | None) -> None:
    if onto is not None and (current is None or current["folder"] != onto.name):
        raise InputError("profile_changed", "城市档案刚刚另有一版，请按最新的再来一次。")


def _closed_until(connection: sqlite3.Connection, city: str) -> Month | None:
    row = connection.execute(
        "SELECT max(month) AS last FROM (SELECT period AS month FROM months WHERE city = ? "
        "UNION ALL SELECT month FROM assessments WHERE city = ? AND stage <> ?)",
        (city, city, str(Stage.CANCELLED)),
    ).fetchone()
    return Month.from_code(row["last"]) if row["last"] is not None else None
