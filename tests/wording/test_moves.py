"""位次变化的一句原因。"""

from dashboard.domain.results import Light, Part, Standing
from dashboard.wording.moves import cause


def standing(unit: str, rank: int | None, score: float | None, **parts: float) -> Standing:
    found = tuple(Part(key, key, 0.25, None, v, "") for key, v in parts.items())
    return Standing(unit, score, rank, None, "", found, Light.ON_PACE, None, "")


def test_上升的说涨得最多的一项() -> None:
    before, now = standing("昆山市", 4, 86.0, 甲=20, 乙=66), standing("昆山市", 2, 90.5, 甲=24.2, 乙=66.3)
    assert cause(now, before, (now,), (before,), {}) == "升2位：甲+4.2分"


def test_综合再说那一榜里的哪个指标() -> None:
    before, now = standing("昆山市", 4, 86.0, 甲=20), standing("昆山市", 2, 90.2, 甲=24.2)
    inside = {"甲": (standing("", 1, 1, 合同=30, 人才=20).parts, standing("", 1, 1, 合同=15, 人才=18).parts)}
    assert cause(now, before, (now,), (before,), inside) == "升2位：甲+4.2分，主要是合同"


def test_下降的说被谁超过_自身得分() -> None:
    then = (standing("高新区", 2, 89.5, 甲=89.5), standing("昆山市", 4, 86.0))
    now = (standing("昆山市", 2, 90.5), standing("高新区", 3, 89.8, 甲=89.8))
    assert cause(now[1], then[0], now, then, {}) == "降1位：被昆山市超过，自身得分+0.3，甲+0.3分"


def test_变化小到写不出来的不说哪一项() -> None:
    then = (standing("高新区", 2, 89.5, 甲=89.5), standing("昆山市", 4, 86.0))
    now = (standing("昆山市", 2, 90.5), standing("高新区", 3, 89.51, 甲=89.51))
    assert cause(now[1], then[0], now, then, {}) == "降1位：被昆山市超过，自身得分0.0"
    assert cause(then[0], then[0], then, then, {}) == "位次不变，得分0.0"


def test_超过的多了只列两个() -> None:
    then = (standing("高新区", 1, 99, 甲=99), *(standing(u, 2, 80) for u in "甲乙丙"))
    now = (*(standing(u, 1, 90) for u in "甲乙丙"), standing("高新区", 4, 60, 甲=60))
    assert cause(now[3], then[0], now, then, {}) == "降3位：被甲、乙等3个板块超过，自身得分−39.0，甲−39.0分"


def test_没有了的项也算减少_新有的也算增加() -> None:
    before, now = standing("昆山市", 1, 50, 甲=40, 乙=10), standing("昆山市", 1, 30, 乙=5, 丙=25)
    assert cause(now, before, (now,), (before,), {}) == "位次不变，得分−20.0，甲−40.0分"


def test_得分没变位次升了_说谁下降() -> None:
    then = (standing("高新区", 1, 90), standing("昆山市", 2, 86.0, 甲=86))
    now = (standing("昆山市", 1, 86.0, 甲=86), standing("高新区", 2, 80))
    assert cause(now[0], then[1], now, then, {}) == "升1位：高新区得分下降，自身得分0.0"
