"""泳道的几何：条子在道内、不相叠、起止是它的月份；放不下的一项不丢。"""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.swimlanes import Bar, Kind, Placed, edge, lanes, stack

months = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted)


def bar(first: int, last: int, lane: str = "板块招商活动", held: tuple[int, ...] = ()) -> Bar:
    return Bar(lane, "推介会", "推介会", "timeline", first, last, Kind.HELD if held else Kind.PLANNED, False, held, len(held))


def apart(a: Placed, b: Placed) -> bool:
    return a.row != b.row or a.left + a.width <= b.left + 1e-9 or b.left + b.width <= a.left + 1e-9


@given(st.lists(months, max_size=60))
def test_条子在道内而不相叠(found: list[list[int]]) -> None:
    for lane in lanes([bar(first, last) for first, last in found], []):
        assert len(lane.bars) == len(found)
        assert all(0 <= p.row < lane.rows and p.left >= 0 and p.left + p.width <= 100 + 1e-9 for p in lane.bars)
        assert all(apart(a, b) for a, b in combinations(lane.bars, 2))


@given(st.lists(months, min_size=1, max_size=60))
def test_行数正好是同一个月里最多的条数(found: list[list[int]]) -> None:
    busiest = max(sum(first <= month <= last for first, last in found) for month in range(1, 13))
    assert max(stack([(first, last) for first, last in found])) + 1 == busiest


def test_左边和宽度是它的月份() -> None:
    (lane,) = lanes([bar(4, 6)], [])
    (placed,) = lane.bars
    assert (placed.left, placed.width) == (25.0, 25.0)
    assert edge(13) == 100.0


def test_底线画在实际举办的月份() -> None:
    (lane,) = lanes([bar(1, 4, held=(2, 4))], [])
    assert lane.bars[0].strips == ((25.0, 25.0), (75.0, 25.0))
    assert lane.held == 2


def test_一个月两百项时放不下的合计成数() -> None:
    (lane,) = lanes([bar(5, 5) for _ in range(200)] + [bar(6, 6)], [], limit=14)
    assert len(lane.bars) + sum(n for _, n, _ in lane.more) == 201
    assert lane.more == ((5, 186, edge(5)),)
    assert lane.rows == 15


def test_泳道按给定顺序_没列出的在后_空的不画() -> None:
    found = lanes([bar(1, 1, "新类型"), bar(1, 1, "乙"), bar(1, 1, "甲")], ["甲", "空", "乙"])
    assert [lane.name for lane in found] == ["甲", "乙", "新类型"]
