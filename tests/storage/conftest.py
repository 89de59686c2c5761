"""存储的约定测试：每种存储一个装置，别的都一样。加一种存储，就在 ADAPTERS 里加一行。"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from dashboard.queries.cache import Cache
from dashboard.storage import Store, open_store, restore

Opener = Callable[[], Store]
Restorer = Callable[[Path, str], Store]


class Embedded:
    """内嵌存储的装置：打开测试用的那一个；由备份恢复出另一个。"""

    def __init__(self, tmp_path: Path) -> None:
        self._tmp_path = tmp_path

    def open(self) -> Store:
        return open_store(self._tmp_path / "var")

    def restored(self, file: Path, name: str) -> Store:
        restore(file, self._tmp_path / name)
        return open_store(self._tmp_path / name)


ADAPTERS = {"内嵌": Embedded}


@pytest.fixture(params=ADAPTERS.values(), ids=ADAPTERS.keys())
def adapter(request: pytest.FixtureRequest, tmp_path: Path) -> Embedded:
    """一种存储的装置。"""
    found: Embedded = request.param(tmp_path)
    return found


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """测试完关掉打开过的存储。"""
    with ExitStack() as found:
        yield found


@pytest.fixture
def opener(adapter: Embedded, stack: ExitStack) -> Opener:
    """打开同一个存储；每打开一次，像另起了一个进程。"""
    return lambda: stack.enter_context(closing(adapter.open()))


@pytest.fixture
def restorer(adapter: Embedded, stack: ExitStack) -> Restorer:
    """由备份恢复出一个新的存储。"""
    return lambda file, name: stack.enter_context(closing(adapter.restored(file, name)))


@pytest.fixture
def store(opener: Opener) -> Store:
    """一个空的存储。"""
    return opener()


@pytest.fixture
def model(store: Store) -> Iterator[Cache]:
    """这个存储的读模型。"""
    with closing(Cache(store)) as found:
        yield found
