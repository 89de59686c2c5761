"""随机：种子和名字决定一切，与字典顺序、哈希种子、机器都无关；只用整数。"""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")


class Chance:
    """按名字取数的随机源：同样的种子和名字永远得同样的数。"""

    def __init__(self, seed: str, *names: object) -> None:
        text = "\x1f".join((seed, *(str(name) for name in names)))
        self._random = random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()))

    def whole(self, low: int, high: int) -> int:
        """low 到 high 的整数，两端均含。"""
        return self._random.randint(low, high)

    def hits(self, permille: int) -> bool:
        """千分之 permille 的可能。"""
        return self._random.randrange(1000) < permille

    def pick(self, things: Sequence[_Thing]) -> _Thing:
        """抽一个。"""
        return things[self._random.randrange(len(things))]

    def bell(self, width: int) -> int:
        """0 附近、两头少的整数：四个均匀数之和，最多偏 width。"""
        return sum(self._random.randint(-width, width) for _ in range(4)) // 4
