"""开锁与服务器的钟。"""

import sqlite3
from datetime import datetime

from dashboard.domain.timing import Unlock
from dashboard.storage import audit, clock, ledger
from dashboard.storage.contracts.timing import Clock, NewUnlock
from dashboard.storage.ledger import Ledger
from dashboard.wording.deadlines import until_zh
from dashboard.wording.periods import month_or_year_zh


class TimingLedger:
    """约定见 contracts.timing.TimingStore。"""

    _ledger: Ledger

    def unlock(self, item: NewUnlock) -> Unlock:
        with self._ledger.writing() as connection:
            at = clock.stamp(connection)
            number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM unlocks").fetchone()[0]
            connection.execute(
                "INSERT INTO unlocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, item.city, item.owner, item.period, at.isoformat(), item.until.isoformat(), item.by, item.reason),
            )
            detail = f"{month_or_year_zh(item.period)}开锁到{until_zh(item.until)}：{item.reason}"
            audit.record(connection, item.by, "unlock", item.city, item.owner, str(item.period), detail)
        return Unlock(number, item.city, item.owner, item.period, at, item.until, item.by, item.reason)

    def unlocks(self, city: str) -> tuple[Unlock, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM unlocks WHERE city = ? ORDER BY number DESC", (city,)).fetchall()
        return tuple(_unlock(row) for row in rows)

    def clock(self) -> Clock:
        with self._ledger.reading() as connection:
            return Clock(ledger.now(), clock.recorded(connection), bool(clock.warnings(connection)))

    def accept_clock(self, by: str, reason: str) -> Clock:
        with self._ledger.writing() as connection:
            last, at = clock.recorded(connection), clock.reset(connection)
            known = f"上次记账是{last:%Y-%m-%d %H:%M}，" if last else ""
            audit.record(connection, by, "clock", "", detail=f"{known}认下现在的时间{at:%Y-%m-%d %H:%M}：{reason}")
        return Clock(at, at, False)


def _unlock(row: sqlite3.Row) -> Unlock:
    at, until = datetime.fromisoformat(row["at"]), datetime.fromisoformat(row["until"])
    return Unlock(row["number"], row["city"], row["owner"], row["period"], at, until, row["by"], row["reason"])
