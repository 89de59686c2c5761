"""命令写出文件。"""

from pathlib import Path

from dashboard.domain.problems import InputError, UsageError
from dashboard.wording.faults import system_fault


def write_file(path: Path, content: bytes) -> None:
    """写一份文件；写不进抛 InputError，说原因。"""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError("cannot_write", f"写不进{path}：{system_fault(error)}。") from error


def make_folder(path: Path, option: str) -> None:
    """选项 option 给的文件夹，没有就建；建不成抛 UsageError，说原因。"""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("usage", f"{option}给的{path}不能作文件夹：{system_fault(error)}。") from error
