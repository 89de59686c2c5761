"""核验：哪一处坏了都说得出。"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.storage.samples import CITY, REVIEWER, report

from dashboard.storage import disk, open_store
from dashboard.storage.embedded import EmbeddedStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """两个合并过的提交、一个零散的提交、一份档案；第一份被第二份更正。"""
    with closing(open_store(tmp_path / "var")) as found:
        for n in (1, 2):
            (sent,) = found.submit([report(n)])
            found.accept([sent.id], REVIEWER)
        found.compact()
        (sent,) = found.submit([report(3, unit="太仓市")])
        found.accept([sent.id], REVIEWER)
        found.publish_profile(CITY, {"goals.toml": b"x"}, "x")
        assert found.verify().ok
        yield found


def _one(root: Path, pattern: str) -> Path:
    return sorted(root.glob(pattern))[0]


def _rewrite(store: EmbeddedStore, path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """改了文件，连账本里的指纹也改成对得上的：只有看行才看得出。"""
    pq.write_table(change(pq.read_table(path)), path)
    _sql(store, "UPDATE files SET sha256 = ? WHERE folder || '/' || name = ?", disk.sha256(path), path.relative_to(store.root).as_posix())


def _sql(store: EmbeddedStore, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(store.root / "ledger.sqlite")) as connection, connection:
        connection.execute(statement, values)


def _problems(store: EmbeddedStore) -> str:
    found = store.verify()
    assert found.ok is (found.problems == ())
    return "；".join(found.problems)


@pytest.mark.parametrize("pattern", ["commits/*/sources/*", "commits/*/facts.parquet", "segments/*/facts.parquet", "profiles/*/*/goals.toml"])
def test_文件少了_变了(store: EmbeddedStore, pattern: str) -> None:
    path = _one(store.root, pattern)
    name = path.relative_to(store.root).as_posix()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"?")
    assert f"文件{name}的内容变了" in _problems(store)
    path.unlink()
    assert f"缺少文件{name}" in _problems(store)
    path.write_bytes(content)
    assert _problems(store) == ""


def test_多出文件(store: EmbeddedStore) -> None:
    place = _one(store.root, "commits/*/sources")
    (place / "不知是谁").write_bytes(b"x")
    assert _problems(store) == f"多出文件{place.relative_to(store.root).as_posix()}/不知是谁"


def test_整个提交不见了(store: EmbeddedStore) -> None:
    shutil.rmtree(_one(store.root, "commits/*"))
    assert "缺少文件commits/" in _problems(store)


def test_零散的提交少了一行(store: EmbeddedStore) -> None:
    (loose,) = (p for p in store.root.glob("commits/*/facts.parquet") if "太仓市" in pq.read_table(p)["unit"].to_pylist())
    _rewrite(store, loose, lambda rows: rows.slice(0, 0))
    assert "《太仓市_2025-03_3.xlsx》" in _problems(store)
    assert "应有1行，数目不对" in _problems(store)


def test_大段多了一行_少了一行(store: EmbeddedStore) -> None:
    segment = _one(store.root, "segments/*/facts.parquet")
    original = pq.read_table(segment)
    for change in (lambda rows: pa.concat_tables([rows, rows.slice(0, 1)]), lambda rows: rows.slice(0, 1)):
        _rewrite(store, segment, change)
        assert "数目不对" in _problems(store)
        assert "与原来的提交不一样" in _problems(store)
    _rewrite(store, segment, lambda _: original)
    assert _problems(store) == ""


def test_大段改了一个数(store: EmbeddedStore) -> None:
    def wrong(rows: pa.Table) -> pa.Table:
        column = rows.schema.get_field_index("raw")
        return rows.set_column(column, rows.schema.field(column), pa.array(["9999"] * rows.num_rows, pa.string()))

    _rewrite(store, _one(store.root, "segments/*/facts.parquet"), wrong)
    assert _problems(store).endswith("的facts与原来的提交不一样")


def test_大段里有不属于任何上报的行(store: EmbeddedStore) -> None:
    def stray(rows: pa.Table) -> pa.Table:
        other = rows.slice(0, 1).set_column(0, rows.schema.field(0), pa.array(["没有这个号"], pa.string()))
        return pa.concat_tables([rows, other])

    _rewrite(store, _one(store.root, "segments/*/facts.parquet"), stray)
    assert "有1行facts不属于任何上报（没有这个号）" in _problems(store)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE slices SET valid_to = 3 WHERE valid_to = 2", "同一整块有2份同时有效"),
        ("UPDATE slices SET valid_from = NULL, valid_to = NULL", "已接收，却没有一块生效过"),
        ("UPDATE submissions SET version = NULL", "没有接收，却有生效的整块"),
        ("DELETE FROM slices", "没有整块"),
        ("UPDATE versions SET version = 9 WHERE version = 4", "数据版本号不连续：最新第9版，共4版"),
        ("UPDATE submissions SET sha256 = 'x'", "的原文件没有记账"),
        ("DELETE FROM files WHERE folder LIKE 'segments/%'", "没有记账"),
        ("DELETE FROM files WHERE folder LIKE 'profiles/%'", f"{CITY}的档案没有记账"),
        ("UPDATE submissions SET commit_folder = '没有'", "指向不存在的commits"),
    ],
)
def test_账本前后不一致(store: EmbeddedStore, statement: str, said: str) -> None:
    _sql(store, statement)
    assert said in _problems(store)


def test_核验什么也不改(store: EmbeddedStore) -> None:
    before = {p: p.stat().st_mtime_ns for p in store.root.rglob("*") if "sqlite" not in p.name}
    store.verify()
    assert {p: p.stat().st_mtime_ns for p in store.root.rglob("*") if "sqlite" not in p.name} == before
