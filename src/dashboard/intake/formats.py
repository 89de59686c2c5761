"""一份文件到底是什么：只看内容，不看名字（INTAKE R1）。"""

import zipfile
import zlib
from enum import StrEnum
from io import BytesIO

from dashboard.intake.parts import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (
    (b"\x89PNG", "一张PNG图片"),
    (b"\xff\xd8\xff", "一张JPEG图片"),
    (b"GIF8", "一张GIF图片"),
    (b"II*\0", "一张TIFF图片"),
    (b"RIFF", "一张WebP图片或一段音频"),
    (b"%PDF", "PDF文件"),
    (b"{\\rtf", "RTF文档"),
    (b"Rar!", "压缩包（.rar）"),
    (b"7z\xbc\xaf", "压缩包（.7z）"),
    (b"\x1f\x8b", "压缩包（.gz）"),
)
_INSIDE = (
    ("word/document.xml", "Word文档"),
    ("ppt/presentation.xml", "演示文稿"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("mimetype", "OpenDocument文档（不是表格）"),
    ("Index/Document.iwa", "苹果Numbers表格"),
)
_WORKBOOKS = ("（.xlsb）", "Numbers表格")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"mime-version:")
_SAVE_AS = "请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。"
_NOT_A_BOOK = "不是工作簿。请上传填好的模板（.xlsx）。"
PASSWORD = "这份工作簿设了打开密码，读不了。请去掉密码（文件→信息→保护工作簿）后再上传。"
_PARQUET = b"PAR1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SMALL = 1000


class Format(StrEnum):
    """能收的几种；.xlsm 也是 XLSX，.et 也是 XLS。"""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    PARQUET = "parquet"


def of(book: bytes) -> Format:
    """能收的是哪一种；不能收的抛 Refused，一句话说明它是什么、怎么办。"""
    if not book:
        raise Refused("文件是空的（0字节），请检查后重新上传。")
    if book.startswith(b"PK"):
        return _zipped(book)
    if book.startswith(_OLE):
        return _compound(book)
    if book.startswith(_PARQUET) and book.endswith(_PARQUET):
        return Format.PARQUET
    for magic, name in _MARKS:
        if book.startswith(magic):
            raise Refused(f"这是{name}，{_NOT_A_BOOK}")
    return _text(book)


def _zipped(book: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
            kind = archive.read(names["mimetype"])[:100] if "mimetype" in names and archive.getinfo(names["mimetype"]).file_size < _SMALL else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。") from error
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if kind.strip() == _ODS:
        return Format.ODS
    for inside, name in _INSIDE:
        if inside.lower() in names:
            raise Refused(f"这是{name}。{_SAVE_AS}" if name.endswith(_WORKBOOKS) else f"这是{name}，{_NOT_A_BOOK}")
    raise Refused("这是压缩包，不是工作簿。请解开后上传里面的工作簿。")


def _compound(book: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in book or "EncryptionInfo".encode("utf-16-le") in book:
        raise Refused(PASSWORD)
    if "WordDocument".encode("utf-16-le") in book:
        raise Refused(f"这是旧版Word文档，{_NOT_A_BOOK}")
    if "PowerPoint Document".encode("utf-16-le") in book:
        raise Refused(f"这是旧版演示文稿，{_NOT_A_BOOK}")
    return Format.XLS


def _text(book: bytes) -> Format:
    head = book[:4096]
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if plain.startswith(_WEB) or b"<html" in plain:
        raise Refused(f"这是网页另存的文件，不是真正的工作簿。{_SAVE_AS}")
    if plain.startswith(b"<?xml"):
        raise Refused(f"这是XML文件，不是工作簿。{_SAVE_AS}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head:
        return Format.CSV
    raise Refused(f"认不出这是什么文件，{_NOT_A_BOOK}")
