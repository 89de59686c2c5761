"""得分的各项：权重放大到合计为1，项分乘上权重；各板块一起算，说明到要看的时候才写。"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from dashboard.domain.results import Part
from dashboard.metrics import TOLERANCE
from dashboard.metrics.columns import Column, Mask, added, divided, known, number, where

Words = Callable[[int], str]
"""第几个板块 → 一句话。"""
Table = npt.NDArray[np.float64]
"""一行一个板块，一列一项。"""


@dataclass(frozen=True, slots=True)
class Points:
    """一项加权前的得分（满分100，封顶的可到120）与它的输入；weight 为原始权重，别项缺了按比例放大；没有得分的板块没有这一项。"""

    indicator: str
    name: Words
    weight: Column
    value: Column
    points: Column
    note: Words
    uom: str = ""


@dataclass(frozen=True, slots=True)
class Bonus:
    """加分、扣分：不占权重，另加在得分上。"""

    indicator: str
    name: str
    value: Column
    points: Column
    note: Words
    uom: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """一张榜：score 为各板块的得分，一项也算不出的没有；weights、scores 为各项放大后的权重、项分，没有的项为 NaN、0。"""

    score: Column
    found: Sequence[Points]
    weights: Table
    scores: Table
    bonuses: Sequence[Bonus]

    def parts(self, at: int) -> tuple[Part, ...]:
        """第 at 个板块的各项；没有得分为空。"""
        if number(self.score, at) is None:
            return ()
        return (*(self._part(at, n) for n in np.flatnonzero(~np.isnan(self.weights[at])).tolist()), *(_bonus(b, at) for b in self.bonuses))

    def _part(self, at: int, n: int) -> Part:
        found = self.found[n]
        weight, score = float(self.weights[at, n]), float(self.scores[at, n])
        return Part(found.indicator, found.name(at), weight, number(found.value, at), score, found.note(at), found.uom)


def _bonus(found: Bonus, at: int) -> Part:
    return Part(found.indicator, found.name, 0.0, number(found.value, at), float(found.points[at]), found.note(at), found.uom)


def weighted(size: int, found: Sequence[Points], bonuses: Sequence[Bonus] = ()) -> Board:
    """各项按权重放大到合计为1，项分乘上权重；一项也没有的没有得分，也不加分扣分。size 为几个板块。"""
    points, weights = _table(size, [p.points for p in found]), _table(size, [p.weight for p in found])
    has = known(points)
    totals = _totals(has, weights)[:, np.newaxis]
    has &= totals > TOLERANCE
    scores = np.where(has, divided(points * weights, totals), 0.0)
    whole = where(has.any(axis=1), added((*scores.T, *(b.points for b in bonuses)), size))
    return Board(whole, found, where(has, divided(weights, totals)), scores, bonuses)


def _table(size: int, columns: Sequence[Column]) -> Table:
    return np.stack(columns, axis=1) if columns else np.zeros((size, 0))


def _totals(has: Mask, weights: Table) -> Column:
    """各板块有的各项的原始权重之和；有的项相同的板块，权重也相同，只加一次。"""
    if not has.size:
        return np.zeros(len(has))
    _, first, which = np.unique(np.packbits(has, axis=1), axis=0, return_index=True, return_inverse=True)
    sums = np.array([fsum(weights[row, has[row]].tolist()) for row in first.tolist()])
    return np.asarray(sums[which.reshape(-1)], dtype=np.float64)


def blended(scored: Sequence[tuple[float, Column]]) -> Column:
    """几个（权重，得分）的加权平均；算不出的去掉，其余权重按比例放大；都算不出的没有。"""
    size = len(scored[0][1])
    whole = added((where(known(points), weight) for weight, points in scored), size)
    return where(whole > TOLERANCE, divided(added((weight * points for weight, points in scored), size), whole))
