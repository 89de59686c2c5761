"""检查清单：科创项目、活动、洽谈，一行一条，逐格按列的类型读。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Table
from dashboard.intake import columns, entries, headings
from dashboard.intake.book import Sheet, Value, address, written
from dashboard.intake.columns import Kind, ListColumn
from dashboard.intake.history import History
from dashboard.intake.layout import ListSheet
from dashboard.intake.numerals import NotANumber, parse
from dashboard.intake.report import Findings

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_FLAGS = {"是": True, "否": False, "√": True, "✓": True, "×": False}
_SPLIT = re.compile(r"[、，,;；/]+")


class BadEntry(Exception):
    """一格读不成；文字是原因和改法。"""


class ListCheck:
    """一张清单的检查。"""

    def __init__(self, profile: CityProfile, header: Header, part: ListSheet, sheet: Sheet, findings: Findings) -> None:
        self.profile, self.header, self.part, self.sheet, self.findings = profile, header, part, sheet, findings
        self.month = Month.from_code(header.period)

    def run(self, history: History) -> list[dict[str, Any]]:
        """返回可存的行；问题记进 findings。"""
        names = [c.header for c in self.part.columns]
        heading = headings.find(self.sheet, names, [c.header for c in self.part.columns if c.required], self.findings)
        if heading is None:
            return []
        rows = [self._stored(number, row) for number, row in self._rows(heading)]
        self._ticked(bool(rows))
        entries.check(self, heading, rows, history)
        return rows

    def problem(self, level: Level, rule: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = ()) -> None:
        """记一处问题。"""
        self.findings.add(level, rule, self.part.name, cell, column, value, text, options)

    def _rows(self, heading: headings.Heading) -> Iterator[tuple[int, dict[str, Any]]]:
        for number in range(heading.row + 1, self.sheet.last_row + 1):
            filled = {c.field: c for c in self.part.columns if (at := heading.places.get(c.header)) and self.sheet.text(number, at)}
            if not filled:
                continue
            first = next(iter(filled.values()))
            if self.sheet.text(number, heading.places[first.header]) in headings.TOTALS:
                self.problem(Level.HINT, "total_row", address(number, heading.places[first.header]), first.header, "", "合计行不计入数据")
                continue
            yield number, self._row(heading, number)

    def _row(self, heading: headings.Heading, number: int) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for column in self.part.columns:
            at = heading.places.get(column.header)
            if at is not None:
                row[column.field] = self._entry(column, address(number, at), self.sheet.value(number, at))
        return row

    def _entry(self, column: ListColumn, cell: str, value: Value) -> Any:
        raw = written(value)
        if cell in self.sheet.errors or cell in self.sheet.uncached:
            self.problem(Level.ERROR, "formula_error", cell, column.header, raw, "公式出错或没有算出来的值。请直接填，或在Excel、WPS中打开保存后再上传")
            return None
        if raw == "":
            if column.required:
                self.problem(Level.ERROR, "required", cell, column.header, "", f"没有填。{_advice(column)}")
            return None
        self.findings.cells += 1
        try:
            return _READERS[column.kind](self, column, cell, value)
        except BadEntry as error:
            self.problem(Level.ERROR, "entry", cell, column.header, raw, f"写的是{raw}，{error}")
            return None

    def _ticked(self, filled: bool) -> None:
        """“本月无”：有行就不能选是，没行就须选是。"""
        found = self._none_cell()
        if found is None:
            cell, ticked = "", False
        else:
            cell, ticked = address(*found), self.sheet.text(*found) == columns.YES
        if filled and ticked:
            self.problem(Level.ERROR, "none_ticked", cell, columns.NONE_LABEL, columns.YES, f"选了“{columns.YES}”，可下面有{self.part.name}。请改选“{columns.NO}”，或删去下面的行")
        elif not filled and not ticked:
            self.problem(Level.ERROR, "none_unticked", cell, columns.NONE_LABEL, "", f"一行也没有。本月确实没有{self.part.name}的，请选“{columns.YES}”；有的请填上")

    def _none_cell(self) -> tuple[int, int] | None:
        """“本月无”右边一格。"""
        for number in sorted(n for n in self.sheet.rows if n <= 10):
            for column in sorted(self.sheet.rows[number]):
                if self.sheet.text(number, column).rstrip("：:") == columns.NONE_LABEL:
                    return number, column + 1
        return None

    def _stored(self, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
        base = {"city": self.header.city, "unit": self.part.unit, "period": self.header.period}
        return {**base, **row, "sheet": self.part.name, "cell": f"A{number}"}


def _advice(column: ListColumn) -> str:
    if column.kind is Kind.DATE:
        return "请填日期，如2025-06-18"
    if column.options:
        return f"请从{'、'.join(column.options)}里选一项"
    return "请选是或否" if column.kind is Kind.FLAG else "请补上"


def _text(_check: ListCheck, column: ListColumn, _cell: str, value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1e15:
        raise BadEntry("超过15位的编码被存成了数，末几位已经丢失。请把单元格改成文本格式，重新填写")
    text = written(value)
    if column.field in ("number", "credit_code", "no"):
        text = text.replace(" ", "")
    return text


def _choice(_check: ListCheck, column: ListColumn, _cell: str, value: Value) -> str:
    text = written(value)
    if column.options and text not in column.options:
        raise BadEntry(f"不在选项里。请从{'、'.join(column.options)}里选一项")
    return text


def _choices(check: ListCheck, column: ListColumn, _cell: str, value: Value) -> str:
    known = columns.tally_goals(check.profile)
    named = _names(written(value), known)
    unknown = [n for n in named if n not in known]
    if unknown:
        raise BadEntry(f"没有“{'、'.join(unknown)}”这项承诺。" + (f"可用：{'、'.join(column.options)}" if column.options else "这座城市没有按活动计入的承诺，请清空"))
    return ";".join(known[n] for n in named)


def _names(text: str, known: Iterable[str]) -> list[str]:
    """一格里的几个名称；名称自己带顿号的（训练营、技能竞赛）先整个认出。"""
    found: list[str] = []
    for name in sorted(known, key=len, reverse=True):
        if name in text:
            found.append(name)
            text = text.replace(name, "", 1)
    return [*found, *(part.strip() for part in _SPLIT.split(text) if part.strip())]


def _flag(_check: ListCheck, _column: ListColumn, _cell: str, value: Value) -> bool:
    found = value if isinstance(value, bool) else _FLAGS.get(written(value))
    if found is None:
        raise BadEntry("请选是或否")
    return found


def _date(check: ListCheck, column: ListColumn, cell: str, value: Value) -> date:
    if isinstance(value, date):
        return value
    text = written(value)
    found = _DAY.fullmatch(text)
    if found is None:
        raise BadEntry("不是日期。请写成2025-06-18这样")
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadEntry("没有这一天。请核对年月日") from error
    if text != day.isoformat():
        check.problem(Level.HINT, "conversion", cell, column.header, text, f"写的是“{text}”，已读作{day.isoformat()}")
    return day


def _number(check: ListCheck, column: ListColumn, cell: str, value: Value) -> Decimal:
    if isinstance(value, date):
        raise BadEntry("单元格成了日期。请把格式改成“常规”，重新填数")
    try:
        found = parse(value if value is not None else "")
    except NotANumber as error:
        raise BadEntry(f"{error.reason.removeprefix(f'写的是{written(value)}')}。{error.advice}".lstrip("，（")) from error
    if found.conversion:
        check.problem(Level.HINT, "conversion", cell, column.header, written(value), f"写的是“{written(value)}”，已{found.conversion}")
    if found.value < 0:
        raise BadEntry("不能为负")
    return found.value


def _count(check: ListCheck, column: ListColumn, cell: str, value: Value) -> int:
    found = _number(check, column, cell, value)
    if found != found.to_integral_value():
        raise BadEntry("应是整数")
    return int(found)


_READERS: dict[Kind, Callable[[ListCheck, ListColumn, str, Value], Any]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FLAG: _flag,
    Kind.DATE: _date,
    Kind.COUNT: _count,
    Kind.NUMBER: _number,
}

__all__ = ["BadEntry", "ListCheck", "Table"]
