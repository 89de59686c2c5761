"""落盘的先后：文件、文件夹、改名、上一级，最后才是账本的提交。"""

from pathlib import Path

import pytest
from tests.storage.samples import REVIEWER, report

from dashboard.storage import disk, open_store
from dashboard.storage.ledger import Ledger


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    """记下每次落盘、改名、账本提交；文件夹的随机名记成“新”。"""
    found: list[tuple[str, str]] = []
    real_sync, real_rename, real_open = disk.sync, Path.rename, Ledger._open

    def name(path: Path) -> str:
        parts = [("临时" if part.startswith(".tmp-") else "新" if len(part) == 32 else part) for part in path.relative_to(tmp_path).parts]
        return "/".join("原文件" if before == "sources" else part for before, part in zip(["", *parts], parts, strict=False))

    def sync(path: Path) -> None:
        real_sync(path)
        found.append(("落盘", name(path)))

    def rename(self: Path, target: Path) -> Path:
        found.append(("改名", f"{name(self)}→{name(target)}"))
        return real_rename(self, target)

    def traced(self: Ledger) -> object:
        connection = real_open(self)
        connection.set_trace_callback(lambda text: found.append(("账本", text)) if text.split()[0] in ("BEGIN", "COMMIT") else None)
        return connection

    monkeypatch.setattr(disk, "sync", sync)
    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(Ledger, "_open", traced)
    return found


def _done(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """读账本的事务不算。"""
    return [step for step in steps if step != ("账本", "BEGIN")]


COMMITTED = [("账本", "BEGIN IMMEDIATE"), ("账本", "COMMIT")]


def test_上报_先全部落盘再记账(steps: list[tuple[str, str]], tmp_path: Path) -> None:
    store = open_store(tmp_path / "var")
    store.submit([report(1)])
    steps.clear()
    (sent,) = store.submit([report(2)])
    done = _done(steps)
    assert set(done[:3]) == {("落盘", f"var/commits/临时/{name}") for name in ("facts.parquet", "sources", "sources/原文件")}
    assert done[3:] == [
        ("落盘", "var/commits/临时"),
        ("改名", "var/commits/临时→var/commits/新"),
        ("落盘", "var/commits"),
        *COMMITTED,
    ]
    steps.clear()
    store.accept([sent.id], REVIEWER)
    assert _done(steps) == COMMITTED


def test_新建的目录也落在上一级里(steps: list[tuple[str, str]], tmp_path: Path) -> None:
    store = open_store(tmp_path / "甲" / "var")
    assert ("落盘", "") in steps
    assert ("落盘", "甲") in steps
    steps.clear()
    store.submit([report(1)])
    assert _done(steps)[0] == ("落盘", "甲/var")


def test_合并和档案也是这个先后(steps: list[tuple[str, str]], tmp_path: Path) -> None:
    store = open_store(tmp_path / "var")
    for n in range(2):
        store.submit([report(n)])
    for run, place in ((store.compact, "segments"), (lambda: store.publish_profile("甲城", {"a.toml": b""}, "h"), "profiles/甲城")):
        steps.clear()
        run()
        assert _done(steps)[-4:] == [
            ("改名", f"var/{place}/临时→var/{place}/新"),
            ("落盘", f"var/{place}"),
            *COMMITTED,
        ]


def test_写到一半出错_什么也不留(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        (folder / "半个").write_bytes(b"x")
        raise ValueError("停")

    with pytest.raises(ValueError, match="停"):
        disk.write_folder(tmp_path / "commits", fails)
    assert list((tmp_path / "commits").iterdir()) == []


def test_看过之后别人才建好文件夹(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, asked = Path.is_dir, tmp_path / "新"

    def late(self: Path) -> bool:
        found = real(self)
        if self == asked and not found:
            asked.mkdir()
        return found

    monkeypatch.setattr(Path, "is_dir", late)
    disk.ensure_folder(asked)
    assert asked.exists()


def test_是文件就不当文件夹(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"x")
    with pytest.raises(NotADirectoryError):
        disk.ensure_folder(tmp_path / "文件")
