"""密码：argon2 哈希、够不够强、一次性的密码。"""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.domain.problems import InputError

LEAST = 10
_COMMON = frozenset(("1234567890", "0123456789", "password12", "qwertyuiop", "1111111111", "0000000000", "abcd123456", "admin12345"))
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(16))


def hashed(name: str, password: str) -> str:
    """够强的密码的哈希；不够强抛 InputError，说明怎样才够。"""
    if len(password) < LEAST:
        raise InputError("weak_password", f"密码至少{LEAST}位。")
    if name and name.lower() in password.lower():
        raise InputError("weak_password", "密码里不能有账户名。")
    if password.lower() in _COMMON or len(set(password)) < 4:
        raise InputError("weak_password", "这个密码太常见，请换一个。")
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """密码对不对。没有这个账户也照样算一遍，快慢看不出有没有。"""
    try:
        return _HASHER.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def one_time() -> str:
    """一次性的密码：好念好抄，没有容易看错的字母。"""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
