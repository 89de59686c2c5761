"""权重的核对。"""

from collections.abc import Sequence

from dashboard.profiles.entry import Entry

_SAME = 1e-9


def check_weights(entry: Entry, key: str, weights: Sequence[float]) -> None:
    """权重不能是负数，之和须为1。"""
    if abs(sum(weights) - 1) > _SAME:
        entry.wrong(key, f"权重之和为{sum(weights):g}，应为1。")
    elif min(weights) < 0:
        entry.wrong(key, "权重不能是负数。")
