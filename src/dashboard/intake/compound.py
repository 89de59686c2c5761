"""复合文件（.xls、.et、旧版 Word 等的外壳）：里面最外一层有什么，取出一个流（INTAKE R1、R3）。

由 olefile 拆开；它和读表的库都要走扇区链，所以声称的大小先与文件的大小对照。"""

from contextlib import contextmanager
from collections.abc import Iterator
from io import BytesIO

import olefile

from dashboard.intake.parts import Refused

BROKEN = "旧格式的文件坏了（可能没有传完），打不开。请重新保存一份再上传。"
_FAULTS = (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError)
"""olefile 在坏文件上抛的；它自己的错误也是 OSError。"""


def names(book: bytes) -> frozenset[str]:
    """最外一层的名字；坏了的抛 Refused。"""
    with _opened(book) as compound:
        return frozenset(path[0] for path in compound.listdir(streams=True, storages=True))


def stream(book: bytes, name: str) -> bytes:
    """最外一层的一个流；坏了的、声称比文件还大的抛 Refused。"""
    with _opened(book) as compound:
        if compound.get_size(name) > len(book):
            raise Refused(BROKEN)
        found: bytes = compound.openstream(name).read()
        return found


@contextmanager
def _opened(book: bytes) -> Iterator[olefile.OleFileIO]:
    try:
        with olefile.OleFileIO(BytesIO(book)) as compound:
            yield compound
    except _FAULTS as error:
        raise Refused(BROKEN) from error
