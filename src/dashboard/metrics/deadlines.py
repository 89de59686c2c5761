"""截止与锁定：一种报表的一期何时截止、何时锁定。只看服务器的北京时间，截止日算到24:00（INTAKE R31、R33）。"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind
from dashboard.domain.timing import Deadline, DueRule, Timing
from dashboard.metrics.workdays import is_known, next_workday, nth_workday

BEIJING = ZoneInfo("Asia/Shanghai")


def deadline(timing: Timing, kind: Kind, period: int) -> Deadline:
    """一种报表一期（YYYYMM，一年一报的为 YYYY00）的时限。"""
    rule = timing.rule(kind)
    last = _last_day(period, rule)
    if rule.day is None:
        day = nth_workday(timing, last, rule.workday or 1)
    else:
        following = last + timedelta(1)
        day = next_workday(timing, following.replace(day=min(rule.day, monthrange(following.year, following.month)[1])))
    return Deadline(day, all(is_known(timing, year) for year in {last.year + (last.month == 12), day.year}))


def ends(found: Deadline) -> datetime:
    """截止日的24:00，即次日零时：早于它的都不算迟。"""
    return midnight(found.day + timedelta(1))


def is_timed(timing: Timing, kind: Kind, period: int) -> bool:
    """这一期有没有时限；起用以前的月份是补录，没有。"""
    return _month(period, timing.rule(kind)) >= timing.start


def is_late(timing: Timing, kind: Kind, period: int, at: datetime) -> bool:
    """at 是不是已经过了时限。"""
    return is_timed(timing, kind, period) and at >= ends(deadline(timing, kind, period))


def locks_at(timing: Timing, kind: Kind, period: int) -> datetime | None:
    """何时锁定；不锁的为 None。"""
    month = _month(period, timing.rule(kind))
    if timing.lock_days is None or month < max(timing.start, timing.lock_from or timing.start):
        return None
    return ends(deadline(timing, kind, period)) + timedelta(timing.lock_days)


def is_locked(timing: Timing, kind: Kind, period: int, at: datetime) -> bool:
    """at 时锁上了没有（不看开锁）。"""
    found = locks_at(timing, kind, period)
    return found is not None and at >= found


def relocks_at(timing: Timing, opened: datetime, until: date | None = None) -> datetime:
    """开锁以后何时重新锁上：until 那天的24:00，没写为第几个工作日的24:00。"""
    day = until or nth_workday(timing, opened.astimezone(BEIJING).date(), timing.unlock_workdays)
    return midnight(day + timedelta(1))


def midnight(day: date) -> datetime:
    """一天的零时，北京时间。"""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def _month(period: int, rule: DueRule) -> Month:
    return Month(period // 100, period % 100 or rule.month)


def _last_day(period: int, rule: DueRule) -> date:
    month = _month(period, rule)
    return date(month.year, month.month, monthrange(month.year, month.month)[1])
