"""大屏的条子：0—120%，目标线、序时线；宽高随格子走，所以位置都写成百分数。"""

from markupsafe import Markup

from dashboard.domain.results import GoalResult, Light
from dashboard.figures.gauges import FULL, expected_share


def bar(result: GoalResult, light: Light | None) -> Markup:
    """一条子弹条；light 为 None 时用中性色、不画序时线（公开的屏）。"""
    share = result.completion
    body = [_amount(share, light), _line(1.0, "target") if result.target else Markup("")]
    pace = expected_share(result)
    if pace is not None and light is not None:
        body.append(_line(pace, "pace"))
    if share is not None and share > FULL:
        body.append(Markup('<text class="over" x="98%" y="50%" text-anchor="end" dominant-baseline="central">▶</text>'))
    return Markup('<svg class="bar" aria-hidden="true">{}</svg>').format(Markup("").join(body))


def _percent(share: float) -> str:
    return f"{100 * min(1.0, max(0.0, share / FULL)):.2f}%"


def _amount(share: float | None, light: Light | None) -> Markup:
    if share is None:
        return Markup('<rect class="track dashed" x="0.2%" y="14%" width="99.6%" height="72%"/>')
    return Markup(
        '<rect class="track" y="10%" width="100%" height="80%"/><rect class="amount {0}" y="10%" width="{1}" height="80%"/>'
    ).format(light or "plain", _percent(share))


def _line(share: float, kind: str) -> Markup:
    return Markup('<line class="tick {0}" x1="{1}" x2="{1}" y1="0" y2="100%"/>').format(kind, _percent(share))
