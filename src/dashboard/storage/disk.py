"""落盘：文件先写全、再改名、再落到目录，断电也不留半截。"""

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dashboard.domain.problems import StoreError

_ORPHAN_SECONDS = 24 * 3600


@contextmanager
def told() -> Iterator[None]:
    """把操作系统的错误说成一句中文。"""
    try:
        yield
    except OSError as error:
        raise StoreError("disk", f"写不进数据目录：{error.strerror or error}（{error.filename or ''}）。已有数据不受影响，请检查磁盘空间和权限后重试。") from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_folder(parent: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """先在临时文件夹里写全并落盘，再改名到位；同名已在则沿用（内容由名字决定时）。"""
    target = parent / name
    with told():
        parent.mkdir(parents=True, exist_ok=True)
        temporary = parent / f".tmp-{uuid.uuid4().hex}"
        temporary.mkdir()
        try:
            fill(temporary)
            _sync_tree(temporary)
            if target.exists():
                shutil.rmtree(temporary)
                return target
            temporary.rename(target)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _sync(parent)
    return target


def _sync_tree(folder: Path) -> None:
    for root, _, names in os.walk(folder, topdown=False):
        for name in names:
            _sync(Path(root) / name)
        _sync(Path(root))


def fill_with(contents: Mapping[str, bytes]) -> Callable[[Path], None]:
    """按相对路径写出若干文件。"""

    def fill(folder: Path) -> None:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    return fill


def sweep(parent: Path, known: set[str]) -> list[str]:
    """清掉一天前的无主文件夹，返回留下的无主文件夹名。"""
    kept: list[str] = []
    for path in sorted(parent.iterdir()) if parent.is_dir() else ():
        if path.name in known:
            continue
        if time.time() - path.stat().st_mtime > _ORPHAN_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
        else:
            kept.append(path.name)
    return kept


def sha256(path: Path) -> str:
    """文件指纹。"""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
