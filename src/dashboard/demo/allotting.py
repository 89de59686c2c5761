"""分摊：整数按份量分开，一个不多一个不少；只增不减的数分开后每家也只增不减。"""

from collections.abc import Mapping, Sequence


def split(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """total 按份量分给各家，取整误差给余数最大的；余数相同的按名字顺序。"""
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("份量之和须大于0")
    found = {name: total * weight // whole for name, weight in weights.items()}
    left = total - sum(found.values())
    order = sorted(weights, key=lambda name: (-(total * weights[name] % whole), name))
    return {name: value + (name in order[:left]) for name, value in found.items()}


def follow(have: Mapping[str, int], total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """各家已有 have，合计要变成 total：增加的分给离份量最远的几家，没有一家减少；
    减少的从超出份量最多的几家起依次让出。"""
    whole = sum(weights.values())
    change = total - sum(have.values())
    behind = {name: max(0, total * weights[name] - value * whole) for name, value in have.items()}
    if change >= 0:
        more = split(change, behind if any(behind.values()) else weights)
        return {name: value + more[name] for name, value in have.items()}
    return _less(have, -change, {name: value * whole - total * weights[name] for name, value in have.items()})


def _less(have: Mapping[str, int], less: int, ahead: Mapping[str, int]) -> dict[str, int]:
    """一轮一轮地让，每轮每家至多让出二十分之一（至少一个）。"""
    found = dict(have)
    order = sorted(found, key=lambda name: (-ahead[name], name))
    while less:
        before = less
        for name in order:
            taken = min(less, found[name], max(1, found[name] // 20))
            found[name] -= taken
            less -= taken
        if less == before:
            raise ValueError("减少得比现有的还多")
    return found


def path(total: int, steps: Sequence[int], fixed: Mapping[int, int]) -> list[int]:
    """从0走到 total 的逐步累计：steps 为各步的份量，fixed 为某一步（从1数）必须到的数。"""
    ends = {**fixed, len(steps): total}
    found: list[int] = []
    before = start = 0
    for end in sorted(ends):
        span = steps[start:end]
        whole = sum(span)
        done = 0
        for step in span:
            done += step
            found.append(before + (ends[end] - before) * done // whole)
        before, start = ends[end], end
    return found
