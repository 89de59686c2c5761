"""试密码的次数：同一账户、同一地址接连错几次，要等一等。"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

FREE, FIRST_WAIT, LONGEST = 5, 30.0, 900.0
_MOST_KEPT = 5_000


class Attempts:
    """接连错 FREE 次以后，每再错一次等待加倍，最多15分钟；对一次就清零。"""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, *keys: str) -> int:
        """还要等几秒；不用等为 0。"""
        now = self._clock()
        with self._lock:
            return max(0, *(round(self._wrong.get(key, (0, 0.0))[1] - now + 0.5) for key in keys))

    def wrong(self, *keys: str) -> None:
        """错了一次。"""
        now = self._clock()
        with self._lock:
            for key in keys:
                count = self._wrong.pop(key, (0, 0.0))[0] + 1
                pause = min(LONGEST, FIRST_WAIT * 2 ** (count - FREE)) if count >= FREE else 0.0
                self._wrong[key] = (count, now + pause)
            while len(self._wrong) > _MOST_KEPT:
                self._wrong.popitem(last=False)

    def right(self, *keys: str) -> None:
        """对了，清零。"""
        with self._lock:
            for key in keys:
                self._wrong.pop(key, None)
