"""OpenDocument 表格（.ods）：流式读 content.xml，连同隐藏、公式、错误值、百分比（INTAKE R1—R3、R12、R13）。

元素和属性见 OpenDocument 1.3 第9章。几十万格都要经过这里，所以元素、属性照全名认，不拆开看。"""

import math
import re
import time
import zipfile
from collections.abc import Callable, Mapping
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
_OFFICE, _TABLE, _TEXT, _STYLE, _DRAW, _FORM = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("office", "table", "text", "style", "drawing", "form")
)
_KIND, _VALUE, _DATE, _FLAG, _STRING = (f"{_OFFICE}{name}" for name in ("value-type", "value", "date-value", "boolean-value", "string-value"))
_CELL_KIND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
"""LibreOffice 另写的一种：出错的公式，office 里写的是空的文字，这里写 error。"""
_FORMULA, _ACROSS, _DOWN, _VISIBILITY = (
    f"{_TABLE}{name}" for name in ("formula", "number-columns-repeated", "number-rows-repeated", "visibility")
)
_ASIDE = {
    f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}ruby-text",
    *(f"{_TABLE}{name}" for name in ("tracked-changes", "shapes", "dde-links", "scenario", "content-validations")),
}  # fmt: skip
"""不是格子里的字：批注、图形里的字、修订以前的内容、外部链接里的表；里面的一概不看。"""
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+|#N/A")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_EDGES = re.compile(r"\A[ \t]*[\r\n][ \t\r\n]*|[ \t\r\n]*[\r\n][ \t]*\Z")
_BLANKS = re.compile(r" *[\t\r\n][ \t\r\n]*")
"""排版的换行和缩进；人打的几个空格照留（标准说并成一个，LibreOffice 却照写照读）。"""
_SPACE, _BREAK = "\0", "\1"
"""写明的空格和换行；XML 里不会有这两个字符。"""
_NUMERIC = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_FEW = 1024
"""一格有内容的最多重复几次；再多的不是人填的。"""
_Marks = tuple[str, bool, bool, bool]
"""值以外的事：错误值、是不是公式、是不是没有算过、是不是百分比。"""
_PLAIN: _Marks = ("", False, False, False)
_PERCENT: _Marks = ("", False, False, True)


def sheets(book: bytes, limits: Limits) -> list[ReadSheet]:
    """各表；超限、带 DOCTYPE、有密码、坏了的抛 Refused。"""
    budget = Budget(limits, time.process_time() + limits.scan_seconds)
    try:
        found = unpacking.entries(book)
        if len(found) > limits.entries:
            raise Refused(f"文件里有{len(found):,}个部件，超过{limits.entries:,}个。请新建一份模板，把数据粘贴过去再上传。")
        parts = {e.filename: e for e in found}
        if _MANIFEST in parts and _locked(book, parts[_MANIFEST]):
            raise Refused(_LOCKED)
        if _CONTENT not in parts:
            raise Refused(_BROKEN)
        return _read(book, parts[_CONTENT], budget)
    except (unpacking.Broken, expat.ExpatError) as error:
        raise Refused(_BROKEN) from error


def _locked(book: bytes, manifest: zipfile.ZipInfo) -> bool:
    """目录里写着怎样解密的，即有密码；只看开头一段。"""
    seen = b""
    for chunk in unpacking.chunks(book, manifest):
        seen += chunk
        if len(seen) > MB:
            break
    return b"encryption-data" in seen


def _read(book: bytes, content: zipfile.ZipInfo, budget: Budget) -> list[ReadSheet]:
    reader, size = _Content(budget), 0
    for chunk in unpacking.chunks(book, content):
        size += len(chunk)
        budget.unpack(len(chunk))
        budget.swollen(size, content.compress_size)
        reader.parser.Parse(chunk, False)
    reader.parser.Parse(b"", True)
    if len({sheet.name for sheet in reader.sheets}) < len(reader.sheets):
        raise Refused(_BROKEN)
    return reader.sheets


