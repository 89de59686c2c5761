"""位次变化：与上月相比升降几位，为什么；与上次双月点评相比升降几位。"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.results import GroupBoards, Leaderboard, Part, Standing
from dashboard.wording import moves

Boards = Mapping[Contest, Sequence[Standing]]


def moved(found: Leaderboard, previous: Leaderboard) -> Leaderboard:
    """加上与上月（previous）相比的位次变化与原因；正数为上升，有一个月没有位次的为 None。"""
    earlier: dict[str, Boards] = {g.name: g.boards for g in previous.every}
    ruled = moves.ruled(previous.rules, found.rules) if previous.rules != found.rules else ""
    overall = _group(found.overall, earlier.get(found.overall.name, {}), ruled) if found.overall else None
    return replace(found, groups=tuple(_group(g, earlier.get(g.name, {}), ruled) for g in found.groups), overall=overall)


def _group(group: GroupBoards, before: Boards, ruled: str) -> GroupBoards:
    return GroupBoards(group.name, {c: tuple(_change(c, s, group.boards, before, ruled) for s in board) for c, board in group.boards.items()})


def review_before(month: Month) -> Month:
    """month 以前最近一次双月点评的月份：双数月。"""
    return month + (-1 if month.month % 2 else -2)


def reviewed(found: Leaderboard, review: Leaderboard) -> Leaderboard:
    """加上与上次双月点评（review）相比的位次变化；正数为上升，有一次没有位次的为 None。"""
    earlier = {g.name: g.boards for g in review.every}
    groups = [_since(g, earlier.get(g.name, {})) for g in found.every]
    overall = groups.pop() if found.overall else None
    return replace(found, groups=tuple(groups), overall=overall, reviewed=review.month)


def _since(group: GroupBoards, then: Boards) -> GroupBoards:
    return GroupBoards(group.name, {c: tuple(_risen(s, _of(then.get(c, ()), s.unit)) for s in board) for c, board in group.boards.items()})


def _risen(standing: Standing, before: Standing | None) -> Standing:
    if standing.rank is None or before is None or before.rank is None:
        return standing
    return replace(standing, review_change=before.rank - standing.rank)


def _change(contest: Contest, standing: Standing, now: Boards, then: Boards, ruled: str) -> Standing:
    if standing.rank is None:
        return standing
    before = _of(then.get(contest, ()), standing.unit)
    if before is None or before.rank is None:
        return replace(standing, cause=moves.NEWCOMER)
    inside = _inside(standing.unit, now, then) if contest is Contest.TOTAL else {}
    cause = moves.cause(standing, before, now[contest], then[contest], inside) + ruled
    return replace(standing, rank_change=before.rank - standing.rank, cause=cause)


def _of(board: Sequence[Standing], unit: str) -> Standing | None:
    return next((s for s in board if s.unit == unit), None)


def _inside(unit: str, now: Boards, then: Boards) -> dict[str, tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """四榜在本月、上月的各项：综合说到哪一榜，再说那一榜里的哪个指标。"""
    return {str(c): (_parts(now, c, unit), _parts(then, c, unit)) for c in now if c is not Contest.TOTAL}


def _parts(boards: Boards, contest: Contest, unit: str) -> tuple[Part, ...]:
    found = _of(boards.get(contest, ()), unit)
    return found.parts if found else ()
