"""版本：一版一个序号，档案的改动也是一版。"""

import hashlib

from tests.storage.conftest import Opener
from tests.storage.samples import CITY, REVIEWER, report

from dashboard.storage import Store


def _publish(store: Store, text: str, city: str = CITY) -> int:
    content = text.encode()
    return store.publish_profile(city, {"goals.toml": content, "boundaries/units.geojson": b"{}"}, hashlib.sha256(content).hexdigest())


def _read(store: Store, version: int, city: str = CITY) -> str | None:
    folder = store.profile_folder(city, version)
    return None if folder is None else (folder / "goals.toml").read_text("utf-8")


def test_空存储是第0版(store: Store) -> None:
    assert store.latest_version() == 0
    assert store.cities(0) == ()
    assert store.changed_at(0) is None
    assert list(store.spans(0, 0)) == []


def test_档案改一次出一版_旧版仍是旧档案(store: Store) -> None:
    assert [_publish(store, text) for text in ("甲", "乙", "甲")] == [1, 2, 3]
    assert [_read(store, version) for version in range(4)] == [None, "甲", "乙", "甲"]


def test_档案没改不出新版(store: Store) -> None:
    assert _publish(store, "甲") == _publish(store, "甲") == store.latest_version() == 1
    assert store.has_profile(CITY, hashlib.sha256("甲".encode()).hexdigest())
    assert not store.has_profile(CITY, hashlib.sha256("乙".encode()).hexdigest())
    assert not store.has_profile("nantong", hashlib.sha256("甲".encode()).hexdigest())


def test_几座城市共用一个序号(store: Store) -> None:
    assert [_publish(store, "甲"), _publish(store, "乙", "nantong")] == [1, 2]
    assert store.cities(1) == (CITY,)
    assert store.cities(2) == ("nantong", CITY)
    assert _read(store, 1, "nantong") is None


def test_别的进程发布的马上看得见(opener: Opener) -> None:
    first, second = opener(), opener()
    _publish(first, "甲")
    (sent,) = first.submit([report(1)])
    assert second.latest_version() == 1
    second.accept([sent.id], REVIEWER)
    assert first.latest_version() == 2
    assert [change.kind for change in first.spans(0, 2)] == ["profile", "accept"]


def test_每一版记得谁和何时(store: Store) -> None:
    (sent,) = store.submit([report(1)])
    version = store.accept([sent.id], REVIEWER)
    (change,) = store.spans(0, version)
    assert (change.kind, change.city, change.by) == ("accept", CITY, REVIEWER)
    assert store.changed_at(version) == change.at
    assert str(change.at.tzinfo) == "UTC+08:00"