class _Content:
    """content.xml 的读者。"""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.sheets = budget, list[ReadSheet]()
        self._starts, self._ends = self._handlers()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.buffer_text = True
        self._aside = 0
        self._inside = False
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._column = self._row_times = 0
        self._cell: Mapping[str, str] = {}
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._cells: list[tuple[int, Any, _Marks]] = []

    def _handlers(self) -> tuple[dict[str, Callable[[dict[str, str]], None]], dict[str, Callable[[], None]]]:
        """各元素开头、结尾做什么。"""
        starts = {
            f"{_STYLE}style": self._begin_style, f"{_STYLE}table-properties": self._table_style, f"{_TABLE}table": self._table,
            f"{_TABLE}table-column": self._columns, f"{_TABLE}table-row": self._begin_row, f"{_TABLE}table-cell": self._begin_cell,
            f"{_TABLE}covered-table-cell": self._begin_cell, f"{_TEXT}p": self._begin_line, f"{_TEXT}s": self._spaces,
            f"{_TEXT}tab": self._spaces, f"{_TEXT}line-break": self._break,
        }  # fmt: skip
        ends = {
            f"{_TABLE}table": self._end_table, f"{_TABLE}table-row": self._end_row, f"{_TABLE}table-cell": self._end_cell,
            f"{_TABLE}covered-table-cell": self._end_cell, f"{_TEXT}p": self._end_line,
        }  # fmt: skip
        return starts, ends

    def _doctype(self, *_: object) -> None:
        raise Refused("文件里带有外部引用声明（DOCTYPE），不收。请用Excel或WPS打开后重新保存，再上传。")

    def _start(self, name: str, given: dict[str, str]) -> None:
        if self._aside:
            self._aside += 1
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler(given)
        elif name in _ASIDE or name.startswith((_DRAW, _FORM)):
            self._aside = 1

    def _end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _begin_style(self, given: dict[str, str]) -> None:
        self._style = given.get(f"{_STYLE}name", "")

    def _table_style(self, given: dict[str, str]) -> None:
        if given.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _table(self, given: dict[str, str]) -> None:
        if self._inside:  # 格子里嵌着的表
            self._aside = 1
            return
        if len(self.sheets) >= self.budget.limits.sheets:
            raise Refused(f"工作簿的表超过{self.budget.limits.sheets}张。请只留模板里的表。")
        hidden = given.get(f"{_TABLE}style-name", "") in self._hidden_styles
        self.sheets.append(ReadSheet(given.get(f"{_TABLE}name", ""), hidden, {}, SheetFacts()))
        self._inside, self._row, self._column = True, 0, 0

    def _end_table(self) -> None:
        self._inside = False

    def _columns(self, given: dict[str, str]) -> None:
        most, times = self.budget.limits.column, _count(given, _ACROSS)
        if given.get(_VISIBILITY) in _HIDDEN:
            self.sheets[-1].facts.hidden_columns.update(range(self._column + 1, min(self._column + times, most) + 1))
        self._column += times

    def _begin_row(self, given: dict[str, str]) -> None:
        self._column, self._row_times, self._cells = 0, _count(given, _DOWN), []
        if given.get(_VISIBILITY) in _HIDDEN and self._row_times <= _FEW:
            self.sheets[-1].facts.hidden_rows.update(range(self._row + 1, self._row + self._row_times + 1))

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._cell, self._lines = given, []

    def _begin_line(self, _given: dict[str, str]) -> None:
        """数的值在属性里，印出来的字不用看；公式要看有没有出错。"""
        if self._cell.get(_KIND) not in _NUMERIC or _FORMULA in self._cell:
            self._pieces = []
            self.parser.CharacterDataHandler = self._pieces.append

    def _end_line(self) -> None:
        """一段字：排版的换行、缩进算一个空格，人打的空格照留。"""
        if self.parser.CharacterDataHandler is None:
            return
        self.parser.CharacterDataHandler = None
        text = "".join(self._pieces)
        if "\n" in text or "\t" in text:
            text = _BLANKS.sub(" ", _EDGES.sub("", text))
        self._lines.append(text.replace(_SPACE, " ").replace(_BREAK, "\n"))

    def _spaces(self, given: dict[str, str]) -> None:
        self._pieces.append(_SPACE * min(_count(given, f"{_TEXT}c"), _FEW))

    def _break(self, _given: dict[str, str]) -> None:
        self._pieces.append(_BREAK)

    def _end_cell(self) -> None:
        """一格：值、公式、错误值、百分比；重复几次就几格。最多的是没有公式的数，先看它。"""
        given, times = self._cell, _count(self._cell, _ACROSS) if _ACROSS in self._cell else 1
        kind = given.get(_KIND, "")
        if kind in _NUMERIC and _FORMULA not in given:
            self._keep(times, _number(given.get(_VALUE, "")), _PERCENT if kind == "percentage" else _PLAIN)
        elif kind or self._lines or _FORMULA in given:
            text, formula = "\n".join(self._lines), _FORMULA in given
            error = (text or "错误值") if given.get(_CELL_KIND) == "error" or (formula and _ERROR.fullmatch(text)) else ""
            value = None if error else _value(given, text)
            if value is not None or formula or error:
                self._keep(times, value, (error, formula, formula and not error and not kind, kind == "percentage"))
        self._column += times

    def _keep(self, times: int, value: Any, marks: _Marks) -> None:
        if times > _FEW:
            where = address(self._row + 1, self._column + 1)
            raise Refused(f"{where}的内容重复了{times:,}格，不是正常的报表。请删去数据区以外的行和列再上传。")
        for column in range(self._column + 1, self._column + times + 1):
            self._cells.append((column, value, marks))

    def _end_row(self) -> None:
        if self._cells and self._row_times > _FEW:
            raise Refused(f"第{self._row + 1}行的内容重复了{self._row_times:,}行，不是正常的报表。请删去数据区以外的行和列再上传。")
        for number in range(self._row + 1, self._row + self._row_times + 1) if self._cells else ():
            self._put(number)
        self._row += self._row_times

    def _put(self, row: int) -> None:
        """一行放进表里。"""
        sheet, kept = self.sheets[-1], {}
        for column, value, marks in self._cells:
            self.budget.cell(row, column)
            if value is not None:
                kept[column] = value
            if marks != _PLAIN:
                _note(sheet.facts, address(row, column), marks)
        if kept:
            sheet.rows[row] = kept


def _note(facts: SheetFacts, where: str, marks: _Marks) -> None:
    error, formula, uncached, percent = marks
    if error:
        facts.errors[where] = error
    for is_so, places in ((formula, facts.formulas), (uncached, facts.uncached), (percent, facts.percents)):
        if is_so:
            places.add(where)


def _count(given: Mapping[str, str], key: str) -> int:
    """重复几次；没写为1。"""
    text = given.get(key, "1")
    return int(text) if text.isdecimal() else 1


def _value(given: Mapping[str, str], text: str) -> Any:
    """一格的值：数、日期、是非、文字；空格为 None。"""
    kind = given.get(_KIND, "")
    if kind in _NUMERIC:
        return _number(given.get(_VALUE, ""))
    if kind == "date":
        return date.fromisoformat(given.get(_DATE, "")[:10])
    if kind == "boolean":
        return given.get(_FLAG) == "true"
    return given.get(_STRING, text) or None


def _number(text: str) -> float:
    """写得规矩的数；nan、inf、带下划线的当作文件坏了。"""
    found = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(found):
        raise ValueError(text)
    return found
