"""位次稳不稳：权重变动、未报的数补上以后，一个分组的位次怎样变。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Steadiness:
    """一个分组：各板块的稳不稳；组内未报的数 gaps；reach 为未报的数取遍可能的低和高时，板块 → 最好、最差的位次。"""

    firm: tuple[Firmness, ...]
    gaps: tuple[Gap, ...]
    reach: Mapping[str, tuple[int, int]]


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
    reach = _reach(found, _filled(dash, at, gaps, group))
    return Steadiness(firmness(found, at.profile.rules_at(at.month)), gaps, reach)


def _filled(dash: Dashboard, at: Moment, gaps: Sequence[Gap], group: str) -> list[Places]:
    """全低、全高，再逐个板块取另一头。"""
    if not gaps:
        return []
    units = list(dict.fromkeys(g.unit for g in gaps))
    ways = [set[str](), set(units), *({u} for u in units), *(set(units) - {u} for u in units)]
    counted = tallies(at.profile, project_shares(dash, at), at.month)
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
