"""由活动、洽谈、审定月数出来的承诺。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import city

from dashboard.domain.city import CITY_LEVEL, Scope
from dashboard.domain.facts import Stop, Talk
from dashboard.domain.month import Month
from dashboard.metrics.counting import HELD, Held, count, newest, periods

JUNE = Month(2025, 6)
GOALS = {**city("suzhou").goal_by_id, **city().goal_by_id}


def stop(day: date | None, **changes: object) -> Stop:
    first = Stop("", "推介会", "海安市", "板块招商活动", "", "海安市", "上海", Scope.AWAY, HELD, day, "", (), 1, 1, 0, Month(2025, 3))
    return replace(first, **changes)


def done(name: str, *stops: Stop, month: Month = JUNE, **more: list[object]) -> float:
    return count(GOALS[name], Held(stops=stops, **more), month)


def test_市外和境外分开数_只数已办的() -> None:
    stops = [
        stop(date(2025, 3, 5)),
        stop(date(2025, 4, 5), scope=Scope.ABROAD),
        stop(date(2025, 4, 6), scope=Scope.INSIDE),
        stop(date(2025, 5, 7), state="取消"),
        stop(None, state="计划"),
    ]
    assert done("activity_per_year", *stops) == 1
    assert done("overseas_activity", *stops) == 1


def test_按实际举办的月份和年度数() -> None:
    stops = [stop(date(2024, 12, 31)), stop(date(2025, 1, 1)), stop(date(2025, 7, 1))]
    assert done("activity_per_year", *stops) == 1
    assert done("activity_per_year", *stops, month=Month(2025, 7)) == 2
    assert done("activity_per_year", *stops, month=Month(2024, 12)) == 1


def test_季度只数季度主题活动_一季几场算一季() -> None:
    theme = "季度主题活动"
    stops = [stop(date(2025, 1, 5), type=theme), stop(date(2025, 3, 5), type=theme), stop(date(2025, 5, 5))]
    assert done("cadence_quarter_theme", *stops) == 1


def test_月度有活动_任何活动() -> None:
    stops = [stop(date(2025, m, 5), scope=s) for m, s in ((1, Scope.INSIDE), (1, Scope.AWAY), (4, Scope.ABROAD))]
    assert done("cadence_month_activity", *stops) == 2


def test_双月按计入列_一个双月几场算一期() -> None:
    mine = ("fund_tour",)
    stops = [stop(date(2025, 1, 5), tallies=mine), stop(date(2025, 2, 5), tallies=mine), stop(date(2025, 3, 5), tallies=mine), stop(date(2025, 5, 5))]
    assert done("fund_tour", *stops) == 2
    assert done("training_camp", stop(date(2025, 5, 5), tallies=("training_camp",))) == 1


def test_各板块每年一次_数板块_市级不是板块() -> None:
    mine = ("district_annual_event",)
    stops = [stop(date(2025, 3, 5), unit=u, tallies=mine) for u in ("昆山市", "昆山市", "太仓市", CITY_LEVEL)]
    stops[1] = replace(stops[1], place="深圳")
    assert done("district_annual_event", *stops) == 2


def test_同一站报了几次只计最近一次() -> None:
    first = stop(date(2025, 3, 5), signed=1)
    again = stop(date(2025, 3, 5), signed=4, period=Month(2025, 4))
    assert newest([again, first]) == (again,)
    assert done("activity_per_year", first, again) == 1
    assert done("activity_per_year", first, replace(again, place="深圳"), replace(again, held=date(2025, 3, 6))) == 3
    assert done("activity_per_year", replace(first, no="3"), replace(again, no="3", name="改了名")) == 1


@pytest.mark.parametrize(
    ("day", "month", "weeks"),
    [
        (date(2024, 12, 30), Month(2025, 1), 1),  # 周一，周四是2025年1月2日
        (date(2024, 12, 30), Month(2024, 12), 0),
        (date(2025, 12, 29), Month(2025, 12), 0),  # 周四是2026年1月1日
        (date(2025, 12, 29), Month(2026, 1), 1),
        (date(2023, 1, 1), Month(2023, 12), 0),  # 周日，周四是2022年12月29日
        (date(2023, 1, 1), Month(2022, 12), 1),
        (date(2023, 1, 1), Month(2022, 11), 0),
    ],
)
def test_周按周四归年(day: date, month: Month, weeks: int) -> None:
    held = Held(talks=[Talk("海安市", day, "", Month(day.year, day.month))])
    assert count(GOALS["cadence_week_talk"], held, month) == weeks


def test_一周几次洽谈算一周_以后的不算() -> None:
    days = [date(2025, 3, 3), date(2025, 3, 7), date(2025, 3, 9), date(2025, 3, 10), date(2025, 7, 1)]
    held = Held(talks=[Talk("海安市", d, "", Month(2025, 3)) for d in days])
    assert count(GOALS["cadence_week_talk"], held, Month(2025, 6)) == 2


def test_审定的月份() -> None:
    held = Held(finalized=[Month(2024, 12), Month(2025, 1), Month(2025, 2), Month(2025, 7)])
    assert count(GOALS["assess_monthly_tracking"], held, Month(2025, 6)) == 2


@pytest.mark.parametrize(
    ("name", "month", "found"),
    [
        ("cadence_quarter_theme", 6, (4, 2)),
        ("cadence_quarter_theme", 5, (4, 1)),
        ("cadence_month_activity", 6, (12, 6)),
        ("fund_tour", 5, (6, 2)),
        ("assess_bimonthly_review", 6, (6, 3)),
        ("assess_quarterly", 12, (4, 4)),
        ("district_annual_event", 11, (10, 0)),
        ("district_annual_event", 12, (10, 10)),
    ],
)
def test_一年几期_已过几期(name: str, month: int, found: tuple[int, int]) -> None:
    assert periods(GOALS[name], 10, Month(2025, month)) == found


@pytest.mark.parametrize(("year", "weeks"), [(2020, 53), (2023, 52), (2024, 52), (2025, 52), (2026, 53)])
def test_一年几周_按周四数(year: int, weeks: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    assert sum(d.weekday() == 3 and d.year == year for d in days) == weeks
    assert periods(GOALS["cadence_week_talk"], 11, Month(year, 12)) == (weeks, weeks)


@given(st.integers(2019, 2030), st.integers(1, 11))
def test_已过的周_周日过了才算(year: int, month: int) -> None:
    end = date(year, month + 1, 1)
    sundays = [d + timedelta(days=3) for n in range(366) if (d := date(year, 1, 1) + timedelta(days=n)).weekday() == 3 and d.year == year]
    assert periods(GOALS["cadence_week_talk"], 11, Month(year, month))[1] == sum(d < end for d in sundays)


def test_一个板块自己的活动() -> None:
    held = Held(stops=[stop(date(2025, 3, 5)), stop(date(2025, 3, 6), unit="如皋市")])
    assert count(GOALS["activity_per_year"], held.of("如皋市"), Month(2025, 6)) == 1
    assert count(GOALS["activity_per_year"], held.of("启东市"), Month(2025, 6)) == 0
