"""目标、限定词、序时与差距。"""

from collections.abc import Iterator
from dataclasses import replace

from tests.metrics.making import alike, based, cells, city, evidence, goal, small
from tests.spec.book import Chapter, Example

from dashboard.domain.goals import Basis, Bound, Goal, Phasing
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, GoalResult
from dashboard.metrics.judging import judge_city
from dashboard.metrics.phasing import goal_phase
from dashboard.metrics.targets import tolerance
from dashboard.wording.numbers import percent, points, with_uom

CHAPTER = Chapter(
    "二、目标、序时与差距",
    "完成率＝完成数÷目标数。完成进度：有基期b的为（完成数－b）÷（目标数－b），否则就是完成率。序时进度是到截至月末应走过的路。差距＝完成进度－序时进度，以个百分点计。全部不取整地算，比较时容差1e-9。",
)
NANTONG, SUZHOU = city(), city("suzhou")
JUNE, DECEMBER = Month(2025, 6), Month(2025, 12)


def at(found: Goal, value: float, month: Month) -> GoalResult:
    """各板块合计 value 时的判定。"""
    return judge_city(small(found), found, month, evidence(alike(found, value, month)))


@CHAPTER.rule("限定词", "“以上、达”和没有词的：不少于目标数。“突破、超”：须大于，持平不算，写明持平未突破。“左右”：到期容许略少，容差为一个计量单位与目标数5%的大者，占比为1个百分点；到期以前须到足数才算已到。")
def _() -> Iterator[Example]:
    more = goal(Basis.NEW, 4300, Bound.MORE_THAN)
    even = at(more, 4300, DECEMBER)
    yield Example("突破4,300家，到期恰好4,300家", "4300÷4300；不大于", "100.0%，未达成，持平未突破", f"{percent(even.completion or 0)}，{LIGHT_ZH[even.light]}，{even.reason}")
    about = goal(Basis.NEW, 60, Bound.ABOUT)
    yield Example("60个左右的容差", "max(1, 60×5%)", "3个", with_uom(tolerance(about, 60), "个"), (tolerance(about, 60), 3))
    for value, result in ((57, "已达成"), (56, "未达成")):
        yield Example(f"60个左右，到期{value}个", f"{value} {'≥' if value >= 57 else '＜'} 60－3", result, LIGHT_ZH[at(about, value, DECEMBER).light])
    yield Example("60个左右，到期以前57个", "没到足数，看序时：57÷60＝95%，序时83.3%", "正常", LIGHT_ZH[at(about, 57, JUNE).light])
    share = goal(Basis.RATIO, 55, Bound.ABOUT)
    yield Example("55%左右的容差", "占比1个百分点", "1", f"{tolerance(share, 55):g}")


@CHAPTER.rule("序时：按月线性", "两端都含：到9月末，一年走过9/12，南通的36个月走过33个，苏州的48个月走过45个。")
def _() -> Iterator[Example]:
    for name, profile, work, expect in (("南通", NANTONG, "33÷36", "91.7%"), ("苏州", SUZHOU, "45÷48", "93.8%")):
        phase = goal_phase(replace(goal(), start=profile.start), Month(2025, 9))
        yield Example(f"{name}，2025年9月末", work, expect, percent(phase or 0))
    yield Example("年度目标，9月末", "9÷12", "75.0%", percent(goal_phase(goal(Basis.ANNUAL), Month(2025, 9)) or 0))


