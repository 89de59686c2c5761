"""读表的队：同时只读几批，其余先来先读，知道前面还有几批（INTAKE R4）。"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Waiting = Callable[[int], None]
"""被告知前面还有几批在排（含自己要等的那一批）；轮到时为 0。"""


def unheard(_ahead: int) -> None:
    """没有人要听位置。"""


class Queue:
    """先来先读的队；多个线程共用。"""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: list[object] = []
        """正在读的在前，排队的在后。"""

    @contextmanager
    def turn(self, at_once: int, waiting: Waiting) -> Iterator[None]:
        """等到轮到自己；at_once 为同时读几批。出不出错都让出位置。"""
        mine = object()
        with self._changed:
            self._line.append(mine)
        try:
            self._wait(mine, at_once, waiting)
            yield
        finally:
            with self._changed:
                self._line.remove(mine)
                self._changed.notify_all()

    def _wait(self, mine: object, at_once: int, waiting: Waiting) -> None:
        told = 0
        while True:
            with self._changed:
                ahead = self._line.index(mine) - at_once + 1
                if ahead == told and ahead > 0:
                    self._changed.wait()
                    continue
            if ahead <= 0:
                if told:
                    waiting(0)
                return
            waiting(told := ahead)


QUEUE = Queue()
