"""各项怎样合成：权重放大到合计为1，项分乘上权重。"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.boards.parts import Points, blended, weighted
from dashboard.metrics.columns import column, numbers


def item(name: str, weight: float, *points: float | None) -> Points:
    """一项：各板块的得分。"""
    found = column(points)
    return Points(name, lambda _: name, np.full(len(points), weight), found, found, lambda _: "")


def test_权重放大到合计为1_项分乘上权重() -> None:
    found = weighted(1, [item("a", 0.4, 100), item("b", 0.2, 50)]).parts(0)
    assert [p.weight for p in found] == pytest.approx([2 / 3, 1 / 3])
    assert sum(p.score for p in found) == pytest.approx(100 * 2 / 3 + 50 / 3)
    assert weighted(1, []).parts(0) == ()


def test_各板块只放大自己有的各项() -> None:
    found = weighted(3, [item("a", 0.4, 100, None, None), item("b", 0.2, 50, 50, None)])
    assert [[(p.indicator, p.weight) for p in found.parts(n)] for n in range(3)] == [[("a", pytest.approx(2 / 3)), ("b", pytest.approx(1 / 3))], [("b", 1.0)], []]
    assert numbers(found.score) == [pytest.approx(250 / 3), 50, None]


def test_算不出的去掉_其余权重放大() -> None:
    found = blended([(0.4, column([80, 80, None])), (0.6, column([None, 100, None]))])
    assert numbers(found) == [80, pytest.approx(92), None]


points = st.lists(st.tuples(st.floats(0.01, 5), st.floats(-50, 120)), min_size=1, max_size=8)


@given(points, st.floats(0.01, 100))
def test_各项之和就是得分_权重同比放大结果不变(found: list[tuple[float, float]], times: float) -> None:
    first = weighted(1, [item(f"p{n}", w, p) for n, (w, p) in enumerate(found)]).parts(0)
    scaled = weighted(1, [item(f"p{n}", w * times, p) for n, (w, p) in enumerate(found)]).parts(0)
    assert sum(p.weight for p in first) == pytest.approx(1, abs=1e-9)
    assert sum(p.score for p in first) == pytest.approx(sum(w * p for w, p in found) / sum(w for w, _ in found), abs=1e-9)
    assert sum(p.score for p in scaled) == pytest.approx(sum(p.score for p in first), abs=1e-9)
