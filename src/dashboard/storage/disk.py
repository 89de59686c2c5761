"""落盘：文件先写全、再改名、再落到目录，断电也不留半截。"""

import errno
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from dashboard.domain.problems import StoreError
from dashboard.wording.faults import system_fault

_TEMPORARY = ".tmp-"
_ORPHAN_SECONDS = 24 * 3600
_AT_ONCE = 16


@contextmanager
def told(doing: str = "写不进数据目录") -> Iterator[None]:
    """把操作系统的错误说成一句中文；doing 说明在做什么。"""
    try:
        yield
    except OSError as error:
        place = f"（{error.filename}）" if error.filename else ""
        raise StoreError("disk", f"{doing}{place}：{system_fault(error)}。已有数据不受影响。") from error


def sync(path: Path) -> None:
    """把一个文件或文件夹落到盘上。"""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """里面的每个文件、每层文件夹，最后是它自己。几个一起落盘，文件系统一次写完；一个一个等，恢复一份备份要多等几秒。"""
    inside = list(folder.rglob("*"))
    with ThreadPoolExecutor(min(_AT_ONCE, len(inside) or 1)) as pool:
        list(pool.map(sync, inside))
    sync(folder)


def ensure_folder(path: Path) -> None:
    """没有就建，连同它在上一级里的名字一起落盘；别的进程同时建也行。"""
    if path.is_dir():
        return
    ensure_folder(path.parent)
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, "not a directory", str(path)) from error
    sync(path.parent)


def write_folder(parent: Path, fill: Callable[[Path], None]) -> Path:
    """写出一个新文件夹，返回它：在临时文件夹里写全、逐个落盘、改名到位、再把上一级落盘。名字是随机的，绝不覆盖。"""
    name = uuid.uuid4().hex
    temporary, target = parent / f"{_TEMPORARY}{name}", parent / name
    with told():
        ensure_folder(parent)
        try:
            temporary.mkdir()
            fill(temporary)
            sync_tree(temporary)
            temporary.rename(target)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        sync(parent)
    return target


def discard(folder: Path) -> None:
    """丢掉一个账本还没有记、也不会再记的文件夹；丢不掉的一天后清理。"""
    shutil.rmtree(folder, ignore_errors=True)


def fill_with(contents: Mapping[str, bytes]) -> Callable[[Path], None]:
    """按相对路径写出若干文件。"""

    def fill(folder: Path) -> None:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    return fill


def listing(folder: Path) -> list[tuple[str, str, int]]:
    """文件夹里每个文件的相对名、指纹、大小。"""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return [(p.relative_to(folder).as_posix(), sha256(p), p.stat().st_size) for p in files]


def subfolders(parent: Path) -> list[Path]:
    """一个文件夹下的文件夹，按名字排；没有它则为空。"""
    return sorted(p for p in parent.iterdir() if p.is_dir()) if parent.is_dir() else []


def stale(path: Path) -> bool:
    """是否已放了一天以上。"""
    try:
        return time.time() - path.stat().st_mtime > _ORPHAN_SECONDS
    except FileNotFoundError:
        return False


def sha256(path: Path) -> str:
    """文件指纹。"""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
