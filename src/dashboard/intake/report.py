"""检查的结果：问题、读出的行、替人改了什么。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import Header, Slice, Table
from dashboard.intake.book import Book

Rows = Mapping[Table, tuple[Mapping[str, Any], ...]]
_ORDER = {Level.ERROR: 0, Level.EXPLAIN: 1, Level.HINT: 2}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """一份文件的检查结果。header 为 None 即没认出是谁的；rows、cells 为读到的行数和单元格数；tables 为可存的行。"""

    file: str
    header: Header | None
    rows: int
    cells: int
    problems: tuple[Problem, ...]
    tables: Rows = field(default_factory=dict, repr=False)
    slices: tuple[Slice, ...] = ()
    book: Book | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """没有阻断问题。"""
        return all(p.level is not Level.ERROR for p in self.problems)


class Findings:
    """收集一份文件的问题；每处都写明文件、表、单元格、列。"""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.cells = 0

    def add(
        self, level: Level, rule: str, sheet: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = ()
    ) -> None:
        """text 为“写的是…，不是数字。请改成3200”这样的话，不带位置、不带句末句号。"""
        where = f"“{sheet}”表" if sheet else ""
        named = f"“{column}”" if column else ""
        self.problems.append(Problem(level, rule, f"《{self.file}》{where}{cell}{named}：{text}。", sheet, cell, value, options))

    def sorted(self) -> tuple[Problem, ...]:
        """阻断在前，其次需说明、提示；同级按出现的先后。"""
        return tuple(sorted(self.problems, key=lambda p: _ORDER[p.level]))
