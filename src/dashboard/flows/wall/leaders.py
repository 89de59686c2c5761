"""大屏上的龙虎榜：每个分组一叠，综合榜的位次；只给内部看。"""

from collections.abc import Sequence

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.results import GroupBoards, Standing
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.pending import Awaiting
from dashboard.flows.rank import leaderboard
from dashboard.flows.wall.ask import KIND_ZH, Kind
from dashboard.flows.wall.decks import Deck, Rank

_FULL = 120.0
_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)


def decks(dash: Dashboard, at: Moment, pending: Awaiting) -> list[Deck]:
    """每个分组一叠。"""
    found = leaderboard(dash, at).groups
    return [_deck(at, group, len(found) > 1, pending) for group in found]


def _deck(at: Moment, group: GroupBoards, several: bool, pending: Awaiting) -> Deck:
    total = group.boards[Contest.TOTAL]
    where = {c: {s.unit: s.rank for s in group.boards[c]} for c in _BOARDS}
    topic = f"{at.profile.name} · {KIND_ZH[Kind.LEADERS]}" + (f" · {group.name}" if several else "")
    return Deck(Kind.LEADERS, topic, *finding(total), tuple(_row(s, where, pending) for s in total))


def finding(total: Sequence[Standing]) -> tuple[str, str]:
    """结论：升得最多的，没有就是榜首。"""
    ranked = [s for s in total if s.rank is not None]
    if not ranked:
        return "本月还没有可排的板块", ""
    tied = [s.unit for s in ranked if s.rank == 1]
    first = "、".join(tied[:2]) + (f"等{len(tied)}个板块" if len(tied) > 2 else "")
    risen = [s for s in ranked if s.rank_change and s.rank_change > 0]
    if not risen:
        return f"{first}居第1", ""
    most = max(risen, key=lambda s: (s.rank_change or 0, -(s.rank or 0)))
    return f"{most.unit}升至第{most.rank}", f"，{first}居第1" if most.rank != 1 else ""


def _row(standing: Standing, where: dict[Contest, dict[str, int | None]], pending: Awaiting) -> Rank:
    return Rank(
        rank=str(standing.rank) if standing.rank is not None else "—",
        change=standing.rank_change,
        unit=standing.unit,
        score=f"{standing.score:.1f}" if standing.score is not None else "—",
        width=max(0.0, min(100.0, 100 * (standing.score or 0) / _FULL)),
        light=standing.light,
        boards=tuple((CONTEST_ZH[c][1:], str(where[c].get(standing.unit) or "—")) for c in _BOARDS),
        later=pending.of_unit(standing.unit),
    )
