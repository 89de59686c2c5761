"""一个数为什么是这样：各行的句子。"""

from dataclasses import replace

import pytest
from tests.metrics.making import based, city, goal, preset, result

from dashboard.domain.assessment import LightMethod
from dashboard.domain.goals import Basis, Bound, Breakdown, Collector, Counting, Phasing
from dashboard.domain.month import Month
from dashboard.domain.results import Light, TaskResult, UnitActual
from dashboard.wording import why

TASK = TaskResult(2025, 1200.0, 1010.4, 0.842, 0.842, 0.75, 900.0, 0.092, Light.ON_PACE, 50.0)
SEPTEMBER = result(
    goal(name="新招引科创项目", target=3300),
    as_of_month=Month(2025, 9),
    target=3300.0,
    actual=2980.0,
    completion=2980 / 3300,
    gap=2980 / 3300 - 33 / 36,
    task=TASK,
)


def part(unit: str, first: float | None, final: float | None, carried: bool = False) -> UnitActual:
    return UnitActual(unit, final or first, not carried, carried, None, first, final, None, None)


def test_通报的一句话_两个目标各成一个分句() -> None:
    assert why.sentence(SEPTEMBER) == "截至2025年9月底，全市新招引科创项目2,980个，完成2025年目标的90.3%，落后序时进度1.4个百分点；完成年度任务的84.2%，超年度序时9.2个百分点。"


def test_通报的一句话_板块只有任务_未报_没有数() -> None:
    assert why.sentence(replace(SEPTEMBER, unit="海安市")) == "截至2025年9月底，海安市新招引科创项目2,980个，完成年度任务的84.2%，超年度序时9.2个百分点。"
    assert why.sentence(replace(SEPTEMBER, actual=None, light=Light.UNREPORTED)) == "截至2025年9月底，全市新招引科创项目未报。"
    assert why.sentence(replace(SEPTEMBER, as_of_month=None)) == ""
    assert why.sentence(replace(SEPTEMBER, completion=None, task=None)) == "截至2025年9月底，全市新招引科创项目2,980个。"


def test_口径_期间_基期() -> None:
    assert why.definition(goal(Basis.STOCK, bound=Bound.MORE_THAN)) == "总数：看期末数，可以下降；须大于目标数，持平不算。"
    assert why.definition(goal(Basis.COUNT)) == "计数：只计数，不判。"
    assert why.span(goal(start_note="文件未写起点，按发文年")) == "2023年1月起（文件未写起点，按发文年）至2025年12月"
    assert why.span(goal(Basis.ANNUAL)) == "每年1月至12月；从2023年1月起计"
    assert why.baseline(goal(Basis.STOCK)) == "无基期，不判序时"
    assert why.baseline(goal()) == ""
    assert why.baseline(goal(Basis.CUMULATIVE, baseline=based(78, Month(2021, 12), True))) == "2021年12月78个，计入完成数（公开数）"


def test_条款带出处() -> None:
    profile = city()
    found = profile.goal_by_id["hte_total"]
    assert why.clause(profile, found) == f"“{found.clause}”——通政办发〔2023〕11号 {found.section}"


def test_完成率的算式_未报不是0() -> None:
    assert why.division(result()) == "1,800个÷3,600个＝50.0%"
    assert why.division(result(actual=None)) == "2025年6月未报，不是0"
    assert why.division(result(actual=None, as_of_month=None)) == "尚未到首个应报月"
    assert why.division(result(target=None, completion=None)) == "1,800个"


def test_序时与差距() -> None:
    assert why.pace(result()) == "序时进度83.3%（应完成3,000个），落后序时33.3个百分点"
    assert why.pace(result(progress=0.4, gap=0.4 - 30 / 36)) == "序时进度83.3%（应完成3,000个），完成进度40.0%，落后序时43.3个百分点"
    seasonal = result(goal(phasing=Phasing.SEASONAL))
    assert why.pace(seasonal) == "序时进度83.3%（按去年进度，应完成3,000个），落后序时33.3个百分点"
    assert why.pace(result(phase=None, reason="无基期，不判")) == "无基期，不判"


