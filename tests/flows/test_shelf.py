"""架子：个数、份量都有上限，最久没用的先放下。"""

from dashboard.flows.shelf import Shelf


def test_个数满了_放下最久没用的() -> None:
    shelf = Shelf(2, 100)
    shelf.put(("甲",), 1, 0)
    shelf.put(("乙",), 2, 0)
    assert shelf.get(("甲",)) == 1
    shelf.put(("丙",), 3, 0)
    assert [key in shelf for key in (("甲",), ("乙",), ("丙",))] == [True, False, True]


def test_太重了_放下最久没用的_最后一个总留着() -> None:
    shelf = Shelf(9, 10)
    shelf.put(("甲",), 1, 6)
    shelf.put(("乙",), 2, 4)
    shelf.put(("丙",), 3, 1)
    assert [key in shelf for key in (("甲",), ("乙",), ("丙",))] == [False, True, True]
    shelf.put(("重",), 4, 99)
    assert [key in shelf for key in (("乙",), ("丙",), ("重",))] == [False, False, True]


def test_同一个键再放_份量不重复算() -> None:
    shelf = Shelf(9, 10)
    for value in range(5):
        shelf.put(("甲",), value, 6)
    shelf.put(("乙",), 2, 4)
    assert (shelf.get(("甲",)), shelf.get(("乙",))) == (4, 2)
