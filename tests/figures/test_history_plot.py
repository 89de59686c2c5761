"""历年位次图：第1名在最上面，断开不连，名字直接写在线末。"""

from dashboard.domain.month import Month
from dashboard.figures.bumps import Climb
from dashboard.figures.history_plot import history_figure

MONTHS = [Month(2024, 11), Month(2024, 12), Month(2025, 1)]
CLIMBS = [Climb("昆山市", (2, 1, 1), "未报", "", True), Climb("太仓市", (1, None, 2), "未报", "", False), Climb("常熟市", (3, 2, None), "未报", "", False)]


def test_纵轴倒过来_线不跨过没有位次的月份() -> None:
    figure = history_figure(MONTHS, CLIMBS)
    low, high = figure.layout.yaxis.range
    assert low > 3 > 1 > high
    broken = next(t for t in figure.data if t.name == "太仓市")
    assert tuple(broken.y) == (1, None, 2)
    assert broken.connectgaps is False
    assert broken.text[0] == "2024年11月太仓市第1"


def test_名字代替图例_选中的在上层() -> None:
    figure = history_figure(MONTHS, CLIMBS)
    assert figure.layout.showlegend is False
    assert [a.text for a in figure.layout.annotations] == ["1 昆山市", "2 太仓市", "常熟市 未报"]
    assert figure.data[-1].name == "昆山市"


def test_没有月份也画得出() -> None:
    assert len(history_figure([], []).data) == 0
