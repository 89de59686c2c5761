"""位次为什么变：一句话说主要原因。"""

from collections.abc import Sequence

from dashboard.domain.results import Part, Standing
from dashboard.wording.numbers import signed

_NAMED = 2
_SMALL = 0.05


def newcomer() -> str:
    """上月没有位次的。"""
    return "上月没有排名"


def no_tasks(goals: Sequence[str]) -> str:
    """比进度不含没有年度任务的目标。"""
    shown = "、".join(goals[:3])
    return f"不含没有年度任务的{shown}{f'等{len(goals)}项' if len(goals) > 3 else ''}"


def cause(standing: Standing, before: Standing, change: int, now: Sequence[Standing], then: Sequence[Standing]) -> str:
    """升、降或不变，和变动最大的一项。now、then 为本月、上月的榜。"""
    own = (standing.score or 0.0) - (before.score or 0.0)
    if change > 0:
        return f"升{change}位：{_mover(standing.parts, before.parts, True)}"
    if change < 0:
        passed = _passed_by(standing, before, now, then)
        by = f"被{passed}超过，" if passed else ""
        return f"降{-change}位：{by}自身得分{signed(own)}，{_mover(standing.parts, before.parts, own >= 0)}"
    return f"位次不变，得分{signed(own)}，{_mover(standing.parts, before.parts, own >= 0)}"


def _mover(now: Sequence[Part], before: Sequence[Part], up: bool) -> str:
    """变动最大的一项（升的看增得最多的，降的看减得最多的）。"""
    earlier = {p.indicator: p.score for p in before}
    changes = [(p.score - earlier.get(p.indicator, 0.0), p.name) for p in now]
    changes += [(-score, p.name) for p in before if p.indicator not in {q.indicator for q in now} for score in (p.score,)]
    if not changes:
        return "各项都没有变"
    most, name = max(changes) if up else min(changes)
    return f"{name}{signed(most)}分" if abs(most) >= _SMALL else "各项变化都很小"


def _passed_by(standing: Standing, before: Standing, now: Sequence[Standing], then: Sequence[Standing]) -> str:
    earlier = {s.unit: s.rank for s in then if s.rank is not None}
    ahead = [
        s.unit
        for s in now
        if s.rank is not None and standing.rank is not None and s.rank < standing.rank and earlier.get(s.unit, 0) > (before.rank or 0)
    ]
    shown = "、".join(ahead[:_NAMED])
    return shown if len(ahead) <= _NAMED else f"{shown}等{len(ahead)}家"
