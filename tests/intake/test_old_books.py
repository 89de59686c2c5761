"""旧格式（.xls、.et）：一条条记录造出来的，值和值以外的事；有毒的说得清楚。"""

import struct
from datetime import date

import pytest
from tests.intake import oldbooks
from tests.intake.oldbooks import book, compound, formula, label, number, record, stream, styles
from tests.intake.workbench import read

from dashboard.intake.guard import TOO_HARD, read_books
from dashboard.intake.limits import MB


def cells(count: int) -> bytes:
    return b"".join(number(n, 0, n) for n in range(count))


def test_数和文字() -> None:
    sheet = read(book(number(0, 0, 1.5) + label(1, 2, "甲 ") + number(1, 3, 0))).sheets[0]
    assert sheet.rows == {1: {1: 1.5}, 2: {3: "甲 ", 4: 0}}


def test_日期照格式认() -> None:
    days = styles("yyyy-mm-dd", "General", '0"日"')
    sheet = read(book(number(0, 0, 45826, 0) + number(0, 1, 45826, 1) + number(0, 2, 18, 2), days)).sheets[0]
    assert sheet.rows == {1: {1: date(2025, 6, 18), 2: 45826, 3: 18}}


def test_百分比格式_印上去的百分号不算() -> None:
    sheet = read(book(number(0, 0, 0.55, 0) + number(0, 1, 55, 1) + number(0, 2, 55, 2), styles("0.0%", '0"%"', r"0\%"))).sheets[0]
    assert sheet.percents == {"A1"}


class Test公式:
    def test_有缓存值的(self) -> None:
        sheet = read(book(formula(0, 0, 3) + formula(1, 0, None))).sheets[0]
        assert (sheet.rows, sheet.formulas, sheet.uncached) == ({1: {1: 3}}, {"A1", "A2"}, frozenset())

    def test_从没有算过的(self) -> None:
        """别的软件写出、没有用 Excel 打开过：整份的公式都是空的。"""
        assert read(book(formula(0, 0, None) + formula(1, 0, None))).sheets[0].uncached == {"A1", "A2"}

    def test_写明没有重算的(self) -> None:
        assert read(book(formula(0, 0, 0) + number(1, 0, 2) + record(0x005E, b"\0\0"))).sheets[0].uncached == {"A1"}


BAD: dict[str, tuple[bytes, str]] = {
    "说有十亿个字符串": (book(number(0, 0, 1), record(0x00FC, struct.pack("<II", 10**9, 10**9))), "坏了"),
    "说流有一千兆": (compound({"Workbook": stream([("表", number(0, 0, 1))])}, claimed=1 << 30), "坏了"),
    "说有四十亿个扇区": (book(number(0, 0, 1))[:44] + b"\xff\xff\xff\x7f" + book(number(0, 0, 1))[48:], "坏了"),
    "第一百万行": (book(record(0x0203, struct.pack("<HHHd", 65535, 0, 0, 1))), "A65536也有内容"),
    "第六万列": (book(record(0x00BD, struct.pack("<HHHiH", 0, 60_000, 0, 0, 60_000))), "也有内容，太远了"),
    "说有四十亿行": (book(record(0x0200, struct.pack("<IIHHH", 0, 0xFF000000, 0, 3, 0)) + number(0, 0, 1)), "写着最远到第4,278,190,080行"),
    "大片空白": (book(cells(3) + number(49_000, 255, 1)), "中间大片是空的"),
    "五十一张表": (compound({"Workbook": stream([(f"表{n}", number(0, 0, 1)) for n in range(51)])}), "有51张表，超过50张"),
    "两张表同名": (compound({"Workbook": stream([("表", number(0, 0, 1)), ("表", number(0, 0, 2))])}), "坏了"),
    "一百万格": (book(b"".join(record(0x00BD, struct.pack("<HH", row, 0) + bytes(6 * 250) + b"\xf9\0") for row in range(4001))), "超过1,000,000个"),
    "整张表合并": (book(number(0, 0, 1) + record(0x00E5, struct.pack("<HHHHH", 1, 0, 65535, 0, 255))), "占了整张表"),
    "没有结尾": (compound({"Workbook": stream([("表", number(0, 0, 1))])[:-4]}), "坏了"),
    "记录的长度写到外面": (book(number(0, 0, 1) + struct.pack("<HH", 0x0203, 60_000)), "坏了"),
    "有密码": (book(number(0, 0, 1), record(0x002F, b"\1\0")), "设了打开密码"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_有毒的(name: str) -> None:
    content, said = BAD[name]
    found = read(content)
    assert said in found.refused
    assert found.refused.endswith("。")


def test_说有六万行_其实没有_照收() -> None:
    claimed = record(0x0200, struct.pack("<IIHHH", 0, 65536, 0, 60, 0))
    assert read(book(claimed + number(0, 0, 1))).sheets[0].rows == {1: {1: 1}}


def test_五十张表照收() -> None:
    content = compound({"Workbook": stream([(f"表{n}", number(0, 0, n)) for n in range(50)])})
    assert [s.value(1, 1) for s in read(content).sheets] == list(range(50))


def test_读表的库在坏文件上崩了_也有一句话() -> None:
    """字符串表的续表断在一半，读表的库自己会崩；这一份读不出，同批的照读。"""
    broken = book(number(0, 0, 1), record(0x00FC, struct.pack("<II", 1, 1) + b"\xff\xff\x01\x32"))
    bad, good = read_books([("坏.xls", broken), ("好.xls", book(number(0, 0, 1)))])
    assert bad.refused
    assert bad.refused != TOO_HARD
    assert good.sheets[0].value(1, 1) == 1


def test_看太久的自己停下(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_SCAN_SECONDS", "0")
    (found,) = read_books([("大.xls", book(record(0x0201, bytes(6)) * 100_000))])
    assert found.refused.startswith("文件太繁杂，0秒也没有看完")


def test_超过大小的不用打开(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_FILE_BYTES", str(MB))
    (found,) = read_books([("大.xls", compound({"Workbook": bytes(2 * MB)}))])
    assert "超过1MB" in found.refused


def test_造的文件本身没有毛病() -> None:
    assert oldbooks.book(b"")[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert read(oldbooks.book(b"")).sheets[0].rows == {}
