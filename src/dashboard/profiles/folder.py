"""档案文件夹：有哪些城市，每个文件的内容和整体的指纹。"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

SAVED_RULES = "rules"
"""看板里保存的考核规则放在这个子文件夹，一套一个文件。"""

_KINDS = {".toml", ".csv", ".geojson"}
_TEMPORARY = (".", "~$")  # 表格软件打开文件时留下的锁文件


def discover(cities_dir: Path) -> dict[str, Path]:
    """含 profile.toml 的文件夹，文件夹名即城市 id。"""
    if not cities_dir.is_dir():
        return {}
    return {folder.name: folder for folder in sorted(cities_dir.iterdir()) if (folder / "profile.toml").is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    """档案的每个文件（相对路径 → 内容），按路径排序；原文 source/、说明和表格软件的临时文件不在内。"""
    files = sorted(p for p in folder.rglob("*") if p.suffix in _KINDS and p.is_file() and not p.name.startswith(_TEMPORARY))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def content_hash(files: Mapping[str, bytes]) -> str:
    """全部内容的指纹（sha256 十六进制）。"""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()
