"""位次稳不稳：权重变动、未报的数补上以后，一个分组的位次怎样变。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from dashboard.domain.assessment import Contest
from dashboard.domain.results import GroupBoards
from dashboard.domain.steadiness import Firmness, Gap
from dashboard.flows import rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import by_unit, evidence, project_shares
from dashboard.flows.moments import Moment
from dashboard.metrics import plausible
from dashboard.metrics.boards.field import whole
from dashboard.metrics.boards.projects import Tallies, tallies
from dashboard.metrics.firmness import firmness
from dashboard.metrics.places import Places, groups, ring
from dashboard.metrics.summary import columns_of

_DRAWS, _SEED = 20, 2025


@dataclass(frozen=True, slots=True)
class Steadiness:
    """一个分组：各板块的稳不稳；组内未报的数 gaps；reach 为未报的数取遍可能的低和高时，板块 → 最好、最差的位次；
    kept 为各处在低和高之间随便取（种子固定的20组）时，位次不变的占几成。"""

    firm: tuple[Firmness, ...]
    gaps: tuple[Gap, ...]
    reach: Mapping[str, tuple[int, int]]
    kept: Mapping[str, float] = field(default_factory=dict)


def steadiness(dash: Dashboard, at: Moment, group: str) -> Steadiness:
    """该月该分组的综合榜稳不稳；没有这个分组、还没有综合榜的各项为空。"""
    return dash.keep(("firm", *at.key, group), lambda: _steadiness(dash, at, group))


def _steadiness(dash: Dashboard, at: Moment, group: str) -> Steadiness:
    found = rank.leaderboard(dash, at).of(group)
    if found is None:
        return Steadiness((), (), {})
    units = [s.unit for s in found.boards[Contest.TOTAL]]
    results = {unit: mine for unit, mine in by_unit(dash, at).items() if unit in units}
    gaps = plausible.gaps(at.profile, at.month, evidence(dash, at), results)
    counted = tallies(at.profile, project_shares(dash, at), at.month)
    drawn = [_places(dash, at, values, group, counted) for values in _draws(gaps)]
    reach = _reach(found, [*_filled(dash, at, gaps, group, counted), *drawn])
    return Steadiness(firmness(found, at.profile.rules_at(at.month)), gaps, reach, _kept(found, drawn))


def _draws(gaps: Sequence[Gap]) -> list[dict[Gap, float]]:
    """每组每处在低和高之间取一个，按个数计的取整。"""
    random = Random(_SEED)
    return [{g: _between(g, random.random()) for g in gaps} for _ in range(_DRAWS if gaps else 0)]


def _between(gap: Gap, share: float) -> float:
    found = gap.low + (gap.high - gap.low) * share
    return float(round(found)) if gap.goal.integer else found


def _kept(now: GroupBoards, drawn: Sequence[Places]) -> dict[str, float]:
    """板块 → 位次与现在一样的占几成。"""
    ranks = {s.unit: s.rank for s in now.boards[Contest.TOTAL] if s.rank is not None}
    tried = [dict(zip(one.units, one.ranks[Contest.TOTAL].tolist(), strict=True)) for one in drawn]
    return {unit: sum(one[unit] == rank for one in tried) / len(tried) for unit, rank in ranks.items()} if tried else {}


def _filled(dash: Dashboard, at: Moment, gaps: Sequence[Gap], group: str, counted: Tallies) -> list[Places]:
    """全低、全高，再逐个板块取另一头。"""
    if not gaps:
        return []
    units = list(dict.fromkeys(g.unit for g in gaps))
    ways = [set[str](), set(units), *({u} for u in units), *(set(units) - {u} for u in units)]
    return [_places(dash, at, {g: g.high if g.unit in high else g.low for g in gaps}, group, counted) for high in ways]


def _places(dash: Dashboard, at: Moment, values: Mapping[Gap, float], group: str, counted: Tallies) -> Places:
    """补上以后，这个分组的位次；counted 为项目数，与补的数无关。"""
    profile, month, known = at.profile, at.month, plausible.filled(evidence(dash, at), values)
    columns = columns_of(profile, month, known)
    everyone = whole(profile, profile.rules_at(month), month, known, project_shares(dash, at), columns, counted)
    return ring(everyone, group, groups(profile)[group]).places


def _reach(now: GroupBoards, others: Sequence[Places]) -> dict[str, tuple[int, int]]:
    found = {s.unit: [s.rank] for s in now.boards[Contest.TOTAL] if s.rank is not None}
    for one in others:
        for unit, place in zip(one.units, one.ranks[Contest.TOTAL].tolist(), strict=True):
            if place:
                found.setdefault(unit, []).append(place)
    return {unit: (min(places), max(places)) for unit, places in found.items()}
