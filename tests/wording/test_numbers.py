"""数字的写法。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import city, goal

from dashboard.domain.goals import Bound
from dashboard.wording import numbers


@pytest.mark.parametrize(
    ("value", "uom", "text"),
    [
        (1520, "亿元", "1,520.0亿元"),
        (0.04, "亿元", "0.04亿元"),
        (0, "亿元", "0.0亿元"),
        (3, "家", "3家"),
        (26.666, "家", "26.7家"),
        (54.649, "%", "54.6%"),
        (55, "%", "55.0%"),
        (-5, "个", "−5个"),
        (28000, "家", "28,000家"),
        (3500.25, "万平方米", "3,500.3万平方米"),
    ],
)
def test_带单位(value: float, uom: str, text: str) -> None:
    assert numbers.with_uom(value, uom) == text


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        (99_999_999, "1.00亿元"),
        (99_994_999, "9,999.5万元"),
        (99_999_499, "9,999.9万元"),
        (100_000_000, "1.00亿元"),
        (152_000_000_000, "1,520.00亿元"),
        (9_999.4, "9,999元"),
        (9_999.6, "1.0万元"),
        (12_345, "1.2万元"),
        (-250_000_000, "−2.50亿元"),
        (0, "0元"),
    ],
)
def test_金额由元换算_进位后再定单位(yuan: float, text: str) -> None:
    assert numbers.money(yuan) == text
    assert numbers.with_uom(yuan, "元") == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.9996, "99.9%"), (0.99999, "99.9%"), (1.0, "100.0%"), (1 - 1e-12, "100.0%"), (1.0004, "100.0%"), (0.608, "60.8%"), (12.0, "1,200.0%"), (-0.05, "−5.0%"), (0.9985, "99.9%")],
)
def test_百分数_没完成的不进位成100(share: float, text: str) -> None:
    assert numbers.percent(share) == text


@given(st.floats(0, 1 - 1e-8))
def test_没完成的百分数绝不写成100(share: float) -> None:
    assert float(numbers.percent(share).removesuffix("%")) < 100


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (-0.267, "落后序时26.7个百分点"),
        (0.042, "超序时4.2个百分点"),
        (0.0, "与序时持平"),
        (1e-12, "与序时持平"),
        (-0.0004, "略低于序时"),
        (0.0004, "略高于序时"),
    ],
)
def test_差距(gap: float, text: str) -> None:
    assert numbers.points(gap) == text


def test_两个百分数之差写个百分点() -> None:
    assert numbers.change(2.04, "%") == "2.0个百分点"
    assert numbers.change(12, "家") == "12家"


def test_目标数按文件的词序() -> None:
    suzhou, nantong = city("suzhou").goal_by_id, city().goal_by_id
    assert [numbers.target(g, g.targets[0].value) for g in (suzhou["top_talent"], suzhou["hte_certified_annual"], suzhou["tech_broker"])] == [
        "10名以上",
        "达5,000家",
        "超5,000人",
    ]
    assert numbers.target(nantong["hte_total"], 4300) == "突破4,300家"
    assert numbers.target(suzhou["major_innovation_team"], 60) == "60个左右"
    assert numbers.target(suzhou["vc_fund_new"], 2500) == "2,500亿元"
    assert numbers.target(goal(bound=Bound.AT_LEAST), 55.5) == "55.5个以上"


def test_估计数大的只写整数() -> None:
    assert numbers.rough(2019.8, "亿元") == "2,020亿元"
    assert numbers.rough(8.25, "亿元") == "8.3亿元"


def test_带正负号() -> None:
    assert [numbers.signed(v) for v in (4.2, -0.5, 0.0, -0.04, 0.05)] == ["+4.2", "−0.5", "0.0", "0.0", "+0.1"]


def test_得分与分差() -> None:
    assert [numbers.score(v) for v in (92.65, 0.05, 100, -12.5)] == ["92.7", "0.1", "100.0", "−12.5"]
    assert [numbers.margin(v) for v in (0.04, 0.0, -2.11)] == ["不到0.1分", "0.0分", "2.1分"]
