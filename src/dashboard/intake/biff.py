"""旧格式工作簿（.xls、.et）的预检：逐条看记录流，数清格子，记下读表的库看不出的事（INTAKE R2、R12、R13）。

记录的写法见微软 [MS-XLS]；复合文件由 olefile 拆开。"""

import struct
import time
from collections.abc import Iterator
from io import BytesIO

import olefile

from dashboard.intake import formats
from dashboard.intake.book import address
from dashboard.intake.limits import Limits
from dashboard.intake.parts import PERCENTS, Budget, Refused, SheetFacts

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_ROW, _COLINFO, _MERGES, _FORMULA, _BOOLERR, _MULRK = 0x0208, 0x007D, 0x00E5, 0x0006, 0x0205, 0x00BD
_CELLS = (_FORMULA, _BOOLERR, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6)
"""公式、错误值、数、短数、文字的几种：开头都是行、列、样式号。"""
_NUMBERS = (_FORMULA, 0x0203, 0x027E)
_BIFF8 = 0x0600
_ROW_HIDDEN = 0x20
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BROKEN = "旧格式的文件坏了（可能没有传完），打不开。请重新保存一份再上传。"
_Record = tuple[int, int, bytes]
"""一条记录：在流里的位置、种类、内容。"""


def scan(book: bytes, limits: Limits) -> list[tuple[str, bool, SheetFacts]]:
    """各数据表的名称、是否隐藏、事实；超限、有密码、坏了的抛 Refused。"""
    try:
        return _Scan(_stream(book), limits).run()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Refused(_BROKEN) from error


def _stream(book: bytes) -> bytes:
    """复合文件里的工作簿流。"""
    try:
        with olefile.OleFileIO(BytesIO(book)) as compound:
            name = next((n for n in ("Workbook", "Book") if compound.exists(n)), "")
            if not name:
                raise Refused("这不是工作簿（可能是别的软件的文件）。请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。")
            found: bytes = compound.openstream(name).read()
            return found
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise Refused(_BROKEN) from error


class _Scan:
    """看一遍工作簿流。"""

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self.stream, self.limits = stream, limits
        self.budget = Budget(limits, time.process_time() + limits.scan_seconds)
        self.budget.unpack(len(stream))
        self.formats: dict[int, bool] = {}
        self.percents: list[bool] = []

    def run(self) -> list[tuple[str, bool, SheetFacts]]:
        sheets = list(self._globals())
        if len(sheets) > self.limits.sheets:
            raise Refused(f"工作簿有{len(sheets)}张表，超过{self.limits.sheets}张。请只留模板里的表。")
        return [(name, hidden, self._sheet(start)) for name, hidden, start in sheets]

    def _records(self, start: int) -> Iterator[_Record]:
        """从 start 起到这一段结束；里面嵌着图表的，连它一起越过。"""
        depth, at = 0, start
        while at + 4 <= len(self.stream):
            kind, size = struct.unpack_from("<HH", self.stream, at)
            yield at, kind, self.stream[at + 4 : at + 4 + size]
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                return
            at += 4 + size
        raise Refused(_BROKEN)

    def _globals(self) -> Iterator[tuple[str, bool, int]]:
        """第一段：版本、密码、格式、样式、各表的位置。"""
        for at, kind, body in self._records(0):
            if at == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8):
                raise Refused("这是很旧的Excel格式（95或更早），不收。请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。")
            if kind == _FILEPASS:
                raise Refused(formats.PASSWORD)
            if kind == _FORMAT:
                self.formats[struct.unpack_from("<H", body)[0]] = "%" in _text(body[2:], wide=True)
            elif kind == _XF:
                number = struct.unpack_from("<H", body, 2)[0]
                self.percents.append(self.formats.get(number, str(number) in PERCENTS))
            elif kind == _BOUNDSHEET:
                start, state, what = struct.unpack_from("<IBB", body)
                if what == 0:
                    yield _text(body[6:], wide=False), state != 0, start

    def _sheet(self, start: int) -> SheetFacts:
        facts, depth = SheetFacts(), 0
        for _, kind, body in self._records(start):
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 1:
                self._record(kind, body, facts)
        return facts

    def _record(self, kind: int, body: bytes, facts: SheetFacts) -> None:
        if kind in _CELLS:
            self._cell(kind, body, facts)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for column in range(first, struct.unpack_from("<H", body, len(body) - 2)[0] + 1):
                self.budget.cell(row + 1, column + 1)
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

    def _cell(self, kind: int, body: bytes, facts: SheetFacts) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self.budget.cell(row + 1, column + 1)
        where = address(row + 1, column + 1)
        if kind == _FORMULA:
            facts.formulas.add(where)
            if body[12:14] == b"\xff\xff" and body[6] == 2:
                facts.errors[where] = _ERRORS.get(body[8], "错误值")
        elif kind == _BOOLERR and body[7]:
            facts.errors[where] = _ERRORS.get(body[6], "错误值")
        if kind in _NUMBERS:
            self._percent(row, column, style, facts)

    def _percent(self, row: int, column: int, style: int, facts: SheetFacts) -> None:
        if style < len(self.percents) and self.percents[style]:
            facts.percents.add(address(row + 1, column + 1))


def _text(body: bytes, *, wide: bool) -> str:
    """一段文字：先是字数（wide 为两字节），再是一字节的写法，再是字。"""
    count, rest = (struct.unpack_from("<H", body)[0], body[2:]) if wide else (body[0], body[1:])
    return rest[1 : 1 + 2 * count].decode("utf-16-le") if rest[0] & 1 else rest[1 : 1 + count].decode("latin-1")
