"""一份文件到底是什么：只看内容，不看名字（INTAKE R1）。"""

import zipfile
from io import BytesIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = {b"\x89PNG": "PNG图片", b"\xff\xd8\xff": "JPEG图片", b"GIF8": "GIF图片", b"BM": "BMP图片", b"RIFF": "图片或音频"}
_ADVICE = "请在Excel或WPS中另存为“Excel工作簿（.xlsx）”后再上传。"


def refusal(book: bytes) -> str | None:
    """不能收的文件：一句话说明它是什么、怎么办；能收的（.xlsx、.xlsm）为 None。"""
    if not book:
        return "文件是空的（0字节），请检查后重新上传。"
    if book.startswith(b"PK"):
        return _zip_refusal(book)
    if book.startswith(_OLE):
        return _ole_refusal(book)
    for magic, name in _PICTURES.items():
        if book.startswith(magic):
            return f"这是一张{name}，不是工作簿。请上传填好的模板；盖章扫描件不用在这里传。" if name != "图片或音频" else f"这是{name}文件，不是工作簿。"
    if book.startswith(b"%PDF"):
        return "这是PDF文件，不是工作簿。请上传填好的模板（.xlsx）。"
    if book.startswith((b"PAR1", b"Rar!", b"7z\xbc\xaf")):
        return "这是压缩包或数据文件，不是工作簿。请解开后上传里面的.xlsx。"
    return _text_refusal(book)


def _zip_refusal(book: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。"
    if "xl/workbook.xml" in names:
        return None
    if "word/document.xml" in names:
        return "这是Word文档，不是工作簿。请上传填好的模板（.xlsx）。"
    if "ppt/presentation.xml" in names:
        return "这是演示文稿，不是工作簿。请上传填好的模板（.xlsx）。"
    if "xl/workbook.bin" in names:
        return f"这是二进制工作簿（.xlsb）。{_ADVICE}"
    if "mimetype" in names:
        return f"这是OpenDocument文件（.ods）。{_ADVICE}"
    return "这是压缩包，不是工作簿。请解开后上传里面的.xlsx。"


def _ole_refusal(book: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in book or "EncryptionInfo".encode("utf-16-le") in book:
        return "这份工作簿设了打开密码，读不了。请去掉密码（文件→信息→保护工作簿）后再上传。"
    if "WordDocument".encode("utf-16-le") in book:
        return "这是旧版Word文档，不是工作簿。请上传填好的模板（.xlsx）。"
    return f"这是旧格式工作簿（.xls或.et）。{_ADVICE}"


def _text_refusal(book: bytes) -> str:
    head = book[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<html" in head:
        return f"这是网页另存的文件，不是真正的工作簿。{_ADVICE}"
    if head.startswith(b"<?xml"):
        return f"这是XML文件，不是工作簿。{_ADVICE}"
    if b"\0" not in book[:4096]:
        return f"这是文本文件（如CSV）。{_ADVICE}"
    return "认不出这是什么文件，不是工作簿。请上传填好的模板（.xlsx）。"
