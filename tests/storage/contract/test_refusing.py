"""没有收下的文件：一字节不变地留着，名字只是数据，过了时限清走字节、记录还在。"""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.storage.conftest import Opener, Restorer

from dashboard.domain.problems import UsageError
from dashboard.storage import Store, ledger
from dashboard.storage.contract import RefusedFile

BAD = RefusedFile("../../../etc/昆山市.xlsx", bytes(range(256)), "打不开。")


def test_一字节不变(store: Store) -> None:
    store.keep_refused([BAD])
    (kept,) = store.refused()
    assert (kept.file_name, kept.size, kept.reason, kept.cleared_at) == (BAD.file_name, 256, "打不开。", None)
    assert store.refused_content(kept.sha256) == BAD.content


def test_同样的字节只留一份(store: Store) -> None:
    store.keep_refused([BAD, BAD])
    store.keep_refused([BAD])
    assert len(store.refused()) == 1
    store.keep_refused([BAD, RefusedFile("另一份", b"x", "不是工作簿。")])
    assert len(store.refused()) == 2


def test_没有留着的说明白(store: Store) -> None:
    with pytest.raises(UsageError, match="没有留着指纹为无此份的文件"):
        store.refused_content("无此份")


def test_核验_备份_恢复都带着(store: Store, restorer: Restorer, tmp_path: Path) -> None:
    store.keep_refused([BAD])
    assert store.verify().ok
    store.backup(tmp_path / "备份.tar")
    again = restorer(tmp_path / "备份.tar", "恢复")
    assert again.refused_content(store.refused()[0].sha256) == BAD.content


def test_时限一到清走字节(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opener()
    store.keep_refused([BAD])
    (kept,) = store.refused()
    monkeypatch.setenv("DASHBOARD_REFUSED_DAYS", "30")
    monkeypatch.setattr(ledger, "now", lambda: kept.at + timedelta(days=30))
    assert opener().refused_content(kept.sha256) == BAD.content
    monkeypatch.setattr(ledger, "now", lambda: kept.at + timedelta(days=30, seconds=1))
    later = opener()
    (gone,) = later.refused()
    assert gone.cleared_at == kept.at + timedelta(days=30, seconds=1)
    with pytest.raises(UsageError):
        later.refused_content(kept.sha256)
    assert later.verify().problems == ()
    later.keep_refused([BAD])
    assert [k.cleared_at is None for k in later.refused()] == [True, False]
