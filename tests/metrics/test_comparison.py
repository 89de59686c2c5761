"""两个板块逐项比：各项之差加起来正好是综合之差；缺一项的算0；没有得分的不比。"""

from math import fsum

import pytest

from dashboard.domain.assessment import Contest
from dashboard.domain.results import GroupBoards, Light, Part, Standing
from dashboard.metrics.comparison import compare
from dashboard.metrics.places import FOUR

WEIGHTS = dict(zip(FOUR, (0.4, 0.2, 0.2, 0.2), strict=True))


def standing(unit: str, parts: tuple[Part, ...]) -> Standing:
    total = fsum(p.score for p in parts) if parts else None
    return Standing(unit, total, 1 if parts else None, None, "", parts, Light.ON_PACE, None, "" if parts else "未报")


def part(name: str, score: float, weight: float = 0.5) -> Part:
    return Part(name, name, weight, score, score, "")


def boards(**units: dict[Contest, tuple[Part, ...]]) -> GroupBoards:
    """各板块四榜的各项；综合由四榜得出。"""
    found = {c: tuple(standing(u, four.get(c, ())) for u, four in units.items()) for c in FOUR}
    scores = {u: {c: fsum(p.score for p in four.get(c, ())) for c in FOUR} for u, four in units.items()}
    total = tuple(
        standing(u, tuple(Part(str(c), str(c), WEIGHTS[c], scores[u][c], WEIGHTS[c] * scores[u][c], "") for c in FOUR) if four else ())
        for u, four in units.items()
    )
    return GroupBoards("县（市、区）榜", {**found, Contest.TOTAL: total})


def test_各项之差加起来是总差() -> None:
    same = {c: (part("x", 50.0),) for c in FOUR}
    mine = {**same, Contest.PACE: (part("a", 60.0), part("b", 33.3))}
    theirs = {**same, Contest.PACE: (part("a", 40.0), part("c", 71.7))}
    found = compare(boards(甲=mine, 乙=theirs), "甲", "乙")
    assert found is not None
    assert found.difference == pytest.approx(fsum(g.difference for g in found.gaps), abs=1e-9)
    assert found.of(Contest.PACE) == pytest.approx(0.4 * (60 + 33.3 - 40 - 71.7), abs=1e-9)
    assert [(g.name, g.mine is None, g.theirs is None) for g in found.gaps[:3]] == [("c", True, False), ("b", False, True), ("a", False, False)]


def test_没有得分的不逐项比() -> None:
    found = compare(boards(甲={c: (part("x", 50.0),) for c in FOUR}, 乙={}), "甲", "乙")
    assert found is not None
    assert (found.difference, found.gaps) == (None, ())
    assert compare(boards(甲={}), "甲", "丙") is None


def test_同一指标既在全部里又单列_两项都比() -> None:
    same = {c: (part("x", 50.0),) for c in FOUR}
    mine, theirs = ({**same, Contest.PACE: (part("a", first), part("a", second))} for first, second in ((60.0, 30.0), (40.0, 20.0)))
    found = compare(boards(甲=mine, 乙=theirs), "甲", "乙")
    assert found is not None
    assert found.difference == pytest.approx(fsum(g.difference for g in found.gaps), abs=1e-9)
    assert [g.difference for g in found.gaps[:2]] == [pytest.approx(0.4 * 20), pytest.approx(0.4 * 10)]
