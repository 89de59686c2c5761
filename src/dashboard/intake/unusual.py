"""不寻常的数：一期的增量与往期的中位数相差太多。

规则经模拟检验：中位数和绝对中位差不受这一次的数影响；零占四成以上的只看非零的，零不算不寻常；不足三期不下结论。"""

from collections.abc import Sequence
from statistics import median

_FEWEST = 3
_FLAG = 3.5
_TO_SIGMA = 1.4826
_MANY_ZEROS = 0.4


def enough(steps: Sequence[float]) -> bool:
    """往期够不够下结论。"""
    return len(_compared(steps)) >= _FEWEST


def _compared(steps: Sequence[float]) -> Sequence[float]:
    """拿来比的往期：零占四成以上的只看非零的。"""
    zeros = sum(step == 0 for step in steps)
    return [step for step in steps if step != 0] if steps and zeros >= _MANY_ZEROS * len(steps) else steps


def usual(steps: Sequence[float], now: float) -> float | None:
    """往期的一般水平（中位数）；now 与它不算相差太多、或往期太少不好说时为 None。"""
    compared = _compared(steps)
    if len(compared) < _FEWEST or (now == 0 and len(compared) < len(steps)):
        return None
    steps = compared
    middle = median(steps)
    spread = _TO_SIGMA * median(abs(step - middle) for step in steps)
    scale = max(spread, 0.1 * abs(middle), abs(middle) ** 0.5, 1.0)
    return middle if abs(now - middle) / scale >= _FLAG else None
