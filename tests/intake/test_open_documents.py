"""OpenDocument（.ods）：一格一格认全；不是格子里的字不读；有毒的说得清楚。"""

import io
import zipfile
import zlib

import pytest
from tests.intake.documents import cell, ods
from tests.intake.workbench import read

from dashboard.intake.book import Sheet
from dashboard.intake.limits import MB

_SPACES = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row {_SPACES} table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def typed(kind: str, inside: str = "", **more: str) -> str:
    """一格，类型和别的属性（双下划线写成冒号，单下划线写成连字符）。"""
    given = " ".join(f'{name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<table:table-cell office:value-type="{kind}" {given}>{inside}</table:table-cell>'


def sheet(*rows: str) -> Sheet:
    return read(ods("".join(rows))).sheets[0]


def test_重复的行_每一行的百分比_错误值_公式都认得() -> None:
    percent = typed("percentage", "<text:p>55%</text:p>", office__value="0.55")
    wrong = typed("string", "<text:p>#DIV/0!</text:p>", table__formula="of:=1/0")
    found = sheet(row(percent, wrong, '<table:table-cell table:formula="of:=1+1"/>', times=3))
    assert found.percents == {"A1", "A2", "A3"}
    assert found.errors == {"B1": "#DIV/0!", "B2": "#DIV/0!", "B3": "#DIV/0!"}
    assert found.uncached == {"C1", "C2", "C3"}
    assert found.rows == {n: {1: 0.55} for n in (1, 2, 3)}


def test_LibreOffice写的错误值() -> None:
    found = sheet(row(typed("string", "<text:p>Err:502</text:p>", office__string_value="", calcext__value_type="error", table__formula="of:=X")))
    assert (found.errors, found.rows) == ({"A1": "Err:502"}, {})


def test_算出来是空的公式_不是没有算() -> None:
    found = sheet(row(typed("string", table__formula="of:=&quot;&quot;", office__string_value="")))
    assert (found.formulas, found.uncached, found.rows) == ({"A1"}, frozenset(), {})


def test_空格照原样_排版的空白不算() -> None:
    line = '<text:p>\n   甲<text:s text:c="2"/>乙 <text:span>丙</text:span><text:tab/>丁<text:line-break/>戊\n  </text:p>\n  <text:p>己</text:p>'
    assert sheet(row(typed("string", line), typed("string", "<text:p><text:s/>12</text:p>"))).rows == {1: {1: "甲  乙 丙 丁\n戊\n己", 2: " 12"}}


def test_人打的几个空格照留() -> None:
    """LibreOffice 在几段字的格子里照原样写空格。"""
    line = "<text:p>甲  乙 </text:p><text:p> </text:p><text:p> 丙</text:p>"
    assert sheet(row(typed("string", line))).rows == {1: {1: "甲  乙 \n \n 丙"}}


def test_图形_批注_嵌着的表_修订以前的字_都不算() -> None:
    inner = f"<table:table table:name='里'><table:table-row>{cell('乙')}</table:table-row></table:table>"
    drawn = f"<draw:frame><draw:text-box><text:p>图上的字</text:p>{inner}</draw:text-box></draw:frame>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    shapes = "<table:shapes><draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><text:p>丙</text:p></draw:frame></table:shapes>"
    book = read(ods(shapes + row(typed("string", f"{note}<text:p>甲</text:p>{drawn}{inner}"), typed("float", drawn, office__value="3"))))
    assert [(s.name, s.rows) for s in book.sheets] == [("表", {1: {1: "甲", 2: 3}})]


def test_外部链接里存的表不算() -> None:
    links = f"</table:table><table:dde-links><table:table table:name='外'><table:table-row>{cell('乙')}</table:table-row></table:table></table:dde-links>"
    assert [s.name for s in read(ods(f"{row(cell('甲'))}{links}<table:table table:name='二'>")).sheets] == ["表", "二"]


@pytest.mark.parametrize("value", ["nan", "inf", "1_000", "0x10", "1e999", "", "12a"])
def test_写得不规矩的数不收(value: str) -> None:
    assert "读不通" in read(ods(row(typed("float", office__value=value)))).refused


@pytest.mark.parametrize(("value", "number"), [("12", 12), ("-0.5", -0.5), (".5", 0.5), ("1.5E+3", 1500)])
def test_数的几种写法(value: str, number: float) -> None:
    assert sheet(row(typed("float", office__value=value))).rows == {1: {1: number}}


def test_日期_是非() -> None:
    found = sheet(row(typed("date", office__date_value="2025-06-18T08:00:00"), typed("boolean", office__boolean_value="false")))
    assert [str(v) for v in found.rows[1].values()] == ["2025-06-18", "False"]
    assert "读不通" in read(ods(row(typed("date", office__date_value="2025-06-31")))).refused


def bomb(kind: str = "content.xml") -> bytes:
    """几百KB，解开是64MB。"""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(kind, "<a>" + " " * (64 * MB) + "</a>")
    return found.getvalue()


def locked() -> bytes:
    """压缩包里的内容加了密（目录里有记号）。"""
    plain = ods("")
    at = plain.index(b"PK\1\2")
    return plain[: at + 8] + b"\1\0" + plain[at + 10 :]


BAD = {
    "压缩炸弹": (bomb, "压缩炸弹"),
    "一千万格": (lambda: ods(row(cell("甲", 300), times=1000) * 12), "超过1,000,000个"),
    "一百万行": (lambda: ods(row("<table:table-cell/>", times=1_048_570) + row(cell("甲"))), "A1048571也有内容"),
    "右边很远": (lambda: ods(row('<table:table-cell table:number-columns-repeated="16383"/>', cell("甲"))), "XFD1也有内容"),
    "五十一张表": (lambda: ods("</table:table>" + "".join(f"<table:table table:name='{n}'></table:table>" for n in range(50)) + "<table:table>"), "超过50张"),
    "两张表同名": (lambda: ods("</table:table><table:table table:name='表'>"), "文件不完整"),
    "部件太多": (lambda: ods("", **{f"p{n}": "x" for n in range(1001)}), "1,003个部件"),
    "加了密": (locked, "加了密"),
    "重复的次数写得离谱": (lambda: ods(row(f'<table:table-cell table:number-columns-repeated="{"9" * 5000}"/>')), "读不通"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_有毒的(name: str) -> None:
    make, said = BAD[name]
    found = read(make())
    assert said in found.refused
    assert found.refused.endswith("。")


def test_目录也不许胀() -> None:
    """只看开头一段，不把几十MB的目录读进来。"""
    assert "文件不完整" in read(bomb("META-INF/manifest.xml")).refused
