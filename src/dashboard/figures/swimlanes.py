"""泳道：一年的活动按类型分道，条子挤紧而不相叠；只定几何，画由模板。"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.month import Month

MONTHS = 12


class Kind(StrEnum):
    """一条的画法：实心已办、空心计划、红框逾期、灰字取消。"""

    HELD = "held"
    PLANNED = "planned"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Bar:
    """一项活动的一条。first、last 为该年的月份（1—12，两端均含）；fuzzy 为约定区间（画虚边）；
    held 为实际举办的月份（画底线）；count 为这一条代表几场已办；note 为名称前的几个字（逾期、缺1场）。"""

    lane: str
    label: str
    title: str
    href: str
    first: int
    last: int
    kind: Kind
    fuzzy: bool
    held: tuple[int, ...] = ()
    count: int = 0
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """放好的一条：第几行（从0数），左边和宽度（占全年的百分比），底线（占这一条的百分比：左、宽）。"""

    bar: Bar
    row: int
    left: float
    width: float
    strips: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """一条泳道：名称、已办场数、行数、放好的条；more 为放不下的：（月份、项数、左边）。"""

    name: str
    held: int
    rows: int
    bars: tuple[Placed, ...]
    more: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """历年时间轴的一条：泳道、起止月份（两端均含）、画法、名称、悬停的全文。"""

    lane: str
    first: Month
    last: Month
    kind: Kind
    label: str
    title: str


def edge(month: float) -> float:
    """month 月初在全年里的位置（百分比）。"""
    return (month - 1) * 100 / MONTHS


def lanes(bars: Iterable[Bar], order: Sequence[str], limit: int | None = None) -> tuple[Lane, ...]:
    """按 order 分道（没列出的道跟在后面）；每道至多 limit 行，放不下的按月合计。空道不画。"""
    found: dict[str, list[Bar]] = {name: [] for name in order}
    for bar in bars:
        found.setdefault(bar.lane, []).append(bar)
    return tuple(_lane(name, mine, limit) for name, mine in found.items() if mine)


def stack(spans: Sequence[tuple[int, int]]) -> list[int]:
    """每一段（起、止，两端均含）放在第几行：起得早的、长的先放，放进最上面空着的一行。"""
    ends: list[int] = []
    rows = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1])):
        first, last = spans[index]
        row = next((n for n, end in enumerate(ends) if end < first), len(ends))
        ends[row : row + 1] = [last]
        rows[index] = row
    return rows


def _lane(name: str, bars: Sequence[Bar], limit: int | None) -> Lane:
    rows = stack([(b.first, b.last) for b in bars])
    fits = [limit is None or row < limit for row in rows]
    placed = tuple(_place(b, row) for b, row, fit in zip(bars, rows, fits, strict=True) if fit)
    left = Counter(b.first for b, fit in zip(bars, fits, strict=True) if not fit)
    more = tuple((month, n, edge(month)) for month, n in sorted(left.items()))
    height = max((p.row for p in placed), default=-1) + 1
    return Lane(name, sum(b.count for b in bars), height + bool(more), placed, more)


def _place(bar: Bar, row: int) -> Placed:
    size = bar.last - bar.first + 1
    strips = tuple(((m - bar.first) * 100 / size, 100 / size) for m in bar.held if bar.first <= m <= bar.last)
    return Placed(bar, row, edge(bar.first), size * 100 / MONTHS, strips)
