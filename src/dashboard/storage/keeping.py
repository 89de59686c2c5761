"""保管：备份、恢复。"""

import errno
import os
import sqlite3
import tarfile
import tempfile
import uuid
from pathlib import Path

from dashboard.domain.problems import InputError, StoreError
from dashboard.storage import disk
from dashboard.storage.ledger import Ledger, told
from dashboard.storage.verifying import verify

LEDGER = "ledger.sqlite"


def backup(root: Path, ledger: Ledger, file: Path) -> None:
    """先取账本的一致副本，再装入副本提到的每个文件；文件不可变，所以备份时可继续写、可合并。写全、落盘才改成正名。"""
    temporary = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    with disk.told("写不出备份"):
        if not file.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such directory", str(file.parent))
        try:
            with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as scratch:
                copy = Path(scratch) / LEDGER
                ledger.copy_to(copy)
                _pack(root, copy, temporary)
            disk.sync(temporary)
            temporary.replace(file)
            disk.sync(file.parent)
        finally:
            temporary.unlink(missing_ok=True)


def _pack(root: Path, ledger_copy: Path, file: Path) -> None:
    with tarfile.open(file, "w") as archive:
        archive.add(ledger_copy, LEDGER)
        for name in _named_files(ledger_copy):
            archive.add(root / name, name)


def _named_files(ledger_copy: Path) -> list[str]:
    with told():
        connection = sqlite3.connect(ledger_copy)
        try:
            return [f"{folder}/{name}" for folder, name in connection.execute("SELECT folder, name FROM files ORDER BY 1, 2")]
        finally:
            connection.close()


def restore(file: Path, data_dir: Path) -> None:
    """解到旁边的临时目录、核验无误、落盘、再改名到位；数据目录须为空或不存在。"""
    with disk.told("恢复不了"):
        if data_dir.exists() and (not data_dir.is_dir() or any(data_dir.iterdir())):
            raise InputError("not_empty", f"{data_dir}不是空的，没有恢复。请用DASHBOARD_DATA_DIR指定一个空目录。")
        if not file.is_file():
            raise InputError("no_file", f"没有备份文件{file}。")
        disk.ensure_folder(data_dir.parent)
        inside = data_dir.is_dir() and (data_dir.is_mount() or not os.access(data_dir.parent, os.W_OK))
        with tempfile.TemporaryDirectory(prefix=f".{data_dir.name}.", dir=data_dir if inside else data_dir.parent) as scratch:
            unpacked = Path(scratch) / "data"
            _unpack(file, unpacked)
            _check(file, unpacked)
            disk.sync_tree(unpacked)
            _move_into(unpacked, data_dir) if inside else unpacked.rename(data_dir)
        disk.sync(data_dir.parent)


def _move_into(unpacked: Path, data_dir: Path) -> None:
    """数据目录是挂载点，换不了名：逐项搬进去，账本最后，账本到位才算恢复。"""
    for path in sorted(unpacked.iterdir(), key=lambda p: p.name == LEDGER):
        disk.sync(data_dir)
        path.rename(data_dir / path.name)
    disk.sync(data_dir)


def _unpack(file: Path, target: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(target, filter="data")
    except tarfile.TarError as error:
        raise StoreError("damaged", f"{file}不是完整的备份。没有恢复。") from error
    if not (target / LEDGER).is_file():
        raise StoreError("damaged", f"{file}里没有账本，不是本系统的备份。没有恢复。")


def _check(file: Path, unpacked: Path) -> None:
    ledger = Ledger(unpacked / LEDGER)
    try:
        report = verify(unpacked, ledger)
    finally:
        ledger.close()
    if not report.ok:
        raise StoreError("damaged", f"备份{file}不完整：{report.problems[0]}。没有恢复。")
