"""年度任务与板块。"""

from collections.abc import Iterator

from tests.metrics.making import UNITS, Value, cells, city, evidence, goal, small
from tests.spec.book import Chapter, Example

from dashboard.domain.city import WHOLE_CITY
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, GoalResult
from dashboard.metrics.judging import judge_city
from dashboard.metrics.tasks import judge_unit
from dashboard.wording import why
from dashboard.wording.numbers import percent, points

CHAPTER = Chapter(
    "四、年度任务与板块",
    "2025目标和年度目标任务是两个目标，各判各的，不写进同一句。板块只对照它自己的年度任务：新增、累计、年度看本年累计，总数看期末，占比看它自己的占比；序时一律是月÷12；任务数按不少于判，12月判已达成、未达成。",
)
B, JUNE, DECEMBER = UNITS[1], Month(2025, 6), Month(2024, 12)


def unit(found: Goal, values: dict[Month, Value], month: Month, task: float | None = 100) -> GoalResult:
    """一个板块的判定。"""
    tasks = {} if task is None else {(B, found.indicator, month.year): task}
    return judge_unit(small(found), found, B, month, evidence(cells(found, {B: values}), tasks))


@CHAPTER.rule("全市：两个目标各一句", "全市的任务对照各板块与市级的本年累计之和。")
def _() -> Iterator[Example]:
    found = city().goal_by_id["sci_project_new"]
    month = Month(2024, 9)
    readings = cells(found, {"启东市": {Month(2023, 12): 1428, month: 1279}})
    result = judge_city(city(), found, month, evidence(readings, {(WHOLE_CITY, found.indicator, 2024): 1200}))
    case = "南通2024年前三季度新招引1,279个，2023年1,428个；年度任务1,200个，2025目标3,300个"
    yield Example(f"{case}：对2025目标", "2707÷3300；序时21÷36", "82.0%", percent(result.completion or 0))
    task = result.task
    yield Example(f"{case}：对年度任务", "1279÷1200；序时9÷12", "106.6%，已达成", f"{percent(task.completion or 0)}，{LIGHT_ZH[task.light]}" if task else "")
    yield Example("同上，写成句子", "一个目标一个分句", "截至2024年9月底，全市新招引科创项目2,707个，完成2025年目标的82.0%，超序时进度23.7个百分点；完成年度任务的106.6%，超年度序时31.6个百分点。", why.sentence(result))


@CHAPTER.rule("总数、占比从上年末走起", "完成进度＝（现在－上年末）÷（任务－上年末）。没有上年末数的、任务数不高于上年末数的没有序时，不判；已到任务数的仍是正常、已达成。")
def _() -> Iterator[Example]:
    stock = goal(Basis.STOCK)
    half = unit(stock, {DECEMBER: 80, JUNE: 90}, JUNE)
    yield Example("上年末80家，任务100家，6月末90家", "(90－80)÷(100－80)；序时50%", "50.0%，正常", f"{percent(half.progress or 0)}，{LIGHT_ZH[half.light]}", (half.progress, 0.5))
    fallen = unit(stock, {DECEMBER: 80, JUNE: 75}, JUNE)
    yield Example("上年末80家，任务100家，6月末75家", "(75－80)÷20", "−25.0%，严重滞后", f"{percent(fallen.progress or 0)}，{LIGHT_ZH[fallen.light]}", (fallen.progress, -0.25))
    bare = unit(stock, {JUNE: 90}, JUNE)
    yield Example("没有上年末数", "没有起点", "没有上年末数，不判", bare.reason)
    ratio = goal(Basis.RATIO, 55)
    share = unit(ratio, {DECEMBER: (520, 1000), JUNE: (530, 1000)}, JUNE, 54)
    yield Example("占比上年末52%，任务54%，6月末530÷1,000", "(53－52)÷(54－52)", "50.0%，正常", f"{percent(share.progress or 0)}，{LIGHT_ZH[share.light]}", (share.progress, 0.5))


@CHAPTER.rule("没有任务的、未报的", "没有任务：只给完成数，其余为空，不判。应报月没有它的数：未报，完成数为空（旧值只在全市合计里沿用）。")
def _() -> Iterator[Example]:
    new = goal(Basis.NEW)
    none = unit(new, {JUNE: 50}, JUNE, None)
    yield Example("6月末50个，没有下达任务", "没有可对照的", "50个，未下达年度任务", f"{none.actual:g}个，{none.reason}")
    late = unit(new, {Month(2025, 5): 50}, JUNE)
    yield Example("5月50个，6月没报，任务100个", "不沿用", "2025年6月未报", late.reason if late.actual is None else "")


@CHAPTER.rule("一月", "序时是1/12，不是0。")
def _() -> Iterator[Example]:
    month = Month(2025, 1)
    result = unit(goal(Basis.NEW), {month: 5}, month)
    yield Example("任务100个，1月5个", "5%－8.3%", "落后序时3.3个百分点", points(result.gap or 0), (result.gap, 0.05 - 1 / 12))
