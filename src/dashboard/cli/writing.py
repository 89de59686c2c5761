"""命令写出文件。"""

from pathlib import Path

from dashboard.domain.problems import InputError
from dashboard.wording.faults import system_fault


def write_file(path: Path, content: bytes) -> None:
    """写一份文件；写不进抛 InputError，说原因。"""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError("cannot_write", f"写不进{path}：{system_fault(error)}。") from error
