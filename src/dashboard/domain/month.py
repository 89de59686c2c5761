"""月份：本产品的时间单位，两端均含。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

_TEXT = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """某年某月；可比较，可加减整月数。"""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"没有第{self.month}月")

    @classmethod
    def parse(cls, text: str) -> Self:
        """读 `YYYY-MM`；不合格式抛 ValueError。"""
        found = _TEXT.fullmatch(text)
        if not found:
            raise ValueError(f"月份应写作YYYY-MM，写的是{text}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, ordinal: int) -> Self:
        """由 ordinal（年×12+月−1）还原。"""
        return cls(ordinal // 12, ordinal % 12 + 1)

    @property
    def ordinal(self) -> int:
        """连续月序号：年×12+月−1。"""
        return self.year * 12 + self.month - 1

    @property
    def quarter(self) -> int:
        return (self.month - 1) // 3 + 1

    @property
    def code(self) -> int:
        """六位整数 YYYYMM，存储与查询用。"""
        return self.year * 100 + self.month

    @classmethod
    def from_code(cls, code: int) -> Self:
        return cls(code // 100, code % 100)

    def __add__(self, months: int) -> "Month":
        return Month.of(self.ordinal + months)

    def __sub__(self, other: "Month") -> int:
        """相差的月数；同月为 0。"""
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_range(first: Month, last: Month) -> Iterator[Month]:
    """first 到 last 的每个月，两端均含。"""
    return (Month.of(n) for n in range(first.ordinal, last.ordinal + 1))
