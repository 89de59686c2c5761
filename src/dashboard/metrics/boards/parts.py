"""得分的各项：权重放大到合计为1，项分乘上权重。"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from dashboard.domain.results import Part
from dashboard.metrics import TOLERANCE


@dataclass(frozen=True, slots=True)
class Points:
    """一项加权前的得分（满分100，封顶的可到120）与它的输入；weight 为原始权重，别项缺了按比例放大。"""

    indicator: str
    name: str
    weight: float
    value: float | None
    points: float
    note: str


def weighted(found: Sequence[Points]) -> tuple[Part, ...]:
    """各项按权重放大到合计为1，项分乘上权重；一项也没有则为空。"""
    total = fsum(p.weight for p in found)
    if total <= TOLERANCE:
        return ()
    return tuple(Part(p.indicator, p.name, p.weight / total, p.value, p.points * p.weight / total, p.note) for p in found)


def blended(scored: Sequence[tuple[float, float | None]]) -> float | None:
    """几个（权重，得分）的加权平均；算不出的去掉，其余权重按比例放大；都算不出为 None。"""
    known = [(weight, points) for weight, points in scored if points is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * points for weight, points in known) / total if total > TOLERANCE else None
