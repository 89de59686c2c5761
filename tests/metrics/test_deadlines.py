"""截止与锁定：每条界线前一秒、后一秒都试；法定假日、调休、月长、闰日、年末。"""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind
from dashboard.domain.timing import CalendarYear, DueRule, Timing
from dashboard.metrics.deadlines import BEIJING, deadline, ends, is_late, is_locked, is_timed, locks_at, midnight, relocks_at
from dashboard.metrics.workdays import is_known, is_workday, next_workday, nth_workday

FIFTH = Timing(Month(2022, 1), rules={Kind.TARGETS: DueRule(day=15, month=2)}, lock_days=10)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (202506, date(2025, 7, 7)),  # 7月1日是周二
        (202509, date(2025, 10, 14)),  # 国庆中秋1—8日放假，11日周六上班
        (202501, date(2025, 2, 10)),  # 春节到2月4日，8日周六上班
        (202512, date(2026, 1, 8)),  # 跨年；元旦1—3日放假，4日周日上班
        (202301, date(2023, 2, 7)),
        (202402, date(2024, 3, 7)),  # 闰年2月29日结束
        (202502, date(2025, 3, 7)),  # 平年2月28日结束
        (202404, date(2024, 5, 10)),  # 劳动节1—5日放假
        (202309, date(2023, 10, 11)),  # 国庆到6日，7日、8日周末上班
    ],
)
def test_第5个工作日(period: int, day: date) -> None:
    found = deadline(FIFTH, Kind.UNIT, period)
    assert (found.day, found.known) == (day, True)


@pytest.mark.parametrize("period", [202506, 202509, 202501, 202512, 202402, 202502])
def test_截止前一秒不迟_零时起迟(period: int) -> None:
    end = ends(deadline(FIFTH, Kind.UNIT, period))
    assert (end.hour, end.minute, end.second) == (0, 0, 0)
    assert not is_late(FIFTH, Kind.UNIT, period, end - SECOND)
    assert is_late(FIFTH, Kind.UNIT, period, end)
    assert is_late(FIFTH, Kind.UNIT, period, end + SECOND)


def test_只认北京时间() -> None:
    """7月7日15:59:59（世界时）是北京23:59:59，16:00:00已是次日零时。"""
    utc = timezone.utc  # noqa: UP017
    assert not is_late(FIFTH, Kind.UNIT, 202506, datetime(2025, 7, 7, 15, 59, 59, tzinfo=utc))
    assert is_late(FIFTH, Kind.UNIT, 202506, datetime(2025, 7, 7, 16, 0, 0, tzinfo=utc))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 10, 1), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2025, 10, 11), True),
        (date(2025, 10, 12), False),
        (date(2025, 1, 26), True),
        (date(2025, 1, 27), True),
        (date(2025, 1, 28), False),
        (date(2026, 1, 4), True),
        (date(2025, 9, 28), True),
    ],
)
def test_国庆_春节_调休(day: date, works: bool) -> None:
    assert is_workday(FIFTH, day) is works


@pytest.mark.parametrize(
    ("rule", "period", "day"),
    [
        (DueRule(day=15), 202501, date(2025, 2, 17)),  # 15日周六，顺延到周一
        (DueRule(day=5), 202509, date(2025, 10, 9)),  # 5日在国庆里
        (DueRule(day=11), 202509, date(2025, 10, 11)),  # 周六，但调休上班
        (DueRule(day=31), 202501, date(2025, 2, 28)),  # 2月没有31日
        (DueRule(day=31), 202401, date(2024, 2, 29)),  # 闰年
        (DueRule(day=31), 202412, date(2025, 2, 5)),  # 1月31日在春节里，顺延出月
        (DueRule(day=31), 202411, date(2024, 12, 31)),
    ],
)
def test_固定日子遇休息日顺延(rule: DueRule, period: int, day: date) -> None:
    assert deadline(Timing(Month(2022, 1), default=rule), Kind.UNIT, period).day == day


def test_一年一报的在规定的月以后() -> None:
    assert deadline(FIFTH, Kind.TARGETS, 202500).day == date(2025, 3, 17)
    assert deadline(FIFTH, Kind.TARGETS, 202400).day == date(2024, 3, 15)


