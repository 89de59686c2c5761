"""可缩放的历年时间轴（Plotly）：一项活动一条，按类型分道，可放大到一个月。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.domain.month import Month
from dashboard.figures.lettering import fit
from dashboard.figures.plots import dressed
from dashboard.figures.swimlanes import Kind, Span, stack

_DAY = 86_400_000
_SIDE, _LETTER = 130, 15
_ROW, _LEAST, _LETTERS = 22, 560, 6
_WORDS = {Kind.HELD: "已举办", Kind.PLANNED: "计划", Kind.OVERDUE: "逾期未报", Kind.CANCELLED: "取消"}
_FILLS = {Kind.HELD: "#c6d7e9", Kind.PLANNED: "#ffffff", Kind.OVERDUE: "#ffffff", Kind.CANCELLED: "#eef1f5"}
_EDGES = {Kind.HELD: "#28609f", Kind.PLANNED: "#28609f", Kind.OVERDUE: "#a61c1c", Kind.CANCELLED: "#5f6b78"}


@dataclass(frozen=True, slots=True)
class _Row:
    """放好的一条：行号从上往下数。"""

    span: Span
    row: int


def timeline_figure(spans: Sequence[Span], order: Sequence[str], now: Month) -> go.Figure:
    """历年时间轴；泳道按 order 从上往下，now 为数据截至月（画一条竖虚线）。"""
    rows, ticks, height = _rows(spans, order)
    figure = go.Figure([_bars(kind, [r for r in rows if r.span.kind is kind]) for kind in Kind])
    dressed(figure, "")
    figure.update_layout(height=max(_LEAST, _ROW * height + 120), barmode="overlay", bargap=0.12, legend={"orientation": "h", "x": 0, "y": 0, "yanchor": "top"})
    figure.update_yaxes(autorange="reversed", tickvals=[y for y, _ in ticks], ticktext=[name for _, name in ticks], fixedrange=True, showgrid=False)
    figure.update_xaxes(type="date", side="top", range=[f"{now.year}-01-01", f"{now.year + 1}-01-01"], nticks=14)
    figure.add_vline(x=f"{now + 1}-01", line={"color": "#17202e", "width": 2, "dash": "dash"}, layer="below")
    return figure


def _rows(spans: Sequence[Span], order: Sequence[str]) -> tuple[list[_Row], list[tuple[float, str]], int]:
    """每一条的行号、每道名称放在哪一行、共几行。"""
    found: list[_Row] = []
    ticks: list[tuple[float, str]] = []
    top = 0
    for lane in order:
        mine = [s for s in spans if s.lane == lane]
        rows = stack([(s.first.ordinal, s.last.ordinal) for s in mine])
        found += [_Row(s, top + row) for s, row in zip(mine, rows, strict=True)]
        if mine:
            height = max(rows) + 1
            ticks.append((top + (height - 1) / 2, fit(plain(lane), _SIDE, _LETTER)))
            top += height + 1
    return found, ticks, top


def _bars(kind: Kind, rows: Sequence[_Row]) -> go.Bar:
    return go.Bar(
        name=_WORDS[kind],
        orientation="h",
        base=[f"{r.span.first}-01" for r in rows],
        x=[_days(r.span) * _DAY for r in rows],
        y=[r.row for r in rows],
        text=[_short(r.span) for r in rows],
        textposition="inside",
        insidetextanchor="start",
        textfont={"color": "#17202e", "size": 13},
        hovertext=[f"{plain(r.span.title)}｜{_WORDS[kind]}" for r in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": _FILLS[kind], "line": {"color": _EDGES[kind], "width": 1.5}},
    )


def plain(text: str) -> str:
    """Plotly 把尖括号当标签；写成实体，照原样显示。"""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _short(span: Span) -> str:
    """条子里的名称：每个月的宽度放得下六个字，长的截去；逾期的前面加■，不只靠颜色。"""
    room = _LETTERS * (span.last - span.first + 1)
    label = f"■{span.label}" if span.kind is Kind.OVERDUE else span.label
    return plain(label if len(label) <= room else f"{label[: room - 1]}…")


def _days(span: Span) -> int:
    """起月初到末月末的天数。"""
    return (_first_day(span.last + 1) - _first_day(span.first)).days


def _first_day(month: Month) -> date:
    return date(month.year, month.month, 1)
