"""锁定与开锁：截止以后几天锁上；锁了的要先开锁才能再报、更正，到时自己重新锁上（INTAKE R33）。"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dashboard.access.people import named
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError, Level, Problem, UsageError
from dashboard.domain.submissions import Header
from dashboard.domain.timing import Unlock
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard, now
from dashboard.intake import headers
from dashboard.intake.report import CheckReport
from dashboard.metrics.deadlines import is_locked, locks_at, relocks_at
from dashboard.storage.contracts.timing import Clock, NewUnlock
from dashboard.wording.deadlines import until_zh

_LEAST_WORDS = 4
_MOST_DAYS = 60
RULE = "locked"


@dataclass(frozen=True, slots=True)
class Lock:
    """一份报表的锁。since 为锁上的时间，不锁为 None；locked 为现在锁着；opened 为现在管用的开锁。"""

    since: datetime | None
    locked: bool
    opened: Unlock | None


def lock(dash: Dashboard, header: Header, at: datetime | None = None) -> Lock:
    """一份报表在 at（不写为现在）时的锁。"""
    timing, moment = dash.profile(header.city, dash.version()).timing, at or now()
    since = locks_at(timing, header.kind, header.period)
    if not is_locked(timing, header.kind, header.period, moment):
        return Lock(since, False, None)
    opened = next((u for u in dash.store.unlocks(header.city) if u.opens(header.owner, header.period, moment)), None)
    return Lock(since, opened is None, opened)


def barred(dash: Dashboard, report: CheckReport, at: datetime | None = None) -> CheckReport:
    """检查结果里加上“已锁定”：锁着的是阻断问题，放在最前。"""
    if report.header is None or any(p.rule == "other_header" for p in report.problems):
        return report
    found = lock(dash, report.header, at)
    if not found.locked or found.since is None:
        return report
    text = locked_text(report.header, found.since)
    return replace(report, problems=(Problem(Level.ERROR, RULE, text), *report.problems))


def require_open(dash: Dashboard, header: Header) -> None:
    """锁着就抛 InputError，说明自何时锁、怎样开。"""
    found = lock(dash, header)
    if found.locked and found.since is not None:
        raise InputError(RULE, locked_text(header, found.since))


def locked_text(header: Header, since: datetime) -> str:
    """自何时锁、怎样开。"""
    opening = "由其在“数据上报”的“报送情况—锁定与开锁”开锁（或用dashboard unlock）"
    return f"{headers.said(header)}已于{until_zh(since)}锁定，不能再报，也不能更正。请向市级审核说明理由，{opening}后再报。"


def unlock(dash: Dashboard, header: Header, by: str, reason: str, until: date | None = None) -> Unlock:
    """开锁：同一报送者同一期的各种报表都开。by 为批准的人；until 那天24:00重新锁上，不写为档案里的第几个工作日。"""
    approver, why = named(by, "批准人"), " ".join(reason.split())
    if len(why) < _LEAST_WORDS:
        raise InputError("reason_missing", f"请写明开锁的理由，至少{_LEAST_WORDS}个字。")
    require(dash, approver, Action.UNLOCK, header.city, header.owner)
    found, moment = lock(dash, header), now()
    if not found.locked and found.opened is None:
        later = f"，{until_zh(found.since)}才锁定" if found.since else "，没有设锁"
        raise InputError("not_locked", f"{headers.said(header)}没有锁上{later}，不用开锁。")
    _check_until(moment, until)
    end = relocks_at(dash.profile(header.city, dash.version()).timing, moment, until)
    return dash.store.unlock(NewUnlock(header.city, header.owner, header.period, end, approver, why))


def day(text: str | None) -> date | None:
    """“2026-12-31”读成日期；空着为 None。"""
    try:
        return date.fromisoformat(text.strip()) if text and text.strip() else None
    except ValueError as error:
        raise UsageError("usage", f"日期写作2026-12-31这样，写的是{text}。") from error


def _check_until(moment: datetime, until: date | None) -> None:
    if until is None:
        return
    today = moment.date()
    if until < today:
        raise UsageError("until", f"开到{until}为止已经过去了，请写今天或以后的日子。")
    if until > today + timedelta(_MOST_DAYS):
        raise UsageError("until", f"开锁最多{_MOST_DAYS}天，请写{today + timedelta(_MOST_DAYS)}或以前的日子。")


def unlocks(dash: Dashboard, city: str) -> tuple[Unlock, ...]:
    """一座城市的全部开锁，新的在前。"""
    dash.profile(city, dash.version())
    return tuple(dash.store.unlocks(city))


def clock(dash: Dashboard) -> Clock:
    """服务器的钟与上次记账的时间。"""
    return dash.store.clock()


def accept_clock(dash: Dashboard, by: str, reason: str) -> Clock:
    """上次记的时间是错的：认下现在的时间。"""
    why = " ".join(reason.split())
    if len(why) < _LEAST_WORDS:
        raise InputError("reason_missing", f"请写明理由，至少{_LEAST_WORDS}个字。")
    person = named(by, "办理人")
    require(dash, person, Action.MANAGE_ACCOUNTS, "")
    return dash.store.accept_clock(person, why)


__all__ = ["Lock", "accept_clock", "barred", "clock", "day", "lock", "locked_text", "require_open", "unlock", "unlocks"]
