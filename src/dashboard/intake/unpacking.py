"""解包：按压缩流里真实的字节边解边数，文件头里写的大小不作数（INTAKE R3）。"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

_CHUNK = 256 * 1024
_LOCAL_HEADER = 30
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Broken(Exception):
    """压缩包不完整，或内容与目录对不上。"""


def entries(book: bytes) -> list[zipfile.ZipInfo]:
    """压缩包的目录；打不开、重名、用了不认得的压缩法抛 Broken。"""
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Broken from error
    names = [e.filename.lower().replace("\\", "/") for e in found]
    if len(set(names)) < len(names) or any(e.compress_type not in _KNOWN for e in found):
        raise Broken
    return found


def chunks(book: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """一个部件解开后的内容，一次一小块；与目录里的大小、校验不符抛 Broken。"""
    size = check = 0
    for chunk in _inflated(_packed(book, entry), entry.compress_type):
        size += len(chunk)
        check = zlib.crc32(chunk, check)
        yield chunk
    if size != entry.file_size or check != entry.CRC:
        raise Broken


def _packed(book: bytes, entry: zipfile.ZipInfo) -> memoryview:
    start = entry.header_offset
    head = book[start : start + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or not head.startswith(b"PK\3\4"):
        raise Broken
    begin = start + _LOCAL_HEADER + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    found = memoryview(book)[begin : begin + entry.compress_size]
    if len(found) < entry.compress_size:
        raise Broken
    return found


def _inflated(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while not unpacker.eof:
            chunk = unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            if not chunk and not rest and not unpacker.eof:
                raise Broken
            yield chunk
    except zlib.error as error:
        raise Broken from error
