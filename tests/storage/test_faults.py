"""磁盘满、只读、写到一半出错：一句中文，什么也没丢，好了之后接着用。"""

import errno
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest
from tests.storage.samples import CITY, REVIEWER, report

from dashboard.domain.problems import StoreError
from dashboard.queries.cache import Cache
from dashboard.storage import disk, open_store, schemas
from dashboard.storage.embedded import EmbeddedStore
from dashboard.storage.ledger import Ledger

NOBODY = 65534


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """已有一版数据的存储。"""
    with closing(open_store(tmp_path / "var")) as found:
        (sent,) = found.submit([report(1)])
        found.accept([sent.id], REVIEWER)
        yield found


def _unharmed(store: EmbeddedStore) -> None:
    """原来的都在，没有多出什么，还能接着用。"""
    assert len(store.submissions(CITY)) == store.latest_version() == 1
    assert store.verify().ok
    (sent,) = store.submit([report(2)])
    assert store.accept([sent.id], REVIEWER) == 2
    with closing(Cache(store)) as model:
        assert [row["value"] for row in model.at(2).records("readings", city=CITY)] == [2]
    assert store.verify().ok


@pytest.mark.parametrize("number", range(5))
def test_落盘到第几步磁盘满了_都没有发生(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """表、原文件、它的文件夹、临时文件夹、改名之后的上一级。"""
    real, left = disk.sync, [number]

    def full(path: Path) -> None:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        left[0] -= 1
        real(path)

    with monkeypatch.context() as faults:
        faults.setattr(disk, "sync", full)
        with pytest.raises(StoreError, match=r"^写不进数据目录（.*）：磁盘已满，请清出空间后重试。已有数据不受影响。$") as caught:
            store.submit([report(2)])
    assert caught.value.code == "disk"
    _unharmed(store)


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT, errno.EMFILE, 9999])
def test_别的系统错误也有一句中文(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(code, "some English words")

    with monkeypatch.context() as faults:
        faults.setattr(Path, "mkdir", fails)
        with pytest.raises(StoreError, match=r"^写不进数据目录") as caught:
            store.submit([report(2)])
    assert not any(c.isascii() and c.isalpha() for c in caught.value.message)
    _unharmed(store)


def test_账本所在的盘满了(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite 自己的页数上限，报的就是盘满。"""
    real = Ledger._open

    def small(self: Ledger) -> object:
        connection = real(self)
        connection.execute("PRAGMA max_page_count = 1")  # 不会小于现有的页数
        return connection

    many = [report(n, unit=f"板块{n}" + "长" * 200) for n in range(400)]
    with monkeypatch.context() as faults:
        faults.setattr(Ledger, "_open", small)
        store.close()
        with pytest.raises(StoreError, match=r"^账本读写失败：磁盘已满，请清出空间后重试。已确认的数据不受影响。$"):
            store.submit(many)
    store.close()
    _unharmed(store)


def _limited(root: Path, limit: int) -> str:
    """在另一个进程里，单个文件最多写 limit 字节，上报一份一兆的；返回怎样了。"""
    schemas.to_table(next(iter(schemas.SCHEMAS)), [])
    with closing(open_store(root)) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            (sent,) = store.submit([report(limit, unit=f"板块{limit}", source=bytes(1_000_000))])
            store.accept([sent.id], REVIEWER)
        except StoreError as error:
            return error.message
        return "成了"


def test_真的写不下去_哪一步都不留半份(store: EmbeddedStore, tmp_path: Path) -> None:
    """限得很小写不出表，大一点写不出原文件，再大就成了。"""
    with get_context("forkserver").Pool(1, maxtasksperchild=1) as pool:
        said = [pool.apply(_limited, (tmp_path / "var", limit)) for limit in (0, 200, 2_000, 20_000, 500_000, 2_000_000)]
    assert said[-1] == "成了"
    assert all("请检查磁盘" in text and text.endswith("不受影响。") for text in said[:-1]), said
    assert len(store.submissions(CITY)) == store.latest_version() == 2
    assert store.verify().ok


def test_原文件不见了(store: EmbeddedStore) -> None:
    (sent,) = store.submissions(CITY)
    next(store.root.glob(f"commits/*/sources/{sent.id}")).unlink()
    with pytest.raises(StoreError, match=r"读不到《昆山市_2025-03_1\.xlsx》的原文件：没有这个文件或目录.*请运行dashboard verify核验"):
        store.source(sent.id)


@contextmanager
def _plain_user() -> Iterator[None]:
    """以普通用户的身份：管理员什么目录都写得进。"""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def _readonly(root: Path) -> Iterator[None]:
    """整个数据目录只读，上面各级可以走进来。"""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("*")]}
    above = {path: stat.S_IMODE(path.stat().st_mode) for path in root.parents if path.stat().st_uid == os.geteuid() and path != Path("/")}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path, mode in above.items():
        path.chmod(mode | 0o111)
    try:
        with _plain_user():
            yield
    finally:
        for path, mode in (modes | above).items():
            path.chmod(mode)


def test_数据目录只读(store: EmbeddedStore, tmp_path: Path) -> None:
    store.close()
    with _readonly(tmp_path / "var"), pytest.raises(StoreError, match=r"只读|没有权限|打不开账本") as caught:
        open_store(tmp_path / "var").submit([report(2)])
    assert "数据不受影响" in caught.value.message
    _unharmed(store)


def test_数据目录建不出来(tmp_path: Path) -> None:
    (tmp_path / "上级").mkdir()
    with _readonly(tmp_path / "上级"), pytest.raises(StoreError, match=r"^打不开数据目录（.*）：没有权限"):
        open_store(tmp_path / "上级" / "var")
    (tmp_path / "是个文件").write_bytes(b"")
    for place in (tmp_path / "是个文件" / "var", tmp_path / "是个文件"):
        with pytest.raises(StoreError, match=r"^打不开数据目录（.*是个文件）：这不是目录"):
            open_store(place)
