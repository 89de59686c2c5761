"""命令的回答：一份 JSON 数据，和给人看的文字。"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Outcome(IntEnum):
    """退出码。"""

    OK = 0
    BAD_INPUT = 1
    BAD_USAGE = 2
    STORE_FAILED = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """data 为 --format json 打印的内容，text 为默认打印的文字；failed 为输入有阻断问题，damaged 为存储有问题。"""

    data: Any
    text: str
    failed: bool = False
    damaged: bool = False

    @property
    def outcome(self) -> Outcome:
        if self.damaged:
            return Outcome.STORE_FAILED
        return Outcome.BAD_INPUT if self.failed else Outcome.OK


def table(rows: Sequence[Sequence[str]]) -> str:
    """对齐的纯文本表；一个汉字占两列。"""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)] if rows else []
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
