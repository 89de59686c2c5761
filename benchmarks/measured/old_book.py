"""写一份大的旧格式工作簿（.xls）：照 Excel 自己的写法，文字放共享字符串，一行的数连成一条短数记录，文件才不太大。

记录的写法见微软 [MS-XLS]，外壳见 [MS-CFB]。"""

import struct
from collections.abc import Iterator, Sequence

_SECTOR, _PER, _IN_HEAD, _LEAST = 512, 128, 109, 4096
_END, _FREE, _FAT, _DIFAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_MOST = 8224
"""一条记录的内容最多几字节。"""
_BOF, _EOF, _BOUNDSHEET, _SST, _CONTINUE, _DIMENSIONS, _LABELSST, _MULRK = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C, 0x0200, 0x00FD, 0x00BD
_CENTS = 0b11
"""短数的写法：整数，除以100。"""


def xls(rows: Sequence[Sequence[str | float]], name: str = "数据") -> bytes:
    """首列是文字，其余各列是两位小数。"""
    strings = b"".join(_strings([str(row[0]) for row in rows]))
    title = name.encode("utf-16-le")
    start = len(_begun(5)) + 12 + len(title) + len(strings) + 4
    sheet = _record(_BOUNDSHEET, struct.pack("<IBBBB", start, 0, 0, len(name), 1) + title)
    cells = b"".join(_row(n, row) for n, row in enumerate(rows))
    size = _record(_DIMENSIONS, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    return _compound(_begun(5) + sheet + strings + _record(_EOF) + _begun(16) + size + cells + _record(_EOF))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begun(what: int) -> bytes:
    """一段的开头：5为工作簿，16为一张表。"""
    return _record(_BOF, struct.pack("<HHHHII", 0x0600, what, 0, 0, 0, 0x0600))


def _strings(texts: Sequence[str]) -> Iterator[bytes]:
    """共享字符串，一条放不下的接在下一条里，不从一个字符串中间断开。"""
    kind, body = _SST, struct.pack("<II", len(texts), len(texts))
    for text in texts:
        written = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        if len(body) + len(written) > _MOST:
            yield _record(kind, body)
            kind, body = _CONTINUE, b""
        body += written
    yield _record(kind, body)


def _row(number: int, row: Sequence[str | float]) -> bytes:
    """一行：一格共享字符串，一条短数。"""
    numbers = b"".join(struct.pack("<Hi", 0, round(float(value) * 100) << 2 | _CENTS) for value in row[1:])
    label = _record(_LABELSST, struct.pack("<HHHI", number, 0, 0, number))
    return label + _record(_MULRK, struct.pack("<HH", number, 1) + numbers + struct.pack("<H", len(row) - 1))


def _compound(stream: bytes) -> bytes:
    """复合文件，只有一个流；先是各块去处的表，再是表的表、目录、流。"""
    body = stream.ljust(-(-max(len(stream), _LEAST) // _SECTOR) * _SECTOR, b"\0")
    count = len(body) // _SECTOR
    tables, more = next(
        (n, m) for n in range(1, count) for m in (-(-max(0, n - _IN_HEAD) // (_PER - 1)),) if n * _PER >= n + m + 1 + count
    )
    folder = tables + more
    fat = [_FAT] * tables + [_DIFAT] * more + [_END, *range(folder + 2, folder + 1 + count), _END]
    entries = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, folder + 1, len(body), _NONE)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _SECTOR, b"\xff")
    return _header(tables, more) + table + _rest(tables, more) + entries.ljust(_SECTOR, b"\0") + body


def _header(tables: int, more: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables + more, 0, _LEAST, _END, 0, tables if more else _END, more)
    return head + struct.pack(f"<{_IN_HEAD}I", *[n if n < tables else _FREE for n in range(_IN_HEAD)])


def _rest(tables: int, more: int) -> bytes:
    """文件头里放不下的去处。"""
    found = b""
    for place in range(more):
        part = range(tables)[_IN_HEAD + place * (_PER - 1) :][: _PER - 1]
        following = tables + place + 1 if place + 1 < more else _END
        found += struct.pack(f"<{_PER}I", *part, *[_FREE] * (_PER - 1 - len(part)), following)
    return found


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, _NONE, _NONE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


__all__ = ["xls"]
