"""试着改一套规则：哪些可以改；没有动的权重按原来的比例分剩下的。"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import paths, profiles
from dashboard.domain.problems import UsageError

NANTONG = profiles.read(paths.root() / "data" / "cities" / "nantong")
TABLE = profiles.table_of(NANTONG.rule_sets[0])
BOARDS = ("pace", "quality", "result", "contribution")


def values(*texts: str) -> dict[str, Any]:
    """改过以后每一处的值。"""
    made = profiles.amended(TABLE, [profiles.change(t) for t in texts])
    return {path: knob.value for path, knob in profiles.knobs(made).items()}


def test_没有动的权重按原来的比例分剩下的() -> None:
    found = values("boards.比进度=40%")
    assert [found[f"boards.{b}"] for b in BOARDS] == pytest.approx([0.4, 0.2, 0.2, 0.2])
    found = values("boards.quality.highgrowth=0.7")
    assert [found[f"boards.quality.{k}"] for k in ("highgrowth", "to_hte", "funded", "key_chain")] == pytest.approx([0.7, 0.1, 0.1, 0.1])
    found = values("boards.pace=0.4", "boards.quality=0.3")
    assert [found[f"boards.{b}"] for b in BOARDS] == pytest.approx([0.4, 0.3, 0.15, 0.15])


@given(st.dictionaries(st.sampled_from(BOARDS), st.floats(0, 0.33), min_size=1, max_size=3))
def test_怎样动权重之和都是1_规则照样成立(given_: dict[str, float]) -> None:
    made = profiles.amended(TABLE, [profiles.change(f"boards.{b}={w!r}") for b, w in given_.items()])
    weights = {str(c): w for c, w in profiles.rules_from(made, NANTONG).weights.items()}
    assert sum(weights.values()) == pytest.approx(1)
    assert all(weights[b] == w for b, w in given_.items())


def test_参数_词_算法的权重都能改() -> None:
    found = values("boards.pace.有任务的目标.cap=1", "ties=并列不空位", "light=比例", "boards.result.可比的指标.1=0.5", "boards.result.period=当季")
    assert found["boards.pace.有任务的目标.cap"] == 1.0
    assert (found["ties"], found["light"], found["boards.result.period"]) == ("并列不空位", "比例", "当季")
    assert (found["boards.result.可比的指标.1"], found["boards.result.可比的指标.2"]) == (0.5, 0.5)
    assert values() == {path: knob.value for path, knob in profiles.knobs(TABLE).items()}


@pytest.mark.parametrize(("text", "said"), [("boards.pace", "读不出改什么"), ("id=x", "没有“id”这一处可改"), ("boards.pace.有任务的目标.cop=1", "可改：boards.pace.有任务的目标.cap")])
def test_改不了的说出可改的(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        values(text)
