"""数字的写法：千分位、亿元、百分数、百分点；没完成的绝不进位成100%。"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from dashboard.domain.goals import Goal

_MONEY = ("亿元", "万元", "万平方米")


def amount(value: float, uom: str) -> str:
    """一个数的写法，不带单位：亿元、万平方米一位小数，占比一位小数，其余整数（不是整数的留一位）。"""
    places = 1 if uom in _MONEY or uom == "%" or abs(value - round(value)) > 1e-9 else 0
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}"


def with_uom(value: float, uom: str) -> str:
    """带单位：1,520.0亿元、54.6%、3家。"""
    return f"{amount(value, uom)}{uom}"


def percent(share: float) -> str:
    """百分数，一位小数；不到100%的舍去而不进位（99.96%写99.9%）。"""
    exact = Decimal(repr(float(share))) * 100
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if rounded >= 100 > exact and share < 1 - 1e-9:
        rounded = exact.quantize(Decimal("0.1"), ROUND_FLOOR)
    return f"{rounded}%"


def points(gap: float) -> str:
    """差距的写法：落后序时26.7个百分点、超序时4.2个百分点、与序时持平。"""
    size = Decimal(repr(abs(float(gap)) * 100)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if abs(gap) <= 1e-9:
        return "与序时持平"
    if size == 0:
        return "略低于序时" if gap < 0 else "略高于序时"
    return f"落后序时{size}个百分点" if gap < 0 else f"超序时{size}个百分点"


def target(goal: Goal, value: float) -> str:
    """目标数带限定词，按文件的词序：10名以上、达5,000家、超5,000人、突破4,300家、60个左右。"""
    places = 0 if abs(value - round(value)) < 1e-9 else 1
    text = f"{value:,.{places}f}{goal.uom}"
    if goal.bound_word in ("以上", "左右"):
        return f"{text}{goal.bound_word}"
    return f"{goal.bound_word}{text}"


def signed(change: float, places: int = 1) -> str:
    """带正负号的变化：+4.2、−0.5、0.0。"""
    rounded = Decimal(repr(float(change))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"+{rounded}" if rounded > 0 else f"−{abs(rounded)}" if rounded < 0 else f"{abs(rounded)}"


def score(value: float) -> str:
    """得分：一位小数。"""
    return str(Decimal(repr(float(value))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def margin(value: float) -> str:
    """两个得分之差的大小：2.1分；不为零而写出来是0.0的写不到0.1分。"""
    text = score(abs(value))
    return f"{text}分" if text != "0.0" or abs(value) <= 1e-9 else "不到0.1分"
