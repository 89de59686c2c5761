"""可缩放的时间轴：从上往下按道排，条长是整月，没有英文。"""

from datetime import date

from dashboard.domain.month import Month
from dashboard.figures.swimlanes import Kind, Span
from dashboard.figures.timeline_plot import timeline_figure

SPANS = [
    Span("季度主题活动", Month(2023, 2), Month(2023, 3), Kind.HELD, "对接洽谈会", "对接洽谈会｜市科技局"),
    Span("板块招商活动", Month(2023, 2), Month(2023, 2), Kind.OVERDUE, "一场名字很长很长很长的推介会", "推介会"),
    Span("板块招商活动", Month(2023, 2), Month(2023, 2), Kind.HELD, "推介会", "推介会"),
]


def test_道从上往下_同月的不在一行() -> None:
    figure = timeline_figure(SPANS, ["季度主题活动", "板块招商活动"], Month(2023, 6))
    assert figure.layout.yaxis.autorange == "reversed"
    assert list(figure.layout.yaxis.ticktext) == ["季度主题活动", "板块招商活动"]
    rows = sorted(y for trace in figure.data for y in trace.y)
    assert len(set(rows)) == 3


def test_条长是整月的天数() -> None:
    figure = timeline_figure(SPANS, ["季度主题活动", "板块招商活动"], Month(2023, 6))
    held = next(t for t in figure.data if t.name == "已举办")
    assert held.base[0] == "2023-02-01"
    assert held.x[0] == (date(2023, 4, 1) - date(2023, 2, 1)).days * 86_400_000


def test_名字长的截去_尖括号照原样_逾期的加方块() -> None:
    odd = [Span("很长很长很长很长的活动类型", Month(2023, 2), Month(2023, 2), Kind.OVERDUE, "<b>推介会</b>", "<b>推介会</b>")]
    figure = timeline_figure(odd, ["很长很长很长很长的活动类型"], Month(2023, 6))
    (text,) = (t for trace in figure.data for t in trace.text)
    (hover,) = (t for trace in figure.data for t in trace.hovertext)
    assert text == "■&lt;b>推…"
    assert hover == "&lt;b>推介会&lt;/b>｜逾期未报"
    assert figure.layout.yaxis.ticktext[0].endswith("…")


def test_没有活动也画得出() -> None:
    figure = timeline_figure([], [], Month(2023, 6))
    assert all(len(trace.y) == 0 for trace in figure.data)
