"""两个板块逐项比：差在哪张榜、哪一项，每项各是多少、各得几分。"""

from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Part
from dashboard.figures.picture import Picture
from dashboard.flows import rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.boards import table
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.leaderboard import collecting, part_href
from dashboard.flows.screens.unit import value_text
from dashboard.flows.screens.where import Where
from dashboard.metrics.comparison import Comparison, Gap, compare
from dashboard.metrics.places import FOUR
from dashboard.wording.numbers import margin, score, signed


@dataclass(frozen=True, slots=True)
class Row:
    """一项：榜、名称、两家的数和折合综合的分、差、条的长短（−100到100）、各自去看的链接。"""

    contest: str
    name: str
    values: tuple[str, str]
    scores: tuple[str, str]
    difference: str
    length: float
    hrefs: tuple[str, str]


def versus(dash: Dashboard, where: Where) -> Picture:
    """所选的板块与 versus 比。"""
    where, at = stand(dash, where)
    if not at.finalized:
        return collecting(dash, where, at)
    unit, other = where.pick("unit"), where.pick("versus")
    found = table(dash, at, where)
    boards = rank.leaderboard(dash, at).of(found.group)
    if other not in at.profile.unit_names or other == unit:
        raise UsageError("unknown_unit", f"{at.profile.name}没有可与{unit}比的板块“{other}”。请从菜单里选。")
    result = compare(boards, unit, other) if boards else None
    if result is None:
        raise UsageError("other_group", f"{unit}与{other}不在一个分组，不能逐项比。请换“全部板块”。")
    return framed(
        dash,
        where,
        at,
        "versus.html",
        headline(result),
        back=where.but(versus=None).href,
        mine=result.mine,
        theirs=result.theirs,
        boards=[(CONTEST_ZH[c], signed(result.of(c)), result.of(c)) for c in FOUR],
        rows=_rows(at, where, result),
        others=others(where, [s.unit for s in found.now]),
        swapped=where.but(unit=other, versus=unit).href,
        rules=at.profile.rules_at(at.month),
    )


def others(where: Where, units: list[str]) -> list[Choice]:
    """可以比的别家。"""
    unit = where.pick("unit")
    return [Choice(name, where.but(versus=name).href, name == where.pick("versus")) for name in units if name != unit]


def headline(found: Comparison) -> str:
    """结论：谁高多少，主要高在哪一项，低在哪一项。"""
    mine, theirs, gap = found.mine.unit, found.theirs.unit, found.difference
    if gap is None:
        return f"{mine}与{theirs}不能逐项比：{found.mine.reason or found.theirs.reason or '有一家没有得分'}"
    if not found.gaps or abs(gap) < 1e-9:
        return f"{mine}与{theirs}综合得分相同"
    ahead = [g for g in found.gaps if g.difference * gap > 0]
    behind = [g for g in found.gaps if g.difference * gap < 0]
    who, whom = (mine, theirs) if gap > 0 else (theirs, mine)
    why = f"，主要高在{ahead[0].name}（{margin(ahead[0].difference)}）" if ahead else ""
    but = f"，低在{behind[0].name}（{margin(behind[0].difference)}）" if behind else ""
    return f"{who}综合比{whom}高{margin(gap)}{why}{but}"


def _rows(at: Moment, where: Where, found: Comparison) -> list[Row]:
    widest = max((abs(g.difference) for g in found.gaps), default=0.0) or 1.0
    return [_row(at, where, found, gap, widest) for gap in found.gaps]


def _row(at: Moment, where: Where, found: Comparison, gap: Gap, widest: float) -> Row:
    units = (found.mine.unit, found.theirs.unit)
    values = tuple(_value(gap, part) for part in gap.parts)
    scores = tuple("—" if v is None else score(v) for v in (gap.mine, gap.theirs))
    hrefs = tuple(part_href(at, where.but(versus=None), u, gap.indicator) for u in units)
    return Row(
        CONTEST_ZH[gap.contest], gap.name, (values[0], values[1]), (scores[0], scores[1]), signed(gap.difference, 2), gap.difference * 100 / widest, (hrefs[0], hrefs[1])
    )


def _value(gap: Gap, part: Part | None) -> str:
    return value_text(gap.contest, part) if part else "—"
