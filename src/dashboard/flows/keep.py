"""保管：核验、备份、恢复。"""

from pathlib import Path

from dashboard import paths, storage
from dashboard.flows.dashboard import open_dashboard
from dashboard.storage.contract import VerifyReport


def verify() -> VerifyReport:
    """逐个核对账本、原文件、数据文件与版本。只开账本，不装读模型：数据文件坏了也说得出坏在哪。"""
    store = storage.open_store(paths.data_dir())
    try:
        return store.verify()
    finally:
        store.close()


def backup(file: Path) -> None:
    """一致的整份备份，备份时可继续读写。"""
    open_dashboard().store.backup(file)


def restore(file: Path) -> None:
    """由备份恢复到空的数据目录；不空则拒绝。"""
    storage.restore(file, paths.data_dir())
