"""时限的说法：何时截止，还有几天，过了几天。"""

from datetime import date, datetime, timedelta

from dashboard.wording.periods import date_zh, day_zh


def until_zh(end: datetime) -> str:
    """2025年7月7日24:00；零时写成前一天的24:00。"""
    if end.hour == end.minute == end.second == 0:
        return f"{date_zh((end - timedelta(1)).date())}24:00"
    return f"{date_zh(end.date())}{end.hour}:{end.minute:02d}"


def countdown(day: date, today: date) -> str:
    """离截止日几天：还有3天、今天截止、已过5天。"""
    left = (day - today).days
    if left > 0:
        return f"还有{left}天"
    return "今天截止" if left == 0 else f"已过{-left}天"


def due_sentence(name: str, day: date, today: date) -> str:
    """6月板块月报：7月7日24:00截止，还有3天。不是今年的写明年份。"""
    when = day_zh(day) if day.year == today.year else date_zh(day)
    return f"{name}：{when}24:00截止，{countdown(day, today)}"
