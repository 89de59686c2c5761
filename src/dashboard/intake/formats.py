"""一份文件到底是什么：只看内容，不看名字（INTAKE R1）。"""

import zipfile
from io import BytesIO

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
    (b"PAR1", "数据文件（.parquet）"),
)
_INSIDE = (
    ("word/document.xml", "Word文档"),
    ("ppt/presentation.xml", "演示文稿"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("mimetype", "OpenDocument文件（.ods）"),
    ("Index/Document.iwa", "苹果Numbers表格"),
)
_WORKBOOKS = ("（.xlsb）", "（.ods）", "Numbers表格")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"mime-version:")
_SAVE_AS = "请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。"
_NOT_A_BOOK = "不是工作簿。请上传填好的模板（.xlsx）。"


def refusal(book: bytes) -> str | None:
    """不能收的文件：一句话说明它是什么、怎么办；能收的（.xlsx、.xlsm）为 None。"""
    if not book:
        return "文件是空的（0字节），请检查后重新上传。"
    if book.startswith(b"PK"):
        return _zip_refusal(book)
    if book.startswith(_OLE):
        return _ole_refusal(book)
    for magic, name in _MARKS:
        if book.startswith(magic):
            return f"这是{name}，{_NOT_A_BOOK}"
    return _text_refusal(book)


def _zip_refusal(book: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。"
    if "xl/workbook.xml" in names:
        return None
    for inside, name in _INSIDE:
        if inside.lower() in names:
            return f"这是{name}。{_SAVE_AS}" if name.endswith(_WORKBOOKS) else f"这是{name}，{_NOT_A_BOOK}"
    return "这是压缩包，不是工作簿。请解开后上传里面的.xlsx。"


def _ole_refusal(book: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in book or "EncryptionInfo".encode("utf-16-le") in book:
        return "这份工作簿设了打开密码，读不了。请去掉密码（文件→信息→保护工作簿）后再上传。"
    if "WordDocument".encode("utf-16-le") in book:
        return f"这是旧版Word文档，{_NOT_A_BOOK}"
    if "PowerPoint Document".encode("utf-16-le") in book:
        return f"这是旧版演示文稿，{_NOT_A_BOOK}"
    return f"这是旧格式工作簿（.xls或.et）。{_SAVE_AS}"


def _text_refusal(book: bytes) -> str:
    head = book[:4096]
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if plain.startswith(_WEB) or b"<html" in plain:
        return f"这是网页另存的文件，不是真正的工作簿。{_SAVE_AS}"
    if plain.startswith(b"<?xml"):
        return f"这是XML文件，不是工作簿。{_SAVE_AS}"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head:
        return f"这是文本文件（如CSV）。{_SAVE_AS}"
    return f"认不出这是什么文件，{_NOT_A_BOOK}"