@CHAPTER.rule("序时：有基期的从基期次月走起", "累计类目标计入的基期同时是路的起点；总数、占比的基期只标起点，不加进完成数。总数、占比没有基期的没有序时：无基期，不判。")
def _() -> Iterator[Example]:
    for name, found, month, work, expect in (
        ("高企总数（2020年12月2,180家）", NANTONG.goal_by_id["hte_total"], Month(2025, 6), "(2021-01至2025-06)54÷60", "90.0%"),
        ("高新技术产业产值占比（2021年9月52.7%）", SUZHOU.goal_by_id["hitech_output_share"], Month(2025, 6), "(2021-10至2025-06)45÷51", "88.2%"),
        ("新型研发机构（2021年12月78家）", SUZHOU.goal_by_id["new_rd_institute"], Month(2025, 6), "(2022-01至2025-06)42÷48", "87.5%"),
    ):
        yield Example(f"{name}，2025年6月末", work, expect, percent(goal_phase(found, month) or 0))
    total = NANTONG.goal_by_id["hte_total"]
    found = judge_city(NANTONG, total, JUNE, evidence(cells(total, {"海安市": {JUNE: 4000}})))
    yield Example("高企总数4,000家、目标4,300家，完成进度", "(4000－2180)÷(4300－2180)＝1820÷2120", "85.8%", percent(found.progress or 0), (found.progress, 1820 / 2120))
    yield Example("同上，应完成数", "2180＋2120×90%", "4,088家", with_uom(found.expected or 0, "家"), (found.expected, 4088))
    yield Example("同上，差距", "85.8%－90.0%", "落后序时4.2个百分点", points(found.gap or 0), (found.gap, 1820 / 2120 - 0.9))
    bare = at(goal(Basis.STOCK, 600), 500, JUNE)
    yield Example("总数目标没有基期，500÷600", "没有路的起点", "不判：无基期，不判", f"{LIGHT_ZH[bare.light]}：{bare.reason}")


@CHAPTER.rule("序时：另外三种走法", "**年末一次**：只在每年12月走一步。**按节点**：节点把全程等分，写走到各节点应完成的份额，之间按月匀速。**按去年进度**：往年按月走完，今年该走的一段按去年到同月完成全年的几成走；去年没有数的按线性。板块的年度任务一律是月÷12。")
def _() -> Iterator[Example]:
    yearly = goal(phasing=Phasing.YEAR_END)
    for month, work, expect in ((Month(2024, 11), "走过2023年一步：12÷36", "33.3%"), (Month(2024, 12), "24÷36", "66.7%")):
        yield Example(f"年末一次，2023至2025年的目标，{month}", work, expect, percent(goal_phase(yearly, month) or 0))
    marks = goal(Basis.ANNUAL, phasing=Phasing.MILESTONES, milestones=(0.1, 0.3, 0.6, 1.0))
    for number, work, expect in ((6, "第二个节点", "30.0%"), (8, "30%＋(60%－30%)×2/3", "50.0%")):
        yield Example(f"按节点10%、30%、60%、100%的年度目标，{number}月末", work, expect, percent(goal_phase(marks, Month(2025, number)) or 0))
    season = goal(phasing=Phasing.SEASONAL)
    readings = [*alike(season, 20, Month(2024, 6)), *alike(season, 80, Month(2024, 12)), *alike(season, 30, JUNE)]
    found = judge_city(small(season), season, JUNE, evidence(readings))
    yield Example("按去年进度，2023至2025年的目标，去年上半年20个、全年80个，今年6月末", "(24＋12×20/80)÷36＝27÷36", "75.0%", percent(found.phase or 0), (found.phase, 0.75))


@CHAPTER.rule("需月均", "还差的数÷截至月以后到期末（年度目标和板块任务到当年12月）还有几个月。占比、频次、计数、没有目标、没有剩余月份的没有需月均。")
def _() -> Iterator[Example]:
    new = at(goal(Basis.NEW, 3300), 2700, JUNE)
    yield Example("目标3,300个，6月末2,700个", "(3300－2700)÷6", "100个", with_uom(new.need_per_month or 0, "个"), (new.need_per_month, 100))
    annual = at(goal(Basis.ANNUAL, 1000), 910, Month(2025, 9))
    yield Example("年度目标1,000个，9月末910个", "(1000－910)÷3", "30个", with_uom(annual.need_per_month or 0, "个"), (annual.need_per_month, 30))
    over = at(goal(Basis.NEW, 3300), 3400, JUNE)
    yield Example("目标3,300个，6月末3,400个", "已到，max(0, －100)÷6", "0个", with_uom(over.need_per_month or 0, "个"), (over.need_per_month, 0))


@CHAPTER.rule("低于基期", "占比、总数降到基期以下，完成进度为负，照实显示。")
def _() -> Iterator[Example]:
    found = goal(Basis.STOCK, 4300, baseline=based(2180, Month(2020, 12)))
    result = at(found, 2100, JUNE)
    yield Example("目标4,300家、基期2,180家，降到2,100家", "(2100－2180)÷2120", "−3.8%", percent(result.progress or 0), (result.progress, -80 / 2120))
