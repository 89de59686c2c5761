"""密码够不够强；试错了要等。"""

import pytest

from dashboard.access.attempts import FREE, Attempts
from dashboard.access.passwords import hashed, matches, one_time
from dashboard.domain.problems import InputError


@pytest.mark.parametrize(
    ("password", "said"), [("", "至少10位"), ("九个字的密码不够长", "至少10位"), ("Zhangsan2025", "不能有账户名"), ("1234567890", "太常见"), ("aaaaaaaaaaaa", "太常见")]
)
def test_弱密码(password: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        hashed("zhangsan", password)


def test_对的才对() -> None:
    found = hashed("张三", "一段 好记的 长密码")
    assert found.startswith("$argon2id$")
    assert matches(found, "一段 好记的 长密码")
    assert not matches(found, "一段 好记的 长密码 ")
    assert not matches(None, "一段 好记的 长密码")
    assert not matches("not-a-hash", "一段 好记的 长密码")


def test_一次性的密码够强_各不相同() -> None:
    found = {one_time() for _ in range(20)}
    assert len(found) == 20
    assert all(hashed("张三", p) for p in list(found)[:2])


def test_错几次要等_等待加倍_对了清零() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(FREE - 1):
        attempts.wrong("张三", "10.0.0.8")
    assert attempts.wait("张三") == 0
    attempts.wrong("张三", "10.0.0.8")
    assert attempts.wait("张三", "10.0.0.9") == 30
    assert attempts.wait("李四", "10.0.0.8") == 30
    now[0] = 31
    assert attempts.wait("张三") == 0
    attempts.wrong("张三")
    assert attempts.wait("张三") == 60
    attempts.right("张三", "10.0.0.8")
    assert attempts.wait("张三", "10.0.0.8") == 0
