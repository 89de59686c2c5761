"""时限的说法。"""

from datetime import date, datetime, timedelta

from dashboard.wording.deadlines import countdown, due_sentence, until_zh


def test_零时写成前一天的24时() -> None:
    end = datetime(2025, 7, 8)
    assert until_zh(end) == "2025年7月7日24:00"
    assert until_zh(end + timedelta(minutes=1)) == "2025年7月8日0:01"


def test_还有几天() -> None:
    day = date(2025, 7, 7)
    assert [countdown(day, date(2025, 7, n)) for n in (4, 6, 7, 8)] == ["还有3天", "还有1天", "今天截止", "已过1天"]


def test_截止一句话() -> None:
    assert due_sentence("6月板块月报", date(2025, 7, 7), date(2025, 7, 4)) == "6月板块月报：7月7日24:00截止，还有3天"
    assert due_sentence("12月板块月报", date(2026, 1, 8), date(2025, 12, 31)) == "12月板块月报：2026年1月8日24:00截止，还有8天"
