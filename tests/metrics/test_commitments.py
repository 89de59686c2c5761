"""承诺的灯：频次、每年、只计数、数审定月、部门报次数。"""

from dataclasses import replace
from datetime import date

from tests.metrics.making import WHOLE_CITY, cells, city, evidence, goal, preset, small

from dashboard.domain.assessment import LightMethod
from dashboard.domain.city import CityProfile, Scope
from dashboard.domain.facts import Stop
from dashboard.domain.goals import Basis, Breakdown, Counting
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics.counting import HELD, Held
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import judge_city

JUNE, END = Month(2025, 6), Month(2025, 12)
ON, BEHIND, FAR, REACHED, MISSED, UNREPORTED, UNJUDGED = (Light(name) for name in ("ON_PACE", "BEHIND", "FAR_BEHIND", "REACHED", "MISSED", "UNREPORTED", "UNJUDGED"))
NANTONG, SUZHOU = city(), city("suzhou")


def sent(month: Month, *names: str) -> dict[Month, frozenset[str]]:
    return {month: frozenset(names)}


def stop(day: date, unit: str = "海安市", **changes: object) -> Stop:
    first = Stop("", "推介会", unit, "", "", unit, "上海", Scope.AWAY, HELD, day, "", (), 1, 1, 0, Month(day.year, day.month))
    return replace(first, **changes)


def promise(name: str, month: Month, held: Held, reporting: dict[Month, frozenset[str]], profile: CityProfile = NANTONG) -> GoalResult:
    return judge_city(profile, profile.goal_by_id[name], month, Evidence(held=held, reporting=reporting))


def test_频次_对照已过的期数_12月判达成() -> None:
    theme = "季度主题活动"
    held = Held(stops=[stop(date(2025, m, 5), type=theme, place=f"{m}") for m in (2, 5, 8, 11)])
    june = promise("cadence_quarter_theme", JUNE, held, sent(JUNE, "市科技局"))
    assert (june.actual, june.target, june.phase, june.expected, june.gap, june.light) == (2, 4, 0.5, 2, 0, ON)
    assert (june.reported, june.reporters, june.need_per_month) == (1, 1, None)
    assert promise("cadence_quarter_theme", END, held, sent(END, "海安市")).light is REACHED
    short = Held(stops=held.stops[1:])
    assert promise("cadence_quarter_theme", JUNE, short, sent(JUNE, "海安市")).light is FAR
    assert promise("cadence_quarter_theme", END, short, sent(END, "海安市")).light is MISSED


def test_由活动数出的_没有一份报表就是未报() -> None:
    result = promise("activity_per_year", JUNE, Held(stops=[stop(date(2025, 3, 5))]), {})
    assert (result.light, result.actual, result.reported, result.reporters) == (UNREPORTED, None, 0, 11)
    some = promise("activity_per_year", JUNE, Held(stops=[stop(date(2025, 3, 5))]), sent(JUNE, "海安市", "市科技局"))
    assert (some.actual, some.reported, len(some.missing)) == (1, 1, 10)


def test_只计数的不判() -> None:
    result = promise("overseas_activity", END, Held(stops=[stop(date(2025, 3, 5), scope=Scope.ABROAD)]), sent(END, "海安市"))
    assert (result.light, result.actual, result.target, result.completion, result.phase, result.reason) == (UNJUDGED, 1, None, None, None, "只计数，不判")


def test_各板块每年一次_12月以前不判_12月对照板块数() -> None:
    mine = ("district_annual_event",)
    held = Held(stops=[stop(date(2025, 3, 5), unit=u, tallies=mine) for u in SUZHOU.unit_names[:9]])
    june = promise("district_annual_event", JUNE, held, sent(Month(2024, 12), "昆山市"), SUZHOU)
    assert (june.light, june.as_of_month) == (UNJUDGED, Month(2024, 12))
    end = promise("district_annual_event", END, held, sent(END, "昆山市"), SUZHOU)
    assert (end.actual, end.target, end.expected, end.light) == (9, 10, 10, MISSED)


def test_月度跟踪数审定的月份_不等报表() -> None:
    held = Held(finalized=[Month(2025, m) for m in range(1, 7)])
    result = promise("assess_monthly_tracking", JUNE, held, {})
    assert (result.actual, result.target, result.light, result.reported) == (6, 12, ON, 1)
    assert promise("assess_monthly_tracking", JUNE, Held(), {}).light is UNREPORTED
    assert promise("assess_monthly_tracking", JUNE, Held(), sent(JUNE, "海安市")).light is FAR


def test_双月点评由部门报次数() -> None:
    found = NANTONG.goal_by_id["assess_bimonthly_review"]
    result = judge_city(NANTONG, found, JUNE, evidence(cells(found, {WHOLE_CITY: {JUNE: 3}})))
    assert (result.actual, result.target, result.expected, result.light, result.reporters) == (3, 6, 3, ON, 1)
    assert judge_city(NANTONG, found, JUNE, evidence()).light is UNREPORTED


def test_频次也按连续预设看上一期() -> None:
    found = NANTONG.goal_by_id["assess_bimonthly_review"]
    profile = replace(NANTONG, light=preset(LightMethod.STREAK))
    readings = cells(found, {WHOLE_CITY: {Month(2025, 4): 1, JUNE: 2}})
    assert judge_city(profile, found, JUNE, evidence(readings)).light is FAR


def test_季度频次由部门报次数() -> None:
    found = goal(Basis.CADENCE, None, counting=Counting.REPORTED, breakdown=Breakdown.CITY_ONLY, is_commitment=True, periods_per_year=4)
    result = judge_city(small(found), found, Month(2025, 3), evidence(cells(found, {WHOLE_CITY: {Month(2025, 3): 1}})))
    assert (result.completion, result.phase, result.light) == (0.25, 0.25, ON)
