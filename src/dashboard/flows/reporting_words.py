"""报送情况的说法：几分之几、是哪些单位、哪些月。"""

from collections.abc import Sequence
from datetime import date, datetime

from dashboard.domain.submissions import KIND_ZH
from dashboard.flows.reporting import KindDeadline
from dashboard.metrics.reporting import Rate, Reporting, Slot, Tally
from dashboard.wording.deadlines import due_sentence, until_zh
from dashboard.wording.numbers import percent
from dashboard.wording.periods import date_zh

NONE = "—"


def fraction(rate: Rate) -> str:
    """9/10（90.0%）；分母为0写—。"""
    return NONE if rate.value is None else f"{rate.numerator}/{rate.denominator}（{percent(rate.value)}）"


def names(slots: Sequence[Slot]) -> str:
    """是哪些单位；不止一个月的写明各是哪几月：吴江区（6月、11月）。没有写“无”。"""
    months: dict[str, list[int]] = {}
    for slot in slots:
        months.setdefault(slot.owner, []).append(slot.period % 100)
    single = len({s.period for s in slots}) <= 1
    return "、".join(owner if single else f"{owner}（{_months(found)}）" for owner, found in months.items()) or "无"


def _months(numbers: Sequence[int]) -> str:
    """1—3月、5月：连着的并成一段。"""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return "、".join(f"{s[0]}月" if len(s) == 1 else f"{s[0]}—{s[-1]}月" for s in spans)


def times(tally: Tally) -> str:
    """3次：吴江区、昆山市（2次）。"""
    each: dict[str, int] = {}
    for slot, count in tally.each:
        each[slot.owner] = each.get(slot.owner, 0) + count
    listed = "、".join(owner if count == 1 else f"{owner}（{count}次）" for owner, count in each.items())
    return f"{tally.total}次{f'：{listed}' if listed else ''}"


def lines(found: Reporting, now: datetime) -> list[tuple[str, str, str]]:
    """（名称、几分之几、其余是哪些）：报送率、及时率、一次通过率。还没到截止的不说不及时。"""
    return [
        ("报送率", fraction(found.reported), _rest(found.reported, "没有应报的", ("未报", found.reported.others))),
        ("及时率", fraction(found.timely), _timely(found.timely, now)),
        ("一次通过率", fraction(found.first_pass), _rest(found.first_pass, "还没有通过的", ("退改过", found.first_pass.others))),
    ]


def _timely(rate: Rate, now: datetime) -> str:
    late = [s for s in rate.others if s.is_late or s.is_over(now)]
    pending = [s for s in rate.others if s not in late]
    return _rest(rate, "补录不判", ("不及时", late), ("未到截止", pending))


def _rest(rate: Rate, nothing: str, *parts: tuple[str, Sequence[Slot]]) -> str:
    if not rate.denominator:
        return nothing
    return "；".join(f"{word}：{names(slots)}" for word, slots in parts if slots) or "全部"


def due_line(item: KindDeadline, today: date) -> str:
    """6月板块月报：7月7日24:00截止，还有3天。有锁的写明何时锁定，放假安排没有的写明；补录的说没有时限。"""
    year, month = divmod(item.period, 100)
    name = f"{month}月{KIND_ZH[item.kind]}" if month else f"{year}年{KIND_ZH[item.kind]}"
    if not item.timed:
        return f"{name}：补录，没有时限"
    lock = f"，{until_zh(item.locks)}锁定" if item.locks else ""
    return f"{due_sentence(name, item.deadline.day, today)}{lock}{_guess(item)}"


def due_printed(item: KindDeadline) -> str:
    """印在模板上的一句：请于2025年7月7日24:00前上报。补录的为空。"""
    return f"请于{date_zh(item.deadline.day)}24:00前上报{_guess(item)}" if item.timed else ""


def _guess(item: KindDeadline) -> str:
    return "" if item.deadline.known else f"（{item.deadline.day.year}年的放假安排还没有收入，暂按周一至周五算）"
