"""一座城市一个月的报送情况、年初以来、催报清单：用小世界和拨好的钟核对。"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import Kind
from dashboard.flows import reminding, reporting
from dashboard.flows.due import units_due
from dashboard.flows.reporting_words import due_line, due_printed, fraction, lines, names, times
from dashboard.metrics.deadlines import BEIJING
from dashboard.metrics.reporting import Mark
from dashboard.storage import ledger

MAY, JUNE = Month(2025, 5), Month(2025, 6)
SME = "tech_sme_annual"
SetTo = Callable[[datetime], None]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=BEIJING)


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> SetTo:
    return lambda moment: monkeypatch.setattr(ledger, "now", lambda: moment)


@pytest.fixture
def june(world: World, set_to: SetTo) -> World:
    """昆山5月按时、6月按时并更正过一次；太仓5月迟报，6月没报；其余没报。"""
    set_to(at(6, 6))
    world.unit("昆山市", MAY, {SME: 10})
    set_to(at(6, 10))
    world.unit("太仓市", MAY, {SME: 10})
    set_to(at(7, 7, 23))
    world.unit("昆山市", JUNE, {SME: 12})
    set_to(at(7, 8))
    world.unit("昆山市", JUNE, {SME: 13})
    set_to(at(7, 9))
    return world


def test_本月和年初以来(june: World) -> None:
    found = reporting.month_reporting(june.dash, "suzhou", JUNE)
    units = found.this_month.units
    assert (fraction(units.reported), fraction(units.timely), fraction(units.first_pass)) == ("1/10（10.0%）", "1/10（10.0%）", "1/1（100.0%）")
    assert times(units.corrections) == "1次：昆山市"
    whole = found.year_to_date.units
    assert (whole.reported.numerator, whole.reported.denominator) == (3, 60)
    assert (names(whole.timely.counted), names(whole.reported.counted)) == ("昆山市（5—6月）", "太仓市（5月）、昆山市（5—6月）")
    assert [name for name, _, _ in lines(units, found.at)] == ["报送率", "及时率", "一次通过率"]
    assert lines(units, found.at)[2][2] == "全部"
    assert lines(units, found.at)[1][2].startswith("不及时：张家港市、常熟市、太仓市")
    assert lines(units, at(7, 7))[1][2].startswith("未到截止：张家港市、常熟市、太仓市")
    marks = {s.owner: s.mark(found.at) for s in found.slots}
    assert (marks["昆山市"], marks["太仓市"]) == (Mark.PASSED, Mark.OVERDUE)


def test_时限逐种列出(june: World) -> None:
    found = {d.kind: d for d in reporting.month_reporting(june.dash, "suzhou", JUNE).deadlines}
    assert found[Kind.UNIT].deadline.day == date(2025, 7, 7)
    assert found[Kind.DEPARTMENT].deadline.day == date(2025, 7, 10)
    assert found[Kind.TARGETS].deadline.day == date(2025, 3, 17)
    assert (found[Kind.UNIT].timed, found[Kind.UNIT].locks) == (True, None)


def test_截止前不催_截止后催(june: World, set_to: SetTo) -> None:
    set_to(at(7, 7, 23))
    before = {(r.owner, r.period) for r in reporting.reminders(june.dash, "suzhou", JUNE)}
    assert ("太仓市", 202506) not in before
    assert ("昆山市", 202504) in before
    set_to(at(7, 8, 0))
    found = {(r.owner, r.period): r for r in reporting.reminders(june.dash, "suzhou", JUNE)}
    late = found["太仓市", 202506]
    assert (late.missing, late.deadline.day, late.days_late, late.returned, late.contact) == ("2025年6月板块月报", date(2025, 7, 7), 1, False, "市科技局")
    assert ("昆山市", 202505) not in found
    assert ("市科技局", 202506) not in found, "部门8个工作日才截止"
    assert found["市科技局", 202500].missing == "2025年指标分解"


def test_年中新设的板块以前不算应报(june: World) -> None:
    profile = june.dash.profile("suzhou", june.dash.version())
    units = tuple(replace(u, start=JUNE) if u.name == "太仓市" else replace(u, end=MAY) if u.name == "昆山市" else u for u in profile.units)
    changed = replace(profile, units=units)
    assert "太仓市" not in units_due(changed, MAY)
    assert "太仓市" in units_due(changed, JUNE)
    assert "昆山市" in units_due(changed, MAY)
    assert "昆山市" not in units_due(changed, JUNE)
    assert len(reporting.slots(june.dash, changed, [MAY, JUNE])) == len(reporting.slots(june.dash, profile, [MAY, JUNE])) - 2


def test_起用以前的月份是补录(june: World) -> None:
    profile = june.dash.profile("suzhou", june.dash.version())
    changed = replace(profile, timing=replace(profile.timing, start=JUNE))
    assert {s.deadline is None for s in reporting.slots(june.dash, changed, [MAY])} == {True}
    assert {s.deadline is None for s in reporting.slots(june.dash, changed, [JUNE])} == {False}


def test_催报清单的工作簿(june: World) -> None:
    page = openpyxl.load_workbook(io.BytesIO(reminding.workbook(june.dash, "suzhou", JUNE)))["催报清单"]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    assert page["A1"].value == "苏州市2025年6月催报清单"
    assert page["A2"].value == f"2025年1—6月逾期未报{len(rows)}份，制表时间2025-07-09 09:00"
    assert (2, "2025年6月板块月报") in {(row[4], row[2]) for row in rows if row[1] == "太仓市"}


def test_没有这座城市_这个月(june: World) -> None:
    with pytest.raises(UsageError, match="没有城市atlantis"):
        reporting.month_reporting(june.dash, "atlantis", JUNE)
    with pytest.raises(UsageError, match="没有2031-01"):
        reporting.reminders(june.dash, "suzhou", Month(2031, 1))


def test_截止的一句话(june: World) -> None:
    profile = june.dash.profile("suzhou", june.dash.version())
    unit = reporting.kind_deadline(profile, Kind.UNIT, 202506)
    assert due_line(unit, date(2025, 7, 4)) == "6月板块月报：7月7日24:00截止，还有3天"
    assert due_printed(unit) == "请于2025年7月7日24:00前上报"
    locked = reporting.kind_deadline(profile, Kind.UNIT, 202612)
    assert due_line(locked, date(2026, 12, 31)) == (
        "12月板块月报：2027年1月7日24:00截止，还有7天，2027年1月17日24:00锁定（2027年的放假安排还没有收入，暂按周一至周五算）"
    )
    early = reporting.kind_deadline(replace(profile, timing=replace(profile.timing, start=Month(2026, 1))), Kind.UNIT, 202506)
    assert (due_line(early, date(2025, 7, 4)), due_printed(early)) == ("6月板块月报：补录，没有时限", "")
