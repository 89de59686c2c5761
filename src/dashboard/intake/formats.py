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
    (b"MM\0*", "一张TIFF图片"),
    (b"RIFF", "一张WebP图片或一段音频"),
    (b"ID3", "一段音频"),
    (b"%PDF", "PDF文件"),
    (b"{\\rtf", "RTF文档"),
    (b"Rar!", "压缩包（.rar）"),
    (b"7z\xbc\xaf", "压缩包（.7z）"),
    (b"\x1f\x8b", "压缩包（.gz）"),
    (b"BZh", "压缩包（.bz2）"),
    (b"\xfd7zXZ", "压缩包（.xz）"),
    (b"L\0\0\0\x01\x14\x02\0", "一个快捷方式"),
    (b"SQLite format 3\0", "数据库文件"),
    (b"\0\x01\0\0Standard ", "Access数据库"),
    (b"MZ\x90\0", "程序"),
)
_PHOTOS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_OLD_BOOKS = (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0", b"\x09\x08\x10\0")
"""没有外壳的旧工作簿（Excel 2到95，或别的软件这样写的）：开头就是第一条记录。"""
_INSIDE = (
    ("word/document.xml", "Word文档"),
    ("ppt/presentation.xml", "演示文稿"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("mimetype", "OpenDocument文档（不是表格）"),
    ("Index/Document.iwa", "苹果Numbers表格"),
    ("OFD.xml", "OFD版式文件"),
    ("xl/styles.xml", "写法特别的工作簿"),
)
_WORKBOOKS = ("（.xlsb）", "Numbers表格", "工作簿")
_STREAMS = (
    ("EncryptionInfo", ""),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "旧版Word文档"),
    ("PowerPoint Document", "旧版演示文稿"),
    ("__properties_version1.0", "Outlook邮件"),
)
"""复合文件最外一层有这个名字的是什么；先写的为准（工作簿里可以嵌着 Word 文档）。"""
_WEB = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"mime-version:")
_SAVE_AS = "请在Excel或WPS中打开，另存为“Excel工作簿（.xlsx）”后再上传。"
_NOT_A_BOOK = "不是工作簿。请上传填好的模板（.xlsx）。"
PASSWORD = "这份工作簿设了打开密码，读不了。请去掉密码（文件→信息→保护工作簿）后再上传。"
OLD = f"这是很旧的Excel格式（95或更早），不收。{_SAVE_AS}"
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
    if book.startswith(_PARQUET):
        return Format.PARQUET
    _marked(book)
    return _text(book)


def _marked(book: bytes) -> None:
    """开头的记号看得出是什么、又不能收的，说出来。"""
    name = next((name for magic, name in _MARKS if book.startswith(magic)), "")
    if book[4:8] == b"ftyp":
        name = "一张手机照片（HEIC）" if book[8:12] in _PHOTOS else "一段视频或音频"
    if name:
        raise Refused(f"这是{name}，{_NOT_A_BOOK}")
    if book.startswith(_OLD_BOOKS):
        raise Refused(OLD)
    if b"E-SafeNet" in book[:_SMALL]:
        raise Refused("这份文件被单位的加密软件加了密，读不了。请在那台电脑上解密（或申请外发）后再上传。")


def _zipped(book: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise Refused("文件里的内容加了密，读不了。请去掉密码后再上传。")
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
    from dashboard.intake import compound

    names = compound.names(book)
    kind = next((kind for name, kind in _STREAMS if name in names), None)
    if kind == "xls":
        return Format.XLS
    if kind == "":
        raise Refused(PASSWORD)
    raise Refused(f"这是{kind}，{_NOT_A_BOOK}" if kind else f"这不是工作簿，或者已经坏了。{_SAVE_AS}")


def _text(book: bytes) -> Format:
    """没有记号的：网页、XML、JSON 说出来，别的文本当 CSV。"""
    head = book[:4096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = (head.decode("utf-16", "ignore").encode() if wide else head).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if plain.startswith(_WEB) or b"<html" in plain:
        raise Refused(f"这是网页另存的文件，不是真正的工作簿。{_SAVE_AS}")
    if plain.startswith(b"<?xml"):
        what = "Excel 2003的XML表格，不收" if b"office:spreadsheet" in plain else "XML文件，不是工作簿"
        raise Refused(f"这是{what}。{_SAVE_AS}")
    if plain.startswith((b"{", b"[{", b"[[")):
        raise Refused(f"这是JSON数据，{_NOT_A_BOOK}")
    if wide or b"\0" not in head:
        return Format.CSV
    raise Refused(f"认不出这是什么文件，{_NOT_A_BOOK}")
