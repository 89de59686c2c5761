"""工作日：法定节假日放假、调休上班都算在内。"""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar

from dashboard.domain.timing import CalendarYear, Timing

_SATURDAY = 5
_PUBLISHED = frozenset(day.year for day in chinese_calendar.holidays)


def is_workday(timing: Timing, day: date) -> bool:
    """是不是工作日：先看档案写的放假安排，再看已公布的，那一年都没有就只除去周末。"""
    written = timing.calendar.get(day.year)
    if written is not None:
        return _by_table(written, day)
    if day.year in _PUBLISHED:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY


def is_known(timing: Timing, year: int) -> bool:
    """这一年的放假安排有没有。"""
    return year in timing.calendar or year in _PUBLISHED


def nth_workday(timing: Timing, after: date, count: int) -> date:
    """after 以后（不含）的第 count 个工作日。"""
    days = (day for day in _following(after) if is_workday(timing, day))
    for _ in range(count - 1):
        next(days)
    return next(days)


def next_workday(timing: Timing, day: date) -> date:
    """day 本身，或它以后最近的工作日。"""
    return nth_workday(timing, day - timedelta(1), 1)


def _by_table(written: CalendarYear, day: date) -> bool:
    return day in written.workdays or (day.weekday() < _SATURDAY and day not in written.holidays)


def _following(day: date) -> Iterator[date]:
    while True:
        day += timedelta(1)
        yield day
