"""位次稳不稳：权重变动、未报的数补上以后，一个分组的位次怎样变。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Contest
from dashboard.domain.results import GroupBoards, Leaderboard
from dashboard.domain.steadiness import Firmness, Gap
from dashboard.flows import rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import by_unit, evidence, project_shares
from dashboard.flows.moments import Moment
from dashboard.metrics import plausible, ranking
from dashboard.metrics.firmness import firmness


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
    reach = _reach(found, [board for b in _filled(dash, at, gaps) if (board := b.of(group)) is not None])
    return Steadiness(firmness(found, at.profile.rules_at(at.month)), gaps, reach)


def _filled(dash: Dashboard, at: Moment, gaps: Sequence[Gap]) -> list[Leaderboard]:
    """全低、全高，再逐个板块取另一头。"""
    if not gaps:
        return []
    units = list(dict.fromkeys(g.unit for g in gaps))
    ways = [set[str](), set(units), *({u} for u in units), *(set(units) - {u} for u in units)]
    return [_board(dash, at, gaps, high) for high in ways]


def _board(dash: Dashboard, at: Moment, gaps: Sequence[Gap], high: set[str]) -> Leaderboard:
    known = plausible.filled(evidence(dash, at), {g: g.high if g.unit in high else g.low for g in gaps})
    return ranking.leaderboard(at.profile, at.month, known, project_shares(dash, at), at.finalized)


def _reach(now: GroupBoards, others: Sequence[GroupBoards]) -> dict[str, tuple[int, int]]:
    found: dict[str, list[int]] = {}
    for board in (now, *others):
        for s in board.boards[Contest.TOTAL]:
            if s.rank is not None:
                found.setdefault(s.unit, []).append(s.rank)
    return {unit: (min(places), max(places)) for unit, places in found.items()}
