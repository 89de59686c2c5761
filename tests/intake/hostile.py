"""造坏文件：每种都是几行代码造出来的，不依赖任何现成文件。"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from openpyxl.xml.constants import CONTYPES_NS, PKG_REL_NS, REL_NS, SHEET_MAIN_NS
from tests.intake.oldbooks import compound

_TYPES = f'<Types xmlns="{CONTYPES_NS}"><Default Extension="xml" ContentType="application/xml"/></Types>'
_ROOT = f'<Relationships xmlns="{PKG_REL_NS}"><Relationship Id="r1" Type="{REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
_BOOK = f'<workbook xmlns="{SHEET_MAIN_NS}" xmlns:r="{REL_NS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
_PLAIN = '<row r="1"><c r="A1"><v>1</v></c></row>'


def sheet(rows: str = _PLAIN, after: str = "", before: str = "") -> str:
    """一张表的 XML。"""
    return f'{before}<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def book(rows: str = _PLAIN, after: str = "", target: str = "worksheets/sheet1.xml", **more: str) -> bytes:
    """一份只有一张表的 .xlsx；more 为别的部件（点号写成双下划线）。"""
    return package({f"xl/{target}": sheet(rows, after), **{k.replace("__", "/") + ".xml": v for k, v in more.items()}}, target)


def package(parts: Mapping[str, str | bytes], target: str = "worksheets/sheet1.xml") -> bytes:
    """打成 .xlsx。"""
    links = f'<Relationships xmlns="{PKG_REL_NS}"><Relationship Id="r1" Type="{REL_NS}/worksheet" Target="{target}"/></Relationships>'
    whole = {"[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT, "xl/workbook.xml": _BOOK, "xl/_rels/workbook.xml.rels": links, **parts}
    found = BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return found.getvalue()


def far_cell() -> bytes:
    """最远的一格有数：照单全收会占掉全部内存。"""
    return book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def merged_whole() -> bytes:
    """整张表合并成一格。"""
    return book(after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def merged_often() -> bytes:
    """十万处合并。"""
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    return book(after=f'<mergeCells count="100000">{areas}</mergeCells>')


def many_strings() -> bytes:
    """两百万个共享字符串，压缩后不到一百千字节。"""
    return package({"xl/worksheets/sheet1.xml": sheet(), "xl/sharedStrings.xml": f'<sst xmlns="{SHEET_MAIN_NS}">{"<si/>" * 2_000_000}</sst>'})


def empty_cells() -> bytes:
    """几百万个没有内容的格子：没有一个数，却要看很久。"""
    return book("<row>" + "<c/>" * 4_000_000 + "</row>")


def bomb(declared: int | None = None) -> bytes:
    """约1MB的共享字符串解开成1GB；declared 为文件头里写的大小（谎报）。"""
    block = b"<si><t>" + b"a" * 1_000_000 + b"</t></si>"
    count = 1024 * 1024 * 1024 // len(block)
    stream = _packed(f'<sst xmlns="{SHEET_MAIN_NS}">'.encode()) + _packed(block) * count + _packed(b"", zlib.Z_FINISH)
    return _with_raw(stream, len(block) * count if declared is None else declared)


def _packed(content: bytes, how: int = zlib.Z_FULL_FLUSH) -> bytes:
    """压好的一段；几段接起来仍是一个压缩流。"""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(how)


def _with_raw(stream: bytes, size: int) -> bytes:
    """把压好的数据直接放进压缩包，目录里写 size。"""
    found = BytesIO(book())
    with zipfile.ZipFile(found, "a") as archive:
        entry = zipfile.ZipInfo("xl/sharedStrings.xml")
        archive.writestr(entry, stream)
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, size
    return found.getvalue()


def dtd(entity: str) -> bytes:
    """带 DOCTYPE 的表：外部实体或层层展开的实体。"""
    declared = f"<!DOCTYPE worksheet [{entity}]>"
    return package({"xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>', before=declared)})


def disguised() -> bytes:
    """表的内容藏在图片名下。"""
    return book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', target="media/image1.png")


def unnumbered() -> bytes:
    """不写地址的格子，一格接一格排到很右边。"""
    return book("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>")


def sparse() -> bytes:
    """左上一格、右下一格，中间一千五百万格是空的。"""
    return book('<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="KN50000"><v>1</v></c></row>')


def ole(*names: str) -> bytes:
    """一个复合文件，最外一层有这些名字，里面都是空的。"""
    return compound(dict.fromkeys(names, b""))


def png() -> bytes:
    """一张1×1的图片。"""
    body = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
