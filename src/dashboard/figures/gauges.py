"""表盘与子弹条：0—120%，目标线、序时线，超出量程另标。"""

from math import cos, pi, sin

from markupsafe import Markup

from dashboard.domain.results import GoalResult, Light
from dashboard.wording.numbers import percent

FULL = 1.2
_CX, _CY, _OUTER, _INNER = 160.0, 164.0, 148.0, 120.0


def expected_share(result: GoalResult) -> float | None:
    """序时线的位置：序时应完成数÷目标数；没有序时为 None。"""
    if result.expected is None or not result.target:
        return None
    return result.expected / result.target


def gauge(result: GoalResult) -> Markup:
    """一个半圆表盘，宽420高190；未报画虚线空盘。"""
    share = result.completion
    body = [_track(share is None)]
    if share is not None:
        body.append(Markup('<path class="amount {0}" d="{1}"/>').format(result.light, _sector(0.0, _clip(share))))
    body += _ticks(expected_share(result))
    body.append(_number(share, result.light))
    return Markup('<svg class="gauge" viewBox="-50 0 420 190" role="img" aria-label="{0}">{1}</svg>').format(
        f"{result.goal.short_name}完成率{percent(share) if share is not None else '未报'}", Markup("").join(body)
    )


def _clip(share: float) -> float:
    return min(1.0, max(0.0, share / FULL))


def _point(radius: float, turn: float) -> tuple[float, float]:
    angle = pi * (1.0 - turn)
    return _CX + radius * cos(angle), _CY - radius * sin(angle)


def _sector(start: float, end: float) -> str:
    """从 start 到 end（0—1，左到右）的一段圆环。"""
    (x0, y0), (x1, y1) = _point(_OUTER, start), _point(_OUTER, end)
    (x2, y2), (x3, y3) = _point(_INNER, end), _point(_INNER, start)
    return (
        f"M{x0:.1f} {y0:.1f}A{_OUTER} {_OUTER} 0 0 1 {x1:.1f} {y1:.1f}"
        f"L{x2:.1f} {y2:.1f}A{_INNER} {_INNER} 0 0 0 {x3:.1f} {y3:.1f}Z"
    )


def _track(empty: bool) -> Markup:
    ends = '<text class="small" x="26" y="182" text-anchor="middle">0</text><text class="small" x="294" y="182" text-anchor="middle">120%</text>'
    return Markup('<path class="{0}" d="{1}"/>{2}').format("track dashed" if empty else "track", _sector(0.0, 1.0), Markup(ends))


def _ticks(expected: float | None) -> list[Markup]:
    """目标线与序时线；两线挨得太近时只留一处字。"""
    if expected is None:
        return [_tick(1.0, "目标", "target")]
    close = abs(_clip(expected) - _clip(1.0)) < 0.05
    return [_tick(1.0, "目标、序时" if close else "目标", "target"), _tick(expected, "" if close else "序时", "pace")]


def _tick(share: float, word: str, kind: str) -> Markup:
    turn = _clip(share)
    (x0, y0), (x1, y1) = _point(_INNER - 6, turn), _point(_OUTER + 6, turn)
    tx, ty = _point(_OUTER + 12, turn)
    anchor = "start" if turn > 0.55 else "end" if turn < 0.45 else "middle"
    return Markup(
        '<line class="tick {0}" x1="{1:.1f}" y1="{2:.1f}" x2="{3:.1f}" y2="{4:.1f}"/>'
        '<text class="small" x="{5:.1f}" y="{6:.1f}" text-anchor="{7}">{8}</text>'
    ).format(kind, x0, y0, x1, y1, tx, ty + 4, anchor, word)


def _number(share: float | None, light: Light) -> Markup:
    if share is None:
        return Markup('<text class="big" x="160" y="158" text-anchor="middle">{}</text>').format(
            "未报" if light is Light.UNREPORTED else "—"
        )
    text = percent(share)
    over = Markup('<text class="small" x="300" y="22" text-anchor="end">超出量程▶</text>') if share > FULL else Markup("")
    return over + Markup(
        '<text class="big" x="160" y="158" text-anchor="middle">{0}<tspan class="unit">%</tspan></text>'
    ).format(text.removesuffix("%"))


def bullet(result: GoalResult) -> Markup:
    """一条子弹条，宽120高20；目标线在100%处，量程120%。"""
    share = result.completion
    if share is None:
        bar = Markup('<rect class="track dashed" x="0.5" y="4.5" width="119" height="11"/>')
    else:
        bar = Markup(
            '<rect class="track" x="0" y="4" width="120" height="12"/><rect class="amount {0}" x="0" y="4" width="{1:.1f}" height="12"/>'
        ).format(result.light, 120 * _clip(share))
        if share > FULL:
            bar += Markup('<path class="over" d="M112 6l5 4-5 4z"/>')
    pace = expected_share(result)
    lines = Markup('<line class="tick target" x1="100" y1="0" x2="100" y2="20"/>') if result.target else Markup("")
    if pace is not None:
        lines += Markup('<line class="tick pace" x1="{0:.1f}" y1="1" x2="{0:.1f}" y2="19"/>').format(120 * _clip(pace))
    return Markup('<svg class="bullet" viewBox="0 0 120 20" aria-hidden="true">{}</svg>').format(bar + lines)
