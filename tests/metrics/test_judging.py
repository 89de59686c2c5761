"""全市的灯：每种基准，到期以前、到期那月、期末以后，未报与沿用。"""

from dataclasses import replace

import pytest
from tests.metrics.making import CITY_LEVEL, UNITS, WHOLE_CITY, Value, alike, based, cells, evidence, goal, preset, small

from dashboard.domain.assessment import LightMethod, LightPreset
from dashboard.domain.goals import Basis, Bound, Frequency, Goal, TargetVersion
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.metrics.judging import judge_city

JUNE, END = Month(2025, 6), Month(2025, 12)
ON, BEHIND, FAR, REACHED, MISSED, UNREPORTED, UNJUDGED = (Light(name) for name in ("ON_PACE", "BEHIND", "FAR_BEHIND", "REACHED", "MISSED", "UNREPORTED", "UNJUDGED"))


def judged(found: Goal, values: dict[Month, float], month: Month, tasks: dict[int, float] | None = None, light: LightPreset | None = None) -> GoalResult:
    """三个板块平分每个月的数；tasks 为各年的全市任务。"""
    readings = [r for at, value in values.items() for r in alike(found, value, at)]
    given = {(WHOLE_CITY, found.indicator, year): value for year, value in (tasks or {}).items()}
    return judge_city(small(found, light=light), found, month, evidence(readings, given))


def ratio(found: Goal, values: dict[Month, tuple[float, float]], month: Month) -> GoalResult:
    spread: dict[str, dict[Month, Value]] = {u: {m: (top / 3, bottom / 3) for m, (top, bottom) in values.items()} for u in UNITS}
    return judge_city(small(found), found, month, evidence(cells(found, spread)))


NEW, SUM = goal(Basis.NEW), goal(Basis.CUMULATIVE, baseline=based(600, Month(2022, 12), True))
STOCK = goal(Basis.STOCK, baseline=based(600, Month(2022, 12)))
BARE = goal(Basis.STOCK)
ANNUAL = goal(Basis.ANNUAL)


@pytest.mark.parametrize(
    ("found", "month", "value", "light", "reason"),
    [
        (NEW, JUNE, 3000, ON, ""),
        (NEW, JUNE, 2997, BEHIND, ""),
        (NEW, JUNE, 2640, BEHIND, ""),
        (NEW, JUNE, 2637, FAR, ""),
        (NEW, JUNE, 3600, REACHED, ""),
        (NEW, END, 3600, REACHED, ""),
        (NEW, END, 3597, MISSED, ""),
        (SUM, JUNE, 2502, ON, ""),
        (SUM, JUNE, 2499, BEHIND, ""),
        (SUM, JUNE, 2400, BEHIND, ""),
        (SUM, JUNE, 2100, FAR, ""),
        (SUM, JUNE, 3000, REACHED, ""),
        (SUM, END, 2997, MISSED, ""),
        (STOCK, JUNE, 3099, BEHIND, ""),
        (STOCK, JUNE, 3102, ON, ""),
        (STOCK, JUNE, 3600, ON, "已达"),
        (STOCK, JUNE, 540, FAR, ""),
        (STOCK, END, 3600, REACHED, ""),
        (STOCK, END, 3597, MISSED, ""),
        (BARE, JUNE, 3000, UNJUDGED, "无基期，不判"),
        (BARE, JUNE, 3600, ON, "已达"),
        (BARE, END, 3600, REACHED, ""),
        (BARE, END, 3000, MISSED, ""),
        (ANNUAL, JUNE, 1800, ON, ""),
        (ANNUAL, JUNE, 1500, BEHIND, ""),
        (ANNUAL, JUNE, 1200, FAR, ""),
        (ANNUAL, JUNE, 3600, ON, "已达"),
        (ANNUAL, END, 3600, REACHED, ""),
        (ANNUAL, END, 3597, MISSED, ""),
    ],
)
def test_每种基准到期前后的灯(found: Goal, month: Month, value: float, light: Light, reason: str) -> None:
    result = judged(found, {month: value}, month)
    assert (result.light, result.reason) == (light, reason)


@pytest.mark.parametrize("found", [NEW, SUM, STOCK, BARE, ANNUAL])
@pytest.mark.parametrize("month", [JUNE, END])
def test_一家没报是未报_不是0(found: Goal, month: Month) -> None:
    result = judged(found, {month + -1: 100}, month)
    assert (result.light, result.actual, result.completion, result.gap) == (UNREPORTED, None, None, None)
    assert result.reason == f"2025年{month.month}月没有一家报数"
    assert (result.reported, result.reporters) == (0, 3)


