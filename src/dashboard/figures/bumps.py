"""位次图：每个板块一条线，第1名在最上面；未排名的月份断开，并列的同在一处。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from dashboard.domain.month import Month
from dashboard.figures.lettering import fit

_WIDTH, _LEFT, _RIGHT, _TOP, _STEP, _LETTER = 430, 16, 164, 40, 33, 16


@dataclass(frozen=True, slots=True)
class Climb:
    """一个板块逐月的位次；未排名的月份为 None。last_word 是最后一个月未排名时写的词（未报、未排名）。"""

    unit: str
    ranks: tuple[int | None, ...]
    last_word: str
    href: str
    chosen: bool


def runs(ranks: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """连续有位次的各段：（第几个月，位次）。"""
    known = [(n, rank) for n, rank in enumerate(ranks) if rank is not None]
    return [[pair for _, pair in group] for _, group in groupby(enumerate(known), lambda e: e[1][0] - e[0])]


def slots(climbs: Sequence[Climb]) -> list[tuple[Climb, int]]:
    """右边名字的先后：按最后一个月的位次，未排名的在最后；行号从0数。"""
    order = sorted(climbs, key=lambda c: (c.ranks[-1] is None, c.ranks[-1] or 0))
    return [(climb, n) for n, climb in enumerate(order)]


def bump(months: Sequence[Month], climbs: Sequence[Climb]) -> Markup:
    """位次图；选中的一条加粗，画在最上层。"""
    if not months or not climbs:
        return Markup('<p class="lb-empty">还没有可比的月份。</p>')
    body = [*_months(months), *(_line(months, c) for c in sorted(climbs, key=lambda c: c.chosen))]
    body += [_name(c, n) for c, n in slots(climbs)]
    rows = max([len(climbs), *(r for c in climbs for r in c.ranks if r is not None)])
    return Markup('<svg class="lb-bump" viewBox="0 0 {0} {1}" role="img" aria-label="近{2}个月位次">{3}</svg>').format(
        _WIDTH, y(rows) + 18, len(months), Markup("").join(body)
    )


def x(index: int, count: int) -> float:
    """第 index 个月的横坐标。"""
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (index / (count - 1) if count > 1 else 1.0)


def y(rank: int) -> float:
    """一个位次的纵坐标：第1名最高。"""
    return _TOP + _STEP * (rank - 1)


def _months(months: Sequence[Month]) -> Iterator[Markup]:
    for n, month in enumerate(months):
        yield Markup('<text class="small" x="{0:.1f}" y="16" text-anchor="middle">{1}月</text>').format(x(n, len(months)), month.month)


def _line(months: Sequence[Month], climb: Climb) -> Markup:
    points = [[(x(n, len(months)), y(rank)) for n, rank in run] for run in runs(climb.ranks)]
    paths = [Markup('<path d="M{}"/>').format("L".join(f"{px:.1f} {py:.1f}" for px, py in run)) for run in points if len(run) > 1]
    dots = [Markup('<circle cx="{0:.1f}" cy="{1:.1f}" r="{2}"/>').format(px, py, 5 if climb.chosen else 3.5) for run in points for px, py in run]
    return Markup('<a class="lb-climb{0}" href="{1}"><title>{2}</title>{3}</a>').format(
        " on" if climb.chosen else "", climb.href, climb.unit, Markup("").join([*paths, *dots])
    )


def _name(climb: Climb, slot: int) -> Markup:
    """右边的位次和名字；名字太长截去，全名在悬停里。"""
    rank = climb.ranks[-1]
    text = f"{rank} {climb.unit}" if rank is not None else f"{climb.unit} {climb.last_word}"
    circle = Markup('<circle class="lb-none" cx="{0}" cy="{1}" r="4.5"/>').format(_WIDTH - _RIGHT + 20, y(slot + 1)) if rank is None else Markup("")
    return circle + Markup('<a class="lb-label{0}" href="{1}"><title>{2}</title><text x="{3}" y="{4}">{5}</text></a>').format(
        " on" if climb.chosen else "",
        climb.href,
        climb.unit,
        _WIDTH - _RIGHT + (14 if rank is not None else 30),
        y(slot + 1) + 5,
        fit(text, _RIGHT - (18 if rank is not None else 34), _LETTER),
    )
