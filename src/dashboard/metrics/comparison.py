"""两个板块逐项比：综合得分之差由哪张榜、哪一项来，各项之差加起来正好是总差。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from dashboard.domain.assessment import Contest
from dashboard.domain.results import GroupBoards, Part, Standing
from dashboard.metrics.places import FOUR


@dataclass(frozen=True, slots=True)
class Gap:
    """一项：在哪张榜、两家各折合综合多少分（没有这一项为 None），各自的那一项。"""

    contest: Contest
    indicator: str
    name: str
    mine: float | None
    theirs: float | None
    parts: tuple[Part | None, Part | None]

    @property
    def difference(self) -> float:
        """前一家减后一家，折合综合的分。"""
        return (self.mine or 0.0) - (self.theirs or 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """两家的综合和各项；gaps 按差距大小排，大的在前。"""

    mine: Standing
    theirs: Standing
    gaps: tuple[Gap, ...]

    @property
    def difference(self) -> float | None:
        """综合得分之差；有一家没有得分为 None。"""
        if self.mine.score is None or self.theirs.score is None:
            return None
        return self.mine.score - self.theirs.score

    def of(self, contest: Contest) -> float:
        """一张榜折合综合的差。"""
        return fsum(g.difference for g in self.gaps if g.contest is contest)


def compare(boards: GroupBoards, unit: str, other: str) -> Comparison | None:
    """同组的两家；有一家不在这个组为 None。综合没有得分的不逐项比。"""
    total = {s.unit: s for s in boards.boards[Contest.TOTAL]}
    mine, theirs = total.get(unit), total.get(other)
    if mine is None or theirs is None:
        return None
    weights = {p.indicator: p.weight for p in mine.parts} if mine.parts and theirs.parts else {}
    gaps = [gap for contest in FOUR for gap in _gaps(boards, contest, unit, other, weights[str(contest)])] if weights else []
    return Comparison(mine, theirs, tuple(sorted(gaps, key=lambda g: -abs(g.difference))))


def _gaps(boards: GroupBoards, contest: Contest, unit: str, other: str, weight: float) -> list[Gap]:
    found = {s.unit: _keyed(s.parts) for s in boards.boards[contest]}
    mine, theirs = found.get(unit, {}), found.get(other, {})
    gaps = []
    for key in dict.fromkeys((*mine, *theirs)):
        pair = (mine.get(key), theirs.get(key))
        scores = [p.score * weight if p else None for p in pair]
        name = next(p.name for p in pair if p)
        gaps.append(Gap(contest, key[0], name, scores[0], scores[1], pair))
    return gaps


def _keyed(parts: Sequence[Part]) -> dict[tuple[str, int], Part]:
    """（指标，第几次）→ 那一项：一个指标可以既在全部里、又单列一项。"""
    times = Counter[str]()
    found: dict[tuple[str, int], Part] = {}
    for part in parts:
        found[part.indicator, times[part.indicator]] = part
        times[part.indicator] += 1
    return found
