"""清单里一条的各项之间：项目的系数与认定，活动的状态与日期，洽谈的日期。"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.book import address
from dashboard.intake.headings import Heading
from dashboard.intake.history import History

if TYPE_CHECKING:
    from dashboard.intake.lists import ListCheck

Row = dict[str, Any]
_PROJECT_DATES = ("clue_date", "talk_date", "sign_date", "land_date", "apply_date", "recognised", "withdrawn", "became_hte", "became_scale", "listed")


def check(sheet: "ListCheck", heading: Heading, rows: Sequence[dict[str, Any]], history: History) -> None:
    """核对一张清单的全部行；活动缺的类型、主题由计划补上。"""
    _CHECKS[sheet.part.table](_Entries(sheet, heading, rows, history))


class _Entries:
    """一张清单的行，和报问题的简便写法。"""

    def __init__(self, sheet: "ListCheck", heading: Heading, rows: Sequence[dict[str, Any]], history: History) -> None:
        self.sheet, self.heading, self.rows, self.history = sheet, heading, rows, history
        self.headers = {c.field: c.header for c in sheet.part.columns}
        following = sheet.month + 1
        self.last_day = date(following.year, following.month, 1) - timedelta(days=1)

    def problem(self, level: Level, rule: str, row: Row, field: str, text: str) -> None:
        """在某行某列报一处问题。"""
        header = self.headers[field]
        number = int(str(row["cell"]).lstrip("A"))
        at = self.heading.places.get(header)
        value = "" if row.get(field) is None else str(row[field])
        self.sheet.problem(level, rule, address(number, at) if at else f"第{number}行", header, value, text)

    def not_later(self, row: Row, fields: Sequence[str]) -> None:
        """日期不能晚于当月末。"""
        for field in fields:
            day = row.get(field)
            if isinstance(day, date) and day > self.last_day:
                self.problem(Level.ERROR, "future", row, field, f"写的是{day.isoformat()}，晚于{_zh(self.sheet.month)}底。请核对日期")


def _projects(found: _Entries) -> None:
    seen: dict[str, int] = {}
    for row in found.rows:
        found.not_later(row, _PROJECT_DATES)
        _project(found, row)
        number = row.get("number")
        if number and number in seen:
            found.problem(Level.ERROR, "repeated", row, "number", f"项目编号{number}与第{seen[number]}行重复。请只留一行")
        elif number:
            seen[number] = int(str(row["cell"]).lstrip("A"))


def _project(found: _Entries, row: Row) -> None:
    factor, code = row.get("factor"), row.get("credit_code")
    if factor is not None and not 0 < factor <= 1:
        found.problem(Level.ERROR, "factor", row, "factor", f"写的是{factor}，应大于0、不超过1。独立项目填1")
    if code and not (len(code) == 18 and code.isascii() and code.isalnum()):
        found.problem(Level.EXPLAIN, "credit_code", row, "credit_code", f"写的是{code}，不是18位统一社会信用代码。请核对；还没有的请留空")
    if row.get("withdrawn") and not row.get("recognised"):
        found.problem(Level.ERROR, "stages", row, "withdrawn", "有撤销日期，没有认定日期。请补上认定日期，或清空撤销日期")
    _ordered(found, row, "apply_date", "recognised")
    _ordered(found, row, "recognised", "withdrawn")
    _shares(found, row)


def _ordered(found: _Entries, row: Row, first: str, second: str) -> None:
    before, after = row.get(first), row.get(second)
    if before and after and after < before:
        text = f"{after.isoformat()}早于{found.headers[first]}{before.isoformat()}。请核对"
        found.problem(Level.ERROR, "stages", row, second, text)


def _shares(found: _Entries, row: Row) -> None:
    """同一项目在各板块的系数之和为1，只有一个牵头（不说出是哪个板块）。"""
    number, factor = row.get("number"), row.get("factor")
    others = {u: s for u, s in found.history.shares.get(number or "", {}).items() if u != row.get("unit")}
    if not number or factor is None or not 0 < factor <= 1:
        return
    total = Decimal(str(factor)) + sum((Decimal(str(share)) for share, _ in others.values()), Decimal(0))
    if total > Decimal("1.0001"):
        found.problem(Level.EXPLAIN, "shares", row, "factor", f"与别处已报的系数合计{total}，超过1。疑似重复或共建，请与市级核对")
    elif row.get("lead") is False and not any(lead for _, lead in others.values()):
        found.problem(Level.HINT, "no_lead", row, "lead", "不是牵头，牵头板块还没有报这个项目。由牵头板块报后才计数")
    if row.get("lead") and any(lead for _, lead in others.values()):
        found.problem(Level.EXPLAIN, "two_leads", row, "lead", "别处也报了牵头。疑似重复或共建，请与市级核对")


def _events(found: _Entries) -> None:
    plans = {e.no: e for e in found.sheet.profile.events if e.yearly or e.year == found.sheet.month.year}
    for row in found.rows:
        plan = plans.get(row.get("no") or "")
        if row.get("no") and plan is None:
            found.problem(Level.ERROR, "unknown_plan", row, "no", f"{found.sheet.month.year}年的活动安排里没有编号{row['no']}。请核对，计划外的活动请留空")
        if plan is not None:
            row.update({f: v for f, v in (("type", plan.type), ("theme", plan.theme), ("planned_words", plan.planned.words)) if not row.get(f)})
        _held(found, row)


def _held(found: _Entries, row: Row) -> None:
    held, state = row.get("held"), row.get("state")
    if state == "已举办" and held is None:
        found.problem(Level.ERROR, "held", row, "held", "状态是已举办，没有举办日期。请填举办日期，如2025-06-18")
    if state in ("计划", "取消") and held is not None:
        found.problem(Level.ERROR, "held", row, "held", f"状态是{state}，却填了举办日期{held.isoformat()}。请清空日期，或把状态改成已举办")
    found.not_later(row, ("held",))
    if held and (held.year, held.month) < (found.sheet.month.year, found.sheet.month.month):
        found.problem(Level.HINT, "late", row, "held", f"举办日期{held.isoformat()}在以前的月份，按实际举办的月份计")
    if state != "已举办" and any(row.get(f) for f in ("talks", "signed", "landed")):
        field = next(f for f in ("talks", "signed", "landed") if row.get(f))
        found.problem(Level.ERROR, "results", row, field, f"状态是{state}，不应有成效。请清空，或把状态改成已举办")


def _talks(found: _Entries) -> None:
    for row in found.rows:
        found.not_later(row, ("day",))
        day = row.get("day")
        if isinstance(day, date) and (day.year, day.month) < (found.sheet.month.year, found.sheet.month.month):
            found.problem(Level.HINT, "late", row, "day", f"日期{day.isoformat()}在以前的月份，按实际日期计")


_CHECKS: dict[Table, Callable[[_Entries], None]] = {Table.PROJECTS: _projects, Table.EVENTS: _events, Table.TALKS: _talks}


def _zh(month: Month) -> str:
    return f"{month.year}年{month.month}月"
