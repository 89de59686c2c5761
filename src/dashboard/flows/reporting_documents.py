"""报送情况、催报清单、开锁、板块别名写成 JSON。"""

from typing import Any

from dashboard.domain.aliases import Alias
from dashboard.domain.timing import Unlock
from dashboard.flows.reporting import KindDeadline, MonthReporting, Reminder, Span
from dashboard.metrics.deadlines import ends
from dashboard.metrics.reporting import Rate, Reporting, Slot, Tally


def reporting(item: MonthReporting, simulated: bool) -> dict[str, Any]:
    """一个月的报送情况。比率是小数，分母为0的为 null；names 为分子，missing 为其余。"""
    return {
        "city": item.profile.id,
        "month": str(item.month),
        "at": item.at.isoformat(timespec="seconds"),
        "simulated": simulated,
        "deadlines": [_deadline(d) for d in item.deadlines],
        "senders": [_sender(s, item) for s in item.slots],
        "this_month": _span(item.this_month),
        "year_to_date": _span(item.year_to_date),
    }


def _deadline(item: KindDeadline) -> dict[str, Any]:
    return {
        "kind": str(item.kind),
        "day": item.deadline.day.isoformat(),
        "ends": ends(item.deadline).isoformat(),
        "timed": item.timed,
        "calendar_known": item.deadline.known,
        "locks": item.locks.isoformat() if item.locks else None,
    }


def _sender(slot: Slot, item: MonthReporting) -> dict[str, Any]:
    first = slot.versions[0] if slot.versions else None
    return {
        "kind": str(slot.kind),
        "owner": slot.owner,
        "state": str(slot.mark(item.at)),
        "first_at": first.at.isoformat() if first else None,
        "late": slot.is_late,
        "days_late": slot.days_late(item.at),
        "submission": slot.versions[-1].id if slot.versions else None,
    }


def _span(item: Span) -> dict[str, Any]:
    return {"units": _reporting(item.units), "departments": _reporting(item.departments)}


def _reporting(item: Reporting) -> dict[str, Any]:
    rates = {"reported": item.reported, "timely": item.timely, "first_pass": item.first_pass}
    tallies = {"returns": item.returns, "corrections": item.corrections}
    return {**{name: _rate(found) for name, found in rates.items()}, **{name: _tally(found) for name, found in tallies.items()}}


def _rate(item: Rate) -> dict[str, Any]:
    return {
        "numerator": item.numerator,
        "denominator": item.denominator,
        "value": item.value,
        "names": [_named(s) for s in item.counted],
        "missing": [_named(s) for s in item.others],
    }


def _tally(item: Tally) -> dict[str, Any]:
    return {"total": item.total, "each": [{**_named(slot), "count": count} for slot, count in item.each]}


def _named(slot: Slot) -> dict[str, str]:
    return {"owner": slot.owner, "month": _period(slot.period)}


def _period(period: int) -> str:
    return f"{period // 100:04d}-{period % 100:02d}" if period % 100 else f"{period // 100:04d}"


def reminder(item: Reminder) -> dict[str, Any]:
    """催报清单的一行。"""
    return {
        "owner": item.owner,
        "kind": str(item.kind),
        "month": _period(item.period),
        "missing": item.missing,
        "deadline": item.deadline.day.isoformat(),
        "days_late": item.days_late,
        "returned": item.returned,
        "contact": item.contact,
    }


def unlock(item: Unlock) -> dict[str, Any]:
    """一次开锁。"""
    return {
        "city": item.city,
        "owner": item.owner,
        "month": _period(item.period),
        "at": item.at.isoformat(timespec="seconds"),
        "until": item.until.isoformat(timespec="seconds"),
        "by": item.by,
        "reason": item.reason,
    }


def alias(item: Alias) -> dict[str, Any]:
    """一个补的板块别名；没停用的 ended 为 null。"""
    return {
        "city": item.city,
        "alias": item.text,
        "unit": item.unit,
        "at": item.at.isoformat(timespec="seconds"),
        "by": item.by,
        "reason": item.reason,
        "ended": item.ended.isoformat(timespec="seconds") if item.ended else None,
    }
