"""完成数。"""

from collections.abc import Iterator
from dataclasses import replace

from tests.metrics.making import CITY_LEVEL, WHOLE_CITY, cell, cells, city, evidence
from tests.spec.book import Chapter, Example

from dashboard.domain.facts import Measure, Reading
from dashboard.domain.goals import Goal
from dashboard.domain.goals import Status as Said
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult
from dashboard.metrics.judging import judge_city
from dashboard.wording import phrases
from dashboard.wording.numbers import percent, with_uom

CHAPTER = Chapter(
    "一、完成数",
    "本年累计、期末、分子和分母是算数的；本月数只用来核对。全市的数是各板块与市级之和，取截至月以前最近一次已接收的数。",
)
NANTONG, SUZHOU = city(), city("suzhou")
PROJECTS = NANTONG.goal_by_id["sci_project_new"]
SEPTEMBER = Month(2024, 9)
PUBLISHED = {Month(2022, 12): 704.0, Month(2023, 12): 1428.0, SEPTEMBER: 1279.0}


def judged(goal: Goal, readings: list[Reading], month: Month) -> GoalResult:
    """全市的判定。"""
    return judge_city(SUZHOU if goal in SUZHOU.goals else NANTONG, goal, month, evidence(readings))


@CHAPTER.rule(
    "新增、累计：从起始月累加",
    "往年取当年最后一次本年累计，今年取截至月的本年累计。文件没写从哪年起计，起始月是设置，画面写明用的是哪个：同样的数，起点不同结论相反。",
)
def _() -> Iterator[Example]:
    readings = cells(PROJECTS, {"启东市": dict(PUBLISHED)})
    late, early = judged(PROJECTS, readings, SEPTEMBER), judged(replace(PROJECTS, start=Month(2022, 1)), readings, SEPTEMBER)
    case = "南通新招引科创项目，2022年704个、2023年1,428个、2024年前三季度1,279个，目标3,300个以上"
    yield Example(f"{case}，自2022年1月计", "704＋1428＋1279＝3411；3411÷3300", "103.4%", percent(early.completion or 0), (early.completion, 3411 / 3300))
    yield Example(f"{case}，自2023年1月计", "1428＋1279＝2707；2707÷3300", "82.0%", percent(late.completion or 0), (late.completion, 2707 / 3300))


@CHAPTER.rule("基期计入的加上", "累计类目标有计入的基期时，完成数＝基期＋起始月以来的增量。")
def _() -> Iterator[Example]:
    goal = SUZHOU.goal_by_id["new_rd_institute"]
    found = judged(goal, cells(goal, {"昆山市": {Month(2022, 12): 30, Month(2023, 6): 12}}), Month(2023, 6))
    yield Example("苏州新型研发机构，2021年年末78家，2022年新增30家，2023年上半年12家", "78＋30＋12", "120家", phrases.done(found), (found.actual, 120))


@CHAPTER.rule("年度：只算当年", "每个日历年从头累计。")
def _() -> Iterator[Example]:
    goal = SUZHOU.goal_by_id["tech_contract_value"]
    found = judged(goal, cells(goal, {"昆山市": {Month(2024, 12): 180, Month(2025, 6): 90}, "太仓市": {Month(2025, 6): 40}}), Month(2025, 6))
    yield Example("技术合同年成交额，昆山市2024年180亿元、2025年上半年90亿元，太仓市2025年上半年40亿元", "90＋40", "130.0亿元", phrases.done(found), (found.actual, 130))


@CHAPTER.rule("总数：取期末，可以下降", "期末数相加，没有报的沿用最近一次的期末数。")
def _() -> Iterator[Example]:
    goal = NANTONG.goal_by_id["hte_total"]
    readings = cells(goal, {"海安市": {Month(2025, 3): 900, Month(2025, 6): 880}, "启东市": {Month(2025, 3): 600}})
    found = judged(goal, readings, Month(2025, 6))
    yield Example("高企总数，海安市3月末900家、6月末880家，启东市3月末600家、6月没报", "880＋600（沿用）", "1,480家", phrases.done(found), (found.actual, 1480))
    yield Example("同上，6月已报几家", "只有海安市报了", "1/11", f"{found.reported}/{found.reporters}")


@CHAPTER.rule("占比：分子之和÷分母之和", "绝不是各板块占比的平均。分子、分母都取年初以来的数；分母为0的板块算已报，但算不出它自己的占比。")
def _() -> Iterator[Example]:
    goal = SUZHOU.goal_by_id["hitech_output_share"]
    found = judged(goal, cells(goal, {"苏州工业园区": {Month(2025, 6): (600, 1000)}, "吴江区": {Month(2025, 6): (40, 200)}}), Month(2025, 6))
    yield Example("园区600÷1,000、吴江区40÷200（两家的平均是40.0%）", "(600＋40)÷(1000＋200)", "53.3%", phrases.done(found), (found.actual, 100 * 640 / 1200))
    zero = judged(goal, cells(goal, {"姑苏区": {Month(2025, 6): (0, 0)}}), Month(2025, 6))
    yield Example("只有姑苏区报了0÷0", "已报1家，分母为0", "分母为0，算不出占比", zero.reason)


