"""位次稳不稳的句子。"""

from dashboard.domain.assessment import Contest
from dashboard.domain.steadiness import Firmness, Swap
from dashboard.wording import steady


def firm(unit: str, rank: int, spread: dict[int, float]) -> Firmness:
    return Firmness(unit, rank, spread.get(rank, 0.0), spread, None)


def test_几成情形下不变() -> None:
    assert steady.sentence(firm("甲市", 3, {2: 0.05, 3: 0.924, 4: 0.026})) == "第3名：权重上下浮动20%，在92.4%的情形下不变，其余第2名到第4名"
    assert steady.sentence(firm("甲市", 3, {3: 0.9, 4: 0.1})).endswith("其余第4名")
    assert steady.sentence(firm("甲市", 1, {1: 1.0})) == "第1名：权重上下浮动20%，位次都不变"


def test_差一步互换() -> None:
    assert steady.swap(Swap("乙市", Contest.PACE, 0.25, 0.316)) == "比进度的权重由25.0%调到31.6%，就与乙市互换"
    assert steady.swap(Swap("乙市", Contest.PACE, 0.25, 0.25)) == "与乙市得分相同"
    assert steady.swap(None) == "只调一榜的权重，不会与后一名互换"


def test_结论() -> None:
    assert steady.headline([firm("甲市", 1, {1: 1.0}), firm("乙市", 2, {2: 0.95, 3: 0.05})]) == "甲市的第1名稳（100.0%的情形下不变）；各板块的位次都稳"
    assert steady.headline([firm("甲市", 1, {1: 0.6, 2: 0.4})]) == "甲市的第1名不稳（60.0%的情形下不变）；甲市的位次容易变"
    held = [firm("甲市", 1, {1: 1.0}), firm("乙市", 2, {2: 1.0})]
    assert steady.headline(held, {"甲市": (1, 1), "乙市": (2, 3)}).endswith("；未报的补上后乙市的位次可能变"), "补上会变的不说都稳"
    assert steady.headline(held, {"甲市": (1, 1), "乙市": (2, 2)}).endswith("；各板块的位次都稳")
    assert steady.headline([]) == "还没有综合榜，说不上稳不稳"


def test_未报() -> None:
    assert steady.unreported(()) == "当月应报的都报了"
    assert steady.reach((5, 6)) == "第5名到第6名"
    assert steady.reach((5, 6), 0.35) == "第5名到第6名，35.0%的情形下不变"
    assert steady.reach((5, 5)) == "第5名"
    assert steady.reach(None) == "—"
