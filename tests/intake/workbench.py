"""工作台：下发一份模板、往格子里写字、读回来检查，几行就够。"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Problem
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import OF_UNIT, Header, Kind
from dashboard.intake import checking, child, headers
from dashboard.intake.book import Book, from_answer
from dashboard.intake.history import History
from dashboard.intake.layout import Layout, layout
from dashboard.intake.limits import Limits
from dashboard.intake.report import CheckReport
from dashboard.intake.templates import Filling, write

FILE = "报表.xlsx"


@cache
def profile(city: str) -> CityProfile:
    """一座城市的档案。"""
    return profiles.read(paths.cities_dir() / city)


JUNE = Month(2025, 6)


class Bench:
    """一份工作簿。cells 里写 (表, 地址) → 值，直接改格子；读回来检查得到 report。"""

    def __init__(self, kind: Kind = Kind.UNIT, owner: str = "昆山市", month: Month = JUNE, city: str = "suzhou") -> None:
        unit, department = owner if kind in OF_UNIT else None, owner if kind is Kind.DEPARTMENT else None
        self.header = Header(kind, city, unit, department, month.year * 100 if kind is Kind.TARGETS else month.code)
        self.profile = profile(city)
        self.history = History()
        self.values: dict[tuple[str, str, str, str], Any] = {}
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.replies: list[Reply] = []
        self._cells: dict[tuple[str, str], tuple[Any, str | None]] = {}

    @property
    def layout(self) -> Layout:
        return layout(self.profile, self.header)

    def put(self, indicator: str, sheet: str = "指标月报", unit: str | None = None, /, **numbers: Any) -> "Bench":
        """填一个指标的几种数：put("tech_sme_annual", 本月=3, 本年累计=20)。"""
        for measure, value in numbers.items():
            self.values[sheet, indicator, unit or self.header.owner, measure] = value
        return self

    def add(self, sheet: str, **row: Any) -> "Bench":
        """清单里添一行。"""
        self.lists.setdefault(sheet, []).append(row)
        return self

    def cell(self, sheet: str, address: str, value: Any, form: str | None = None) -> "Bench":
        """直接改一格；form 为数的写法（如 General、0%）。"""
        self._cells[sheet, address] = (value, form)
        return self

    def content(self) -> bytes:
        """写出的文件。"""
        found = write(self.layout, Filling(self.values, self.lists))
        if not self._cells:
            return found
        book = load_workbook(BytesIO(found))
        for (sheet, address), (value, form) in self._cells.items():
            book[sheet][address] = value
            book[sheet][address].number_format = form or book[sheet][address].number_format
        return saved(book)

    def book(self) -> Any:
        """写出的文件，用 openpyxl 打开。"""
        return load_workbook(BytesIO(self.content()))

    def check(self) -> CheckReport:
        """读回来检查。"""
        return checking.check(read(self.content()), self.profile, self.header, self.history, self.replies)

    def fix(self, cell: str, text: str, sheet: str = "指标月报") -> "Bench":
        """改正一格。"""
        return self.reply(Reply(ReplyKind.FIX, sheet, cell, text))

    def explain(self, cell: str, text: str = "集中签约了两个项目", rule: str = "", sheet: str = "指标月报") -> "Bench":
        """说明一处。"""
        return self.reply(Reply(ReplyKind.EXPLAIN, sheet, cell, text, rule))

    def answer(self, rule: str, cell: str, text: str, sheet: str = "指标月报") -> "Bench":
        """选一个选项。"""
        return self.reply(Reply(ReplyKind.ANSWER, sheet, cell, text, rule))

    def reply(self, reply: Reply) -> "Bench":
        """加一句答复。"""
        self.replies.append(reply)
        return self

    def check_as_read(self) -> Problem:
        """按文件自己写的报头检查，恰好一处问题。"""
        book = read(self.content())
        header = headers.of(book)
        assert header is not None
        (found,) = checking.check(book, self.profile, header, self.history).problems
        return found

    def problems(self) -> list[Problem]:
        """检查出的问题；没填的清单已选“本月无”。"""
        return list(self.check().problems)

    def only(self) -> Problem:
        """恰好一处问题。"""
        (found,) = self.problems()
        return found


def read(content: bytes, file: str = FILE) -> Book:
    """在本进程里读（子进程里跑的是同一段）。"""
    return from_answer(file, child.read(content, Limits()))


def saved(book: Workbook) -> bytes:
    """存成字节。"""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def every_cell(bench: Bench, value: Mapping[str, Any], skip: tuple[str, ...] = ()) -> Bench:
    """把每个要填的格子都填上：种数 → 值。"""
    for grid in bench.layout.grids:
        for row in grid.rows:
            for column in grid.columns:
                key = grid.key(row, column)
                if column.header in row.open and grid.name not in skip and key[2] in value:
                    bench.values[grid.name, *key] = value[key[2]]
    return bench
