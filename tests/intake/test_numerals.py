"""读数：认什么，替人改什么，拒绝什么。"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.intake.numerals import BLANK, NA, ZERO, NotANumber, Number, parse


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0", "0"), ("12", "12"), ("-3", "-3"), ("+5", "5"), ("1520.35", "1520.35"), ("007", "7"), (12.0, "12"), (1520.3500000000001, "1520.35"), (1e5, "100000")],
)
def test_写得清楚的数原样读(raw: str | float, value: str) -> None:
    assert parse(raw) == Number(Decimal(value))


@pytest.mark.parametrize(
    ("raw", "uom", "value", "done"),
    [
        ("１２", "", "12", "按全角字符读作12"),
        ("－３．５", "", "-3.5", "按全角字符读作-3.5"),
        ("1,234,567.8", "", "1234567.8", "按千分位逗号读作1234567.8"),
        ("１，２３４", "", "1234", "按全角字符、千分位逗号读作1234"),
        ("　12 ", "", "12", "按前后空格读作12"),
        ("\u200b12\ufeff", "", "12", "按看不见的字符读作12"),
        ("12家", "家", "12", "按单位“家”读作12"),
        ("3.5 亿元", "亿元", "3.5", "按单位“亿元”读作3.5"),
        ("55%", "%", "55", "按单位“%”读作55"),
        ("５５％", "%", "55", "按全角字符、单位“%”读作55"),
        ("0.12345678", "", "0.123457", "按四舍五入到6位小数读作0.123457"),
    ],
)
def test_能替人改的改并记下(raw: str, uom: str, value: str, done: str) -> None:
    assert parse(raw, uom) == Number(Decimal(value), done)


@pytest.mark.parametrize(
    ("raw", "uom", "rule", "options"),
    [
        ("十二", "家", "chinese_number", ("12家",)),
        ("三百二十", "", "chinese_number", ("320",)),
        ("二〇二五", "", "chinese_number", ("2025",)),
        ("两千零五", "家", "chinese_number", ("2005家",)),
        ("一亿三千万", "元", "chinese_number", ("130000000元",)),
        ("3,200万元", "亿元", "scale", ("0.32亿元",)),
        ("1.5亿元", "万元", "scale", ("15000万元",)),
        ("1.2万", "家", "scale", ("12000家",)),
        ("3万", "万元", "scale", ("3万元",)),
        ("3.2万", "亿元", "scale", ("0.00032亿元", "32000亿元")),
    ],
)
def test_换算和中文数字要人确认(raw: str, uom: str, rule: str, options: tuple[str, ...]) -> None:
    with pytest.raises(NotANumber) as found:
        parse(raw, uom)
    assert (found.value.rule, found.value.options) == (rule, options)
    assert parse(options[0], uom).value > 0


@pytest.mark.parametrize("raw", ["—", "-", "－", "/", "无", "N/A", "暂无"])
def test_横线和无要人选(raw: str) -> None:
    with pytest.raises(NotANumber) as found:
        parse(raw)
    assert found.value.options == (ZERO, BLANK, NA)


@pytest.mark.parametrize(
    ("raw", "reason", "advice"),
    [
        ("3,2OO", "（字母O），不是数字", "请改成3200"),
        ("1l", "（字母l），不是数字", "请改成11"),
        ("约10", "是约数或区间", "请填一个确切的数"),
        (">3", "是约数或区间", "请填一个确切的数"),
        ("10余", "是约数或区间", "请填一个确切的数"),
        ("5-8", "是约数或区间", "请填一个确切的数"),
        ("10²", "带了上标或下标", "请填一个普通的数"),
        ("1_000", "不是数字", "请改成1000"),
        ("12,34", "不是数字", "请改成1234"),
        ("1 200", "不是数字", "请改成1200"),
        (".5", "不是数字", "请改成0.5"),
        ("nan", "是文字，不是数字", "请改成数字，没报请留空"),
        ("NaN", "是文字，不是数字", "请改成数字，没报请留空"),
        ("inf", "是文字，不是数字", "请改成数字，没报请留空"),
        ("null", "是文字，不是数字", "请改成数字，没报请留空"),
        ("0x1F", "不是数字", "请改成数字，没报请留空"),
        ("1e5", "不是数字", "请改成数字，没报请留空"),
        ("两位数", "不是数字", "请改成数字，没报请留空"),
        ("٣", "不是数字", "请改成数字，没报请留空"),
        ("5万", "带了别的单位", "请换算成表头写的计量单位，只填数"),
        ("55%", "这一格要的不是百分数", "请改成数，不带%"),
        ("12345678901234", "数太大，超过13位", "请核对计量单位"),
        ("=1+1", "不是数字", "请改成数字，没报请留空"),
        (True, "是TRUE或FALSE，不是数字", "请改成数字"),
        (float("nan"), "不是有限的数", "请改成数字"),
        (float("inf"), "不是有限的数", "请改成数字"),
    ],
)
def test_拿不准的不猜(raw: str | float, reason: str, advice: str) -> None:
    with pytest.raises(NotANumber) as found:
        parse(raw)
    assert (found.value.reason, found.value.advice, found.value.options) == (reason, advice, ())


def test_百分比格式的数按看到的读() -> None:
    assert parse(0.55, "%", percent=True) == Number(Decimal(55), "按百分比格式读作55")
    with pytest.raises(NotANumber, match=r"看到的是12%，存的是0\.12"):
        parse(0.12, "家", percent=True)


@given(some.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_写成什么样读回来都是同一个数(value: Decimal) -> None:
    wide = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
    for text in (f"{value:f}", f"{value:,f}", f" {value:f}亿元", f"{value:f}".translate(wide)):
        assert parse(text, "亿元").value == value


@given(some.text(max_size=12))
def test_任何文字要么读成数要么说明理由(text: str) -> None:
    found: Number | NotANumber
    try:
        found = parse(text, "家")
    except NotANumber as error:
        found = error
    assert found.value.is_finite() if isinstance(found, Number) else found.reason and found.advice
