"""位次为什么变：一句话说主要原因。"""

from collections.abc import Mapping, Sequence

from dashboard.domain.results import Part, Standing
from dashboard.wording.names import few
from dashboard.wording.numbers import signed

NEWCOMER = "上月没有排名"
_SHOWN = 0.05
_SAME = 1e-9
Board = Sequence[Standing]
Inside = Mapping[str, tuple[Sequence[Part], Sequence[Part]]]


def ruled(before: str, now: str) -> str:
    """规则换了的月份，升降里有规则的：（规则由2025-1改为2025-2）。"""
    return f"（规则由{before}改为{now}）"


def cause(standing: Standing, before: Standing, now: Board, then: Board, inside: Inside) -> str:
    """升、降或不变的一句原因。now、then 为本月、上月的榜；inside 为综合的各榜在本月、上月的各项。

    升2位：比进度+4.2分，主要是技术合同年成交额；降1位：被昆山市超过，自身得分+0.3；位次不变，得分+0.1，…"""
    change = (before.rank or 0) - (standing.rank or 0)
    own = (standing.score or 0.0) - (before.score or 0.0)
    mover = _mover(standing.parts, before.parts, own, inside)
    if change > 0:
        return f"升{change}位：{_rise(standing, before, now, then, own, mover)}"
    if change < 0:
        return f"降{-change}位：{_fall(standing, before, now, then, own, mover)}"
    return f"位次不变，得分{signed(own)}{f'，{mover}' if mover else ''}"


def _rise(standing: Standing, before: Standing, now: Board, then: Board, own: float, mover: str) -> str:
    """自己得分上升的说哪一项；没有上升的说前面的谁退了。"""
    if own >= _SHOWN and mover:
        return mover
    ahead = {s.unit for s in then if _rank(s) < _rank(before)}
    gone = [s.unit for s in now if s.unit in ahead and s.rank is None]
    fallen = [s.unit for s in now if s.unit in ahead and s.rank is not None and s.rank >= _rank(standing)]
    words = [f"{few(fallen)}得分下降" if fallen else "", f"{few(gone)}本月没有排名" if gone else "", f"自身得分{signed(own)}"]
    return "，".join(filter(None, words))


def _fall(standing: Standing, before: Standing, now: Board, then: Board, own: float, mover: str) -> str:
    """被谁超过、谁新排在前面，自身得分，变动最大的一项。"""
    earlier = {s.unit: _rank(s) for s in then if s.rank is not None}
    ahead = [s.unit for s in now if _rank(s) < _rank(standing)]
    passed = [name for name in ahead if earlier.get(name, 0) >= _rank(before)]
    entered = [name for name in ahead if name not in earlier]
    words = [f"被{few(passed)}超过" if passed else "", f"{few(entered)}本月新排在前面" if entered else "", f"自身得分{signed(own)}", mover]
    return "，".join(filter(None, words))


def _rank(standing: Standing) -> int:
    return standing.rank if standing.rank is not None else 1_000_000


def _mover(now: Sequence[Part], before: Sequence[Part], own: float, inside: Inside) -> str:
    """与总分同方向变动最大的一项；综合再写明那一榜里主要是哪个指标。变动都很小的为空。"""
    found = _largest(now, before, own)
    if found is None:
        return ""
    indicator, name, change = found
    inner = _largest(*inside[indicator], change) if indicator in inside else None
    return f"{name}{signed(change)}分{f'，主要是{inner[1]}' if inner else ''}"


def _largest(now: Sequence[Part], before: Sequence[Part], direction: float) -> tuple[str, str, float] | None:
    """（指标，名称，项分的变化）；新有的、没有了的项也算。"""
    names = {p.indicator: p.name for p in (*before, *now)}
    scores = [{p.indicator: p.score for p in parts} for parts in (now, before)]
    changes = [(scores[0].get(key, 0.0) - scores[1].get(key, 0.0), key) for key in names]
    same = [(abs(change), key, change) for change, key in changes if change * (1 if direction >= -_SAME else -1) >= _SHOWN]
    if not same:
        return None
    _, key, change = max(same)
    return key, names[key], change
