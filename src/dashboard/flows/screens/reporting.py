"""报送墙：单位×月份，一格一个状态；报送率、及时率、一次通过率带分子分母名单；催报清单可打印。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month, month_range
from dashboard.domain.submissions import Kind
from dashboard.figures.picture import Picture
from dashboard.flows import reporting as situation
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.moments import Moment
from dashboard.flows.reporting import MonthReporting
from dashboard.flows.reporting_words import due_line, lines, times
from dashboard.flows.screens import duties
from dashboard.flows.screens.aliasing import aliasing
from dashboard.flows.screens.frame import Choice, framed
from dashboard.flows.screens.locking import locking
from dashboard.flows.screens.where import Where
from dashboard.metrics.deadlines import midnight
from dashboard.metrics.reporting import Mark, Slot
from dashboard.wording.deadlines import until_zh
from dashboard.wording.periods import month_zh, period_zh

WALL, DUTIES, REMINDERS, LOCKS, ALIASES = "", "duties", "reminders", "locks", "aliases"
_VIEWS = {WALL: "报送墙", DUTIES: "任务落实", REMINDERS: "催报清单", LOCKS: "锁定与开锁", ALIASES: "板块别名"}
_SHOWN = (Kind.UNIT, Kind.DEPARTMENT, Kind.TARGETS)
_KINDS = {Kind.UNIT: "板块", Kind.DEPARTMENT: "部门"}


@dataclass(frozen=True, slots=True)
class Cell:
    """墙上一格：状态，迟了几天（没迟为0），链接，鼠标停住时的一句。状态为 None 即这个月还没完，不到报的时候。"""

    mark: Mark | None
    late: int
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """比率表的一行：谁、哪一段，三个比率（几分之几、缺哪些），退回和更正。"""

    who: str
    rates: tuple[tuple[str, str], ...]
    returns: str
    corrections: str


def reporting(dash: Dashboard, where: Where, at: Moment, tabs: Sequence[Choice] = ()) -> Picture:
    """报送情况：墙、任务落实、催报清单、锁定与开锁、板块别名，由地址里的 view 定。tabs 为本页的标签。"""
    view = where.pick("view") if where.pick("view") in _VIEWS else WALL
    views = [Choice(text, where.but(view=name or None, owner=None, kind=None, duty=None).href, name == view) for name, text in _VIEWS.items()]
    common = {"tabs": tabs, "views": views}
    if view == DUTIES:
        return duties.board(dash, where, at, **common)
    if view == LOCKS:
        return locking(dash, where, at, **common)
    if view == ALIASES:
        return aliasing(dash, where, at, **common)
    if view == REMINDERS:
        found = situation.reminders(dash, at.city, at.month)
        head = f"{at.month.year}年{period_zh(at.month)}" + (f"有{len(found)}份逾期没有报上来" if found else "应报的都报了，没有要催的")
        return framed(dash, where, at, "reminders.html", head, rows=found, made=now(), **common)
    month = situation.month_reporting(dash, at.city, at.month)
    whole = situation.slots(dash, at.profile, month_range(Month(at.month.year, 1), Month(at.month.year, 12)))
    context = {
        "deadlines": [due_line(d, month.at.date()) for d in month.deadlines if d.kind in _SHOWN and d.timed],
        "columns": [Month(at.month.year, n) for n in range(1, 13)],
        "rows": [(_KINDS[kind], _rows(where, at.profile, [s for s in whole if s.kind is kind], month.at)) for kind in _KINDS],
        "lines": _lines(month),
        "marks": list(Mark),
    }
    return framed(dash, where, at, "reporting.html", headline(month), **context, **common)


def headline(found: MonthReporting) -> str:
    """结论：谁逾期；没有逾期的，报了几家、还有几天。"""
    late = [s.owner for s in found.slots if s.mark(found.at) is Mark.OVERDUE]
    returned = [s.owner for s in found.slots if s.mark(found.at) is Mark.RETURNED]
    name, reported = month_zh(found.month), found.this_month.units.reported
    if late:
        return f"{name}{len(late)}家逾期未报：{_few(late)}"
    if returned:
        return f"{name}{len(returned)}家退回后还没有重报：{_few(returned)}"
    if reported.others:
        return f"{name}板块已报{reported.numerator}/{reported.denominator}，还没到截止"
    return f"{name}应报的板块、部门都报了" if not found.this_month.departments.reported.others else f"{name}板块都报了，还有部门没报"


def _few(owners: Sequence[str]) -> str:
    return "、".join(owners[:4]) + ("等" if len(owners) > 4 else "")


def _rows(where: Where, profile: CityProfile, found: Sequence[Slot], at: datetime) -> list[tuple[str, list[Cell]]]:
    """每个单位一行，十二个月各一格；不应报的月份是不应报。"""
    by = {(s.owner, s.period % 100): s for s in found}
    order = [*profile.unit_names, *(d.short_name for d in profile.departments)]
    owners = sorted({s.owner for s in found}, key=order.index)
    year = where.month.year if where.month else at.year
    return [(owner, [_cell(where, owner, Month(year, n), by.get((owner, n)), at) for n in range(1, 13)]) for owner in owners]


def _cell(where: Where, owner: str, month: Month, slot: Slot | None, at: datetime) -> Cell:
    here = replace(where, month=month)
    name = f"{owner}{month.month}月"
    if slot is None:
        return Cell(Mark.NOT_DUE, 0, "", f"{name}：不应报")
    fill = here.but(do="fill", kind=slot.kind, owner=owner, view=None, id=None).href
    following = month + 1
    mark = slot.mark(at)
    if mark is Mark.MISSING and at < midnight(date(following.year, following.month, 1)):
        return Cell(None, 0, fill, f"{name}：这个月还没有结束")
    late = slot.days_late(at) if mark is Mark.OVERDUE or slot.is_late else 0
    href = here.but(do="review", id=slot.versions[-1].id, view=None).href if mark is Mark.SENT else fill
    return Cell(mark, late, href, _note(name, slot, mark, late))


def _note(name: str, slot: Slot, mark: Mark, late: int) -> str:
    sent = f"，{until_zh(slot.versions[0].at)}首次上报" if slot.versions else ""
    days = f"，迟{late}天" if late else ""
    due = f"，截止日{slot.deadline.day.month}月{slot.deadline.day.day}日" if slot.deadline else "，补录不判迟报"
    return f"{name}：{mark}{days}{sent}{due}"


def _lines(found: MonthReporting) -> list[RateLine]:
    """板块、部门，本月、年初以来。"""
    spans = [(f"{found.month.month}月", found.this_month)]
    if found.month.month > 1:
        spans.append((period_zh(found.month), found.year_to_date))
    pairs = ((f"{_KINDS[kind]}{name}", span.units if kind is Kind.UNIT else span.departments) for kind in _KINDS for name, span in spans)
    return [RateLine(who, tuple(r[1:] for r in lines(one, found.at)), times(one.returns), times(one.corrections)) for who, one in pairs]


__all__ = ["headline", "reporting"]
