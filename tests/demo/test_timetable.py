"""模拟的时间表：按时的在截止以前，迟报的在截止以后、锁定以前，更正更晚；都在工作日的上班时间；种子一样就一样。"""

from tests.metrics.making import city

from dashboard.demo.timetable import Timetable
from dashboard.domain.month import Month, month_range
from dashboard.domain.submissions import Header, Kind
from dashboard.flows.due import departments_due
from dashboard.metrics.deadlines import deadline, ends, is_late
from dashboard.metrics.workdays import is_workday

MONTHS = list(month_range(Month(2022, 1), Month(2025, 12)))
SUZHOU = city("suzhou")
LATE = "吴江区"


def headers(month: Month) -> list[Header]:
    units = [Header(Kind.UNIT, "suzhou", name, None, month.code) for name in SUZHOU.unit_names]
    departments = [Header(Kind.DEPARTMENT, "suzhou", None, name, month.code) for name in departments_due(SUZHOU, month)]
    return [*units, *departments]


def test_按时的按时_迟报的迟() -> None:
    for month in MONTHS:
        mine = headers(month)
        times = Timetable(SUZHOU, "种子", {LATE}).first(mine)
        late = [h.owner for h, at in zip(mine, times.sent, strict=True) if is_late(SUZHOU.timing, h.kind, h.period, at)]
        assert late == [LATE]
        assert times.accepted > max(times.sent)


def test_都在工作日的上班时间() -> None:
    for month in MONTHS:
        table = Timetable(SUZHOU, "种子", {LATE})
        for times in (table.first(headers(month)), table.correcting(headers(month)[:1])):
            for at in (*times.sent, times.accepted):
                assert is_workday(SUZHOU.timing, at.date())
                assert 9 <= at.hour < 18


def test_更正在迟报以后() -> None:
    for month in MONTHS:
        table, mine = Timetable(SUZHOU, "种子", {LATE}), [h for h in headers(month) if h.owner == LATE]
        assert table.correcting(mine).sent[0].date() > ends(deadline(SUZHOU.timing, Kind.UNIT, month.code)).date()


def test_种子一样就一样() -> None:
    mine = headers(MONTHS[0])
    assert Timetable(SUZHOU, "种子").first(mine) == Timetable(SUZHOU, "种子").first(mine)
    assert Timetable(SUZHOU, "种子").first(mine) != Timetable(SUZHOU, "别的").first(mine)
