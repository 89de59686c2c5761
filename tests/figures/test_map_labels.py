"""名字的排布：互不相叠，不出图，不压图例；同样的输入同样的结果。"""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.city_maps import CITIES, HEIGHT, WIDTH, base, drawn, profile

from dashboard.figures.map_ground import Box
from dashboard.figures.map_labels import Room, Wish, arrange, cuts, meet

SHEET = Box(0, 0, 600, 400)
wishes = st.builds(
    Wish,
    width=st.floats(20, 140),
    height=st.floats(15, 60),
    anchor=st.tuples(st.floats(0, 600), st.floats(0, 400)),
    area=st.none(),
    radius=st.just(8.0),
)


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("letter", [19.0, 22.0, 30.0])
def test_两市的名字一个不少_互不相叠(city: str, letter: float) -> None:
    found = drawn(city, letter)
    assert found.unnamed == ()
    assert len(found.boxes) == len(profile(city).assessed_units)
    assert not [(a, b) for a, b in combinations(found.boxes, 2) if a.touches(b)]
    legend = base(city).legend
    for box in found.boxes:
        assert box.within(Box(0, 0, WIDTH, HEIGHT))
        assert legend is None or not box.touches(legend)


@pytest.mark.parametrize("city", CITIES)
def test_名字不压载体的符号和圆点(city: str) -> None:
    found = drawn(city)
    marks = [Box.around(m.at, 14, 14) for c in found.clusters for m in c.marks]
    marks += [Box.around(s.anchor, 18, 18) for s in found.stands if s.area is None]
    assert not [(b, m) for b in found.boxes for m in marks if b.touches(m)]


@pytest.mark.parametrize("city", CITIES)
def test_没有引线的名字大半在自己的面里(city: str) -> None:
    for stand in drawn(city).stands:
        if stand.area is not None and stand.label is not None and stand.label.leader is None:
            assert stand.area.share_of(stand.label.box) > 0.5, stand.district.name


@pytest.mark.parametrize("city", CITIES)
def test_引线不穿过别人的名字(city: str) -> None:
    labels = [s.label for s in drawn(city).stands if s.label is not None]
    for one in labels:
        for other in labels:
            if one is not other and one.leader is not None:
                assert not cuts(one.leader, other.box)
                assert other.leader is None or not meet(one.leader, other.leader)


def test_姑苏区写不下_引一条线() -> None:
    stand = next(s for s in drawn("suzhou", 30.0).stands if s.district.name == "姑苏区")
    assert stand.label is not None
    assert stand.area is not None
    assert stand.label.leader is not None
    assert stand.area.holds(stand.label.leader[1])


@settings(max_examples=40, deadline=None)
@given(st.lists(wishes, max_size=14), st.lists(st.tuples(st.floats(0, 500), st.floats(0, 300)), max_size=6))
def test_随便怎么挤都不相叠_排两遍一样(found: list[Wish], corners: list[tuple[float, float]]) -> None:
    room = Room(SHEET, (Box(0, 0, 80, 80),), tuple(Box(x, y, x + 15, y + 15) for x, y in corners), ())
    labels = arrange(found, room)
    placed = [label.box for label in labels if label is not None]
    assert not [(a, b) for a, b in combinations(placed, 2) if a.touches(b)]
    assert all(box.within(SHEET) and not box.touches(room.taken[0]) for box in placed)
    assert arrange(found, room) == labels


def test_放不下的为空_不硬塞() -> None:
    wide = Wish(60, 30, (20, 20), None, 8)
    assert [label is None for label in arrange([wide, wide], Room(Box(0, 0, 120, 40), (), (), ()))] == [False, True]
    assert arrange([Wish(700, 20, (300, 200), None)], Room(SHEET, (), (), ())) == [None]


def test_引线停在圆点边上() -> None:
    blocked = Room(SHEET, (), tuple(Box.around((300 + dx, 200 + dy), 40, 40) for dx in (-40, 0, 40) for dy in (-40, 0, 40)), ())
    (label,) = arrange([Wish(60, 20, (300, 200), None, 8)], blocked)
    assert label is not None
    assert label.leader is not None
    x, y = label.leader[1]
    assert ((x - 300) ** 2 + (y - 200) ** 2) ** 0.5 == pytest.approx(8)


def test_线段与框_线段与线段() -> None:
    box = Box(0, 0, 10, 10)
    assert cuts(((-5, 5), (15, 5)), box)
    assert not cuts(((-5, 12), (15, 12)), box)
    assert not cuts(((-5, 8), (4, 16)), box), "擦着角外过去"
    assert meet(((0, 0), (10, 10)), ((0, 10), (10, 0)))
    assert not meet(((0, 0), (4, 4)), ((0, 10), (10, 0)))
