"""附件：原样存着，只添不删；备份、核验都管着；撤回了的不能再附。"""

import hashlib

import pytest
from tests.storage.conftest import Restorer
from tests.storage.samples import SENDER, report

from dashboard.domain.attachments import AttachmentKind
from dashboard.domain.problems import InputError, UsageError
from dashboard.storage import Store
from dashboard.storage.contracts.attaching import NewAttachment

PAPER = NewAttachment("盖章/../扫描.pdf", AttachmentKind.PDF, b"%PDF-1.7 one %%EOF")
PHOTO = NewAttachment("照片.png", AttachmentKind.PNG, b"\x89PNG\r\n\x1a\n...IEND")


def sent(store: Store) -> str:
    (found,) = store.submit([report(1)])
    return found.id


def test_一字节不变_同一份不再添(store: Store) -> None:
    identity = sent(store)
    (first,) = store.attach(identity, SENDER, [PAPER])
    both = store.attach(identity, "李四", [PAPER, PHOTO])
    assert [(a.number, a.file_name, a.kind, a.by) for a in both] == [(1, PAPER.file_name, AttachmentKind.PDF, SENDER), (2, "照片.png", AttachmentKind.PNG, "李四")]
    assert both[0] == first
    assert first.sha256 == hashlib.sha256(PAPER.content).hexdigest()
    assert [store.attachment(identity, n) for n in (1, 2)] == [PAPER.content, PHOTO.content]
    assert store.verify().ok
    assert [e.action for e in store.audit("suzhou")] == ["attach", "attach", "submit"]


def test_没有的_撤回了的(store: Store) -> None:
    identity = sent(store)
    with pytest.raises(UsageError, match="没有第1份附件"):
        store.attachment(identity, 1)
    with pytest.raises(UsageError, match="没有编号为x的上报"):
        store.attach("x", SENDER, [PAPER])
    store.withdraw(identity, SENDER, "传错了文件")
    with pytest.raises(InputError, match="状态是撤回"):
        store.attach(identity, SENDER, [PAPER])
    assert store.attachments(identity) == ()


def test_备份带着附件(store: Store, restorer: Restorer, tmp_path_factory: pytest.TempPathFactory) -> None:
    identity = sent(store)
    store.attach(identity, SENDER, [PAPER])
    file = tmp_path_factory.mktemp("备份") / "一份.tar"
    store.backup(file)
    assert restorer(file, "again").attachment(identity, 1) == PAPER.content
