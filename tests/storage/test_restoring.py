"""恢复：整个到位或什么也没动，绝不覆盖已有的数据。"""

from contextlib import closing
from pathlib import Path

import pytest
from tests.storage.samples import REVIEWER, report

from dashboard.domain.problems import InputError, StoreError
from dashboard.storage import Store, keeping, open_store, restore


def _fill(store: Store, count: int) -> None:
    for n in range(count):
        (sent,) = store.submit([report(n)])
        store.accept([sent.id], REVIEWER)


def test_不覆盖已有的数据(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "备份.tar")
    (tmp_path / "有东西").mkdir()
    (tmp_path / "有东西" / "别人的.txt").write_text("x")
    with pytest.raises(InputError, match="不是空的，没有恢复"):
        restore(tmp_path / "备份.tar", tmp_path / "有东西")
    assert [p.name for p in (tmp_path / "有东西").iterdir()] == ["别人的.txt"]


def test_恢复到已建好的空目录(store: Store, tmp_path: Path) -> None:
    _fill(store, 2)
    store.backup(tmp_path / "备份.tar")
    (tmp_path / "空").mkdir()
    restore(tmp_path / "备份.tar", tmp_path / "空")
    with closing(open_store(tmp_path / "空")) as again:
        assert again.latest_version() == 2


def test_没有备份文件(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有备份文件"):
        restore(tmp_path / "没有.tar", tmp_path / "新")
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar" * 100, b"\0" * 2048])
def test_不是备份(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.tar").write_bytes(content)
    with pytest.raises(StoreError, match="没有恢复"):
        restore(tmp_path / "坏.tar", tmp_path / "新")
    assert [p.name for p in tmp_path.iterdir() if p.name != "var"] == ["坏.tar"]


def test_截断的备份(store: Store, tmp_path: Path) -> None:
    _fill(store, 3)
    store.backup(tmp_path / "备份.tar")
    whole = (tmp_path / "备份.tar").read_bytes()
    for size in (len(whole) // 2, len(whole) // 4, 10_000):
        (tmp_path / "半.tar").write_bytes(whole[:size])
        with pytest.raises(StoreError, match="没有恢复"):
            restore(tmp_path / "半.tar", tmp_path / "新")
        assert not (tmp_path / "新").exists()


def test_数据目录是挂载点时逐项搬进去_账本最后(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(store, 2)
    store.backup(tmp_path / "备份.tar")
    mount = tmp_path / "挂载点"
    mount.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == mount)
    moved: list[str] = []
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        moved.append(Path(target).name)
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    restore(tmp_path / "备份.tar", mount)
    assert moved[-1] == keeping.LEDGER
    assert sorted(p.name for p in mount.iterdir()) == ["commits", keeping.LEDGER]
    with closing(open_store(mount)) as again:
        assert again.latest_version() == 2
        assert again.verify().ok
