"""读出的工作簿：每张表里有内容的格子和它们的地址，供检查用。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LISTING_MARK = "科招看板问题清单"
LISTING_PLACE = (1, 11)
"""带标记的原表里，问题清单这张表在这一格（行、列）写着它的记号。"""

Value = str | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """一张表。rows[行][列] 为值（都从1起），只有有内容的格子；地址集合各是：错误值、没有缓存值的公式、公式、百分比格式的数；
    fixed 为改正过的格子和它们的原文；hidden_rows、hidden_columns 为隐藏的行、列。"""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Value]] = field(repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)
    uncached: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def original(self, cell: str, now: str) -> str:
        """一格在收到的文件里的原文；没有改正过即现在的。"""
        return self.fixed.get(cell, now)

    @property
    def last_row(self) -> int:
        """最后一个有内容的行；空表为 0。"""
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        """最后一个有内容的列；空表为 0。"""
        return max((column for row in self.rows.values() for column in row), default=0)

    def value(self, row: int, column: int) -> Value:
        """一格的值；空格为 None。"""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """同 value，写成去掉首尾空白的文字。"""
        return written(self.value(row, column))


@dataclass(frozen=True, slots=True)
class Book:
    """一份工作簿；refused 不为空即没有读，文字说明为什么。"""

    file: str
    sheets: tuple[Sheet, ...] = ()
    refused: str = ""

    @property
    def cells(self) -> int:
        """有内容的格子一共几个。"""
        return sum(len(row) for sheet in self.sheets for row in sheet.rows.values())

    def sheet(self, name: str) -> Sheet | None:
        """按名称找表（去掉首尾空白）。"""
        return next((s for s in self.sheets if s.name.strip() == name), None)


def letters(column: int) -> str:
    """列号（从1起）→ 列名。"""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """行号、列号（从1起）→ A1 地址。"""
    return f"{letters(column)}{row}"


def written(value: Value) -> str:
    """一个值照人看到的样子写成文字；整数不带小数点。"""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else value.strip()


def from_answer(file: str, answer: Mapping[str, Any]) -> Book:
    """子进程的回答 → 工作簿；发回时加的问题清单不算它的表。"""
    if "refused" in answer:
        return Book(file, refused=str(answer["refused"]))
    return Book(file, tuple(s for s in map(_sheet, answer["sheets"]) if s.value(*LISTING_PLACE) != LISTING_MARK))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=found["name"],
        hidden=found["hidden"],
        rows={row: dict(zip(columns, map(_value, values), strict=True)) for row, columns, values in found["rows"]},
        errors=found["errors"],
        uncached=frozenset(found["uncached"]),
        formulas=frozenset(found["formulas"]),
        percents=frozenset(found["percents"]),
        hidden_rows=frozenset(found["hidden_rows"]),
        hidden_columns=frozenset(found["hidden_columns"]),
    )


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else str(value["time"])
    found: Value = value
    return found
