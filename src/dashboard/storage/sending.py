"""上报一批：先看报过没有，写文件，再在一个事务里看一遍、记账。"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection

from dashboard.domain.problems import DashboardError, StoreError
from dashboard.domain.submissions import Submission
from dashboard.storage import attaching, audit, clock, committing, disk, ledger, records
from dashboard.storage.attaching import Written
from dashboard.storage.committing import Numbered
from dashboard.storage.contract import NewSubmission
from dashboard.storage.ledger import Ledger

_TRIES = 10
_Found = dict[str, Submission]


class _OvertakenError(Exception):
    """写文件的工夫，别人报了同一份，或原来那份变了。"""


def submit(root: Path, store_ledger: Ledger, batch: Sequence[NewSubmission]) -> tuple[Submission, ...]:
    """上报一批，与 batch 一一对应。一批里重复的只记一次。"""
    numbered = [committing.numbered(item) for item in batch]
    first: dict[tuple[object, ...], Numbered] = {}
    same = [first.setdefault((one.sha256, one.item.header, one.item.replies), one) for one in numbered]
    for _ in range(_TRIES):
        try:
            found = _once(root, store_ledger, list(first.values()))
        except _OvertakenError:
            continue
        return tuple(found[one.id] for one in same)
    raise StoreError("busy", "同一份文件正被多人反复上报，没有报进去。请稍后重试。")


def _once(root: Path, store_ledger: Ledger, batch: Sequence[Numbered]) -> _Found:
    with store_ledger.reading() as connection:
        for one in batch:
            committing.check_replaces(connection, one.item)
        known = _twins(connection, batch)
    fresh = [one for one in batch if one.id not in known]
    if not fresh:
        return known
    folder = committing.write_commit(root / "commits", fresh)
    papers = {one.id: attaching.write(root, one.item.attachments) for one in fresh if one.item.attachments}
    files = disk.listing(folder)
    try:
        with store_ledger.writing() as connection:
            if _twins(connection, batch).keys() != known.keys():
                raise _OvertakenError
            _enter(connection, folder.name, files, fresh, papers)
            return known | {one.id: records.submission(records.of(connection, one.id)) for one in fresh}
    except (_OvertakenError, DashboardError):  # 还没有提交，账本不会再提到它
        for made in (folder, *(written.folder for written in papers.values())):
            disk.discard(made)
        raise


def _twins(connection: Connection, batch: Sequence[Numbered]) -> _Found:
    """已报过的：这次的编号 → 原来那一次。"""
    pairs = [(one.id, committing.twin(connection, one)) for one in batch]
    return {identity: records.submission(row) for identity, row in pairs if row is not None}


def _enter(connection: Connection, folder: str, files: list[tuple[str, str, int]], fresh: Sequence[Numbered], papers: Mapping[str, Written]) -> None:
    connection.execute("INSERT INTO commits (folder, at) VALUES (?, ?)", (folder, clock.stamp(connection).isoformat()))
    ledger.record_files(connection, f"commits/{folder}", files)
    for one in fresh:
        committing.record(connection, folder, one)
        item = one.item
        audit.record(connection, item.by, "submit", item.header.city, item.header.owner, one.id, _told(item))
        if one.id in papers:
            attaching.enter(connection, one.id, item.header, item.by, papers[one.id])


def _told(item: NewSubmission) -> str:
    """审计里的一句：报了什么、更正谁、几处答复、按哪一版规则检查。"""
    parts = [f"上报《{item.file_name}》"]
    parts += [f"更正{item.replaces}"] if item.replaces else []
    parts += [f"{len(item.replies)}处答复"] if item.replies else []
    parts += [f"按{item.rules}版规则检查"] if item.rules else []
    return "，".join(parts)
