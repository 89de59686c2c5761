"""随机：名字决定一切。"""

import os
import subprocess
import sys

from dashboard.demo.chance import Chance

_ASK = "from dashboard.demo.chance import Chance; c = Chance('种子', '苏州', 1); print(c.whole(0, 10**6), c.bell(100), c.pick('甲乙丙'))"


def _asked(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run([sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True).stdout


def test_换一个进程和哈希种子还是同样的数() -> None:
    assert _asked("1") == _asked("2")


def test_名字不同数就不同() -> None:
    found = {Chance("种子", city, month).whole(0, 10**9) for city in ("苏州", "南通") for month in range(12)}
    assert len(found) == 24


def test_名字的分界不会混() -> None:
    assert Chance("种子", "甲乙", "丙").whole(0, 10**9) != Chance("种子", "甲", "乙丙").whole(0, 10**9)


def test_起伏不超过给的宽度() -> None:
    chance = Chance("种子")
    found = [chance.bell(100) for _ in range(500)]
    assert max(map(abs, found)) <= 100
    assert -10 < sum(found) / 500 < 10
