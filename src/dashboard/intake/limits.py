"""收表的上限（INTAKE R2、R4）；每一项都可用环境变量改。"""

import os
from dataclasses import dataclass, fields

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """单位见名：字节、个数、秒。环境变量 DASHBOARD_LIMIT_<大写名> 可改任一项。"""

    file_bytes: int = 10 * MB
    entries: int = 1_000
    unpacked_bytes: int = 150 * MB
    part_bytes: int = 20 * MB
    part_ratio: int = 100
    shared_strings: int = 1_000_000
    sheets: int = 50
    row: int = 50_000
    column: int = 300
    cells: int = 1_000_000
    merges: int = 5_000
    styles: int = 65_000
    text: int = 32_767
    area: int = 5_000_000
    answer_bytes: int = 64 * MB
    memory_bytes: int = 1024 * MB
    scan_seconds: int = 8
    cpu_seconds: int = 20
    wall_seconds: int = 25
    at_once: int = 2
    attachment_bytes: int = 20 * MB

    @classmethod
    def configured(cls) -> "Limits":
        """默认值，被环境变量改过的以环境变量为准。"""
        given = {f.name: os.environ.get(f"DASHBOARD_LIMIT_{f.name.upper()}") for f in fields(cls)}
        return cls(**{name: int(text) for name, text in given.items() if text and text.isdigit()})
