"""折线：小走势线，和一个目标的逐月走势（目标线、序时线、公开数）。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from markupsafe import Markup

from dashboard.domain.month import Month
from dashboard.wording.numbers import amount, with_uom
from dashboard.wording.periods import month_zh

_WIDTH, _HEIGHT = 1100, 392
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 40, 30, 36


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


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """走势的一个月（计量单位同目标）：完成数、序时应完成数、目标数；没有的为 None。"""

    month: Month
    actual: float | None
    expected: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class Published:
    """一个公开数：月份、数值、写法（如“>800”）。"""

    month: Month
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Track:
    """一个目标的逐月走势。yearly 为真时每年从头累计，线在年初断开；from_zero 为假时纵轴不从零起。"""

    uom: str
    points: tuple[TrackPoint, ...]
    published: tuple[Published, ...]
    yearly: bool
    from_zero: bool


def trend_chart(track: Track) -> Markup:
    """逐月走势：实线完成、虚线序时、粗线目标、菱形为公开数（只作对照）。"""
    if not track.points:
        return Markup('<p class="empty">还没有可画的月份。</p>')
    scale = _Scale(track)
    body = [*scale.grid(), *scale.years()]
    body += [_path("aim", scale.steps("target"))] + [_path("pace", s) for s in scale.runs("expected")]
    body += [_path("actual", s) for s in scale.runs("actual")]
    body += [scale.diamond(p) for p in track.published]
    body += scale.last()
    return Markup('<svg class="trend" viewBox="0 0 {0} {1}" role="img" aria-label="逐月走势">{2}</svg>').format(
        _WIDTH, _HEIGHT, Markup("").join(body)
    )


def _path(kind: str, path: str) -> Markup:
    return Markup('<path class="{0}" d="{1}"/>').format(kind, path) if path else Markup("")


class _Scale:
    """月份与数值到坐标。"""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._first, self._last = track.points[0].month, track.points[-1].month
        values = [v for p in track.points for v in (p.actual, p.expected, p.target) if v is not None]
        values += [p.value for p in track.published]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        self._ticks = _nice(0.0 if track.from_zero and low >= 0 else low, high)

    def x(self, month: Month) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (month - self._first) / max(1, self._last - self._first)

    def y(self, value: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (value - low) / ((high - low) or 1.0)

    def grid(self) -> Iterable[Markup]:
        for tick in self._ticks:
            yield Markup('<line class="grid" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>').format(_LEFT, _WIDTH - _RIGHT, self.y(tick))
            yield Markup('<text class="small" x="{0}" y="{1:.1f}" text-anchor="end">{2}</text>').format(
                _LEFT - 8, self.y(tick) + 5, amount(tick, self._track.uom)
            )

    def years(self) -> Iterable[Markup]:
        months = [p.month for p in self._track.points]
        marked = [m for m in months if m.month == 1] or months[:1]
        for month in {*marked, months[-1]}:
            anchor = "start" if month == months[0] else "end" if month == months[-1] else "middle"
            if month == months[-1] or months[-1] - month > 4:
                yield Markup('<text class="small" x="{0:.1f}" y="{1}" text-anchor="{2}">{3}</text>').format(
                    self.x(month), _HEIGHT - 10, anchor, month_zh(month)
                )

    def runs(self, name: str) -> list[str]:
        """一条线的各段；年度累计的在年初断开。"""
        known = [(p.month, v) for p in self._track.points if (v := getattr(p, name)) is not None]
        found: list[list[tuple[Month, float]]] = []
        for month, value in known:
            if not found or (self._track.yearly and found[-1][-1][0].year != month.year):
                found.append([])
            found[-1].append((month, value))
        return ["M" + "L".join(f"{self.x(m):.1f} {self.y(v):.1f}" for m, v in run) for run in found]

    def steps(self, name: str) -> str:
        """目标线：逐月相同则平，换了数则断开。"""
        known = [(p.month, v) for p in self._track.points if (v := getattr(p, name)) is not None]
        parts = [f"M{self.x(m):.1f} {self.y(v):.1f}" for m, v in known[:1]]
        for (_, before), (month, value) in pairwise(known):
            parts.append(f"{'L' if value == before else 'M'}{self.x(month):.1f} {self.y(value):.1f}")
        return "".join(parts)

    def diamond(self, published: Published) -> Markup:
        x, y = self.x(published.month), self.y(published.value)
        return Markup('<path class="published" d="M{0:.1f} {1:.1f}l6 6-6 6-6-6z"><title>公开数{2}</title></path>').format(x, y - 6, published.label)

    def last(self) -> list[Markup]:
        """最后一个完成数：圆点和写法；与序时的差画一条竖线。"""
        point = next((p for p in reversed(self._track.points) if p.actual is not None), None)
        if point is None or point.actual is None:
            return []
        x, y = self.x(point.month), self.y(point.actual)
        found = [Markup('<circle class="dot" cx="{0:.1f}" cy="{1:.1f}" r="6"/>').format(x, y)]
        if point.expected is not None and point.expected > point.actual:
            found.append(Markup('<line class="short" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/>').format(x, self.y(point.expected), y - 7))
        above = point.expected is None or point.expected <= point.actual
        found.append(
            Markup('<text class="value" x="{0:.1f}" y="{1:.1f}" text-anchor="end">{2}</text>').format(
                min(x + 30, _WIDTH - 6), y - 16 if above else y + 34, with_uom(point.actual, self._track.uom)
            )
        )
        return found


def _nice(low: float, high: float) -> list[float]:
    """四到七个好读的刻度，盖住 low 到 high。"""
    if high <= low:
        high = low + 1.0
    raw = (high - low) / 5
    unit = 10 ** floor(log10(raw))
    step = next(s * unit for s in (1, 2, 2.5, 5, 10) if s * unit >= raw - 1e-12)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]
