"""旧格式工作簿（.xls、.et）的预检：逐条看记录流，数清格子，记下读表的库看不出的事（INTAKE R2、R12、R13）。

记录的写法见微软 [MS-XLS]。"""

import struct
import time
from collections.abc import Iterator

from dashboard.intake import compound, formats
from dashboard.intake.book import address
from dashboard.intake.limits import Limits
from dashboard.intake.parts import PERCENTS, Budget, Refused, SheetFacts, percent

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_ROW, _COLINFO, _MERGES, _FORMULA, _BOOLERR, _MULRK = 0x0208, 0x007D, 0x00E5, 0x0006, 0x0205, 0x00BD
_CELLS = (_FORMULA, _BOOLERR, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6)
"""公式、错误值、数、短数、文字的几种：开头都是行、列、样式号。"""
_NUMBERS = (_FORMULA, 0x0203, 0x027E)
_UNCALCULATED, _STRINGS = 0x005E, 0x00FC
_BIFF8, _TINY = 0x0600, 3
"""BIFF8 的版本号；一个共享字符串至少占几字节。"""
_ANY_BOF = 0x09
"""各版本的开头记录，种类的低字节都是它。"""
_DIMENSIONS, _ROOM = 0x0200, 80
"""写着一张表有多大的记录：读表的库照它要内存，一格约40字节，最多占一半。"""
_OFTEN = 4096
"""每看几条记录看一次表。"""
_NO_NUMBER, _ERROR, _EMPTY = b"\xff\xff", 2, 3
"""公式的缓存值不是数时，末两字节是 FFFF，首字节是哪一种。"""
_ROW_HIDDEN = 0x20
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_Record = tuple[int, int, bytes]
"""一条记录：在流里的位置、种类、内容。"""


def scan(book: bytes, limits: Limits) -> list[tuple[str, bool, SheetFacts]]:
    """各数据表的名称、是否隐藏、事实；超限、有密码、坏了的抛 Refused。"""
    try:
        name = "Workbook" if "Workbook" in compound.names(book) else "Book"
        return _Scan(compound.stream(book, name), limits).run()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Refused(compound.BROKEN) from error


