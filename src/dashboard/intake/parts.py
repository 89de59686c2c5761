"""工作簿里的一个部件：由根元素认出是什么，数清该数的，记下读表的库看不出的事。"""

import re
import time
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from dashboard.intake.book import address
from dashboard.intake.limits import MB, Limits

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_FAR = 1 << 24
PERCENTS = {"9", "10"}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""数的格式里照样印出来的字、颜色、占位：里面的百分号不算。"""
_ANEW = "请新建一份模板，把数据粘贴过去再上传。"


class Refused(Exception):
    """预检不通过；文字是给人看的一句话。"""


def place(written: str) -> tuple[int, int]:
    """A1 地址 → 列号、行号（从1起）；写得不对的当作离谱的位置。"""
    found = _ADDRESS.fullmatch(written.replace("$", ""))
    if found is None:
        return _FAR, _FAR
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def percent(code: str) -> bool:
    """这种数的格式是不是百分比（看到的是存的数的100倍）；0"%"只是在后面印一个百分号，不是。"""
    return "%" in _LITERAL.sub("", code)


@dataclass(slots=True)
class Budget:
    """全工作簿共用的额度；until 为预检最晚用到的 CPU 时刻。percent_styles 为百分比格式的样式号。"""

    limits: Limits
    until: float
    unpacked: int = 0
    cells: int = 0
    merges: int = 0
    percent_styles: frozenset[str] = frozenset()

    def unpack(self, size: int) -> None:
        """又解开了 size 字节；解得太多、用时太久都不收。"""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_bytes:
            raise Refused(f"文件解开后超过{self.limits.unpacked_bytes // MB}MB，不是正常的报表。{_ANEW}")
        if time.process_time() > self.until:
            raise Refused(f"文件太繁杂，{self.limits.scan_seconds}秒也没有看完，不是正常的报表。{_ANEW}")

    def swollen(self, size: int, packed: int) -> None:
        """一个部件已解开到 size 字节，压着时是 packed 字节；又大又胀得厉害的不收。"""
        if size > self.limits.part_bytes and size > self.limits.part_ratio * max(1, packed):
            raise Refused(f"文件里有一部分从{packed / MB:.1f}MB胀到{size // MB}MB以上（像压缩炸弹），不收。{_ANEW}")

    def cell(self, row: int, column: int) -> None:
        """又见到一个有内容的格子。"""
        self.cells += 1
        if self.cells > self.limits.cells:
            raise Refused(f"工作簿里有数的单元格超过{self.limits.cells:,}个，不是正常的报表。请只留模板里的表。")
        if row > self.limits.row or column > self.limits.column:
            where = address(row, column) if max(row, column) < _FAR else "很远的位置"
            raise Refused(f"{where}也有内容，太远了（最多{self.limits.row:,}行、{self.limits.column}列）。请删去数据区以外的行和列再上传。")

    def spread(self, row: int, column: int) -> None:
        """一张表最远到第 row 行、第 column 列；大片空白也要占内存。"""
        if row * column > self.limits.area:
            raise Refused(f"表里最远到第{row:,}行、第{column}列，中间大片是空的。请删去数据区以外的行和列再上传。")

    def merge(self, area: str) -> None:
        """又见到一处合并。"""
        self.merges += 1
        if self.merges > self.limits.merges:
            raise Refused(f"合并单元格超过{self.limits.merges:,}处，不是正常的报表。请取消合并再上传。")
        if any(row > self.limits.row or column > self.limits.column for column, row in map(place, area.split(":"))):
            raise Refused(f"合并单元格{area[:24]}占了整张表。请取消合并再上传。")


@dataclass(slots=True)
class SheetFacts:
    """一张表里读表的库看不出的事（A1 地址、行号）：没有缓存值的公式、错误值、公式、百分比格式的数、隐藏的行和列。"""

    uncached: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)
    percents: set[str] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


Rows = dict[int, dict[int, Any]]
"""有内容的格子：行号 → 列号 → 值，都从1起。"""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """读出的一张表：名称、是否隐藏、有内容的格子、值以外的事。"""

    name: str
    hidden: bool
    rows: Rows
    facts: SheetFacts


class Part:
    """一个部件。root 为根元素名；sheets、relations 为工作簿、关系里的条目；facts 只对数据表有意义。"""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.facts = budget, SheetFacts()
        self.root = ""
        self.sheets: list[dict[str, str]] = []
        self.relations: list[dict[str, str]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._first
        self._parser.buffer_text = True
        self._count = 0
        self._percent_formats: set[str] = set()

    def feed(self, chunk: bytes, last: bool = False) -> None:
        """又一块内容。"""
        self._parser.Parse(chunk, last)

    def _doctype(self, *_: object) -> None:
        raise Refused("文件里带有外部引用声明（DOCTYPE），不收。请用Excel或WPS打开后重新保存，再上传。")

    def _first(self, name: str, _attributes: dict[str, str]) -> None:
        """第一个元素定下这是什么部件，不看部件的名字。"""
        self.root = name.rpartition(" ")[2]
        if self.root == "worksheet":
            _Sheet(self._parser, self.budget, self.facts)
            return
        handlers = {"workbook": self._workbook, "Relationships": self._relation, "sst": self._string, "styleSheet": self._style}
        self._parser.StartElementHandler = handlers.get(self.root)

    def _workbook(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "sheet":
            self.sheets.append(attributes)

    def _relation(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            self.relations.append(attributes)

    def _string(self, name: str, _attributes: dict[str, str]) -> None:
        if name.endswith(" si"):
            self._counted(self.budget.limits.shared_strings, "不同的文字")

    def _style(self, name: str, attributes: dict[str, str]) -> None:
        """数样式，记下哪些样式号是百分比。"""
        tag = name.rpartition(" ")[2]
        if tag == "numFmt" and percent(attributes.get("formatCode", "")):
            self.relations.append(attributes)
        elif tag == "cellXfs":
            self._count = 0
            self._percent_formats = PERCENTS | {a.get("numFmtId", "") for a in self.relations}
            self._parser.StartElementHandler = self._cell_style

    def _cell_style(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "xf":
            if attributes.get("numFmtId") in self._percent_formats:
                self.budget.percent_styles |= {str(self._count)}
            self._counted(self.budget.limits.styles, "单元格样式")
        elif tag == "cellStyles":
            self._parser.StartElementHandler = None

    def _counted(self, most: int, what: str) -> None:
        self._count += 1
        if self._count > most:
            raise Refused(f"文件里的{what}超过{most:,}个，不是正常的报表。{_ANEW}")


class _Sheet:
    """一张数据表：核对每个有内容的格子的地址，数合并区，记下公式、错误值、百分比、隐藏行。

    几万格都要经过这里，所以元素名只拆一次，没有公式和错误值的格子不看结束标记。"""

    def __init__(self, parser: expat.XMLParserType, budget: Budget, facts: SheetFacts) -> None:
        self._parser, self._budget, self._facts = parser, budget, facts
        self._tags: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row = self._column = self._last_row = self._last_column = 0
        self._kind = self._style = ""
        self._seen = self._formula = False
        self._text: list[str] = []
        parser.StartElementHandler = self._start

    def _tag(self, name: str) -> str:
        return self._tags.get(name) or self._tags.setdefault(name, name.rpartition(" ")[2])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._tag(name)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is", "f"):
            self._content(tag)
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "col":
            self._hide(attributes)
        elif tag == "mergeCell":
            self._budget.merge(attributes.get("ref", ""))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self._facts.hidden_rows.add(self._row)

    def _hide(self, attributes: dict[str, str]) -> None:
        """一段列的样子；隐藏的记下，限以内的才记。"""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            most = self._budget.limits.column
            self._facts.hidden_columns.update(range(min(int(first), most + 1), min(int(last), most) + 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        """没写地址的格子接在前一格右边。"""
        where = attributes.get("r")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._seen = self._formula = False
        if where is None:
            self._column += 1
            return
        letters = where.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is not None and where == f"{letters}{self._row}":
            self._column = column
            return
        self._column, self._row = place(where)
        self._columns[letters] = self._column

    def _content(self, tag: str) -> None:
        """格子里有值、文字或公式：数一格；公式和错误值要看到底。"""
        if not self._seen:
            self._seen = True
            self._count()
        if tag == "f" or (tag == "v" and self._kind == "e"):
            self._formula = self._formula or tag == "f"
            self._text = [] if tag == "f" else self._text
            self._parser.EndElementHandler = self._end
        if tag == "v" and (self._formula or self._kind == "e"):
            self._text = []
            self._parser.CharacterDataHandler = self._text.append

    def _count(self) -> None:
        self._budget.cell(self._row, self._column)
        if self._row > self._last_row or self._column > self._last_column:
            self._last_row, self._last_column = max(self._last_row, self._row), max(self._last_column, self._column)
            self._budget.spread(self._last_row, self._last_column)
        if self._style in self._budget.percent_styles and self._kind == "n":
            self._facts.percents.add(address(self._row, self._column))

    def _end(self, name: str) -> None:
        tag = self._tag(name)
        if tag == "v":
            self._parser.CharacterDataHandler = None
        elif tag == "c":
            self._parser.EndElementHandler = None
            self._note(address(self._row, self._column))

    def _note(self, where: str) -> None:
        if self._formula:
            self._facts.formulas.add(where)
            if not self._text and self._kind != "str":
                self._facts.uncached.add(where)
        if self._kind == "e":
            self._facts.errors[where] = "".join(self._text)[:20] or "错误值"
