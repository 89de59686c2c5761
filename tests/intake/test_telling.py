"""不能收的文件：说出它其实是什么、怎么办；名字和浏览器说的类型一概不看。"""

import io
import zipfile

import pytest
from tests.intake import hostile, oldbooks
from tests.intake.workbench import read

from dashboard.intake.formats import Format, of


def zipped(*names: str) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return found.getvalue()


OTHERS: dict[str, tuple[bytes, str]] = {
    "照片": (b"\0\0\0\x18ftypheic" + bytes(50), "手机照片（HEIC）"),
    "视频": (b"\0\0\0\x18ftypmp42" + bytes(50), "一段视频"),
    "扫描件": (b"MM\0*" + bytes(50), "TIFF图片"),
    "压缩包": (b"Rar!\x1a\x07\x01\0", "压缩包（.rar）"),
    "压缩包里的文件": (zipped("昆山.xlsx"), "请解开后上传里面的工作簿"),
    "快捷方式": (b"L\0\0\0\x01\x14\x02\0" + bytes(50), "一个快捷方式"),
    "程序": (b"MZ\x90\0" + bytes(50), "这是程序"),
    "数据库": (b"SQLite format 3\0" + bytes(50), "数据库文件"),
    "版式文件": (zipped("OFD.xml"), "OFD版式文件"),
    "文档": (zipped("word/document.xml"), "Word文档"),
    "二进制工作簿": (zipped("xl/workbook.bin"), "（.xlsb）。请在Excel或WPS中打开，另存为"),
    "改过部件名的工作簿": (zipped("xl/workbook22.xml", "xl/styles.xml"), "写法特别的工作簿。请在Excel或WPS中打开，另存为"),
    "旧演示文稿": (hostile.ole("PowerPoint Document"), "旧版演示文稿"),
    "邮件": (hostile.ole("__properties_version1.0"), "Outlook邮件"),
    "别的软件的": (hostile.ole("Contents"), "这不是工作簿"),
    "设了密码的": (hostile.ole("EncryptedPackage", "EncryptionInfo"), "设了打开密码"),
    "很旧的": (oldbooks.record(0x0009, b"\x02\0\x10\0"), "95或更早"),
    "很旧的外壳里的": (oldbooks.compound({"Book": oldbooks.record(0x0809, b"\0\x05\x05\0") + bytes(99)}), "95或更早"),
    "加密软件": (b"\x62\x14#e\x02\0" + bytes(9) + b"E-SafeNet\0\0\0LOCK" + bytes(99), "加密软件加了密"),
    "XML表格": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003的XML表格"),
    "网页": ("﻿ <TABLE><tr><td>1,2</td></tr></TABLE>".encode(), "网页另存的文件"),
    "宽字符的网页": ("<html><table></table></html>".encode("utf-16"), "网页另存的文件"),
    "JSON": (b'{"rows": [1, 2]}', "JSON数据"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_说出是什么(name: str) -> None:
    content, said = OTHERS[name]
    refused = read(content, "月报.xlsx").refused
    assert said in refused
    assert refused.endswith("。")


@pytest.mark.parametrize("file", ["月报.xlsx", "月报.csv", "月报.exe", "月报"])
def test_叫什么都一样读(file: str) -> None:
    assert read(oldbooks.book(oldbooks.number(0, 0, 1.5)), file).sheets[0].rows == {1: {1: 1.5}}
    assert read("甲,乙\n1,2\n".encode(), file).sheets[0].rows[2] == {1: "1", 2: "2"}
    assert read(hostile.book(), file).sheets[0].rows == {1: {1: 1}}


def test_工作簿里嵌着Word文档_还是工作簿() -> None:
    cells = oldbooks.stream([("表", oldbooks.label(0, 0, "EncryptedPackage"))])
    assert of(oldbooks.compound({"Workbook": cells, "WordDocument": b"x"})) is Format.XLS


def test_旧工作簿里有这些字_还是工作簿() -> None:
    for word in ("WordDocument", "EncryptedPackage", "EncryptionInfo", "PowerPoint Document"):
        assert read(oldbooks.book(oldbooks.label(0, 0, word))).sheets[0].rows == {1: {1: word}}
