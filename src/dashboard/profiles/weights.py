"""权重的核对。"""

from collections.abc import Sequence

from dashboard.profiles.entry import Entry

_SAME = 1e-9


def check_shares(entry: Entry, key: str, parts: Sequence[Entry], weights: Sequence[float]) -> None:
    """key 里各条 parts 的 weight 之和须为1；有一条的权重读不出的不核对，别处写错照样核对。"""
    if entry.right(key) and all(p.right("weight") for p in parts):
        check_weights(entry, key, weights)


def check_weights(entry: Entry, key: str, weights: Sequence[float]) -> None:
    """权重不能是负数，之和须为1。"""
    if abs(sum(weights) - 1) > _SAME:
        entry.wrong(key, f"权重之和为{sum(weights):g}，应为1。")
    if min(weights, default=0.0) < 0:
        entry.wrong(key, "权重不能是负数。")
