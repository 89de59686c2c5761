"""清单里一条的各项之间：项目的系数与认定，活动的状态与日期，洽谈的日期，任务的佐证，载体的认定与撤销。"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.domain.city import CITY_LEVEL, PlannedEvent
from dashboard.domain.facts import DutyState
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.history import History
from dashboard.wording.periods import date_zh, month_zh

if TYPE_CHECKING:
    from dashboard.intake.lists import Entry, ListCheck

HELD, PLANNED, CANCELLED = "已举办", "计划", "取消"
_PROJECT_DATES = ("clue_date", "talk_date", "sign_date", "land_date", "apply_date", "first_review", "joint_review", "publicity", "recognised", "rejected", "withdrawn", "became_hte", "became_scale", "listed")
_ORDERS = (("clue_date", "talk_date"), ("talk_date", "sign_date"), ("sign_date", "land_date"))
_PATH = ("apply_date", "first_review", "joint_review", "publicity")
"""认定的路：申报、初审、联审、公示，然后认定或不予认定。"""
_RESULTS = ("talks", "signed", "landed")
_CODE_LENGTH = 18
_EARLIEST = date(2000, 1, 1)
_CLOSE = Decimal("0.0001")


def check(sheet: "ListCheck", found: "Sequence[Entry]", history: History) -> None:
    """核对一张清单的全部行；活动缺的类型、主题由计划补上。"""
    _CHECKS[sheet.part.table](_Entries(sheet, history), found)


class _Entries:
    """报问题的简便写法。"""

    def __init__(self, sheet: "ListCheck", history: History) -> None:
        self.sheet, self.history, self.month = sheet, history, sheet.month
        following = sheet.month + 1
        self.last_day = date(following.year, following.month, 1) - timedelta(days=1)

    def problem(self, level: Level, rule: str, entry: "Entry", field: str, text: str) -> None:
        """在某行某列报一处问题。"""
        cell, header, raw = self.sheet.at(entry, field)
        self.sheet.problem(level, rule, cell, header, raw, text)

    def name(self, entry: "Entry", field: str) -> str:
        """一个字段的列名。"""
        return self.sheet.at(entry, field)[1]

    def sane(self, entry: "Entry", fields: Iterable[str]) -> None:
        """日期不能晚于当月末，也不能早得离谱。"""
        for field in fields:
            day = entry[field]
            if day is not None and day > self.last_day:
                self.problem(Level.ERROR, "future", entry, field, f"写的是{date_zh(day)}，晚于{month_zh(self.month)}底。请核对日期，还没有发生的先留空")
            elif day is not None and day < _EARLIEST:
                self.problem(Level.ERROR, "ancient", entry, field, f"写的是{date_zh(day)}，太早了。请核对年份")

    def repeated(self, found: "Sequence[Entry]", level: Level, fields: Sequence[str], text: str) -> None:
        """几个字段都相同的两行。"""
        seen: dict[tuple[object, ...], int] = {}
        for entry in found:
            key = tuple(entry[f] for f in fields)
            if all(key) and key in seen:
                self.problem(level, "repeated", entry, fields[0], text.format(row=seen[key]))
            elif all(key):
                seen[key] = entry.number


def _projects(checks: _Entries, found: "Sequence[Entry]") -> None:
    for entry in found:
        checks.sane(entry, _PROJECT_DATES)
        _code(checks, entry)
        _stages(checks, entry)
        _path(checks, entry)
        _shares(checks, entry)
        _claimed(checks, entry)
    checks.repeated(found, Level.ERROR, ("number",), "与第{row}行是同一个项目编号。请只留一行")


def _code(checks: _Entries, entry: "Entry") -> None:
    code = entry["credit_code"]
    if code and not (len(code) == _CODE_LENGTH and code.isascii() and code.isalnum()):
        text = f"写的是{code}，不是18位统一社会信用代码。请核对；还没有的请留空"
        checks.problem(Level.EXPLAIN, "credit_code", entry, "credit_code", text)


def _stages(checks: _Entries, entry: "Entry") -> None:
    """认定之后才有撤销；后一步不早于前一步；说落地的要有落地日期。"""
    _withdrawn(checks, entry)
    for first, second in _ORDERS:
        _order(checks, entry, first, second)
    reached = {"签约": "sign_date", "落地": "land_date"}
    for stage, field in reached.items():
        if entry[field] and entry["stage"] in ("线索", "在谈"):
            checks.problem(Level.ERROR, "stages", entry, "stage", f"写的是{entry['stage']}，可已有{stage}日期。请改成{stage}，或清空{stage}日期")


def _withdrawn(checks: _Entries, entry: "Entry") -> None:
    """有撤销就要有认定，且不早于它。"""
    if entry["withdrawn"] and not entry["recognised"]:
        checks.problem(Level.ERROR, "stages", entry, "withdrawn", "有撤销日期，没有认定日期。请补上认定日期，或清空撤销日期")
    _order(checks, entry, "recognised", "withdrawn")


def _order(checks: _Entries, entry: "Entry", first: str, second: str) -> None:
    """两个日期都有时，后一个不早于前一个。"""
    before, after = entry[first], entry[second]
    if before and after and after < before:
        text = f"写的是{date_zh(after)}，早于{checks.name(entry, first)}{date_zh(before)}。请核对这两个日期"
        checks.problem(Level.ERROR, "stages", entry, second, text)


def _path(checks: _Entries, entry: "Entry") -> None:
    """认定的路一步步走：后一步不早于前一步；认定与不予认定只能有一个。

    写了中间几步的，不能缺申报、认定的不能缺公示；一步也没写的是以前的台账，照收。"""
    for end in ("recognised", "rejected"):
        walked = [field for field in (*_PATH, end) if entry[field]]
        for first, second in pairwise(walked):
            if second == end or end == "recognised":
                _order(checks, entry, first, second)
    if entry["recognised"] and entry["rejected"]:
        checks.problem(Level.ERROR, "stages", entry, "rejected", "认定日期、不予认定日期都填了。请只留一个")
    if not any(entry[field] for field in _PATH[1:]):
        return
    if not entry["apply_date"]:
        checks.problem(Level.EXPLAIN, "path_gap", entry, "apply_date", "填了初审、联审或公示日期，没有申报日期。请补上；确实没有申报的请说明")
    if entry["recognised"] and not entry["publicity"]:
        checks.problem(Level.EXPLAIN, "path_gap", entry, "publicity", "填了初审、联审和认定日期，没有公示日期。请补上；确实没有公示的请说明")


def _shares(checks: _Entries, entry: "Entry") -> None:
    """同一项目在各板块的系数之和为1，只有一个牵头（不说出是哪个板块）。"""
    number, factor = entry["number"], entry["factor"]
    if factor is not None and not 0 < factor <= 1:
        checks.problem(Level.ERROR, "factor", entry, "factor", f"写的是{factor:f}，应大于0、不超过1。独立项目填1")
        return
    if factor is None or not number:
        return
    others = {u: s for u, s in checks.history.shares.get(number, {}).items() if u != checks.sheet.part.unit}
    total = factor + sum((Decimal(f"{share:.15g}") for share, _ in others.values()), Decimal(0))
    if total > 1 + _CLOSE:
        checks.problem(Level.EXPLAIN, "shares", entry, "factor", f"与别处已报的系数合计{total:f}，超过1。疑似重复或共建，请与市级核对")
    elif total < 1 - _CLOSE and (entry["lead"] or others):
        checks.problem(Level.HINT, "shares_open", entry, "factor", f"系数合计到{total:f}，其余{1 - total:f}要由共建的板块报")
    _lead(checks, entry, any(lead for _, lead in others.values()))


def _claimed(checks: _Entries, entry: "Entry") -> None:
    """同一家企业别的板块也报了项目，编号不同：不说出是哪个板块。"""
    code, number = entry["credit_code"], entry["number"]
    others = checks.history.codes.get(code, {}) if code else {}
    if any(other != number for unit, other in others.items() if unit != checks.sheet.part.unit):
        text = f"写的是{code}，这家企业别处已用另一个项目编号报过。疑似重复或共建，请与市级核对；属实请说明"
        checks.problem(Level.EXPLAIN, "claimed", entry, "credit_code", text)


def _lead(checks: _Entries, entry: "Entry", elsewhere: bool) -> None:
    if entry["lead"] and elsewhere:
        checks.problem(Level.EXPLAIN, "two_leads", entry, "lead", "别处也报了牵头。疑似重复或共建，请与市级核对")
    elif entry["lead"] is False and entry["factor"] == 1:
        checks.problem(Level.EXPLAIN, "no_lead", entry, "lead", "不牵头，系数却是1。独立项目请选是；共建的请核对系数")
    elif entry["lead"] is False and not elsewhere:
        checks.problem(Level.HINT, "no_lead", entry, "lead", "牵头板块还没有报这个项目，由它报了才计数")


def _events(checks: _Entries, found: "Sequence[Entry]") -> None:
    plans = {e.no: e for e in checks.sheet.profile.events if e.yearly or e.year == checks.month.year}
    for entry in found:
        if entry["no"]:
            _planned(checks, entry, plans.get(entry["no"]))
        _held(checks, entry)
    checks.repeated(found, Level.EXPLAIN, ("name", "place", "held"), "与第{row}行的活动、地点、日期都相同。一行是一站（一场），重复的请删去；确是两场请说明")


def _planned(checks: _Entries, entry: "Entry", plan: PlannedEvent | None) -> None:
    """计划编号须在当年的安排里；别的板块的编号要说明；缺的类型、主题由计划补上。"""
    if plan is None:
        text = f"{checks.month.year}年的活动安排里没有编号{entry['no']}。请核对，计划外的活动请留空"
        checks.problem(Level.ERROR, "unknown_plan", entry, "no", text)
        return
    if plan.unit not in ("", CITY_LEVEL, checks.sheet.part.unit):
        checks.problem(Level.EXPLAIN, "other_plan", entry, "no", f"编号{plan.no}是{plan.unit}的“{plan.name}”。请核对编号；确由本单位报的请说明")
    for field, value in (("type", plan.type), ("theme", plan.theme), ("planned_words", plan.planned.words)):
        entry.values[field] = entry[field] or value


def _held(checks: _Entries, entry: "Entry") -> None:
    held, state = entry["held"], entry["state"]
    checks.sane(entry, ("held",))
    if state == HELD and held is None and not checks.sheet.at(entry, "held")[2]:
        checks.problem(Level.ERROR, "held", entry, "held", "状态是已举办，没有举办日期。请填举办日期，如2025-06-18")
    if state in (PLANNED, CANCELLED) and held is not None:
        checks.problem(Level.ERROR, "held", entry, "held", f"状态是{state}，却填了举办日期。请清空日期，或把状态改成{HELD}")
    result = next((f for f in _RESULTS if entry[f]), None)
    if state in (PLANNED, CANCELLED) and result:
        checks.problem(Level.ERROR, "results", entry, result, f"状态是{state}，不应有成效。请清空，或把状态改成{HELD}")
    _late(checks, entry, "held")


def _late(checks: _Entries, entry: "Entry", field: str) -> None:
    day = entry[field]
    if day is not None and day >= _EARLIEST and Month(day.year, day.month) < checks.month:
        checks.problem(Level.HINT, "late", entry, field, f"{date_zh(day)}在以前的月份，按实际日期计")


def _talks(checks: _Entries, found: "Sequence[Entry]") -> None:
    for entry in found:
        checks.sane(entry, ("day",))
        _late(checks, entry, "day")
    checks.repeated(found, Level.EXPLAIN, ("topic", "day", "partner"), "与第{row}行的日期、内容、对方都相同。重复的请删去；确是两次请说明")


def _duties(checks: _Entries, found: "Sequence[Entry]") -> None:
    for entry in found:
        checks.sane(entry, ("day",))
        done = entry["state"] == DutyState.DONE
        for field, what in (("evidence", "佐证，如文件名、次数"), ("day", "落实日期，如2025-06-18")):
            if done and not checks.sheet.at(entry, field)[2]:
                checks.problem(Level.ERROR, "duty_proof", entry, field, f"写的是已落实，没有填{checks.name(entry, field)}。请填{what}；还没有的请写推进中")
    checks.repeated(found, Level.ERROR, ("duty",), "与第{row}行是同一项任务。请只留一行")


def _carriers(checks: _Entries, found: "Sequence[Entry]") -> None:
    for entry in found:
        checks.sane(entry, ("recognised", "withdrawn"))
        _withdrawn(checks, entry)
    checks.repeated(found, Level.ERROR, ("name",), "与第{row}行是同一个载体。请只留一行")


_CHECKS: dict[Table, Callable[[_Entries, "Sequence[Entry]"], None]] = {
    Table.PROJECTS: _projects,
    Table.EVENTS: _events,
    Table.TALKS: _talks,
    Table.DUTIES: _duties,
    Table.CARRIERS: _carriers,
}
