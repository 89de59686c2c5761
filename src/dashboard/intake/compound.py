"""复合文件（.xls、.et、旧版 Word 等的外壳）：里面最外一层有什么，取出一个流（INTAKE R1、R3）。

由 olefile 拆开；它和读表的库都要走扇区链，所以声称的大小先与文件的大小对照。"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import olefile

from dashboard.intake.parts import Refused

BROKEN = "旧格式的文件坏了（可能没有传完），打不开。请重新保存一份再上传。"
_COUNTS, _SECTOR = (40, 44, 64, 72), 512
"""文件头里写着几种扇区各有几个的位置；扇区最小几字节。"""
_FAULTS = (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
"""olefile 在坏文件上抛的；它自己的错误也是 OSError。"""


def names(book: bytes) -> frozenset[str]:
    """最外一层的名字；坏了的抛 Refused。"""
    with _opened(book) as compound:
        return frozenset(entry.name for entry in compound.root.kids)


def stream(book: bytes, name: str) -> bytes:
    """最外一层的一个流；坏了的抛 Refused。"""
    with _opened(book) as compound:
        found: bytes = compound.openstream(name).read()
        return found


@contextmanager
def _opened(book: bytes) -> Iterator[olefile.OleFileIO]:
    counts = [int.from_bytes(book[at : at + 4], "little") for at in _COUNTS]
    if any(count * _SECTOR > len(book) for count in counts):
        raise Refused(BROKEN)
    try:
        with olefile.OleFileIO(BytesIO(book)) as compound:
            if any(entry.size > len(book) or entry.sizeHigh for entry in (compound.root, *compound.root.kids)):
                raise Refused(BROKEN)
            yield compound
    except _FAULTS as error:
        raise Refused(BROKEN) from error
