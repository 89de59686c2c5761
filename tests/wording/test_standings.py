"""龙虎榜的句子：谁升了、超过谁，差在哪一项，谁没有排名。"""

from dashboard.domain.results import Light, Part, Standing
from dashboard.wording import standings
from dashboard.wording.numbers import margin, score


def standing(unit: str, rank: int | None, points: float | None, change: int | None = 0, parts: tuple[float, ...] = (), reason: str = "") -> Standing:
    found = tuple(Part(f"p{n}", f"指标{n}", 0.5, None, v, "") for n, v in enumerate(parts))
    light = Light.UNREPORTED if reason else Light.ON_PACE
    return Standing(unit, points, rank, change, "", found, light, None, reason)


BEFORE = (standing("园区", 1, 90), standing("高新区", 2, 88), standing("张家港", 3, 87), standing("昆山", 4, 86), standing("相城", 5, 80))
NOW = (
    standing("园区", 1, 92.6, 0, (50, 42.6)),
    standing("昆山", 2, 90.5, 2, (46, 44.5)),
    standing("高新区", 3, 89.8, -1, (45, 44.8)),
    standing("张家港", 4, 87.1, -1, (44, 43.1)),
    standing("相城", None, None, None, (), "6月未报"),
)


def test_说升得最多的和它超过的_未报的不参加() -> None:
    assert standings.headline(NOW, BEFORE) == "昆山升至第2，超过高新区、张家港；相城未报，不参加排名"


def test_新的第1名先说() -> None:
    now = (standing("高新区", 1, 93, 1), standing("园区", 2, 92, -1), standing("相城", 3, 89, 2))
    assert standings.headline(now, BEFORE) == "高新区升至第1，超过园区"


def test_没有上升的说领先多少() -> None:
    now = (standing("园区", 1, 92.6), standing("昆山", 2, 90.5))
    assert standings.headline(now, now) == "园区居第1，领先昆山2.1分"
    close = (standing("园区", 1, 92.61), standing("昆山", 2, 92.6))
    assert standings.headline(close, close) == "园区居第1，领先昆山不到0.1分"


def test_并列写并列() -> None:
    now = (standing("园区", 1, 92.0), standing("昆山", 1, 92.0), standing("太仓", 3, 80.0))
    assert standings.headline(now, now) == "园区、昆山并列第1"
    assert standings.rank_zh(now[1], now) == "并列第1"
    assert standings.rank_zh(now[2], now) == "第3"


def test_只有一个板块_没有一个板块() -> None:
    assert standings.headline((standing("园区", 1, 92.0),), ()) == "园区92.0分，只有一个板块参加排名"
    assert standings.headline((standing("园区", None, None, None, (), "缺比质量"),), ()) == "还没有可排名的板块：缺比质量"
    assert standings.headline((), ()) == "还没有可排名的板块：没有板块参加"


def test_与前后名次和平均比_差在哪一项() -> None:
    assert standings.comparisons(NOW[1], NOW) == [
        "比第1名园区少2.1分，主要少在指标0（−4.0）",
        "比第3名高新区多0.7分，主要多在指标0（+1.0）",
        "比平均多0.5分，强在指标1（+0.8），弱在指标0（−0.3）",
    ]
    assert standings.comparisons(NOW[-1], NOW) == ["6月未报"]


def test_写出来是零的差不说强弱() -> None:
    now = (standing("园区", 1, 90.0, 0, (50.0, 40.0)), standing("昆山", 2, 86.0, 0, (49.95, 36.05)))
    assert standings.comparisons(now[0], now) == ["比第2名昆山多4.0分，主要多在指标1（+4.0）", "比平均多2.0分，强在指标1（+2.0）"]


def test_板块的结论() -> None:
    assert standings.unit_headline(NOW[1], NOW, "综合").startswith("昆山综合第2，90.5分；比第1名园区少2.1分")
    assert standings.unit_headline(NOW[-1], NOW, "综合") == "相城综合未排名：6月未报"


def test_得分一位小数() -> None:
    assert (score(92.65), score(0.05), score(100)) == ("92.7", "0.1", "100.0")
    assert (margin(0.04), margin(0.0), margin(-2.11)) == ("不到0.1分", "0.0分", "2.1分")
