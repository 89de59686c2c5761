"""位次稳不稳的句子。"""

from collections.abc import Mapping, Sequence

from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.steadiness import SWING, Firmness, Gap, Swap
from dashboard.wording.names import few
from dashboard.wording.numbers import percent

_SURE = 0.9


def sentence(found: Firmness) -> str:
    """第3名：权重上下浮动20%，在92.4%的情形下不变，其余在第2名到第4名。"""
    head = f"第{found.rank}名：权重上下浮动{percent(SWING)[:-3]}%"
    if found.best == found.worst:
        return f"{head}，位次都不变"
    others = sorted(rank for rank in found.spread if rank != found.rank)
    return f"{head}，在{percent(found.held)}的情形下不变，其余{places(others[0], others[-1])}"


def places(best: int, worst: int) -> str:
    """第2名；第2名到第4名。"""
    return f"第{best}名" if best == worst else f"第{best}名到第{worst}名"


def swap(found: Swap | None) -> str:
    """比进度的权重由25.0%调到31.6%，就与相城区互换；怎样调也不互换的、没有后一名的说明。"""
    if found is None:
        return "只调一榜的权重，不会与后一名互换"
    if abs(found.needed - found.weight) < 1e-9:
        return f"与{found.other}得分相同"
    return f"{CONTEST_ZH[found.contest]}的权重由{percent(found.weight)}调到{percent(found.needed)}，就与{found.other}互换"


def reach(range_: tuple[int, int] | None, kept: float | None = None) -> str:
    """未报的数补上以后：第5名到第6名，35.0%的情形下不变。"""
    if range_ is None:
        return "—"
    return places(*range_) if kept is None or range_[0] == range_[1] else f"{places(*range_)}，{percent(kept)}的情形下不变"


def headline(found: Sequence[Firmness], reached: Mapping[str, tuple[int, int]] | None = None) -> str:
    """一张榜的结论：第几名稳、哪几家分不开；reached 为未报的补上以后各家最好、最差第几，会变的也说。"""
    if not found:
        return "还没有综合榜，说不上稳不稳"
    loose = [f.unit for f in found if f.held < _SURE]
    first = found[0]
    head = f"{first.unit}的第1名{'稳' if first.held >= _SURE else '不稳'}（{percent(first.held)}的情形下不变）"
    moved = [f.unit for f in found if len({f.rank, *(reached or {}).get(f.unit, ())}) > 1]
    words = [f"{few(loose, '个板块', 3)}的位次容易变" if loose else "", f"未报的补上后{few(moved, '个板块', 3)}的位次可能变" if moved else ""]
    return "；".join((head, *(filter(None, words) if any(words) else ["各板块的位次都稳"])))


def unreported(found: Sequence[Gap]) -> str:
    """4处未报（姑苏区科技型企业…）：按各自近一年的走势取低、取高。"""
    if not found:
        return "当月应报的都报了"
    named = few([f"{g.unit}{g.goal.short_name}" for g in found], "处", 3)
    return f"{named}未报：低按这一期没有增加，高按它近一年增加得最快的一期"


__all__ = ["headline", "places", "reach", "sentence", "swap", "unreported"]
