"""缺哪几期：与频次承诺的计数对得上，已过的期要么有、要么缺。"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard import paths, profiles
from dashboard.domain.city import Scope
from dashboard.domain.facts import Stop, Talk
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month
from dashboard.metrics.counting import HELD, Held, count, periods
from dashboard.metrics.gaps import missing_periods, missing_units

NANTONG = profiles.read(paths.root() / "data" / "cities" / "nantong", "nantong")
SUZHOU = profiles.read(paths.root() / "data" / "cities" / "suzhou", "suzhou")
CADENCES = [g for g in NANTONG.goals if g.counts_events and (g.periods_per_year or g.id == "cadence_week_talk")]


def stop(day: date, type_: str = "板块招商活动", unit: str = "海安市", tallies: tuple[str, ...] = ()) -> Stop:
    month = Month(day.year, day.month)
    return Stop("", "推介会", unit, type_, "", unit, "上海", Scope.AWAY, HELD, day, "", tallies, 1, 1, 0, month)


def goal(name: str) -> Goal:
    return NANTONG.goal_by_id[name]


def test_没有活动的月份逐月列出() -> None:
    held = Held(stops=[stop(date(2023, m, 5)) for m in (1, 2, 3, 5)])
    assert missing_periods(goal("cadence_month_activity"), held, Month(2023, 6)) == (4, 6)


def test_季度只认季度主题活动() -> None:
    held = Held(stops=[stop(date(2023, 2, 5), "季度主题活动"), stop(date(2023, 5, 5))])
    assert missing_periods(goal("cadence_quarter_theme"), held, Month(2023, 6)) == (2,)
    assert missing_periods(goal("cadence_quarter_theme"), held, Month(2023, 5)) == ()


def test_周按周四归年_年初的元旦属于上一年() -> None:
    talks = [Talk("海安市", date(2023, 1, 1), "", Month(2023, 1)), Talk("海安市", date(2023, 1, 2), "", Month(2023, 1))]
    assert missing_periods(goal("cadence_week_talk"), Held(talks=talks), Month(2023, 1)) == (2, 3, 4)


def test_双月一期() -> None:
    held = Held(stops=[stop(date(2023, 3, 9), tallies=("fund_tour",))])
    assert missing_periods(goal("fund_tour"), held, Month(2023, 6)) == (1, 3)


def test_还没有办的板块() -> None:
    found = SUZHOU.goal_by_id["district_annual_event"]
    held = Held(stops=[stop(date(2025, 3, 9), unit="昆山市", tallies=("district_annual_event",)), stop(date(2025, 3, 9), unit="太仓市")])
    missing = missing_units(found, held, Month(2025, 6), SUZHOU.unit_names)
    assert set(SUZHOU.unit_names) - set(missing) == {"昆山市"}
    assert missing_periods(found, held, Month(2025, 12)) == ()


days = st.integers(0, 3 * 365).map(lambda n: date(2022, 12, 20) + timedelta(days=n))


@given(
    st.lists(st.tuples(days, st.sampled_from(["季度主题活动", "板块招商活动"]), st.sampled_from([(), ("fund_tour",)])), max_size=40),
    st.lists(days, max_size=60),
    st.integers(0, 35),
)
def test_已过的期要么有要么缺(stops: list[tuple[date, str, tuple[str, ...]]], talks: list[date], back: int) -> None:
    month = Month(2023, 1) + back
    held = Held(
        stops=[stop(d, t, tallies=tallies) for d, t, tallies in stops],
        talks=[Talk("海安市", d, "", Month(d.year, d.month)) for d in talks],
        finalized=[Month(2023, 1), Month(2023, 2), Month(2024, 5)],
    )
    for found in CADENCES:
        whole, over = periods(found, 11, month)
        missing = missing_periods(found, held, month)
        assert len(missing) >= over - count(found, held, month)
        if over == whole:
            assert len(missing) == whole - count(found, held, month)
