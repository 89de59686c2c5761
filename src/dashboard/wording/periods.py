"""日期与期间的写法：2025年9月、1—9月、第三季度、7月5日16:20。"""

from datetime import date, datetime

from dashboard.domain.month import Month

_QUARTERS = ("一", "二", "三", "四")


def month_zh(month: Month) -> str:
    """2025年9月。"""
    return f"{month.year}年{month.month}月"


def period_zh(month: Month) -> str:
    """年初到该月：1月、1—9月。"""
    return "1月" if month.month == 1 else f"1—{month.month}月"


def month_or_year_zh(period: int) -> str:
    """YYYYMM 写成2025年9月，YYYY00 写成2025年。"""
    year, month = divmod(period, 100)
    return f"{year}年{month}月" if month else f"{year}年"


def date_zh(day: date) -> str:
    """2025年9月30日。"""
    return f"{day.year}年{day.month}月{day.day}日"


def day_zh(day: date) -> str:
    """9月30日。"""
    return f"{day.month}月{day.day}日"


def moment_zh(at: datetime) -> str:
    """7月5日16:20。"""
    return f"{at.month}月{at.day}日{at.hour}:{at.minute:02d}"


def quarter_zh(quarter: int) -> str:
    """第三季度。"""
    return f"第{_QUARTERS[quarter - 1]}季度"


_SPANS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


def elapsed_zh(month: Month) -> str:
    """年初到该月的叫法：一季度、上半年、前三季度、全年，其余写1—5月。"""
    return _SPANS.get(month.month) or period_zh(month)
