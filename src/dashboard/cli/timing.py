"""时限和别名的命令：reporting、reminders、unlock、locks、alias、clock。"""

import argparse
from datetime import datetime
from pathlib import Path

from dashboard.cli.answer import Answer, table
from dashboard.domain.city import CityProfile
from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import KIND_ZH, Header, Kind
from dashboard.flows import aliases, locks, reminding, reporting_documents
from dashboard.flows import reporting as situation
from dashboard.flows.dashboard import open_dashboard
from dashboard.flows.moments import moment
from dashboard.flows.reporting import Span
from dashboard.flows.reporting_words import due_line, lines, times
from dashboard.flows.units import unit_named
from dashboard.wording.deadlines import until_zh
from dashboard.wording.faults import system_fault
from dashboard.wording.periods import month_or_year_zh, month_zh


def reporting(options: argparse.Namespace) -> Answer:
    """一个月的报送情况，和年初以来的。"""
    dash = open_dashboard()
    found = situation.month_reporting(dash, options.city, moment(dash, options.city, options.month).month)
    simulated = dash.simulated(options.city)
    head = f"{found.profile.name}{month_zh(found.month)}报送情况{'（模拟数据）' if simulated else ''}"
    due = [due_line(d, found.at.date()) for d in found.deadlines]
    rows = [["种类", "报送者", "状态", "迟几天"]]
    rows += [[KIND_ZH[s.kind], s.owner, str(s.mark(found.at)), str(s.days_late(found.at) or "—")] for s in found.slots]
    text = [head, *due, table(rows), *_span("本月", found.this_month, found.at), *_span("年初以来", found.year_to_date, found.at)]
    return Answer(reporting_documents.reporting(found, simulated), "\n".join(text))


def _span(name: str, found: Span, at: datetime) -> list[str]:
    said = []
    for who, item in (("板块", found.units), ("部门", found.departments)):
        said += [f"{name}{who}{what} {how}，{rest}" for what, how, rest in lines(item, at)]
        said.append(f"{name}{who}退回{times(item.returns)}，更正{times(item.corrections)}")
    return said


def reminders(options: argparse.Namespace) -> Answer:
    """催报清单；给出 -o 则写成工作簿。"""
    dash = open_dashboard()
    month = moment(dash, options.city, options.month).month
    found = situation.reminders(dash, options.city, month)
    if options.output is not None:
        _write(options.output, reminding.exported_book(dash, options.city, month, options.by or ""))
    rows = [["报送者", "缺的报表", "截止", "迟几天", "情况", "联系部门"]]
    rows += [[r.owner, r.missing, r.deadline.day.isoformat(), str(r.days_late), "退回未重报" if r.returned else "未报", r.contact] for r in found]
    text = table(rows) if found else "没有逾期未报的"
    written = f"\n已写出{options.output}" if options.output is not None else ""
    return Answer([reporting_documents.reminder(r) for r in found], f"{text}{written}")


def unlock(options: argparse.Namespace) -> Answer:
    """开锁：写明谁批准、为什么；到时自己锁上。"""
    dash = open_dashboard()
    header = _header(dash.profile(options.city, dash.version()), options)
    made = locks.unlock(dash, header, options.by, options.reason, locks.day(options.until))
    text = f"{made.owner}{month_or_year_zh(made.period)}已开锁，{until_zh(made.until)}重新锁上"
    return Answer(reporting_documents.unlock(made), text)


def _header(profile: CityProfile, options: argparse.Namespace) -> Header:
    """开的是哪一份：板块、部门的一个月，或一年的指标分解。"""
    if options.year is not None:
        return Header(Kind.TARGETS, profile.id, None, None, options.year * 100)
    if options.month is None or (options.unit is None) == (options.department is None):
        raise UsageError("usage", "请写--unit或--department，和--month；指标分解只写--year。")
    if options.unit is not None:
        return Header(Kind.UNIT, profile.id, unit_named(profile, options.unit), None, options.month.code)
    department = profile.find_department(options.department)
    if department is None:
        raise UsageError("unknown_department", f"没有部门{options.department}。可用：{'、'.join(d.short_name for d in profile.departments)}。")
    return Header(Kind.DEPARTMENT, profile.id, None, department, options.month.code)


def unlocks(options: argparse.Namespace) -> Answer:
    """开锁的记录。"""
    found = locks.unlocks(open_dashboard(), options.city)
    rows = [["报送者", "期间", "开锁", "锁上", "批准人", "理由"]]
    rows += [[u.owner or "指标分解", month_or_year_zh(u.period), u.at.isoformat(timespec="minutes"), until_zh(u.until), u.by, u.reason] for u in found]
    return Answer([reporting_documents.unlock(u) for u in found], table(rows) if found else "没有开过锁")


def alias(options: argparse.Namespace) -> Answer:
    """补的板块别名：认下、停用，或列出。"""
    dash, by, why = open_dashboard(), options.by or "", options.reason or ""
    if options.add and options.end:
        raise UsageError("usage", "--add和--end一次写一个。")
    if options.add:
        made = aliases.add(dash, options.city, options.add, options.unit or "", by, why)
        return Answer(reporting_documents.alias(made), f"“{made.text}”以后认作{made.unit}")
    if options.end:
        made = aliases.end(dash, options.city, options.end, by, why)
        return Answer(reporting_documents.alias(made), f"“{made.text}”不再认作{made.unit}")
    found = aliases.added(dash, options.city)
    rows = [["别名", "板块", "认下", "谁", "理由", "停用"]]
    rows += [[a.text, a.unit, until_zh(a.at), a.by, a.reason, until_zh(a.ended) if a.ended else "—"] for a in found]
    return Answer([reporting_documents.alias(a) for a in found], table(rows) if found else "没有补过板块别名")


def clock(options: argparse.Namespace) -> Answer:
    """服务器的钟对不对；--accept 认下现在的时间。"""
    dash = open_dashboard()
    if options.accept and not (options.by and options.reason):
        raise UsageError("usage", "认下现在的时间须同时写--by和--reason。")
    found = locks.accept_clock(dash, options.by, options.reason) if options.accept else locks.clock(dash)
    last = found.recorded.isoformat(timespec="seconds") if found.recorded else None
    data = {"now": found.now.isoformat(timespec="seconds"), "recorded": last, "behind": found.behind}
    state = "时钟倒退了，不能上报、审核" if found.behind else "时钟正常"
    return Answer(data, f"{state}：现在{data['now']}，上次记账{last or '还没有'}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError("cannot_write", f"写不进{path}：{system_fault(error)}。") from error
