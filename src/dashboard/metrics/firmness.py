"""位次稳不稳：权重变一变位次变不变，要把哪一榜的权重改到多少才与后一名互换。

权重的变动：四榜和榜内每一项的权重各自独立地上下浮动20%再归一，取固定的一组样本，同样的数永远得同样的结果。"""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from dashboard.domain.assessment import AssessmentRules, Contest
from dashboard.domain.results import GroupBoards, Standing
from dashboard.domain.steadiness import SWING, Firmness, Swap
from dashboard.metrics import TOLERANCE
from dashboard.metrics.places import FOUR, ranks

SAMPLES = 500
_SEED = 2025


def firmness(group: GroupBoards, rules: AssessmentRules) -> tuple[Firmness, ...]:
    """组内参加综合排名的各板块，按位次。"""
    board = [s for s in group.boards[Contest.TOTAL] if s.rank is not None]
    entrants = [_Entrant(s.unit, {c: _of(group.boards[c], s.unit) for c in FOUR}) for s in board]
    counts = [Counter[int]() for _ in entrants]
    random = Random(_SEED)
    for _ in range(SAMPLES if len(entrants) > 1 else 1):
        factor = _Factors(random)
        scores = [e.score(rules, factor) for e in entrants]
        for count, rank in zip(counts, ranks(scores, rules.ties).tolist(), strict=True):
            count[rank] += 1
    return tuple(
        _firm(s, count, _swap(rules, board, entrants, n)) for n, (s, count) in enumerate(zip(board, counts, strict=True))
    )


def _firm(standing: Standing, count: Counter[int], swap: Swap | None) -> Firmness:
    total = count.total()
    spread = {rank: count[rank] / total for rank in sorted(count)}
    assert standing.rank is not None
    return Firmness(standing.unit, standing.rank, spread.get(standing.rank, 0.0), spread, swap)


def _of(board: Sequence[Standing], unit: str) -> Standing:
    return next(s for s in board if s.unit == unit)


class _Factors:
    """一次变动：每个权重乘上0.8到1.2之间的一个数，同一项在各板块乘同一个。"""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._found: dict[tuple[Contest, str], float] = {}

    def of(self, contest: Contest, indicator: str = "") -> float:
        """一个权重乘多少。"""
        key = (contest, indicator)
        if key not in self._found:
            self._found[key] = 1 + SWING * (2 * self._random.random() - 1)
        return self._found[key]


class _Entrant:
    """一个板块四榜的各项：加权前的得分、原权重；加分扣分另加。"""

    def __init__(self, unit: str, boards: Mapping[Contest, Standing]) -> None:
        self.unit = unit
        self.boards = {c: s.score or 0.0 for c, s in boards.items()}
        self._parts = {
            c: [(p.indicator, p.weight, p.score / p.weight) for p in s.parts if p.weight > TOLERANCE] for c, s in boards.items()
        }
        self._extras = {c: sum(p.score for p in s.parts if p.weight <= TOLERANCE) for c, s in boards.items()}

    def score(self, rules: AssessmentRules, factor: _Factors) -> float:
        """变动以后的综合得分。"""
        weights = {c: rules.weights[c] * factor.of(c) for c in FOUR}
        return sum(w * self._board(c, factor) for c, w in weights.items()) / sum(weights.values())

    def _board(self, contest: Contest, factor: _Factors) -> float:
        weighed = [(weight * factor.of(contest, name), points) for name, weight, points in self._parts[contest]]
        total = sum(weight for weight, _ in weighed)
        return sum(weight * points for weight, points in weighed) / total + self._extras[contest] if weighed else self._extras[contest]


def _swap(rules: AssessmentRules, board: Sequence[Standing], entrants: Sequence[_Entrant], index: int) -> Swap | None:
    """与后一名互换，四榜里改动最小的那一个。"""
    if index + 1 >= len(board):
        return None
    mine, other = entrants[index], entrants[index + 1]
    found = [
        Swap(other.unit, c, rules.weights[c], needed)
        for c in FOUR
        if (needed := needed_weight(rules.weights, c, {k: mine.boards[k] - other.boards[k] for k in FOUR})) is not None
    ]
    return min(found, key=lambda s: abs(s.needed - s.weight), default=None)


def needed_weight(weights: Mapping[Contest, float], contest: Contest, leads: Mapping[Contest, float]) -> float | None:
    """contest 的权重要改到多少，两家综合得分相等；leads 为各榜领先的分。改不到（不在0到1之间）为 None。

    设其余三榜按原比例分 1－w：w·领先＋(1－w)·其余领先的平均＝0。"""
    others = sum(w for c, w in weights.items() if c is not contest)
    if others <= TOLERANCE:
        return None
    rest = sum(w * leads[c] for c, w in weights.items() if c is not contest) / others
    if abs(rest - leads[contest]) <= TOLERANCE:
        return weights[contest] if abs(rest) <= TOLERANCE else None
    needed = rest / (rest - leads[contest])
    return needed if 0 <= needed <= 1 else None
