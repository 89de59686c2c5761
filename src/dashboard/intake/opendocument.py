"""OpenDocument 表格（.ods）：流式读 content.xml，连同隐藏、公式、错误值、百分比（INTAKE R1—R3、R12、R13）。

元素和属性见 OpenDocument 1.3 第9章。"""

import re
import time
from datetime import date
from typing import Any
from xml.parsers import expat

from dashboard.intake import unpacking
from dashboard.intake.book import address
from dashboard.intake.limits import MB, Limits
from dashboard.intake.parts import Budget, ReadSheet, Refused, SheetFacts

_BROKEN = "文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。"
_LOCKED = "这份工作簿设了打开密码，读不了。请去掉密码后再上传。"
_MANIFEST, _CONTENT = "META-INF/manifest.xml", "content.xml"
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+|#N/A")
_HIDDEN = ("collapse", "filter")
_FEW = 1024
"""一格有内容的最多重复几次；再多的不是人填的。"""


def sheets(book: bytes, limits: Limits) -> list[ReadSheet]:
    """各表；超限、带 DOCTYPE、有密码、坏了的抛 Refused。"""
    budget = Budget(limits, time.process_time() + limits.scan_seconds)
    try:
        found = unpacking.entries(book)
        if len(found) > limits.entries:
            raise Refused(f"文件里有{len(found):,}个部件，超过{limits.entries:,}个。请新建一份模板，把数据粘贴过去再上传。")
        parts = {e.filename: e for e in found}
        if _MANIFEST in parts and b"encryption-data" in b"".join(unpacking.chunks(book, parts[_MANIFEST]))[:MB]:
            raise Refused(_LOCKED)
        if _CONTENT not in parts:
            raise Refused(_BROKEN)
        reader = _Content(budget)
        for chunk in unpacking.chunks(book, parts[_CONTENT]):
            budget.unpack(len(chunk))
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except (unpacking.Broken, expat.ExpatError) as error:
        raise Refused(_BROKEN) from error
    return reader.sheets


class _Content:
    """content.xml 的读者。只看 table:、office:、text: 几样；别的一概略过。"""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.sheets = budget, list[ReadSheet]()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.buffer_text = True
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._column = self._times = self._row_times = 0
        self._cell: dict[str, str] | None = None
        self._skipped = 0
        self._text: list[str] = []
        self._kept: dict[int, Any] = {}

    def _doctype(self, *_: object) -> None:
        raise Refused("文件里带有外部引用声明（DOCTYPE），不收。请用Excel或WPS打开后重新保存，再上传。")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag, given = name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if tag == "style":
            self._style = given.get("name", "")
        elif tag == "table-properties" and given.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            self._table(given)
        elif tag == "table-column" and self.sheets:
            self._columns(given)
        elif tag == "table-row" and self.sheets:
            self._begin_row(given)
        elif tag in ("table-cell", "covered-table-cell") and self.sheets:
            self._cell, self._text, self._times = given, [], _count(given, "number-columns-repeated")
        elif tag == "annotation":
            self._skipped += 1
        elif tag == "p" and self._text:
            self._text.append("\n")
        elif tag in ("s", "tab") and self._cell is not None:
            self._characters(" " * min(_count(given, "c"), _FEW))

    def _table(self, given: dict[str, str]) -> None:
        if len(self.sheets) >= self.budget.limits.sheets:
            raise Refused(f"工作簿的表超过{self.budget.limits.sheets}张。请只留模板里的表。")
        hidden = given.get("style-name", "") in self._hidden_styles
        self.sheets.append(ReadSheet(given.get("name", ""), hidden, {}, SheetFacts()))
        self._row = self._column = 0

    def _columns(self, given: dict[str, str]) -> None:
        most, times = self.budget.limits.column, _count(given, "number-columns-repeated")
        if given.get("visibility") in _HIDDEN:
            self.sheets[-1].facts.hidden_columns.update(range(self._column + 1, min(self._column + times, most) + 1))
        self._column += times

    def _begin_row(self, given: dict[str, str]) -> None:
        self._column, self._row_times, self._kept = 0, _count(given, "number-rows-repeated"), {}
        if given.get("visibility") in _HIDDEN and self._row_times <= _FEW:
            self.sheets[-1].facts.hidden_rows.update(range(self._row + 1, self._row + self._row_times + 1))

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._skipped:
            self._text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "annotation":
            self._skipped -= 1
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._finish(self._cell, "".join(self._text).strip())
            self._cell, self._text = None, []
        elif tag == "table-row" and self.sheets:
            self._end_row()

    def _finish(self, given: dict[str, str], text: str) -> None:
        """一格：值、公式、错误值、百分比；重复几次就几格。"""
        value = _value(given, text)
        if value is not None or "formula" in given:
            if self._times > _FEW:
                raise Refused(f"{address(self._row + 1, self._column + 1)}的内容重复了{self._times:,}格，不是正常的报表。请删去数据区以外的行和列再上传。")
            for column in range(self._column + 1, self._column + self._times + 1):
                self._note(column, given, text, value)
        self._column += self._times

    def _note(self, column: int, given: dict[str, str], text: str, value: Any) -> None:
        facts, where = self.sheets[-1].facts, address(self._row + 1, column)
        self.budget.cell(self._row + 1, column)
        if value is not None:
            self._kept[column] = value
        if given.get("value-type") == "percentage":
            facts.percents.add(where)
        if "formula" in given:
            facts.formulas.add(where)
        if _ERROR.fullmatch(text) and ("formula" in given or given.get("value-type") == "error"):
            facts.errors[where] = text
        elif "formula" in given and value is None and "value-type" not in given:
            facts.uncached.add(where)

    def _end_row(self) -> None:
        if self._kept and self._row_times > _FEW:
            raise Refused(f"第{self._row + 1}行的内容重复了{self._row_times:,}行，不是正常的报表。请删去数据区以外的行和列再上传。")
        for number in range(self._row + 1, self._row + self._row_times + 1) if self._kept else ():
            self.budget.cell(number, max(self._kept))
            self.sheets[-1].rows[number] = dict(self._kept)
        self._row += self._row_times


def _count(given: dict[str, str], key: str) -> int:
    """重复几次；没写为1。"""
    text = given.get(key, "1")
    return int(text) if text.isdecimal() else 1


def _value(given: dict[str, str], text: str) -> Any:
    """一格的值：数、日期、是非、文字；空格为 None。"""
    kind = given.get("value-type", "")
    if kind in ("float", "percentage", "currency"):
        return float(given.get("value", "nan"))
    if kind == "date":
        return date.fromisoformat(given.get("date-value", "")[:10])
    if kind == "boolean":
        return given.get("boolean-value") == "true"
    return given.get("string-value", text) or None
