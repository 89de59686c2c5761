"""一格里的写法：该读的照读，该问的要问，不该猜的不猜（R15—R18）。"""

from datetime import date
from decimal import Decimal

from tests.corpus.case import AREA, FACTS, GONE, SME, Case, filled, money, one, told

_READ = [
    ("普通的数", 120, 120, False),
    ("小数点后全是零的整数", 12.0, 12, False),
    ("写成文字的数", "120", 120, False),
    ("带正号的数", "+120", 120, False),
    ("前面有零的数", "0120", 120, False),
    ("零", 0, 0, False),
    ("写成文字的零", "0", 0, False),
    ("全角数字", "１２０", 120, True),
    ("全角逗号", "１，２００", 1200, True),
    ("千分位", "1,200", 1200, True),
    ("前后空格", " 120 ", 120, True),
    ("全角空格", "　120", 120, True),
    ("不换行空格", "\u00a0120", 120, True),
    ("零宽字符", "\u200b120\ufeff", 120, True),
    ("带计量单位", "120家", 120, True),
    ("空格加计量单位", "120 家", 120, True),
]
_ASK = [
    ("中文数字", "三百二十", "chinese_number", "320家", 320),
    ("中文数字加单位", "十二家", "chinese_number", "12家", 12),
    ("按年份念的中文数字", "二〇二", "chinese_number", "202家", 202),
    ("带着万", "0.12万", "scale", "1200家", 1200),
    ("横线选零", "—", "blank_or_zero", "填0", 0),
    ("横线选未报", "—", "blank_or_zero", "留空（未报）", GONE),
    ("横线选不适用", "—", "blank_or_zero", "不适用", None),
    ("半角横线", "-", "blank_or_zero", "填0", 0),
    ("斜线", "/", "blank_or_zero", "不适用", None),
    ("写着无", "无", "blank_or_zero", "填0", 0),
    ("写着暂无", "暂无", "blank_or_zero", "留空（未报）", GONE),
]
_NEVER = [
    *("约10", "10余", "10余家", ">3", "≥3", "5-8", "5～8", "两位数", "10²", "10③", "3,2OO", "1l", "12,34", "1 200", ".5"),
    *("NaN", "null", "None", "nan", "inf", "-inf", "1_000", "0x1F", "1e3", "１２．５．６", "十几", "=1+1家", "TRUE", "是", "见附件", "#N/A"),
]


def cases() -> list[Case]:
    return [*_read(), *_asked(), *_never(), *_sizes(), *_periods()]


def _read() -> list[Case]:
    found = [filled(f"{name}照读", "R15 R16", one(raw), reads={"E10": value}, hints={"E10": "conversion"} if said else {}) for name, raw, value, said in _READ]
    found.append(filled("空白是未报", "R16", one(5).put(AREA), reads={"E10": 5, "H13": GONE}))
    found.append(filled("写明不适用", "R16", one("不适用", "不适用"), reads={"D10": None, "E10": GONE}))
    found.append(filled("不适用与数混填", "R16", one(5, "不适用"), wrong={"D10": "mixed"}))
    return found


def _asked() -> list[Case]:
    found = []
    for name, raw, rule, option, value in _ASK:
        found.append(filled(f"{name}，没有选", "R15 R16", one(raw), wrong={"E10": rule}, reads={"E10": GONE}))
        bench = one(raw).put(AREA, 期末=1).reply(told(rule, "E10", option))
        found.append(filled(f"{name}，选了", "R15 R16 R22", bench, reads={"E10": value, "H13": 1}))
    found.append(filled("万元写在亿元里", "R15", money("3,200万元"), wrong={"E12": "scale"}))
    found.append(filled("万元换算成亿元", "R15", money("3,200万元").reply(told("scale", "E12", "0.32亿元")), reads={"E12": Decimal("0.32")}))
    found.append(filled("没有的选项", "R22", one("—").reply(told("blank_or_zero", "E10", "填1")), wrong={"E10": "blank_or_zero reply"}))
    return found


def _never() -> list[Case]:
    return [filled(f"不猜：{raw}", "R15 R16", one(raw), wrong={"E10": "number"}, reads={"E10": GONE}) for raw in _NEVER]


def _sizes() -> list[Case]:
    return [
        filled("半家企业", "R17", one(12.5), wrong={"E10": "number"}),
        filled("金额可以有小数", "R17", money(12.5), reads={"E12": Decimal("12.5")}),
        filled("小数太长四舍五入", "R17", money("0.12345678"), reads={"E12": Decimal("0.123457")}, hints={"E12": "conversion"}),
        filled("浮点的零头", "R17", money(0.1 + 0.2), reads={"E12": Decimal("0.3")}),
        filled("大得离谱", "R17", one(10**14), wrong={"E10": "number"}),
        filled("负的累计", "R17 R19", one(-1), wrong={"E10": "number"}),
        filled("真假值", "R15", one(5).cell(FACTS, "E10", True), wrong={"E10": "number"}),
        filled("百分比格式的个数", "R15", one(5).cell(FACTS, "E10", 0.5, "0%"), wrong={"E10": "number"}),
        filled("不该填的格子", "R17", one(5).cell(FACTS, "H10", 5), wrong={"H10": "shut_cell"}),
    ]


def _periods() -> list[Case]:
    return [
        filled("写着别的月份", "R9 R18", one(5).cell(FACTS, "B2", "填报单位：吴中区　　期间：2025年7月"), wrong={"B2": "header_differs"}),
        filled("标题是别的月份", "R9 R18", one(5).cell(FACTS, "B1", "吴中区科技招商月报（2025年7月）"), wrong={"B1": "header_differs"}),
        filled("标题是别的板块", "R9", one(5).cell(FACTS, "B1", "昆山市科技招商月报（2025年6月）"), wrong={"B1": "header_differs"}),
        filled("标题改成自己的话", "R9", one(5).cell(FACTS, "B1", "六月报表"), reads={"E10": 5}),
        filled("写着别的板块", "R9", one(5).cell(FACTS, "B2", "填报单位：昆山市　　期间：2025年6月"), wrong={"B2": "header_differs"}),
        filled("数成了日期", "R18", one(5).cell(FACTS, "E10", date(2025, 3, 1), "yyyy-mm-dd"), wrong={"E10": "number"}),
        filled("中文日期格式的数", "R18", one(5).cell(FACTS, "E10", 45016, "m月d日"), wrong={"E10": "number"}),
        filled("写着年月的文字", "R18", one("2025年6月"), wrong={"E10": "number"}),
        filled("同一指标两行", "R17", one(5).cell(FACTS, "A11", f"{SME}|吴中区").cell(FACTS, "E11", 6), wrong={"B11": "row_moved"}),
    ]
