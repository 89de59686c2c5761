"""命令的回答：一份 JSON 数据，和给人看的文字。"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """data 为 --format json 打印的内容，text 为默认打印的文字；failed 表示输入有阻断问题。"""

    data: Any
    text: str
    failed: bool = False


def table(rows: list[list[str]]) -> str:
    """对齐的纯文本表；一个汉字占两列。"""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)] if rows else []
    return "\n".join("  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
