"""得分瀑布：一项接一项加到总分，每一项从上一项的末尾画起。"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Portion:
    """得分的一项：名称、分数（已乘权重，可为负）、点它去哪里。"""

    name: str
    score: float
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """画出来的一项：起点和长度（占横轴的百分比）；fall 为真即扣分。"""

    portion: Portion
    left: float
    width: float
    fall: bool


def fold(portions: Sequence[Portion], most: int, href: str) -> list[Portion]:
    """项数太多时留下最大的 most−1 项，其余合成一项；原来的先后不变，分数之和不变。"""
    if len(portions) <= most:
        return list(portions)
    kept = sorted(range(len(portions)), key=lambda n: -abs(portions[n].score))[: most - 1]
    rest = [p for n, p in enumerate(portions) if n not in kept]
    return [portions[n] for n in sorted(kept)] + [Portion(f"其余{len(rest)}项", sum(p.score for p in rest), href)]


def waterfall(portions: Sequence[Portion]) -> tuple[Step, ...]:
    """各项的位置；横轴从0（有负数时从最低处）到最高处。"""
    ends = [0.0]
    for portion in portions:
        ends.append(ends[-1] + portion.score)
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    return tuple(
        Step(p, (min(a, b) - low) * 100 / span, abs(b - a) * 100 / span, b < a)
        for p, a, b in zip(portions, ends, ends[1:], strict=False)
    )
