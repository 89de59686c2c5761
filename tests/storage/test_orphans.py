"""无主的文件夹：看不见，放满一天清走，别的一个不动。"""

import os
import time
from contextlib import closing
from pathlib import Path

from tests.storage.samples import CITY, REVIEWER, report

from dashboard.storage import open_store
from dashboard.storage.embedded import EmbeddedStore

DAY = 24 * 3600


def _left(root: Path, name: str, age: float) -> Path:
    """被杀的写入者留下的文件夹。"""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "facts.parquet").write_bytes(b"x")
    os.utime(folder, (time.time() - age, time.time() - age))
    return folder


def _filled(root: Path) -> EmbeddedStore:
    store = open_store(root)
    for n in range(3):
        (sent,) = store.submit([report(n, unit=f"板块{n}")])
        store.accept([sent.id], REVIEWER)
    store.compact()
    store.publish_profile(CITY, {"goals.toml": b"x"}, "x")
    return store


def test_一天前的清走_当天的留着(tmp_path: Path) -> None:
    _filled(tmp_path).close()
    places = ("commits/.tmp-1", "commits/" + "a" * 32, "segments/.tmp-2", "segments/b", f"profiles/{CITY}/.tmp-3", "profiles/某城/c")
    old = [_left(tmp_path, f"{place}old", DAY + 60) for place in places]
    new = [_left(tmp_path, f"{place}new", DAY - 60) for place in places]
    with closing(open_store(tmp_path)) as store:
        assert [path.exists() for path in old] == [False] * len(places)
        assert [path.exists() for path in new] == [True] * len(places)
        assert store.verify().ok


def test_记在账上的再旧也不动(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    long_ago = time.time() - 400 * DAY
    for path in tmp_path.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    assert store.sweep() == []
    stranger = _left(tmp_path, "commits/没记账的", 2 * DAY)
    assert store.sweep() == ["commits/没记账的"]
    assert not stranger.exists()
    assert store.verify().ok
    store.close()


def test_无主的谁也看不见(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    before = (store.latest_version(), store.submissions(CITY), store.verify())
    _left(tmp_path, "commits/" + "a" * 32, 0)
    assert (store.latest_version(), store.submissions(CITY), store.verify()) == before
    store.close()
