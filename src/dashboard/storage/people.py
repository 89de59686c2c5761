"""账户与登录。"""

import sqlite3
from datetime import datetime

from dashboard.domain.people import ROLE_ZH, Account, Role
from dashboard.domain.problems import InputError, UsageError
from dashboard.storage import audit, ledger
from dashboard.storage.contracts.people import Signed
from dashboard.storage.ledger import Ledger


class PeopleLedger:
    """约定见 contracts.people.PeopleStore。"""

    _ledger: Ledger

    def accounts(self) -> dict[str, Account]:
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT * FROM accounts ORDER BY name").fetchall()
        return {row["name"]: _account(row) for row in rows}

    def password_hash(self, name: str) -> str | None:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT hash FROM accounts WHERE name = ?", (name,)).fetchone()
        return str(row["hash"]) if row else None

    def add_account(self, account: Account, password_hash: str, by: str) -> None:
        with self._ledger.writing() as connection:
            if connection.execute("SELECT 1 FROM accounts WHERE name = ?", (account.name,)).fetchone():
                raise InputError("account_taken", f"已有账户“{account.name}”。请换一个名称。")
            connection.execute(
                "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?)",
                (account.name, str(account.role), account.city, account.owner, password_hash, account.active, account.temporary),
            )
            _audit(connection, by, "account_add", account, f"新建账户，{ROLE_ZH[account.role]}")

    def change_account(self, account: Account, by: str, detail: str) -> None:
        with self._ledger.writing() as connection:
            _known(connection, account.name)
            connection.execute(
                "UPDATE accounts SET role = ?, city = ?, owner = ?, active = ? WHERE name = ?",
                (str(account.role), account.city, account.owner, account.active, account.name),
            )
            if not account.active:
                connection.execute("DELETE FROM tokens WHERE name = ?", (account.name,))
            _audit(connection, by, "account_change", account, detail)

    def set_password(self, name: str, password_hash: str, by: str, temporary: bool) -> None:
        with self._ledger.writing() as connection:
            row = _known(connection, name)
            connection.execute("UPDATE accounts SET hash = ?, temporary = ? WHERE name = ?", (password_hash, temporary, name))
            connection.execute("DELETE FROM tokens WHERE name = ?", (name,))
            _audit(connection, by, "password", _account(row), "重设密码，下次登录须改" if temporary else "改了密码")

    def sign_in(self, name: str, fingerprint: str, until: datetime) -> None:
        at = ledger.now().isoformat()
        with self._ledger.writing() as connection:
            row = _known(connection, name)
            connection.execute("DELETE FROM tokens WHERE until < ?", (at,))
            connection.execute("INSERT INTO tokens VALUES (?, ?, ?, ?, ?)", (fingerprint, name, at, at, until.isoformat()))
            _audit(connection, name, "sign_in", _account(row), "登录")

    def signed(self, fingerprint: str) -> Signed | None:
        with self._ledger.reading() as connection:
            row = connection.execute("SELECT * FROM tokens WHERE fingerprint = ?", (fingerprint,)).fetchone()
        return Signed(row["name"], *(datetime.fromisoformat(row[key]) for key in ("at", "seen", "until"))) if row else None

    def touch(self, fingerprint: str) -> None:
        with self._ledger.writing() as connection:
            connection.execute("UPDATE tokens SET seen = ? WHERE fingerprint = ?", (ledger.now().isoformat(), fingerprint))

    def sign_out(self, fingerprint: str) -> None:
        with self._ledger.writing() as connection:
            row = connection.execute("SELECT name FROM tokens WHERE fingerprint = ?", (fingerprint,)).fetchone()
            if row is not None:
                connection.execute("DELETE FROM tokens WHERE fingerprint = ?", (fingerprint,))
                _audit(connection, row["name"], "sign_out", _account(_known(connection, row["name"])), "退出登录")


def _known(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UsageError("unknown_account", f"没有账户“{name}”。可用dashboard user list查看。")
    return row


def _account(row: sqlite3.Row) -> Account:
    return Account(row["name"], Role(row["role"]), row["city"], row["owner"], bool(row["active"]), bool(row["temporary"]))


def _audit(connection: sqlite3.Connection, by: str, action: str, account: Account, detail: str) -> None:
    audit.record(connection, by, action, account.city, account.owner, account.name, f"{account.name}：{detail}")
