"""逐项比、拉高拉低、升一名、位次稳不稳。"""

from collections.abc import Iterator

from tests.metrics.making import cells, evidence, goal, small
from tests.metrics.test_comparison import boards, part
from tests.metrics.test_firmness import RULES, group
from tests.spec.book import Chapter, Example

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.metrics.comparison import compare
from dashboard.metrics.firmness import firmness, needed_weight
from dashboard.metrics.lifting import pulls
from dashboard.metrics.places import FOUR
from dashboard.metrics.plausible import gaps
from dashboard.metrics.summary import judge_all
from dashboard.wording.numbers import percent, signed, with_uom

CHAPTER = Chapter("十、逐项比、升一名、稳不稳", "都由排名的同一套规则和得分得出，没有另一套算法。")
_SAME = {c: (part("其余", 50.0),) for c in FOUR}
_MINE = {**_SAME, Contest.PACE: (part("一项", 60.0), part("甲独有", 33.3))}
_THEIRS = {**_SAME, Contest.PACE: (part("一项", 40.0), part("乙独有", 71.7))}


@CHAPTER.rule(
    "逐项比",
    "同组两家，每张榜的每一项取（项分×该榜在综合里的权重），两家相减；一家没有这一项的算0。各项之差加起来等于综合得分之差。有一家没有综合得分的不逐项比。",
)
def _() -> Iterator[Example]:
    found = compare(boards(甲=_MINE, 乙=_THEIRS), "甲", "乙")
    assert found is not None
    by = {g.name: g.difference for g in found.gaps}
    yield Example("比进度权重0.4；同一项甲60、乙40", "0.4×（60－40）", "+8.00", signed(by["一项"], 2), (by["一项"], 8.0))
    yield Example("乙独有一项71.7分", "0.4×（0－71.7）", "−28.68", signed(by["乙独有"], 2), (by["乙独有"], -28.68))
    total = found.difference
    yield Example("其余三榜相同", "0.4×（93.3－111.7）", "−7.36", signed(total or 0.0, 2), (total, -7.36))


@CHAPTER.rule("拉高拉低", "一项的项分减去组内有这一项的板块的平均，乘该榜在综合里的权重，四榜加起来。")
def _() -> Iterator[Example]:
    found = pulls(boards(甲=_MINE, 乙=_THEIRS), "甲")
    yield Example("同一项甲60、乙40，权重0.4", "0.4×（60－50）", "+4.00", signed(found["一项"], 2), (found["一项"], 4.0))
    yield Example("只有甲有的一项", "0.4×（33.3－33.3）", "0.00", signed(found["甲独有"], 2), (found["甲独有"], 0.0))


@CHAPTER.rule(
    "升一名",
    "别家不变，本期这一项（本年累计或期末）单独增加，用排名的同一套规则试到刚好升一名；最多试到年度任务的1.2倍、翻一番、追平组内最多的，哪个大试到哪个，"
    "按个数计的取整。占比、由活动数出的、本期没报的不试；已是第1的没有。试出的数代回排名核对，见 tests/flows/test_cockpit.py。",
)
def _() -> Iterator[Example]:
    found = compare(boards(甲=_MINE, 乙=_THEIRS), "甲", "乙")
    assert found is not None
    assert found.difference is not None
    needed = -found.difference / 0.4
    yield Example("甲落后7.36分，比进度权重0.4", "7.36÷0.4，比进度要再多", "+18.4", signed(needed), (needed, 18.4))


@CHAPTER.rule(
    "差多少就互换",
    "只调一榜的权重到w，其余三榜按原来的比例分1－w，两家的综合相等：w＝其余领先÷(其余领先－这一榜领先)，其余领先为其余三榜领先的分按权重平均；w不在0到1之间的调不到。四榜里取改动最小的。",
)
def _() -> Iterator[Example]:
    weights, leads = dict.fromkeys(FOUR, 0.25), dict(zip(FOUR, (8.0, -2.0, -2.0, -1.0), strict=True))
    found = needed_weight(weights, Contest.PACE, leads)
    assert found is not None
    yield Example("四榜各0.25，甲在四榜领先乙8、－2、－2、－1分，只调比进度", "其余平均－5/3；(－5/3)÷(－5/3－8)", "17.2%", percent(found), (found, 5 / 29))
    never = needed_weight(weights, Contest.PACE, dict(zip(FOUR, (8.0, 2.0, 2.0, 1.0), strict=True)))
    yield Example("四榜都领先", "w＝(5/3)÷(5/3－8)＜0", "调不到", "调不到" if never is None else percent(never))


@CHAPTER.rule(
    "权重浮动20%",
    "四榜和榜内每一项的权重各自独立地乘0.8到1.2之间的一个数再归一，取固定的500组（种子固定，同样的数永远得同样的结果），各位次占几成；不变的不到九成写“容易变”。加分扣分不浮动。",
)
def _() -> Iterator[Example]:
    (first, _) = firmness(group({"甲": (60, 60, 60, 60), "乙": (50, 50, 50, 50)}), RULES)
    yield Example("甲四榜都是60分，乙四榜都是50分", "权重怎样变，60都大于50", "第1名，100.0%的情形下不变", f"第{first.rank}名，{percent(first.held)}的情形下不变")


@CHAPTER.rule(
    "未报的可能是多少",
    "当月应报而没有报的数：低按这一期没有增加，高按它近一年增加得最快的一期（摊到每个月）；从来没有报过的、占比、由活动数出的不估。各板块的未报数一起取低、取高，再逐家取另一头，用排名的同一套规则各排一次，得最好、最差第几名；再在低和高之间随便取固定的20组，位次不变的占几成。",
)
def _() -> Iterator[Example]:
    new, june = goal(), Month(2025, 6)
    profile = small(new, units=("甲市",))
    known = evidence(cells(new, {"甲市": {Month(2025, 3): 10.0, Month(2025, 4): 14.0, Month(2025, 5): 20.0}}))
    (gap,) = gaps(profile, june, known, {"甲市": judge_all(profile, june, known)["甲市"]})
    yield Example("本年累计3月末10个、4月末14个、5月末20个，6月未报：低", "没有增加", "20个", with_uom(gap.low, "个"), (gap.low, 20))
    yield Example("同上，高", "20＋最快的一期6", "26个", with_uom(gap.high, "个"), (gap.high, 26))
