"""得分瀑布：各项首尾相接，长度之和就是总分；折叠不改变总分。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.waterfall import Portion, fold, waterfall

scores = st.lists(st.floats(0, 40), min_size=1, max_size=30)


def portions(values: list[float]) -> list[Portion]:
    return [Portion(f"第{n}项", v, "") for n, v in enumerate(values)]


@given(scores)
def test_首尾相接_占满横轴(values: list[float]) -> None:
    steps = waterfall(portions(values))
    ends = [0.0, *(s.left + s.width for s in steps)]
    assert [s.left for s in steps] == pytest.approx(ends[:-1], abs=1e-6)
    if sum(values) > 1e-6:
        assert sum(s.width for s in steps) == pytest.approx(100)
        assert [s.width * sum(values) / 100 for s in steps] == pytest.approx(values, abs=1e-6)


def test_扣分往回画() -> None:
    steps = waterfall(portions([60.0, -10.0]))
    assert [(s.left, round(s.width, 3), s.fall) for s in steps] == [(0.0, 100.0, False), (pytest.approx(83.333, abs=0.01), 16.667, True)]


def test_全是零分也画得出() -> None:
    assert [s.width for s in waterfall(portions([0.0, 0.0]))] == [0.0, 0.0]
    assert waterfall([]) == ()


@given(scores, st.integers(2, 12))
def test_折叠后项数不超_总分不变_先后不变(values: list[float], most: int) -> None:
    found = fold(portions(values), most, "全部")
    assert len(found) <= most
    assert sum(p.score for p in found) == pytest.approx(sum(values))
    kept = [int(p.name[1:-1]) for p in found if p.name.startswith("第")]
    assert kept == sorted(kept)
    if len(values) > most:
        assert found[-1].name == f"其余{len(values) - most + 1}项"
