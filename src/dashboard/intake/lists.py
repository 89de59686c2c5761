"""检查清单：科创项目、活动、洽谈，一行一条，逐格按列的类型读。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Table
from dashboard.intake import columns, entries, headings, hiding, totals, wanted
from dashboard.intake.book import Sheet, Value, address, written
from dashboard.intake.columns import Kind, ListColumn
from dashboard.intake.fields import BadField, read
from dashboard.intake.history import History
from dashboard.intake.known import NOTHING, Known
from dashboard.intake.layout import ListSheet
from dashboard.intake.report import CONVERSION, Findings

_TICK_ROWS = 10
_SECTION = re.compile(r"第[一二三四]季度|\d{1,2}月份?|[（(]?[一二三四五六七八九十]+[）)、.．].{0,20}|(20\d{2}年)?第[一二三四]季度.{0,6}")


@dataclass(frozen=True, slots=True)
class Entry:
    """清单的一行：行号、各列读出的值（字段 → 值，没填或读不成为 None）。"""

    number: int
    values: dict[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.values.get(field)


class ListCheck:
    """一张清单的检查。"""

    def __init__(
        self, profile: CityProfile, header: Header, part: ListSheet, sheet: Sheet, findings: Findings, known: Known = NOTHING
    ) -> None:
        self.profile, self.header, self.part, self.sheet, self.findings, self.known = profile, header, part, sheet, findings, known
        self.month = Month.from_code(header.period)
        self.places: dict[str, int] = {}
        self.totals: list[int] = []
        """合计行的行号。"""

    def run(self, history: History) -> list[dict[str, Any]]:
        """返回可存的行；问题记进 findings。"""
        heading = headings.find(self.sheet, wanted.of(self.profile, self.part), self.findings, self.known)
        if heading is None:
            return []
        self.places = heading.places
        self._uoms(heading)
        found = list(self._entries(heading.row))
        self._ticked(bool(found))
        totals.listed(self, found)
        entries.check(self, found, history)
        return [self._stored(e) for e in found]

    def problem(self, level: Level, rule: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = ()) -> None:
        """记一处问题。"""
        self.findings.add(level, rule, self.part.name, cell, column, value, text, options)

    def at(self, entry: Entry, field: str) -> tuple[str, str, str]:
        """一条里某个字段的地址、列名、原文。"""
        header = next(c.header for c in self.part.columns if c.field == field)
        column = self.places.get(header, 1)
        return address(entry.number, column), header, self.sheet.text(entry.number, column)

    def _entries(self, head: int) -> Iterator[Entry]:
        known = [(c, self.places[c.header]) for c in self.part.columns if c.header in self.places]
        first = {n: at for n in sorted(self.sheet.rows) if n > head and (at := self._first(n, known))}
        passed = hiding.rows(self.sheet, first, self.findings, self.known)
        for number, at in first.items():
            if number in passed or self._apart(number, at, known):
                continue
            yield Entry(number, {c.field: self._field(c, address(number, at), self.sheet.value(number, at)) for c, at in known})

    def _first(self, number: int, known: Sequence[tuple[ListColumn, int]]) -> int:
        """一行里第一个有内容的列；空行为0。"""
        return next((at for _, at in known if self.sheet.text(number, at)), 0)

    def _apart(self, number: int, at: int, known: Sequence[tuple[ListColumn, int]]) -> bool:
        """不是一条：合计行，分段的标题行。"""
        text = self.sheet.text(number, at)
        if text in headings.TOTALS:
            self.totals.append(number)
            self.problem(Level.HINT, "total_row", address(number, at), "", text, "合计行不计入数据")
            return True
        alone = sum(bool(self.sheet.text(number, place)) for _, place in known) == 1
        if alone and self.part.table is Table.DUTIES:  # 下发时写好的任务，没有填就是没报
            return True
        if alone and _SECTION.fullmatch(text):
            self.problem(Level.HINT, "section_row", address(number, at), "", text, f"“{text}”是分段的标题，不计入数据")
            return True
        return False

    def _uoms(self, heading: headings.Heading) -> None:
        """列名里写的计量单位与要求的不同。"""
        for name, uom in heading.uoms.items():
            text = f"列名里写的计量单位是{uom}，应是“{name}”。请换算以后再填，改正列名"
            self.problem(Level.ERROR, "uom", address(heading.row, heading.places[name]), name, uom, text)

    def _field(self, column: ListColumn, cell: str, value: Value) -> Any:
        """读一格；读不成的记为问题，返回 None。"""
        raw = written(value)
        try:
            if cell in self.sheet.errors or cell in self.sheet.uncached:
                raise BadField(f"公式出错或没有算出来的值（{self.sheet.errors.get(cell, '空')}）。请直接填，或在Excel、WPS中打开保存后再上传")
            if raw == "":
                return self._missing(column, cell)
            self.findings.cells += 1
            found = read(self.profile, column, value)
        except BadField as error:
            said = f"写的是{raw}，" if raw else ""
            self.problem(Level.ERROR, "field", cell, column.header, raw, f"{said}{error}", error.options)
            return None
        if found.conversion:
            self.problem(Level.HINT, CONVERSION, cell, column.header, raw, f"写的是“{raw}”，已{found.conversion}")
        return found.value

    def _missing(self, column: ListColumn, cell: str) -> None:
        if column.required:
            self.problem(Level.ERROR, "required", cell, column.header, "", f"没有填。{_advice(column)}")

    def _ticked(self, filled: bool) -> None:
        """“本月无”：有行就不能选是，没行就须选是。"""
        if self.part.optional:
            return
        found = self._none_cell()
        cell, ticked = (address(*found), self.sheet.text(*found) == columns.YES) if found else ("", False)
        if filled and ticked:
            text = f"选了“{columns.YES}”，可下面有{self.part.name}。请清空这一格，或删去下面的行"
            self.problem(Level.ERROR, "none_ticked", cell, columns.NONE_LABEL, columns.YES, text)
        elif not filled and not ticked and not self.known.answers.of("none_unticked", self.part.name, cell):
            text = f"一行也没有。本月确实没有{self.part.name}的，请选“{columns.YES}”；有的请填上"
            self.problem(Level.ERROR, "none_unticked", cell, columns.NONE_LABEL, "", text, (columns.NONE_LABEL,))

    def _none_cell(self) -> tuple[int, int] | None:
        """“本月无”右边一格。"""
        for number in sorted(n for n in self.sheet.rows if n <= _TICK_ROWS):
            for column in self.sheet.rows[number]:
                if self.sheet.text(number, column).rstrip("：:") == columns.NONE_LABEL:
                    return number, column + 1
        return None

    def _stored(self, entry: Entry) -> dict[str, Any]:
        base = {"city": self.header.city, "unit": self.part.unit, "period": self.header.period}
        return {**base, **entry.values, "sheet": self.part.name, "cell": f"A{entry.number}"}


def _advice(column: ListColumn) -> str:
    if column.kind is Kind.DATE:
        return "请填日期，如2025-06-18"
    if column.options:
        return f"请从{'、'.join(column.options)}里选一项"
    return f"请选{columns.YES}或{columns.NO}" if column.kind is Kind.FLAG else "请补上"


