"""试算的句子。"""

from dashboard.domain.results import Light, Part, Standing
from dashboard.wording import trial


def standing(unit: str, rank: int | None, *parts: tuple[str, float, float], reason: str = "") -> Standing:
    """parts 为（名称，权重，没有乘权重的分）。"""
    made = tuple(Part(name, name, weight, points, weight * points, "") for name, weight, points in parts)
    total = sum(p.score for p in made) if made and rank else None
    return Standing(unit, total, rank, None, "", made, Light.ON_PACE, None, reason)


def two(weight: float, swapped: bool) -> list[Standing]:
    """甲的比进度强，乙的比质量强。"""
    first = standing("甲", 2 if swapped else 1, ("比进度", weight, 90.0), ("比质量", 1 - weight, 60.0))
    second = standing("乙", 1 if swapped else 2, ("比进度", weight, 60.0), ("比质量", 1 - weight, 84.0))
    return [second, first] if swapped else [first, second]


def test_升的说超过谁_由哪一项的权重() -> None:
    then, now = two(0.5, False), two(0.3, True)
    assert trial.why(then[1], now[0], then, now) == "升1位，超过甲：比进度权重50.0%→30.0%，这一项60.0分，因此比平均多得3.0分"
    assert trial.why(then[0], now[1], then, now) == "降1位，被乙超过：比进度权重50.0%→30.0%，这一项90.0分，因此比平均少得3.0分"
    assert trial.headline(then, now, True) == "试算：2个板块的位次有变，乙由第2到第1"


def test_位次不变的() -> None:
    then, now = two(0.5, False), two(0.6, False)
    assert trial.why(then[0], now[0], then, now) == "位次不变，比进度权重50.0%→60.0%，这一项90.0分，因此比平均多得1.5分"
    assert trial.why(then[0], then[0], then, then) == "不变"
    assert trial.headline(then, now, True) == "试算：位次都不变"
    assert trial.headline(then, then, False) == "试算：还没有改动，与现行规则相同"


def test_得分的算法变了_说由几分变为几分() -> None:
    then = [standing("甲", 1, ("比进度", 1.0, 96.0)), standing("乙", 2, ("比进度", 1.0, 90.0))]
    now = [standing("乙", 1, ("比进度", 1.0, 90.0)), standing("甲", 2, ("比进度", 1.0, 80.0))]
    assert trial.why(then[0], now[1], then, now) == "降1位，被乙超过：比进度由96.0变为80.0分，因此比平均少得8.0分"


def test_没有位次的说原因_新排上的说原来没有() -> None:
    out = standing("丙", None, reason="当月未报，不参加排名")
    assert trial.why(out, out, [out], [out]) == "当月未报，不参加排名"
    zero = standing("丙", 3, ("比进度", 1.0, 0.0))
    assert trial.why(out, zero, [out], [zero]) == "现行规则下没有排名"


def test_只改并列的排法() -> None:
    parts = ("比进度", 1.0, 80.0)
    then = [standing("甲", 1, parts), standing("乙", 1, parts), standing("丙", 3, ("比进度", 1.0, 70.0))]
    now = [*then[:2], standing("丙", 2, ("比进度", 1.0, 70.0))]
    assert trial.why(then[2], now[2], then, now) == "升1位：自己的得分没有变，是并列或别家变了"
