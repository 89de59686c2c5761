"""保管：核验、备份、恢复。"""

from pathlib import Path

from dashboard import paths, storage
from dashboard.flows.dashboard import open_dashboard
from dashboard.storage.contract import VerifyReport


def verify() -> VerifyReport:
    """逐个核对账本、原文件、数据文件与版本。"""
    return open_dashboard().store.verify()


def backup(file: Path) -> None:
    """一致的整份备份，备份时可继续读写。"""
    open_dashboard().store.backup(file)


def restore(file: Path) -> None:
    """由备份恢复到空的数据目录；不空则拒绝。"""
    storage.restore(file, paths.data_dir())
