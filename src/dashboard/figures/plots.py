"""Plotly 图：由 SVG 画面打开，用来放大多年的数据。"""

import plotly.graph_objects as go

from dashboard.domain.month import Month
from dashboard.figures.lines import Track
from dashboard.wording.numbers import with_uom
from dashboard.wording.periods import month_zh

_ACCENT, _TEXT, _SOFT, _EDGE = "#28609f", "#17202e", "#56616f", "#e1e6ed"
_FONT = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif'


def trend_figure(track: Track) -> go.Figure:
    """一个目标的逐月走势，可缩放；横轴为月，悬停写中文。"""
    figure = go.Figure()
    for name, key, line in (
        ("目标", "target", {"color": _TEXT, "width": 2.4}),
        ("序时应完成", "expected", {"color": _TEXT, "width": 1.6, "dash": "dash"}),
        ("完成", "actual", {"color": _ACCENT, "width": 3}),
    ):
        known = _broken(track, key)
        figure.add_scatter(
            x=[_day(m) for m, _ in known],
            y=[v for _, v in known],
            name=name,
            mode="lines+markers" if key == "actual" else "lines",
            line=line,
            text=[f"{month_zh(m)}{name}{with_uom(v, track.uom)}" if v is not None else "" for m, v in known],
            hovertemplate="%{text}<extra></extra>",
        )
    figure.add_scatter(
        x=[_day(p.month) for p in track.published],
        y=[p.value for p in track.published],
        name="公开数（只作对照）",
        mode="markers",
        marker={"symbol": "diamond-open", "size": 11, "color": _SOFT},
        text=[f"公开数{p.label}" for p in track.published],
        hovertemplate="%{text}<extra></extra>",
    )
    return dressed(figure, track.uom)


def _broken(track: Track, key: str) -> list[tuple[Month, float | None]]:
    """一条线的各点；年度累计的在年初插一个空值断开。"""
    found: list[tuple[Month, float | None]] = []
    for point in track.points:
        value = getattr(point, key)
        if value is None:
            continue
        if track.yearly and found and found[-1][0].year != point.month.year:
            found.append((point.month, None))
        found.append((point.month, value))
    return found


def dressed(figure: go.Figure, uom: str) -> go.Figure:
    """各图共用的外观：白底、中文字体、中文日期轴。"""
    figure.update_layout(
        height=640,
        margin={"l": 70, "r": 30, "t": 20, "b": 40},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        font={"family": _FONT, "size": 15, "color": _TEXT},
        legend={"orientation": "h", "y": 1.06, "x": 0},
        hoverlabel={"font": {"family": _FONT}},
        dragmode="pan",
    )
    figure.update_xaxes(tickformat="%Y年%-m月", gridcolor=_EDGE, hoverformat="%Y年%-m月")
    figure.update_yaxes(title=uom, gridcolor=_EDGE, separatethousands=True, exponentformat="none")
    return figure


def _day(month: Month) -> str:
    return f"{month}-01"