@CHAPTER.rule(
    "没报的沿用旧值，一家都没报才是未报",
    "当月没报的板块沿用最近一次的数（本年累计、占比只在当年内沿用），标明沿用，不算已报。已报几家看谁有数，谁送来的都算；市级和部门不在分母里。应报月一家都没报：未报，完成数为空。未报不是0；报了0是0。写明不适用的算已报，不计入全市，也不再沿用旧数；板块自己不判，写“不适用”。",
)
def _() -> Iterator[Example]:
    june = Month(2025, 6)
    base = {u: {Month(2025, 5): 10.0} for u in NANTONG.unit_names}
    some = judged(PROJECTS, cells(PROJECTS, {**base, "海安市": {Month(2025, 5): 10.0, june: 13.0}}), june)
    yield Example("11家5月各10个，6月只有海安市报了13个", "13＋10×10（沿用）", "113个，已报1/11", f"{phrases.done(some)}，已报{some.reported}/{some.reporters}", (some.actual, 113))
    none = judged(PROJECTS, cells(PROJECTS, base), june)
    yield Example("11家5月各10个，6月一家都没报", "不沿用成数", "未报", phrases.done(none))
    absent = Reading("海安市", PROJECTS.indicator, june, Measure.YEAR_TO_DATE, None, Said.FIRST)
    apart = judged(PROJECTS, [*cells(PROJECTS, {"海安市": {Month(2025, 5): 9.0}, "启东市": {june: 4.0}}), absent], june)
    yield Example("海安市5月9个，6月写明不适用；启东市6月4个", "4，海安市的9不再沿用", "4个，已报2/11", f"{phrases.done(apart)}，已报{apart.reported}/{apart.reporters}", (apart.actual, 4))
    zero = judged(PROJECTS, cells(PROJECTS, {u: {june: 0.0} for u in NANTONG.unit_names}), june)
    yield Example("11家6月都报了0", "0×11", "0个，已报11/11", f"{phrases.done(zero)}，已报{zero.reported}/{zero.reporters}", (zero.actual, 0))
    january = judged(PROJECTS, cells(PROJECTS, {"海安市": {Month(2024, 12): 50, Month(2025, 1): 4}, "启东市": {Month(2024, 12): 40}}), Month(2025, 1))
    yield Example("2024年海安市50个、启东市40个；2025年1月海安市4个，启东市没报", "50＋40＋4，启东市今年还没有数", "94个", phrases.done(january), (january.actual, 94))


@CHAPTER.rule("市级自己的一行", "市级直接取得、不属于任何板块的数加进全市，不算一家。部门报的“全市”数不顶替各板块之和，除非这个目标只有全市数。")
def _() -> Iterator[Example]:
    june = Month(2025, 6)
    own = judged(PROJECTS, cells(PROJECTS, {"海安市": {june: 20}, CITY_LEVEL: {june: 5}}), june)
    yield Example("海安市20个，市级5个", "20＋5", "25个，已报1/11", f"{phrases.done(own)}，已报{own.reported}/{own.reporters}", (own.actual, 25))
    whole = judged(PROJECTS, cells(PROJECTS, {"海安市": {june: 20}, WHOLE_CITY: {june: 99}}), june)
    yield Example("海安市20个，另有一个“全市99个”", "全市数不顶替", "20个", phrases.done(whole), (whole.actual, 20))


@CHAPTER.rule("初报与核定", "板块报的是初报，部门报的是核定。有核定用核定（目标的 authority 可改成初报），两个数都留着，不同的列为对账差异。")
def _() -> Iterator[Example]:
    june = Month(2025, 6)
    readings = [*cell(PROJECTS, "海安市", june, 30), *cell(PROJECTS, "海安市", june, 28, Said.FINAL), *cell(PROJECTS, "启东市", june, 12)]
    found = judged(PROJECTS, readings, june)
    yield Example("海安市初报30个、核定28个，启东市初报12个", "28＋12", "40个", phrases.done(found), (found.actual, 40))
    part = next(p for p in found.differences)
    yield Example("同上，对账差异", "28－30", "海安市初报30个、核定28个", f"{part.unit}初报{with_uom(part.first or 0, '个')}、核定{with_uom(part.final or 0, '个')}")


@CHAPTER.rule("截至应报月", "目标按截至月以前最近的应报月判，画面写“截至”那个月；不到应报月不算未报。")
def _() -> Iterator[Example]:
    goal = NANTONG.goal_by_id["hte_total"]
    found = judged(goal, cells(goal, {"海安市": {Month(2025, 3): 900, Month(2025, 4): 950}}), Month(2025, 5))
    yield Example("季报的高企总数，3月末900家、4月又报了950家，看5月", "最近的应报月是3月", "截至2025-03：900家", f"截至{found.as_of_month}：{phrases.done(found)}")
    first = judged(goal, [], Month(2023, 2))
    yield Example("季报，看起始年的2月", "3月才第一次应报", "尚未到首个应报月", first.reason)
