"""分摊：一个不多一个不少，只增不减。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.demo.allotting import follow, path, split

_NAMES = ("甲", "乙", "丙", "丁")
_WEIGHTS = st.fixed_dictionaries({name: st.integers(1, 10**9) for name in _NAMES})


@given(st.integers(0, 10**6), _WEIGHTS)
def test_分开后合计不变(total: int, weights: dict[str, int]) -> None:
    assert sum(split(total, weights).values()) == total


def test_余数给最大的_相同的按名字() -> None:
    assert split(10, {"甲": 1, "乙": 1, "丙": 1}) == {"甲": 3, "乙": 3, "丙": 4}
    assert split(7, {"甲": 3, "乙": 1}) == {"甲": 5, "乙": 2}


@given(st.lists(st.integers(0, 500), min_size=1, max_size=24), _WEIGHTS)
def test_逐月增加时各家只增不减(more: list[int], weights: dict[str, int]) -> None:
    have, total = dict.fromkeys(_NAMES, 0), 0
    for change in more:
        total += change
        after = follow(have, total, weights)
        assert sum(after.values()) == total
        assert all(after[name] >= have[name] for name in _NAMES)
        have = after


def test_份量不变时落在份量上() -> None:
    assert follow({"甲": 9, "乙": 0}, 20, {"甲": 1, "乙": 1}) == {"甲": 10, "乙": 10}


def test_减少时由超出份量的几家各让一点() -> None:
    after = follow({"甲": 60, "乙": 30, "丙": 10}, 96, {"甲": 1, "乙": 1, "丙": 1})
    assert after == {"甲": 57, "乙": 29, "丙": 10}
    with pytest.raises(ValueError):
        follow({"甲": 1, "乙": 1}, -1, {"甲": 1, "乙": 1})


def test_走势经过定下的点() -> None:
    steps = path(100, [1] * 12, {9: 50})
    assert (steps[8], steps[11]) == (50, 100)
    assert steps == sorted(steps)
