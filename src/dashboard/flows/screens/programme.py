"""一项活动在时间轴上：占哪几个月、办了几场、是否逾期，画成一条或几条。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain.facts import Stop
from dashboard.domain.month import Month
from dashboard.domain.spans import Grain, Span
from dashboard.figures.swimlanes import MONTHS, Bar, Kind
from dashboard.flows.activities import HELD, Activity, overdue_stops, within_year
from dashboard.flows.moments import Moment
from dashboard.flows.screens.where import Where

_EXACT = ("单月",)
_ROUND = ("周期", "全年")
_REPORTED = "上报"


@dataclass(frozen=True, slots=True)
class Programme:
    """一项活动和它在该年的样子。first、last 为该年的月份（日期未定的为整年）；held 为已办各站和实际月份；
    missing 为到期未报的场数。"""

    activity: Activity
    year: int
    first: int
    last: int
    held: tuple[tuple[Month, Stop], ...]
    missing: int

    @property
    def planned_count(self) -> int | None:
        """计划几场；文件没写的为 None。"""
        return self.activity.count

    @property
    def kind(self) -> Kind:
        if self.held:
            return Kind.HELD
        if self.activity.state == "cancelled":
            return Kind.CANCELLED
        return Kind.OVERDUE if self.missing else Kind.PLANNED

    @property
    def undated(self) -> bool:
        return self.activity.planned.first is None or self.activity.planned.last is None


def programme(activity: Activity, at: Moment) -> Programme:
    """一项活动在 at 所在年、到 at.month 为止的样子。"""
    year = at.month.year
    first, last = _months(activity, year)
    held = _held(activity, at)
    return Programme(activity, year, first, last, held, overdue_stops(activity, at, year))


def _months(activity: Activity, year: int) -> tuple[int, int]:
    """计划的起止月；没写日期的为整年。"""
    first, last = activity.planned.first, activity.planned.last
    return (1, MONTHS) if first is None or last is None or last < first else within_year(Span(first, last, Grain.MONTHS), year)


def _held(activity: Activity, at: Moment) -> tuple[tuple[Month, Stop], ...]:
    dated = [(Month(s.held.year, s.held.month), s) for s in activity.stops if s.state == HELD and s.held is not None]
    return tuple((m, s) for m, s in sorted(dated, key=lambda pair: pair[0]) if m.year == at.month.year and m <= at.month)


def overdue_count(found: Iterable[Programme]) -> int:
    """逾期未报的场数。"""
    return sum(p.missing for p in found)


def bars(found: Sequence[Programme], where: Where) -> list[Bar]:
    """各项活动的条子。"""
    return [bar for p in found for bar in _bars(p, where)]


def _bars(p: Programme, where: Where) -> Iterator[Bar]:
    """有计划的画一条，从计划起月到实际末月；没有计划的，每个举办的月份一条。"""
    months = sorted({m.month for m, _ in p.held})
    if (p.activity.source == _REPORTED or p.undated) and months:
        for month in months:
            yield _bar(p, where, month, month, (month,))
    else:
        yield _bar(p, where, min([p.first, *months]), max([p.last, *months]), tuple(months))


def _bar(p: Programme, where: Where, first: int, last: int, months: tuple[int, ...]) -> Bar:
    activity = p.activity
    return Bar(
        lane=activity.type or "未写类型",
        label=activity.name or "（未写名称）",
        title=_title(p),
        href=where.but(event=activity.no).href,
        first=first,
        last=last,
        kind=p.kind,
        fuzzy=activity.planned.precision not in _EXACT and activity.source != _REPORTED,
        held=months,
        count=sum(m.month in months for m, _ in p.held),
        chosen=where.pick("event") == activity.no,
        note=_note(p),
    )


def _note(p: Programme) -> str:
    """条子里名称前的几个字：逾期、缺几场、取消、日期未写、每两月。"""
    if p.kind is Kind.OVERDUE:
        return "逾期"
    if p.kind is Kind.CANCELLED:
        return "取消"
    if p.missing:
        return f"缺{p.missing}场"
    if p.held or p.activity.source == _REPORTED:
        return ""
    words = p.activity.planned.words
    return words if words and p.activity.planned.precision in _ROUND else "日期未写" if p.undated else ""


def _title(p: Programme) -> str:
    """悬停时的全文：名称、主办、原文日期、办了几场。"""
    activity = p.activity
    planned = f"，计划{p.planned_count}场" if p.planned_count and activity.source != _REPORTED else ""
    done = f"，已办{len(p.held)}场" if p.held else ""
    words = activity.planned.words or ("日期未写" if p.undated else "")
    parts = (activity.name, activity.host, "、".join(filter(None, activity.places)), words)
    return "｜".join(filter(None, parts)) + planned + done
