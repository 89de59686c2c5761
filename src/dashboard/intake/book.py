"""读出的工作簿：每张表的值和地址，供检查用。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Value = str | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """一张表。rows[r][c] 为值（从0起），空白为 None；errors 为错误值的地址，uncached 为没有缓存值的公式地址。"""

    name: str
    hidden: bool
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)
    uncached: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    hidden_rows: frozenset[int] = frozenset()

    def value(self, row: int, column: int) -> Value:
        """第 row 行第 column 列（从1起）的值；表外为 None。"""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def text(self, row: int, column: int) -> str:
        """同 value，写成去掉首尾空白的文字。"""
        return written(self.value(row, column))


@dataclass(frozen=True, slots=True)
class Book:
    """一份工作簿；refused 不为空即没有读，文字说明为什么。"""

    file: str
    sheets: tuple[Sheet, ...] = ()
    refused: str = ""

    def sheet(self, name: str) -> Sheet | None:
        """按名称找表（去掉首尾空白）。"""
        return next((s for s in self.sheets if s.name.strip() == name), None)


def address(row: int, column: int) -> str:
    """行号、列号（从1起）→ A1 地址。"""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


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
    """子进程的回答 → 工作簿。"""
    if "refused" in answer:
        return Book(file, refused=str(answer["refused"]))
    return Book(file, tuple(_sheet(s) for s in answer["sheets"]))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=found["name"],
        hidden=found["hidden"],
        rows=tuple(tuple(_value(v) for v in row) for row in found["rows"]),
        errors=found["errors"],
        uncached=frozenset(found["uncached"]),
        formulas=frozenset(found["formulas"]),
        hidden_rows=frozenset(found["hidden_rows"]),
    )


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else str(value["time"])
    found: Value = value
    return found
