"""存储的约定：账户与登录。"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dashboard.domain.people import Account


@dataclass(frozen=True, slots=True)
class Signed:
    """一次登录：账户名、何时登录、最近一次用、到何时为止。"""

    name: str
    at: datetime
    seen: datetime
    until: datetime


class PeopleStore(Protocol):
    """账户只停用，不删除；密码只存哈希，登录凭据只存指纹。改动与审计在同一个事务。"""

    def accounts(self) -> Mapping[str, Account]:
        """全部账户，按名称排。"""

    def password_hash(self, name: str) -> str | None:
        """密码的哈希；没有这个账户为 None。"""

    def add_account(self, account: Account, password_hash: str, by: str) -> None:
        """新建账户；已有同名的抛 InputError。"""

    def change_account(self, account: Account, by: str, detail: str) -> None:
        """改角色、归属、启停；停用的同时结束它的全部登录。没有这个账户抛 UsageError。"""

    def set_password(self, name: str, password_hash: str, by: str, temporary: bool) -> None:
        """换密码，结束它的全部登录；temporary 为下次登录须改。"""

    def sign_in(self, name: str, fingerprint: str, until: datetime) -> None:
        """记下一次登录。"""

    def signed(self, fingerprint: str) -> Signed | None:
        """一个凭据的登录；没有为 None。不管过没过期。"""

    def touch(self, fingerprint: str) -> None:
        """记下刚用过。"""

    def sign_out(self, fingerprint: str) -> None:
        """结束一次登录；没有的不管。"""