@pytest.mark.parametrize(
    ("method", "limits", "text"),
    [
        (LightMethod.POINTS, (0, 0.1), "规则百分点v1：达到序时为正常，落后不超过10个百分点为滞后，再多为严重滞后。"),
        (LightMethod.POINTS, (0.05, 0.1), "规则百分点v1：落后不超过5个百分点为正常，落后不超过10个百分点为滞后，再多为严重滞后。"),
        (LightMethod.RATE, (0.8, 0.6), "规则比例v1：不低于序时的80.0%为正常，低于60.0%为严重滞后，其间为滞后。"),
        (LightMethod.STREAK, (0, 0), "规则连续v1：一次未达序时为滞后，连续两次为严重滞后。"),
        (LightMethod.CITY_MEAN, (0, 0.1), "规则且不低于全市平均v1：达到序时为正常，板块还须不低于全市平均；落后超过10个百分点为严重滞后，其余为滞后。"),
    ],
)
def test_亮灯规则印成一句(method: LightMethod, limits: tuple[float, float], text: str) -> None:
    assert why.rule(preset(method, *limits)) == text


def test_灯带原因() -> None:
    assert why.light(preset(LightMethod.STREAK), result(light=Light.ON_PACE, reason="已达")).startswith("正常（已达）。规则连续v1")


def test_谁报的_谁没报_有旧值的写沿用() -> None:
    found = goal()
    carried = result(found, reported=2, missing=("如东县",), parts=(part("如东县", 3, None, True),))
    assert why.sources(found, carried, None) == "板块上报；已报2/3个板块；如东县未报，沿用旧值。"
    assert why.sources(found, replace(carried, parts=()), None) == "板块上报；已报2/3个板块；如东县未报。"
    department = replace(found, collected_from=Collector.DEPARTMENT, breakdown=Breakdown.CITY_ONLY)
    assert why.sources(department, result(department), "市财政局") == "市财政局上报；只有全市数。"
    counted = replace(found, counting=Counting.STOPS_AWAY)
    assert why.sources(counted, result(counted, unit="海安市"), None) == "由活动、洽谈、审定月自动数出。"


def test_对账差异两个数都写_按哪个计() -> None:
    found = result(parts=(part("海安市", 30, 28), part("如皋市", 5, 5), part("如东县", 5, None)))
    assert why.differences(found) == "海安市初报30个、核定28个。按核定计。"
    many = result(parts=tuple(part(u, 30, 28) for u in ("甲", "乙", "丙", "丁")))
    assert why.differences(many).endswith("，共4个板块。按核定计。")
    assert why.differences(result()) == ""


def test_年度任务一句_与2025目标分开() -> None:
    assert why.task(TASK, goal()) == "2025年任务1,200个，完成84.2%，超年度序时9.2个百分点，正常"
    bare = replace(TASK, completion=None, gap=None, light=Light.UNREPORTED)
    assert why.task(bare, goal()) == "2025年任务1,200个，未报"


def test_还需() -> None:
    assert why.remaining(result(), 250.0) == "还差1,800个，需月均300个，近3个月月均250个"
    assert why.remaining(result(actual=3600.0), None) == "正好等于目标数"
    assert why.remaining(result(actual=3700.0), None) == "已超过目标数100个"
    share = result(goal(Basis.RATIO, 55), target=55.0, actual=54.8, need_per_month=None)
    assert why.remaining(share, None) == "还差0.2个百分点"


def test_去年同期_占比写个百分点() -> None:
    before = result(actual=1500.0, as_of_month=Month(2024, 6))
    assert why.last_year(before, result()) == "2024年6月1,500个，同比增300个"
    share = result(goal(Basis.RATIO, 55), actual=54.8)
    assert why.last_year(replace(share, actual=55.3), share) == "2025年6月55.3%，同比减0.5个百分点"
    assert why.last_year(None, share) == ""
