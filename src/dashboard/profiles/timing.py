"""profile.toml 的报送时限（[reporting]）和放假安排（[[calendar]]）。"""

from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind
from dashboard.domain.timing import CalendarYear, DueRule, Timing
from dashboard.profiles.entry import Entry

_DEFAULT = DueRule(workday=5)
_MOST_DAYS = 366


def timing(head: Entry, start: Month) -> Timing:
    """读一座城市的报送时限；没写的从数据起始月起，月末以后第5个工作日截止，不锁。"""
    calendar = _calendar(head.entries("calendar"))
    entry = head.entry("reporting")
    if entry is None:
        return Timing(start, calendar=calendar)
    return Timing(
        start=entry.optional_month("from") or start,
        default=_rule(entry) if entry.has("workday") or entry.has("day") else _DEFAULT,
        rules=_rules(entry.entries("deadlines")),
        lock_days=_whole(entry, "lock_days", 0, _MOST_DAYS),
        lock_from=entry.optional_month("lock_from"),
        unlock_workdays=_whole(entry, "unlock_workdays", 1, 60) or 3,
        calendar=calendar,
        attachments=_kinds(entry, "attachments"),
    )


def _kinds(entry: Entry, key: str) -> frozenset[Kind]:
    """几种报表，如["unit"]。"""
    given = entry.names(key)
    unknown = [name for name in given if name not in list(Kind)]
    if unknown:
        entry.wrong(key, f"不认得“{'、'.join(unknown)}”。可写{'、'.join(Kind)}。")
    return frozenset(Kind(name) for name in given if name in list(Kind))


def _rules(entries: Iterable[Entry]) -> dict[Kind, DueRule]:
    found: dict[Kind, DueRule] = {}
    for entry in entries:
        kind = entry.word("kind", Kind)
        if entry.sound and kind in found:
            entry.wrong("kind", f"“{kind}”写了两次，请只留一条。")
        found[kind] = _rule(entry)
    return found


def _rule(entry: Entry) -> DueRule:
    workday, day = _whole(entry, "workday", 1, 60), _whole(entry, "day", 1, 31)
    if entry.sound and (workday is None) == (day is None):
        entry.wrong("workday、day", "第几个工作日（workday）和次月几日（day）两者写一个。")
    return DueRule(workday, day, _whole(entry, "month", 1, 12) or 1)


def _whole(entry: Entry, key: str, least: int, most: int) -> int | None:
    found = entry.optional_whole(key)
    if found is None or least <= found <= most:
        return found
    entry.wrong(key, f"应为{least}到{most}的整数，写的是{found}。")
    return None


def _calendar(entries: Iterable[Entry]) -> dict[int, CalendarYear]:
    found: dict[int, CalendarYear] = {}
    for entry in entries:
        year = _whole(entry, "year", 2000, 2999)
        if year is None:
            if entry.sound:
                entry.wrong("year", "缺少这一项，请填哪一年。")
            continue
        if year in found:
            entry.wrong("year", f"{year}年写了两次，请只留一条。")
        found[year] = CalendarYear(year, _days(entry, "holidays", year), _days(entry, "workdays", year))
        _plausible(entry, found[year])
    return found


def _plausible(entry: Entry, year: CalendarYear) -> None:
    """放假与调休不能是同一天；调休上班的都是周末。"""
    both = sorted(year.holidays & year.workdays)
    if both:
        entry.wrong("workdays", f"{both[0]}既放假又上班，请核对。")
    for day in sorted(year.workdays):
        if day.weekday() < 5:
            entry.wrong("workdays", f"{day}不是周末，不用写成调休上班，请核对。")


def _days(entry: Entry, key: str, year: int) -> frozenset[date]:
    """日子写作 YYYY-MM-DD，连着几天写作“起/止”；都要在这一年里。"""
    found: set[date] = set()
    for text in entry.names(key):
        first, _, last = text.partition("/")
        try:
            begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            entry.wrong(key, f"读不出日期，写的是{text}。请写成2027-01-01，连着几天写成2027-02-06/2027-02-12。")
            continue
        if begin > end or begin.year != year or end.year != year:
            entry.wrong(key, f"{text}应在{year}年里，先写起日，再写止日。")
            continue
        found |= {begin + timedelta(n) for n in range((end - begin).days + 1)}
    return frozenset(found)
