"""存储的约定测试：每种存储一个打开的办法，别的都一样。"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from dashboard.queries.cache import Cache
from dashboard.storage import Store, open_store

Opener = Callable[[], Store]


def _embedded(tmp_path: Path) -> Opener:
    return lambda: open_store(tmp_path / "var")


@pytest.fixture(params=[_embedded], ids=["内嵌"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """打开同一个存储；每打开一次，像另起了一个进程。"""
    opened = request.param(tmp_path)
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(opened()))


@pytest.fixture
def store(opener: Opener) -> Store:
    """一个空的存储。"""
    return opener()


@pytest.fixture
def model(store: Store) -> Iterator[Cache]:
    """这个存储的读模型。"""
    with closing(Cache(store)) as found:
        yield found
