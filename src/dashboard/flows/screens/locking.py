"""锁定与开锁：这个月的报表各自何时锁、谁的锁开着，选一家来开；开锁的记录都在。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.submissions import KIND_ZH, Header, Kind
from dashboard.domain.timing import Unlock
from dashboard.figures.picture import Picture
from dashboard.flows import due, locks
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import framed
from dashboard.flows.screens.where import Where
from dashboard.wording.deadlines import until_zh
from dashboard.wording.periods import month_or_year_zh, month_zh


@dataclass(frozen=True, slots=True)
class Line:
    """一份报表：谁的，锁的状态（一句话），能开锁的有链接。"""

    header: Header
    name: str
    state: str
    locked: bool
    opened: bool
    href: str


def locking(dash: Dashboard, where: Where, at: Moment, **common: object) -> Picture:
    """这个月的锁和全部开锁的记录；common 为本页的标签。"""
    lines = _lines(dash, where, at)
    records = [_record(u) for u in locks.unlocks(dash, at.city)]
    chosen = chosen_header(dash, where, at)
    return framed(dash, where, at, "locking.html", headline(at, lines), lines=lines, records=records, chosen=chosen.owner if chosen else "", **common)


def chosen_header(dash: Dashboard, where: Where, at: Moment) -> Header | None:
    """选中来开锁的那一份；没选、没锁着为 None。"""
    picked = (where.pick("kind"), where.pick("owner"))
    return next((line.header for line in _lines(dash, where, at) if line.locked and (line.header.kind, line.header.owner) == picked), None)


def headline(at: Moment, lines: Sequence[Line]) -> str:
    """结论：锁了没有，开着谁的。"""
    name, opened = month_zh(at.month), [line.header.owner for line in lines if line.opened]
    locked = sum(line.locked for line in lines)
    if opened:
        return f"{name}开着{len(opened)}家的锁：{'、'.join(opened[:4])}{'等' if len(opened) > 4 else ''}"
    return f"{name}锁着{locked}份报表，要再报、更正的先开锁" if locked else f"{name}的报表没有锁，可以报、可以更正"


def _lines(dash: Dashboard, where: Where, at: Moment) -> list[Line]:
    units = [Header(Kind.UNIT, at.city, name, None, at.month.code) for name in due.units_due(at.profile, at.month)]
    departments = [Header(Kind.DEPARTMENT, at.city, None, name, at.month.code) for name in due.departments_due(at.profile, at.month)]
    targets = Header(Kind.TARGETS, at.city, None, None, at.month.year * 100)
    return [_line(dash, where, header) for header in (*units, *departments, targets)]


def _line(dash: Dashboard, where: Where, header: Header) -> Line:
    found = locks.lock(dash, header, now())
    state = "没有设锁" if found.since is None else f"{until_zh(found.since)}{'已' if found.locked or found.opened else ''}锁定"
    if found.opened is not None:
        state += f"，{found.opened.by}批准开到{until_zh(found.opened.until)}"
    href = where.but(kind=header.kind, owner=header.owner or None).href if found.locked else ""
    return Line(header, f"{month_or_year_zh(header.period)}{KIND_ZH[header.kind]}", state, found.locked, found.opened is not None, href)


def _record(item: Unlock) -> tuple[str, ...]:
    return (item.owner or "指标分解", month_or_year_zh(item.period), until_zh(item.at), until_zh(item.until), item.by, item.reason)
