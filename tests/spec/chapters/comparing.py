"""逐项比、拉高拉低、升一名。"""

from collections.abc import Iterator

from tests.metrics.test_comparison import boards, part
from tests.spec.book import Chapter, Example

from dashboard.domain.assessment import Contest
from dashboard.metrics.comparison import compare
from dashboard.metrics.lifting import pulls
from dashboard.metrics.places import FOUR
from dashboard.wording.numbers import signed

CHAPTER = Chapter("十、逐项比和升一名", "都由排名的同一套规则和得分得出，没有另一套算法。")
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
