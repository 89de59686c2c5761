"""收到的字节：不论叫什么名字，认内容；读不了的一句话说明（R1—R3）。"""

import zipfile
from io import BytesIO

from tests.corpus.case import Case, one, received
from tests.intake import hostile


def cases() -> list[Case]:
    whole = {"": "refused"}
    good = one(5).content
    return [
        received("叫.xls的工作簿", "R1", good, reads={"E10": 5}, file="月报.xls"),
        received("叫.xlsm的工作簿", "R1", good, reads={"E10": 5}, file="月报.xlsm"),
        received("叫.pdf的工作簿", "R1", good, reads={"E10": 5}, file="月报.pdf"),
        received("名字里有路径", "R39", good, reads={"E10": 5}, file="../../etc/月报<b>.xlsx"),
        received("空文件", "R1", bytes, wrong=whole),
        received("网页另存的", "R1", lambda: "<html><table><tr><td>昆山市</td></tr></table></html>".encode(), wrong=whole),
        received("PDF", "R1", lambda: b"%PDF-1.7 ...", wrong=whole),
        received("图片", "R1", hostile.png, wrong=whole),
        received("Word文档", "R1", lambda: _zip("word/document.xml"), wrong=whole),
        received("压缩包", "R1", lambda: _zip("月报.xlsx"), wrong=whole),
        received("没有传完", "R1", lambda: good()[:2000], wrong=whole),
        received("设了打开密码", "R1", lambda: hostile.ole("EncryptedPackage"), wrong=whole),
        received("乱码", "R1", lambda: b"\x00\x01\x02" * 500, wrong=whole),
        received("最远的一格有数", "R2 R3", hostile.far_cell, wrong=whole),
        received("整张表合并成一格", "R2", hostile.merged_whole, wrong=whole),
        received("带外部实体", "R3", lambda: hostile.dtd('SYSTEM "file:///etc/passwd"'), wrong=whole),
    ]


def _zip(name: str) -> bytes:
    found = BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        archive.writestr(name, "x")
    return found.getvalue()
