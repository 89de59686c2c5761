"""位次图：第1名在最上面，没有位次的月份断开，名字按最后一月排、不相叠，选中的画在上层。"""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.month import Month
from dashboard.figures.bumps import Climb, bump, runs, slots, x, y

MONTHS = [Month(2025, n) for n in range(1, 7)]


def climb(unit: str, *ranks: int | None, chosen: bool = False) -> Climb:
    return Climb(unit, ranks, "未报", f"leaderboard?unit={unit}", chosen)


def test_第1名在最上面_早的月份在左边() -> None:
    assert y(1) < y(2) < y(10)
    assert [x(n, 6) for n in range(6)] == sorted(x(n, 6) for n in range(6))
    assert x(0, 1) == x(5, 6), "只有一个月时画在右边，挨着名字"


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=24))
def test_断开的各段接起来正是有位次的月份(ranks: list[int | None]) -> None:
    found = runs(ranks)
    assert [pair for run in found for pair in run] == [(n, r) for n, r in enumerate(ranks) if r is not None]
    assert all(b[0] - a[0] == 1 for run in found for a, b in itertools.pairwise(run))
    assert all(b[0][0] - a[-1][0] > 1 for a, b in itertools.pairwise(found))


def test_名字按最后一月的位次_并列各占一行_未报的在最后() -> None:
    found = [climb("甲", 2, 2), climb("乙", 1, None), climb("丙", 3, 2), climb("丁", 4, 1)]
    assert [(c.unit, n) for c, n in slots(found)] == [("丁", 0), ("甲", 1), ("丙", 2), ("乙", 3)]


def test_选中的加粗并画在上层_未报的写未报() -> None:
    drawn = str(bump(MONTHS[:2], [climb("昆山市", 2, 1, chosen=True), climb("太仓市", 1, None)]))
    assert drawn.index('class="lb-climb"') < drawn.index('class="lb-climb on"')
    assert "太仓市 未报" in drawn
    assert "1 昆山市" in drawn


def test_一个月一个板块_很长的名字_尖括号() -> None:
    long = "中国苏州工业园区独墅湖科教创新区暨国家生物药技术创新中心先行区"
    assert len(long) >= 31
    drawn = str(bump(MONTHS[:1], [climb(long, 1), climb("<script>", None)]))
    assert f"<title>{long}</title>" in drawn
    assert "…</text>" in drawn
    assert "<script" not in drawn


def test_没有月份或板块时说一句() -> None:
    assert "还没有可比的月份" in bump([], [])
    assert "还没有可比的月份" in bump(MONTHS, [])
