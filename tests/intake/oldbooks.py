"""造旧格式的工作簿（.xls）：一个最小的复合文件，里面的记录一条条拼出来，好的、坏的都行。"""

import struct
from collections.abc import Mapping, Sequence

_SECTOR, _LEAST, _END, _FREE, _FAT = 512, 4096, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
EMPTY, NOT_A_NUMBER = b"\x03", b"\xff\xff"


def compound(streams: Mapping[str, bytes], claimed: int | None = None) -> bytes:
    """复合文件，最外一层有这些流；claimed 为目录里写的大小（谎报）。"""
    padded = {name: body.ljust(-(-max(len(body), _LEAST) // _SECTOR) * _SECTOR, b"\0") for name, body in streams.items()}
    folder = _entry("Root Entry", 5, _NONE, _END, 0, child=1)
    counts = [len(body) // _SECTOR for body in padded.values()]
    places = -(-(len(padded) + 1) * 128 // _SECTOR)
    tables = next(n for n in range(1, 200) if n * 128 >= n + places + sum(counts))
    start, fat = tables + places, [_FAT] * tables + _chain(tables, places)
    for place, ((name, body), count) in enumerate(zip(padded.items(), counts, strict=True), 1):
        following = place + 1 if place < len(padded) else _NONE
        folder += _entry(name, 2, following, start, len(body) if claimed is None else claimed)
        fat += _chain(start, count)
        start += count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _SECTOR, b"\xff")
    return _header(tables) + table + folder.ljust(places * _SECTOR, b"\0") + b"".join(padded.values())


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _header(tables: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, _LEAST, _END, 0, _END, 0)
    return head + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))


def _entry(name: str, kind: int, right: int, start: int, size: int, child: int = _NONE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, body: bytes = b"") -> bytes:
    """一条记录。"""
    return struct.pack("<HH", kind, len(body)) + body


def begun(what: int) -> bytes:
    """一段的开头：5为工作簿，16为一张表。"""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0, 0, 0, 0x0600))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """一格数；行列从0起，同文件里写的。"""
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str) -> bytes:
    """一格文字。"""
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def formula(row: int, column: int, result: float | None) -> bytes:
    """一个公式（1＋2）和它的缓存值；None 为空的文字，即没有算过的样子。"""
    cached = EMPTY + bytes(5) + NOT_A_NUMBER if result is None else struct.pack("<d", result)
    parsed = b"\x1e\x01\x00\x1e\x02\x00\x03"
    return record(0x0006, struct.pack("<HHH", row, column, 0) + cached + struct.pack("<HIH", 0, 0, len(parsed)) + parsed)


def stream(sheets: Sequence[tuple[str, bytes]], before: bytes = b"") -> bytes:
    """工作簿流：before 为第一段里各表以前的记录，各表为名称和它的记录。"""
    bodies = [begun(16) + records + record(0x000A) for _, records in sheets]
    names = [name.encode("utf-16-le") for name, _ in sheets]
    at = len(begun(5)) + len(before) + sum(12 + len(name) for name in names) + 4
    found = begun(5) + before
    for (name, _), written, body in zip(sheets, names, bodies, strict=True):
        found += record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + written)
        at += len(body)
    return found + record(0x000A) + b"".join(bodies)


def book(records: bytes, before: bytes = b"", name: str = "表") -> bytes:
    """只有一张表的 .xls。"""
    return compound({"Workbook": stream([(name, records)], before)})


def styles(*formats: str) -> bytes:
    """几种数的格式，各一个样式，样式号从0起。"""
    named = [record(0x041E, struct.pack("<HHB", 164 + n, len(f), 1) + f.encode("utf-16-le")) for n, f in enumerate(formats)]
    return b"".join([*named, *(record(0x00E0, struct.pack("<HH", 0, 164 + n) + bytes(16)) for n in range(len(formats)))])