def test_放假安排没有的年份只除去周末并说明() -> None:
    found = deadline(FIFTH, Kind.UNIT, 203012)
    assert (found.day, found.known) == (date(2031, 1, 7), False)
    assert (is_known(FIFTH, 2026), is_known(FIFTH, 2031)) == (True, False)
    assert not deadline(FIFTH, Kind.UNIT, 202612).known


def test_档案里补的年份算数() -> None:
    written = CalendarYear(2031, frozenset({date(2031, 1, 1), date(2031, 1, 2)}), frozenset({date(2031, 1, 4)}))
    found = deadline(Timing(Month(2022, 1), calendar={2031: written}), Kind.UNIT, 203012)
    assert (found.day, found.known) == (date(2031, 1, 8), True)


def test_第几个工作日不含当天() -> None:
    assert nth_workday(FIFTH, date(2025, 9, 30), 1) == date(2025, 10, 9)
    assert next_workday(FIFTH, date(2025, 10, 9)) == date(2025, 10, 9)
    assert next_workday(FIFTH, date(2025, 10, 1)) == date(2025, 10, 9)


def test_起用以前的月份没有时限() -> None:
    at = datetime(2026, 1, 1, tzinfo=BEIJING)
    assert not is_timed(FIFTH, Kind.UNIT, 202112)
    assert is_timed(FIFTH, Kind.UNIT, 202201)
    assert not is_late(FIFTH, Kind.UNIT, 202112, at)
    assert is_late(FIFTH, Kind.UNIT, 202201, at)


def test_锁在截止以后第10天_前后一秒() -> None:
    lock = locks_at(FIFTH, Kind.UNIT, 202506)
    assert lock == datetime(2025, 7, 18, tzinfo=BEIJING)
    assert not is_locked(FIFTH, Kind.UNIT, 202506, lock - SECOND)
    assert is_locked(FIFTH, Kind.UNIT, 202506, lock)


def test_锁跨年() -> None:
    lock = midnight(date(2026, 1, 19))
    assert not is_locked(FIFTH, Kind.UNIT, 202512, lock - SECOND)
    assert is_locked(FIFTH, Kind.UNIT, 202512, lock)


def test_当天就锁和不锁() -> None:
    at_once = Timing(Month(2022, 1), lock_days=0)
    assert locks_at(at_once, Kind.UNIT, 202506) == ends(deadline(at_once, Kind.UNIT, 202506))
    assert locks_at(Timing(Month(2022, 1)), Kind.UNIT, 202506) is None


def test_起锁的月份以前不锁() -> None:
    timing = Timing(Month(2022, 1), lock_days=10, lock_from=Month(2026, 1))
    at = datetime(2030, 1, 1, tzinfo=BEIJING)
    assert not is_locked(timing, Kind.UNIT, 202512, at)
    assert is_locked(timing, Kind.UNIT, 202601, at)


def test_开锁第3个工作日24时重新锁上() -> None:
    opened = datetime(2025, 9, 30, 23, 59, 59, tzinfo=BEIJING)
    assert relocks_at(FIFTH, opened) == midnight(date(2025, 10, 12))  # 9、10、11日（周六上班）
    assert relocks_at(FIFTH, opened + SECOND) == midnight(date(2025, 10, 12))
    assert relocks_at(FIFTH, opened, date(2025, 10, 2)) == midnight(date(2025, 10, 3))


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_第几个工作日数得对(after: date, count: int) -> None:
    """中间正好有这么多个工作日，最后一天是工作日。"""
    found = nth_workday(FIFTH, after, count)
    between = [after + timedelta(n) for n in range(1, (found - after).days + 1)]
    assert sum(is_workday(FIFTH, day) for day in between) == count
    assert is_workday(FIFTH, found)


@given(st.integers(202201, 202712).filter(lambda code: 1 <= code % 100 <= 12), st.integers(-3, 3))
def test_迟与锁只差在界线上(period: int, seconds: int) -> None:
    end, lock = ends(deadline(FIFTH, Kind.UNIT, period)), locks_at(FIFTH, Kind.UNIT, period)
    assert lock is not None
    assert is_late(FIFTH, Kind.UNIT, period, end + timedelta(seconds=seconds)) is (seconds >= 0)
    assert is_locked(FIFTH, Kind.UNIT, period, lock + timedelta(seconds=seconds)) is (seconds >= 0)
    assert lock - end == timedelta(days=10)
