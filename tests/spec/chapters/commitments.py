"""承诺。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.metrics.making import WHOLE_CITY, cells, city, evidence
from tests.spec.book import Chapter, Example

from dashboard.domain.city import CityProfile, Scope
from dashboard.domain.facts import Stop, Talk
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, GoalResult
from dashboard.metrics.counting import HELD, Held, periods
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import judge_city
from dashboard.wording.numbers import percent

CHAPTER = Chapter(
    "五、持续承诺",
    "频次按日历年判：目标＝一年的期数，完成＝有过的期数，应有＝到月末已过的期数，12月判已达成、未达成。每年的承诺年年判。只计数的不判。由活动数出来的看已举办的站次（一站一场），按实际举办的月份计，同一站报了几次只计最近一次。",
)
NANTONG, SUZHOU = city(), city("suzhou")
JUNE, DECEMBER = Month(2025, 6), Month(2025, 12)


def stop(day: date, unit: str = "海安市", **changes: object) -> Stop:
    """一站已办的活动。"""
    first = Stop("", "推介会", unit, "", "", unit, "上海", Scope.AWAY, HELD, day, "", (), 1, 1, 0, Month(day.year, day.month))
    return replace(first, **changes)


def judged(name: str, month: Month, held: Held, profile: CityProfile = NANTONG) -> GoalResult:
    """一项承诺的判定，当月各板块都报了。"""
    return judge_city(profile, profile.goal_by_id[name], month, Evidence(held=held, reporting={month: frozenset(profile.unit_names)}))


def shown(result: GoalResult) -> str:
    return f"{result.actual:g}/{result.target:g}，{LIGHT_ZH[result.light]}" if result.target is not None else f"{result.actual:g}，{LIGHT_ZH[result.light]}"


@CHAPTER.rule("季度有主题、月度有活动、两月一次", "一期里办了几场都算一期。季度只认季度主题活动，月度认任何活动，江海创投行认“计入”列写了它的。")
def _() -> Iterator[Example]:
    theme = Held(stops=[stop(date(2025, m, 5), type="季度主题活动") for m in (1, 3)])
    result = judged("cadence_quarter_theme", JUNE, theme)
    yield Example("1月、3月各一场季度主题活动，看6月", "有过1季，应有2季；1÷4－2÷4", "1/4，严重滞后", shown(result), (result.gap, -0.25))
    months = Held(stops=[stop(date(2025, m, 5)) for m in (1, 2, 3, 4, 6)])
    result = judged("cadence_month_activity", JUNE, months)
    yield Example("1、2、3、4、6月有活动，看6月", "5÷12－6÷12", "5/12，滞后", shown(result), (result.gap, -1 / 12))
    tour = Held(stops=[stop(date(2025, m, 5), tallies=("fund_tour",)) for m in (1, 2, 4, 6)])
    result = judged("fund_tour", JUNE, tour)
    yield Example("1、2、4、6月各一场计入江海创投行，看6月", "1—2月、3—4月、5—6月都有：3÷6－3÷6", "3/6，正常", shown(result), (result.gap, 0))


@CHAPTER.rule("周周有洽谈", "周按周四归年。已过的周看周日过了没有，12月末全年的周都算已过。")
def _() -> Iterator[Example]:
    goal = NANTONG.goal_by_id["cadence_week_talk"]
    yield Example("2025年有几周、到6月末过了几周", "2025年的周四有52个；第26周的周日是6月29日", "52，26", "，".join(map(str, periods(goal, 11, JUNE))))
    yield Example("2026年有几周", "2026年的周四有53个（1月1日就是）", "53", str(periods(goal, 11, Month(2026, 12))[0]))
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(0, 178, 7)]
    result = judged("cadence_week_talk", JUNE, Held(talks=[Talk("海安市", d, "", JUNE) for d in days]))
    yield Example("2025年1月1日起每周三有一次洽谈，到6月25日", "26周；26÷52－26÷52", "26/52，正常", shown(result), (result.gap, 0))
    eve = judged("cadence_week_talk", DECEMBER, Held(talks=[Talk("海安市", date(2025, 12, 29), "", DECEMBER)]))
    yield Example("2025年12月29日（周一）的洽谈", "那周的周四是2026年1月1日，算2026年", "0/52，未达成", shown(eve))


@CHAPTER.rule("各地每年组织重大科技招商活动", "目标＝板块数，完成＝办过的板块数；12月以前不算到期。")
def _() -> Iterator[Example]:
    held = Held(stops=[stop(date(2025, 3, 5), unit=u, tallies=("district_annual_event",)) for u in SUZHOU.unit_names[:9]])
    yield Example("10个板块，9个办过，看12月", "9 ＜ 10", "9/10，未达成", shown(judged("district_annual_event", DECEMBER, held, SUZHOU)))


@CHAPTER.rule("每年40场左右、每年超千项", "年年12月判，平时对照月÷12。市外场次只数市外（境外另计）。")
def _() -> Iterator[Example]:
    held = Held(stops=[stop(date(2024, 1, 1) + timedelta(days=7 * n)) for n in range(38)])
    result = judged("activity_per_year", Month(2024, 12), held)
    yield Example("2024年市外38场，40场左右", "容差max(1, 40×5%)＝2；38 ≥ 38", "38/40，已达成", shown(result))
    abroad = Held(stops=[*held.stops, stop(date(2024, 5, 1), scope=Scope.ABROAD, place="东京")])
    yield Example("另有境外1场", "只计数", "1，不判", shown(judged("overseas_activity", Month(2024, 12), abroad)))


@CHAPTER.rule("月度跟踪、双月点评、季度考核", "月度跟踪数已审定的月份；双月点评、季度考核由部门报次数。")
def _() -> Iterator[Example]:
    held = Held(finalized=[Month(2025, m) for m in range(1, 6)])
    result = judged("assess_monthly_tracking", JUNE, held)
    yield Example("1至5月已审定，看6月", "5÷12－6÷12", "5/12，滞后", shown(result))
    goal = NANTONG.goal_by_id["assess_bimonthly_review"]
    review = judge_city(NANTONG, goal, JUNE, evidence(cells(goal, {WHOLE_CITY: {JUNE: 3}})))
    yield Example("部门报双月点评3次，看6月", "3÷6－3÷6", "50.0%，正常", f"{percent(review.completion or 0)}，{LIGHT_ZH[review.light]}")
