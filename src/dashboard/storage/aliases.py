"""补的别名。"""

import sqlite3
from dataclasses import replace
from datetime import datetime

from dashboard.domain.aliases import Alias
from dashboard.domain.problems import InputError, UsageError
from dashboard.storage import audit, clock
from dashboard.storage.contracts.aliasing import NewAlias
from dashboard.storage.ledger import Ledger


class AliasLedger:
    """约定见 contracts.aliasing.AliasStore。"""

    _ledger: Ledger

    def add_alias(self, item: NewAlias) -> Alias:
        with self._ledger.writing() as connection:
            same = _used(connection, item.city, item.text)
            if same is not None:
                raise InputError("alias_taken", f"“{item.text}”已由{same.by}认作{same.unit}。要改的先停用它。")
            at = clock.stamp(connection)
            number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM aliases").fetchone()[0]
            connection.execute(
                "INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", (number, item.city, item.text, item.unit, at.isoformat(), item.by, item.reason)
            )
            audit.record(connection, item.by, "alias", item.city, item.unit, item.text, f"“{item.text}”认作{item.unit}：{item.reason}")
        return Alias(number, item.city, item.text, item.unit, at, item.by, item.reason)

    def end_alias(self, city: str, text: str, by: str, reason: str) -> Alias:
        with self._ledger.writing() as connection:
            found = _used(connection, city, text)
            if found is None:
                raise UsageError("no_alias", f"没有正用着的补的别名“{text}”。")
            at = clock.stamp(connection)
            connection.execute("UPDATE aliases SET ended = ? WHERE number = ?", (at.isoformat(), found.number))
            audit.record(connection, by, "alias_end", city, found.unit, text, f"“{text}”不再认作{found.unit}：{reason}")
        return replace(found, ended=at)

    def aliases(self, city: str) -> tuple[Alias, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM aliases WHERE city = ? ORDER BY number DESC", (city,)).fetchall()
        return tuple(_alias(row) for row in rows)


def _used(connection: sqlite3.Connection, city: str, text: str) -> Alias | None:
    row = connection.execute("SELECT * FROM aliases WHERE city = ? AND text = ? AND ended IS NULL", (city, text)).fetchone()
    return _alias(row) if row else None


def _alias(row: sqlite3.Row) -> Alias:
    ended = datetime.fromisoformat(row["ended"]) if row["ended"] else None
    return Alias(row["number"], row["city"], row["text"], row["unit"], datetime.fromisoformat(row["at"]), row["by"], row["reason"], ended)