class _Scan:
    """看一遍工作簿流。"""

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self.stream, self.limits = stream, limits
        self.budget = Budget(limits, time.process_time() + limits.scan_seconds)
        self.budget.unpack(len(stream))
        self.formats: dict[int, bool] = {}
        self.percents: list[bool] = []
        self.far = (0, 0)
        self.empty: list[tuple[SheetFacts, str]] = []
        self.calculated = False

    def run(self) -> list[tuple[str, bool, SheetFacts]]:
        sheets = list(self._globals())
        if len(sheets) > self.limits.sheets:
            raise Refused(f"工作簿有{len(sheets)}张表，超过{self.limits.sheets}张。请只留模板里的表。")
        if len({name for name, _, _ in sheets}) < len(sheets) or len({start for _, _, start in sheets}) < len(sheets):
            raise Refused(compound.BROKEN)
        found = [(name, hidden, self._sheet(start)) for name, hidden, start in sheets]
        for facts, where in () if self.calculated else self.empty:
            facts.uncached.add(where)
        return found

    def _records(self, start: int) -> Iterator[_Record]:
        """从 start 起到这一段结束；里面嵌着图表的，连它一起越过。"""
        depth, at, seen = 0, start, 0
        while at + 4 <= len(self.stream):
            seen += 1
            if seen % _OFTEN == 0:
                self.budget.unpack(0)
            kind, size = struct.unpack_from("<HH", self.stream, at)
            yield at, kind, self.stream[at + 4 : at + 4 + size]
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                return
            at += 4 + size
        raise Refused(compound.BROKEN)

    def _globals(self) -> Iterator[tuple[str, bool, int]]:
        """第一段：版本、密码、格式、样式、各表的位置。"""
        for at, kind, body in self._records(0):
            if at == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8):
                raise Refused(formats.OLD if kind & 0xFF == _ANY_BOF else compound.BROKEN)
            if kind == _FILEPASS:
                raise Refused(formats.PASSWORD)
            if kind == _FORMAT:
                self.formats[struct.unpack_from("<H", body)[0]] = percent(_text(body[2:], wide=True))
            elif kind == _XF:
                number = struct.unpack_from("<H", body, 2)[0]
                self.percents.append(self.formats.get(number, str(number) in PERCENTS))
            elif kind == _STRINGS:
                self._strings(struct.unpack_from("<I", body, 4)[0])
            elif kind == _BOUNDSHEET:
                start, state, what = struct.unpack_from("<IBB", body)
                if what == 0:
                    yield _text(body[6:], wide=False), state != 0, start

    def _strings(self, count: int) -> None:
        """共享字符串的个数：读表的库照它要内存，先核对。"""
        if count * _TINY > len(self.stream):
            raise Refused(compound.BROKEN)
        if count > self.limits.shared_strings:
            raise Refused(f"文件里的不同的文字超过{self.limits.shared_strings:,}个，不是正常的报表。请新建一份模板，把数据粘贴过去再上传。")

    def _sheet(self, start: int) -> SheetFacts:
        """一张表；写明“没有重算”的，公式都当作没有算过。"""
        facts, depth, stale = SheetFacts(), 0, False
        self.far = (0, 0)
        for _, kind, body in self._records(start):
            depth += (kind == _BOF) - (kind == _EOF)
            stale = stale or kind == _UNCALCULATED
            if depth == 1:
                self._record(kind, body, facts)
        if stale:
            facts.uncached |= facts.formulas
        return facts

    def _record(self, kind: int, body: bytes, facts: SheetFacts) -> None:
        if kind in _CELLS:
            self._cell(kind, body, facts)
        elif kind == _DIMENSIONS:
            self._claimed(*struct.unpack_from("<IIHH", body))
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for column in range(first, struct.unpack_from("<H", body, len(body) - 2)[0] + 1):
                self._see(row + 1, column + 1)
                self._percent(row, column, struct.unpack_from("<H", body, 4 + 6 * (column - first))[0], facts)
        elif kind == _ROW and struct.unpack_from("<I", body, 12)[0] & _ROW_HIDDEN:
            facts.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            facts.hidden_columns.update(range(first + 1, min(last, self.limits.column) + 2))
        elif kind == _MERGES:
            for place in range(struct.unpack_from("<H", body)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * place)
                self.budget.merge(f"{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}")

    def _claimed(self, top: int, bottom: int, left: int, right: int) -> None:
        """一张表说自己有多大；不是实话也要照它备内存，太大的不收。"""
        if bottom < top or right < left:
            raise Refused(compound.BROKEN)
        if (bottom - top + 1) * (right - left + 1) * _ROOM > self.limits.memory_bytes:
            raise Refused(f"表里写着最远到第{bottom:,}行、第{right}列，太大了。请删去数据区以外的行和列，重新保存再上传。")

    def _see(self, row: int, column: int) -> None:
        """一个有内容的格子；读表的库按最远的行列要内存。"""
        self.budget.cell(row, column)
        if row > self.far[0] or column > self.far[1]:
            self.far = (max(row, self.far[0]), max(column, self.far[1]))
            self.budget.spread(*self.far)

    def _cell(self, kind: int, body: bytes, facts: SheetFacts) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._see(row + 1, column + 1)
        if kind == _FORMULA:
            self._formula(address(row + 1, column + 1), body, facts)
        elif kind == _BOOLERR and body[7]:
            facts.errors[address(row + 1, column + 1)] = _ERRORS.get(body[6], "错误值")
        if kind in _NUMBERS:
            self._percent(row, column, style, facts)

    def _formula(self, where: str, body: bytes, facts: SheetFacts) -> None:
        """一个公式。整份文件的公式都是空的，是别的软件写的、从没有算过；有算过的，空的就是空的。"""
        facts.formulas.add(where)
        kind = body[6] if body[12:14] == _NO_NUMBER else None
        if kind == _ERROR:
            facts.errors[where] = _ERRORS.get(body[8], "错误值")
        if kind == _EMPTY:
            self.empty.append((facts, where))
        else:
            self.calculated = True

    def _percent(self, row: int, column: int, style: int, facts: SheetFacts) -> None:
        if style < len(self.percents) and self.percents[style]:
            facts.percents.add(address(row + 1, column + 1))


def _text(body: bytes, *, wide: bool) -> str:
    """一段文字：先是字数（wide 为两字节），再是一字节的写法，再是字。"""
    count, rest = (struct.unpack_from("<H", body)[0], body[2:]) if wide else (body[0], body[1:])
    return rest[1 : 1 + 2 * count].decode("utf-16-le") if rest[0] & 1 else rest[1 : 1 + count].decode("latin-1")
