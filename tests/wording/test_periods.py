"""日期与期间的写法。"""

from datetime import date

from dashboard.domain.month import Month
from dashboard.wording import periods


def test_日期不补零_年份该写才写() -> None:
    assert periods.date_zh(date(2025, 9, 3)) == "2025年9月3日"
    assert periods.day_zh(date(2025, 9, 3)) == "9月3日"


def test_期间() -> None:
    assert [periods.period_zh(Month(2025, m)) for m in (1, 9)] == ["1月", "1—9月"]
    assert [periods.elapsed_zh(Month(2025, m)) for m in (3, 5, 6, 9, 12)] == ["一季度", "1—5月", "上半年", "前三季度", "全年"]
