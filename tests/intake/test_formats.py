"""旧格式、OpenDocument、CSV、Parquet：只认内容，读得与 .xlsx 一样；坏的、大的、有毒的说得清楚。"""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.intake.documents import cell, ods
from tests.intake.workbench import Bench, profile, read

from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header, Kind, Table
from dashboard.intake import biff, checking, headers
from dashboard.intake.formats import Format, of
from dashboard.intake.guard import read_books
from dashboard.intake.history import History
from dashboard.intake.limits import Limits
from dashboard.intake.parts import Refused

FILES = Path(__file__).parent / "files"
WUZHONG = Header(Kind.UNIT, "suzhou", "吴中区", None, 202506)


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def refused(content: bytes, limits: Limits | None = None) -> str:
    """不收的那句话；收了即错。"""
    (found,) = [read(content)] if limits is None else [_limited(content, limits)]
    assert found
    return str(getattr(found, "refused", found))


def _limited(content: bytes, limits: Limits) -> str:
    from dashboard.intake import child

    return str(child.read(content, limits).get("refused", ""))


@pytest.mark.parametrize("name", ["月报.xls", "月报.ods"])
def test_下发的模板另存以后照样认得(name: str) -> None:
    book = read(file(name), name)
    assert headers.of(book) == WUZHONG
    report = checking.check(book, profile("suzhou"), WUZHONG, History())
    assert report.problems == ()
    assert {r["measure"]: (r["cell"], r["value"]) for r in report.tables[Table.FACTS]} == {"本月": ("D10", 12), "本年累计": ("E10", 1050)}
    assert [(r["day"], r["topic"]) for r in report.tables[Table.TALKS]] == [(date(2025, 6, 3), "中试基地")]


@pytest.mark.parametrize("name", ["各种.xls", "各种.ods"])
def test_值以外的事与读xlsx一样(name: str) -> None:
    one, hidden = read(file(name), name).sheets
    assert (one.hidden, hidden.hidden, hidden.text(1, 1)) == (False, True, "x")
    assert (one.hidden_rows, one.hidden_columns) == ({7}, {7})
    assert (one.errors, one.percents, one.uncached) == ({"E5": "#DIV/0!"}, {"F6", "B12"}, frozenset())
    assert {"D4", "E5", "A12"} <= one.formulas
    assert [one.value(r, c) for r, c in ((1, 1), (2, 2), (3, 3), (4, 4), (6, 6), (9, 1), (11, 3), (12, 1))] == [
        "文字", 3.5, date(2025, 6, 18), 3, 0.25, "合并", 3, "文字",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [("月报.xls", Format.XLS), ("月报.ods", Format.ODS)])
def test_只看内容(name: str, kind: Format) -> None:
    assert of(file(name)) is kind


class Test旧格式:
    def test_没有传完(self) -> None:
        for size in (600, 5000, 12_000):
            assert "请重新保存" in refused(file("月报.xls")[:size])

    def test_张数_格数_地址的上限(self) -> None:
        assert "超过3张" in refused(file("月报.xls"), Limits(sheets=3))
        assert "单元格超过50个" in refused(file("月报.xls"), Limits(cells=50))
        assert "太远了" in refused(file("月报.xls"), Limits(row=4))

    def test_设了密码的(self) -> None:
        scan = biff._Scan(_record(0x0809, b"\x00\x06\x05\x00" + bytes(12)) + _record(0x002F, b"\x01\x00") + _record(0x000A, b""), Limits())
        with pytest.raises(Refused, match="设了打开密码"):
            scan.run()

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(some.integers(512, 20_000), some.binary(min_size=1, max_size=8))
    def test_改坏几个字节(self, at: int, junk: bytes) -> None:
        """要么读得出，要么一句话；不会抛别的。"""
        whole = file("月报.xls")
        content = whole[:at] + junk + whole[at + len(junk) :]
        said = "。"
        try:
            biff.scan(content, Limits())
        except Refused as error:
            said = str(error)
        assert said.endswith("。")


def _record(kind: int, body: bytes) -> bytes:
    return kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


class TestOpenDocument:
    def test_重复的格子和行展开_大片空白不展开(self) -> None:
        rows = f'<table:table-row table:number-rows-repeated="2">{cell("甲", 3)}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        sheet = read(ods(rows + '<table:table-row table:number-rows-repeated="1048000"/>')).sheets[0]
        assert sheet.rows == {1: {1: "甲", 2: "甲", 3: "甲"}, 2: {1: "甲", 2: "甲", 3: "甲"}}

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (ods(f"<table:table-row>{cell('甲', 9_999_999)}</table:table-row>"), "重复了9,999,999格"),
            (ods(f'<table:table-row table:number-rows-repeated="9999999">{cell("甲")}</table:table-row>'), "重复了9,999,999行"),
            (ods(f'<table:table-row table:number-rows-repeated="1040000"/><table:table-row>{cell("甲")}</table:table-row>'), "太远了"),
            (ods("", before="<!DOCTYPE x>"), "DOCTYPE"),
            (ods("<table:table-row>"), "文件不完整"),
            (ods("", **{"META-INF__manifest.xml": "<encryption-data/>"}), "设了打开密码"),
            (file("月报.ods")[:9000], "文件不完整"),
        ],
    )
    def test_不收的(self, content: bytes, said: str) -> None:
        assert said in refused(content)

    def test_批注不算格子里的字(self) -> None:
        note = "<office:annotation><text:p>批注</text:p></office:annotation>"
        row = f'<table:table-row><table:table-cell office:value-type="string">{note}<text:p>甲</text:p></table:table-cell></table:table-row>'
        assert read(ods(row)).sheets[0].value(1, 1) == "甲"

    def test_没有算出的公式(self) -> None:
        row = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'
        assert read(ods(row)).sheets[0].uncached == {"A1"}