@pytest.mark.parametrize("found", [NEW, SUM, STOCK, BARE, ANNUAL])
def test_期末以后停在期末的判定上(found: Goal) -> None:
    result = judged(found, {END: 3600}, Month(2026, 3))
    assert (result.light, result.as_of_month) == (REACHED, END)
    assert judged(found, {END: 600}, Month(2026, 3)).light is MISSED
    assert judged(found, {Month(2025, 11): 3000}, Month(2026, 3)).light is UNREPORTED


def test_期末以后本年任务照看当年() -> None:
    result = judged(NEW, {END: 3600, Month(2026, 3): 300}, Month(2026, 3), {2025: 3600, 2026: 1200})
    assert result.task is not None
    assert (result.task.year, result.task.actual, result.actual) == (2026, 300, 3600)


def test_占比_基期_序时_到期() -> None:
    found = goal(Basis.RATIO, 55, Bound.ABOUT, baseline=based(52.7, Month(2021, 9)), start=Month(2022, 1))
    june = ratio(found, {JUNE: (548, 1000)}, JUNE)
    assert june.actual == pytest.approx(54.8)
    assert june.progress == pytest.approx(2.1 / 2.3)
    assert june.phase == pytest.approx(45 / 51)
    assert june.light is ON
    assert june.need_per_month is None
    assert ratio(found, {JUNE: (551, 1000)}, JUNE).reason == "已达"
    assert ratio(found, {END: (540, 1000)}, END).light is REACHED
    assert ratio(found, {END: (539.9, 1000)}, END).light is MISSED
    assert ratio(found, {JUNE: (0, 0)}, JUNE).light is UNJUDGED
    assert ratio(found, {JUNE: (0, 0)}, JUNE).reason == "分母为0，算不出占比"


def test_突破恰好持平_到期未达成_到期前算序时() -> None:
    found = goal(Basis.STOCK, 4300, Bound.MORE_THAN, baseline=based(2180, Month(2020, 12)))
    end = judged(found, {END: 4300}, END)
    assert (end.light, end.completion, end.reason) == (MISSED, 1.0, "持平未突破")
    assert judged(found, {END: 4303}, END).light is REACHED
    june = judged(found, {JUNE: 4300}, JUNE)
    assert (june.light, june.reason) == (ON, "持平未突破")
    bare = judged(goal(Basis.STOCK, 4300, Bound.MORE_THAN), {JUNE: 4300}, JUNE)
    assert (bare.light, bare.reason) == (UNJUDGED, "持平未突破，无基期，不判")
    assert judged(goal(Basis.CUMULATIVE, 4300, Bound.MORE_THAN), {JUNE: 4300}, JUNE).light is ON


def test_左右_到期前须到足数_到期容许少一点() -> None:
    found = goal(Basis.NEW, 60, Bound.ABOUT)
    assert judged(found, {JUNE: 57}, JUNE).light is ON
    assert judged(found, {JUNE: 60}, JUNE).light is REACHED
    assert judged(found, {END: 57}, END).light is REACHED
    assert judged(found, {END: 56.9}, END).light is MISSED


def test_年度目标在期末那年以前按当年任务() -> None:
    june = Month(2024, 6)
    bare = judged(ANNUAL, {june: 2000}, june)
    assert (bare.light, bare.phase, bare.gap) == (UNJUDGED, None, None)
    assert bare.completion == pytest.approx(2000 / 3600)
    assert bare.reason == "对照的是2025目标，本年没有年度任务，不判"
    tasked = judged(ANNUAL, {june: 2000}, june, {2024: 3000})
    assert (tasked.light, tasked.reason) == (ON, "按2024年任务亮灯")
    assert judged(ANNUAL, {Month(2024, 12): 2997}, Month(2024, 12), {2024: 3000}).light is MISSED


def test_每年的承诺年年判() -> None:
    found = goal(Basis.ANNUAL, 1000, Bound.MORE_THAN, is_commitment=True)
    assert judged(found, {Month(2024, 6): 600}, Month(2024, 6)).light is ON
    assert judged(found, {Month(2024, 12): 999}, Month(2024, 12)).light is MISSED
    assert judged(found, {Month(2024, 12): 1002}, Month(2024, 12)).light is REACHED
    assert judged(found, {Month(2026, 12): 1002}, Month(2026, 12)).light is REACHED


