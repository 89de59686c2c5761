"""历年位次（Plotly）：可缩放的位次图，第1名在最上面，名字直接写在线的末端。"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.domain.month import Month
from dashboard.figures.bumps import Climb, slots
from dashboard.figures.plots import dressed
from dashboard.wording.periods import month_zh

_ACCENT, _QUIET, _TEXT = "#28609f", "#aebccd", "#17202e"


def history_figure(months: Sequence[Month], climbs: Sequence[Climb]) -> go.Figure:
    """每个板块一条线；未排名的月份断开。"""
    figure = go.Figure([_line(months, c) for c in sorted(climbs, key=lambda c: c.chosen)])
    dressed(figure, "")
    figure.update_layout(height=max(480, 46 * len(climbs) + 120), showlegend=False, margin={"l": 50, "r": 190, "t": 20, "b": 40})
    figure.update_yaxes(autorange=False, range=[len(climbs) + 0.6, 0.4], dtick=1, showgrid=False, fixedrange=True, title="位次")
    figure.update_xaxes(type="date", showgrid=False)
    for annotation in _names(climbs):
        figure.add_annotation(annotation)
    return figure


def _line(months: Sequence[Month], climb: Climb) -> go.Scatter:
    colour = _ACCENT if climb.chosen else _QUIET
    return go.Scatter(
        name=climb.unit,
        x=[f"{m}-01" for m in months],
        y=list(climb.ranks),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 4 if climb.chosen else 2},
        marker={"size": 9 if climb.chosen else 6},
        text=[f"{month_zh(m)}{climb.unit}第{r}" if r is not None else "" for m, r in zip(months, climb.ranks, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _names(climbs: Sequence[Climb]) -> list[dict[str, Any]]:
    """线末的名字，按最后一个月的位次一行一个。"""
    return [
        {
            "x": 1.0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 8,
            "y": slot + 1,
            "text": f"{climb.ranks[-1]} {climb.unit}" if climb.ranks and climb.ranks[-1] is not None else f"{climb.unit} {climb.last_word}",
            "showarrow": False,
            "font": {"color": _TEXT, "size": 16 if climb.chosen else 14},
        }
        for climb, slot in slots(climbs)
    ]