ROWS = "指标,计量单位,本月,本年累计\n科技型中小企业年度入库,家,12,1050\n"


class TestCSV:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("mark", [",", "\t", ";"])
    def test_编码和分隔符(self, encoding: str, mark: str) -> None:
        (sheet,) = read(ROWS.replace(",", mark).encode(encoding)).sheets
        assert (sheet.name, sheet.rows[2]) == ("数据", {1: "科技型中小企业年度入库", 2: "家", 3: "12", 4: "1050"})

    def test_选好是谁的就能报(self) -> None:
        none = [Reply(ReplyKind.ANSWER, name, "", "本月无", "sheet_gone") for name in ("科创项目", "活动", "洽谈")]
        report = checking.check(read(ROWS.encode("gb18030"), "月报.csv"), profile("suzhou"), WUZHONG, History(), none)
        assert report.ready
        assert {r["measure"]: r["value"] for r in report.tables[Table.FACTS]} == {"本月": 12, "本年累计": 1050}

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("只有一句话".encode(), "不是表格"),
            (b"a,b\n\xff\xff\xff,1\n", "乱码"),
            (b"a,b\x01\n1,2\n", "乱码"),
            ('甲,乙\n"没有引完,1\n'.encode(), "引号对不上"),
            (f"甲,乙\n{'长' * 40_000},1\n".encode(), "一格的文字超过32,767个字"),
            (b"a,b\n" + b"1,2\n" * 60_000, "太远了"),
            (("a," * 400 + "\n").encode() + (",".join(map(str, range(400))) + "\n").encode(), "太远了"),
        ],
    )
    def test_不收的(self, content: bytes, said: str) -> None:
        assert said in refused(content)

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(some.binary(min_size=1, max_size=200))
    def test_随便什么字节都有一句话(self, junk: bytes) -> None:
        found = read(junk)
        assert found.sheets or found.refused.endswith("。")


def parquet(**columns: Any) -> bytes:
    found = io.BytesIO()
    pq.write_table(pa.table(columns), found)
    return found.getvalue()


class TestParquet:
    def test_第一行是列名(self) -> None:
        (sheet,) = read(parquet(指标=["甲", None], 本月=[1, 2], 金额=[Decimal("1.50"), None], 日期=[date(2025, 6, 1), None])).sheets
        assert sheet.rows == {1: {1: "指标", 2: "本月", 3: "金额", 4: "日期"}, 2: {1: "甲", 2: 1, 3: "1.50", 4: date(2025, 6, 1)}, 3: {2: 2}}

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda: parquet(a=list(range(60_000))), "60,000行"),
            (lambda: parquet(**{f"c{n}": [1] for n in range(400)}), "400列"),
            (lambda: parquet(a=[[1, 2]]), "成串的值"),
            (lambda: parquet(a=["x"])[:-8] + b"\0\0\0\0PAR1", "坏了"),
        ],
    )
    def test_不收的(self, make: Callable[[], bytes], said: str) -> None:
        assert said in refused(make())

    def test_在受限的子进程里也读得出(self) -> None:
        books = read_books([("数据.parquet", parquet(a=[1], b=["x"])), ("月报.xls", file("月报.xls")), ("月报.ods", file("月报.ods")), ("数.csv", ROWS.encode())])
        assert [b.refused for b in books] == ["", "", "", ""]


def test_各种格式读成的数都一样() -> None:
    """同一份月报，.xlsx、.xls、.ods 读出的数一样（存的是加列以前的模板，说明、科创项目两张不比）。"""
    bench = Bench(owner="吴中区").put("tech_sme_annual", 本月=12, 本年累计=1050).add("洽谈", day=date(2025, 6, 3), topic="中试基地", partner="研究院")
    books = [read(bench.content()), read(file("月报.xls")), read(file("月报.ods"))]
    numbers = [{(s.name, r, c): float(v) for s in b.sheets if s.name not in ("说明", "科创项目") for r, row in s.rows.items() for c, v in row.items() if isinstance(v, int | float)} for b in books]
    assert numbers[0] == numbers[1] == numbers[2]
