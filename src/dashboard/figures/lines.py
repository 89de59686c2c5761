"""折线：小走势线，和一个目标的逐月走势（目标线、序时线、公开数）。"""

from collections.abc import Sequence

from markupsafe import Markup


def sparkline(values: Sequence[float | None]) -> Markup:
    """近几个月的小走势线，宽52高24；空值断开。"""
    known = [v for v in values if v is not None]
    if len(known) < 2:
        return Markup('<svg class="spark" viewBox="0 0 52 24" aria-hidden="true"></svg>')
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = 44 / max(1, len(values) - 1)
    points = [(4 + i * step, 20 - 16 * (v - low) / span) for i, v in enumerate(values) if v is not None]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class="spark" viewBox="0 0 52 24" aria-hidden="true"><polyline points="{0}"/><circle cx="{1:.1f}" cy="{2:.1f}" r="2.4"/></svg>'
    ).format(line, x, y)
