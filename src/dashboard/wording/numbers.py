"""数字的写法：千分位、亿元、百分数、百分点；没完成的绝不进位成100%。"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from dashboard.domain.goals import Goal

_MEASURED = ("亿元", "万元", "万平方米")
_YUAN, _TEN_THOUSAND, _HUNDRED_MILLION = "元", Decimal(10_000), Decimal(100_000_000)
_SAME = 1e-9
_ROUGH = 100
_KEPT = 4096
"""一张榜里同一个数写许多遍，最近写过的记着。"""


def amount(value: float, uom: str) -> str:
    """一个数的写法，不带单位：亿元、万元、万平方米一位小数（不足1的两位），占比一位小数，其余整数（不是整数的留一位）。"""
    return _written(value, _places(value, uom))


def with_uom(value: float, uom: str) -> str:
    """带单位：1,520.0亿元、54.6%、3家；以元计的换成万元、亿元。"""
    return money(value) if uom == _YUAN else f"{amount(value, uom)}{uom}"


def rough(value: float, uom: str) -> str:
    """估计数，带单位：100以上的只写到整数（2,020亿元），免得显得精确。"""
    return f"{_written(value, 0)}{uom}" if abs(value) >= _ROUGH else with_uom(value, uom)


def money(yuan: float) -> str:
    """金额：不足1万写元，不足1亿写万元（一位小数），其余写亿元（两位小数）；99,999,999元写1.00亿元。"""
    exact = Decimal(repr(float(yuan)))
    tens = _rounded(exact / _TEN_THOUSAND, 1)
    if abs(_rounded(exact, 0)) < _TEN_THOUSAND:
        return f"{_written(yuan, 0)}元"
    if abs(tens) < _TEN_THOUSAND:
        return f"{_sign(tens)}{abs(tens):,}万元"
    hundreds = _rounded(exact / _HUNDRED_MILLION, 2)
    return f"{_sign(hundreds)}{abs(hundreds):,}亿元"


def change(value: float, uom: str) -> str:
    """两个数之差的大小，带单位：12家；两个百分数之差写个百分点。"""
    return f"{_written(value, 1)}个百分点" if uom == "%" else with_uom(value, uom)


@lru_cache(_KEPT)
def percent(share: float) -> str:
    """百分数，一位小数；不到100%的舍去而不进位（99.96%写99.9%）。"""
    exact = Decimal(repr(float(share))) * 100
    rounded = _rounded(exact, 1)
    if rounded >= 100 > exact and share < 1 - _SAME:
        rounded = exact.quantize(Decimal("0.1"), ROUND_FLOOR)
    return f"{_sign(rounded)}{abs(rounded):,}%"


def gap_points(gap: float) -> str:
    """差距（小数）的大小，以个百分点计：26.7个百分点。"""
    return f"{_size(gap)}个百分点"


def points(gap: float) -> str:
    """差距的写法：落后序时26.7个百分点、超序时4.2个百分点、与序时持平。"""
    if abs(gap) <= _SAME:
        return "与序时持平"
    if _size(gap) == 0:
        return "略低于序时" if gap < 0 else "略高于序时"
    return f"落后序时{gap_points(gap)}" if gap < 0 else f"超序时{gap_points(gap)}"


def target(goal: Goal, value: float) -> str:
    """目标数带限定词，按文件的词序：10名以上、达5,000家、超5,000人、突破4,300家、60个左右。"""
    text = f"{_written(value, 0 if _whole(value) else 1)}{goal.uom}"
    if goal.bound_word in ("以上", "左右"):
        return f"{text}{goal.bound_word}"
    return f"{goal.bound_word}{text}"


def signed(value: float, places: int = 1) -> str:
    """带正负号的变化：+4.2、−0.5、0.0。"""
    rounded = _rounded(Decimal(repr(float(value))), places)
    return f"{'+' if rounded > 0 else _sign(rounded)}{abs(rounded)}"


def score(value: float) -> str:
    """得分：一位小数。"""
    return _written(value, 1)


def plain(value: float) -> str:
    """规则里的参数：1.2、10，不补零。"""
    return f"{value:g}"


def margin(value: float) -> str:
    """两个得分之差的大小：2.1分；不为零而写出来是0.0的写不到0.1分。"""
    text = score(abs(value))
    return f"{text}分" if text != "0.0" or abs(value) <= _SAME else "不到0.1分"


def _places(value: float, uom: str) -> int:
    if uom in _MEASURED:
        return 2 if _SAME < abs(value) < 1 else 1
    return 0 if uom != "%" and _whole(value) else 1


def _whole(value: float) -> bool:
    return abs(value - round(value)) <= _SAME


def _size(gap: float) -> Decimal:
    return _rounded(Decimal(repr(abs(float(gap)))) * 100, 1)


def _rounded(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(_KEPT)
def _written(value: float, places: int) -> str:
    rounded = _rounded(Decimal(repr(float(value))), places)
    return f"{_sign(rounded)}{abs(rounded):,}"


def _sign(rounded: Decimal) -> str:
    return "−" if rounded < 0 else ""