def test_截至应报月_非应报月不是未报() -> None:
    found = goal(Basis.NEW, due_months=Frequency.QUARTERLY.due_months)
    may = judged(found, {Month(2025, 3): 2700}, Month(2025, 5))
    assert (may.as_of_month, may.light, may.phase) == (Month(2025, 3), ON, 27 / 36)
    assert may.need_per_month == 100
    assert judged(found, {}, Month(2023, 2)).reason == "尚未到首个应报月"


def test_年报的在两次之间不判_到12月才判() -> None:
    found = goal(Basis.NEW, due_months=Frequency.YEARLY.due_months)
    june = judged(found, {Month(2024, 12): 1200}, JUNE)
    assert (june.light, june.reason, june.as_of_month) == (UNJUDGED, "年度指标，12月判定", Month(2024, 12))
    assert june.completion == pytest.approx(1 / 3)
    assert (june.phase, june.gap, june.expected, june.need_per_month) == (None, None, None, pytest.approx(200))
    assert judged(found, {}, JUNE).light is UNJUDGED
    assert judged(found, {Month(2024, 12): 1200}, Month(2024, 12)).light is FAR
    assert judged(found, {}, Month(2024, 12)).light is UNREPORTED
    assert judged(found, {END: 3600}, Month(2026, 3)).light is REACHED


def test_目标调整后用截至月有效的版本() -> None:
    found = replace(NEW, targets=(TargetVersion(3600, None, "原"), TargetVersion(5000, Month(2024, 7), "新")))
    assert [judged(found, {m: 100}, m).target for m in (Month(2024, 6), Month(2024, 7))] == [3600, 5000]
    quarterly = replace(found, due_months=(3, 6, 9, 12))
    assert judged(quarterly, {Month(2024, 6): 100}, Month(2024, 8)).target == 3600


def test_应完成数_差距_需月均() -> None:
    result = judged(SUM, {JUNE: 1800}, JUNE)
    assert result.actual == 2400
    assert result.progress == pytest.approx(0.6)
    assert result.expected == pytest.approx(600 + 3000 * 30 / 36)
    assert result.gap == pytest.approx(0.6 - 30 / 36)
    assert result.need_per_month == 200


def test_全市的任务对照本年累计_另成一条() -> None:
    result = judged(NEW, {Month(2024, 12): 1428, JUNE: 700}, JUNE, {2025: 1200})
    assert result.actual == 2128
    assert result.task is not None
    assert (result.task.target, result.task.actual, result.task.phase, result.task.light) == (1200, 700, 0.5, ON)
    assert result.task.completion == pytest.approx(700 / 1200)
    assert result.task.need_per_month == pytest.approx(500 / 6)


def test_全市的总数任务从上年末走起() -> None:
    result = judged(BARE, {Month(2024, 12): 300, JUNE: 330}, JUNE, {2025: 360})
    assert result.task is not None
    assert (result.task.progress, result.task.phase, result.task.light) == (0.5, 0.5, ON)
    first = judged(BARE, {Month(2023, 6): 330}, Month(2023, 6), {2023: 360})
    assert first.task is not None
    assert (first.task.progress, first.task.phase, first.task.light) == (pytest.approx(330 / 360), None, UNJUDGED)


def test_市级自己的一行只进合计() -> None:
    readings = cells(NEW, {CITY_LEVEL: {JUNE: 100}, UNITS[0]: {JUNE: 50}})
    result = judge_city(small(NEW), NEW, JUNE, evidence(readings))
    assert (result.actual, result.reported, result.reporters) == (150, 1, 3)


@pytest.mark.parametrize(("may", "june", "light"), [(2700, 2970, FAR), (2916, 2970, BEHIND), (2700, 3000, ON)])
def test_连续_看上一应报月(may: float, june: float, light: Light) -> None:
    assert judged(NEW, {Month(2025, 5): may, JUNE: june}, JUNE, light=preset(LightMethod.STREAK)).light is light


def test_连续_上月没有数的只算一次() -> None:
    assert judged(NEW, {JUNE: 1000}, JUNE, light=preset(LightMethod.STREAK)).light is BEHIND


def test_全市自己不与全市平均比() -> None:
    assert judged(NEW, {JUNE: 3000}, JUNE, light=preset(LightMethod.CITY_MEAN)).light is ON


def test_比例_低于序时的八成为滞后() -> None:
    rate = preset(LightMethod.RATE, 0.8, 0.6)
    assert [judged(NEW, {JUNE: v}, JUNE, light=rate).light for v in (2400, 2397, 1800, 1797)] == [ON, BEHIND, BEHIND, FAR]
