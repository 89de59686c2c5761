"""读表的队：先来先读，同时只读几批，等的人知道前面还有几批，出了错也让出位置。"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.intake.queue import Queue, unheard

PATIENCE = 20


def test_知道前面还有几批() -> None:
    queue, told = Queue(), [list[int]() for _ in range(4)]
    release = [threading.Event() for _ in range(4)]
    at = [threading.Event() for _ in range(4)]
    order: list[int] = []

    def read(number: int) -> None:
        def waiting(ahead: int) -> None:
            told[number].append(ahead)
            at[number].set()

        with queue.turn(1, waiting):
            order.append(number)
            at[number].set()
            assert release[number].wait(PATIENCE)

    with ThreadPoolExecutor(4) as pool:
        found = []
        for number in range(4):
            found.append(pool.submit(read, number))
            assert at[number].wait(PATIENCE)
        assert [seen[:1] for seen in told] == [[], [1], [2], [3]]
        for event in release:
            event.set()
        for one in found:
            one.result(PATIENCE)
    assert order == [0, 1, 2, 3]
    assert [seen[-1:] for seen in told] == [[], [0], [0], [0]]
    assert all(seen == sorted(seen, reverse=True) for seen in told)


def test_同时读几批() -> None:
    queue, inside, most = Queue(), [0], [0]
    lock, both = threading.Lock(), threading.Barrier(2)

    def read(_: int) -> None:
        with queue.turn(2, unheard):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            both.wait(PATIENCE)
            with lock:
                inside[0] -= 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(read, range(6)))
    assert most == [2]


def test_出了错也让出位置() -> None:
    queue = Queue()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), queue.turn(1, unheard):
            raise ZeroDivisionError
    with queue.turn(1, lambda ahead: pytest.fail(f"不该等，却说前面有{ahead}批")):
        pass


def test_听位置的出了错也让出位置() -> None:
    queue = Queue()

    def broken(_: int) -> None:
        raise ZeroDivisionError

    with queue.turn(1, unheard), pytest.raises(ZeroDivisionError), queue.turn(1, broken):
        pass
    with queue.turn(1, broken):
        pass
