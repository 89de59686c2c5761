"""审计记录：只添不改，改一条、抽一条都核验得出。"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from dashboard.storage import audit
from dashboard.storage.audit import Sought
from dashboard.storage.ledger import Ledger


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as found, found.writing() as connection:
        for n in range(3):
            audit.record(connection, f"第{n}人", "submit", "suzhou", "昆山市" if n else "", f"上报{n}")
        yield connection


def test_一条接一条(connection: Connection) -> None:
    assert [e.number for e in audit.entries(connection, "suzhou", audit.EVERY)] == [3, 2, 1]
    assert [e.subject for e in audit.entries(connection, "suzhou", Sought("昆山市"))] == ["上报2", "上报1"]
    assert audit.entries(connection, "nantong", audit.EVERY) == []
    assert list(audit.problems(connection)) == []


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET by = '别人' WHERE number = 2", "DELETE FROM audit WHERE number = 2", "UPDATE audit SET hash = '' WHERE number = 2"]
)
def test_改过抽过都看得出(connection: Connection, change: str) -> None:
    connection.execute(change)
    assert list(audit.problems(connection)) == ["审计记录第2条起对不上，有人改过或抽掉过"]


def test_抽掉最后几条也看得出(connection: Connection) -> None:
    connection.execute("DELETE FROM audit WHERE number = 3")
    assert list(audit.problems(connection)) == ["审计记录最后几条不见了，有人抽掉过"]


def test_最新一条不算登录和取走(connection: Connection) -> None:
    for action in ("sign_in", "sign_in_failed", "sign_out", "export", "fetch_attachment"):
        audit.record(connection, "王管", action, "suzhou")
    assert audit.last(connection) == 3
    audit.record(connection, "王管", "return", "suzhou")
    assert audit.last(connection) == 9
