"""龙虎榜的句子：标题的结论、与前后名次的比较。"""

from collections.abc import Sequence

from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH, Light, Part, Standing
from dashboard.wording.numbers import margin, score, signed
from dashboard.wording.periods import month_zh

_NAMED = 2
_TOLERANCE = 1e-9
_SHOWN = 0.05


def headline(now: Sequence[Standing], before: Sequence[Standing]) -> str:
    """一张榜的结论：谁升了、超过谁，或谁领先；谁没有排名。now、before 为本月和上月的榜。"""
    ranked = [s for s in now if s.rank is not None]
    if not ranked:
        return f"还没有可排名的板块：{reasons(now)}"
    climber = climber_of(ranked)
    first = _climbed(climber, now, before) if climber else _leading(ranked)
    rest = _unranked([s for s in now if s.rank is None])
    return f"{first}；{rest}" if rest else first


def shift_zh(change: int | None) -> str:
    """升降几位：升2、降1、平；有一次没有排名的为空。"""
    if change is None:
        return ""
    return "平" if not change else f"{'升' if change > 0 else '降'}{abs(change)}"


def since_review(standing: Standing, reviewed: Month | None) -> str:
    """比上次点评（2025年10月）升2位、位次不变；有一次没有位次的为空。"""
    change = standing.review_change
    if reviewed is None or change is None:
        return ""
    moved = f"{'升' if change > 0 else '降'}{abs(change)}位" if change else "位次不变"
    return f"比上次点评（{month_zh(reviewed)}）{moved}"


def rank_zh(standing: Standing, board: Sequence[Standing]) -> str:
    """第2、并列第2。"""
    if standing.rank is None:
        return "未排名"
    tied = sum(s.rank == standing.rank for s in board) > 1
    return f"并列第{standing.rank}" if tied else f"第{standing.rank}"


def reasons(board: Sequence[Standing]) -> str:
    """没有排名的原因，一样的只说一次。"""
    found = dict.fromkeys(s.reason for s in board if s.rank is None and s.reason)
    return "、".join(list(found)[:_NAMED]) or "没有板块参加"


def climber_of(board: Sequence[Standing]) -> Standing | None:
    """最该说的一家：新的第1名，否则升得最多的；没有上升的为 None。"""
    risen = [s for s in board if s.rank is not None and (s.rank_change or 0) > 0]
    return max(risen, key=lambda s: (s.rank == 1, s.rank_change or 0, -(s.rank or 0)), default=None)


def _climbed(climber: Standing, now: Sequence[Standing], before: Sequence[Standing]) -> str:
    passed = overtaken(climber, now, before)
    tail = f"，超过{_few(passed)}" if passed else ""
    return f"{climber.unit}升至{rank_zh(climber, now)}{tail}"


def overtaken(climber: Standing, now: Sequence[Standing], before: Sequence[Standing]) -> list[str]:
    """上月在它前面、本月在它后面的板块，按本月位次。"""
    earlier = {s.unit: s.rank for s in before if s.rank is not None}
    mine = earlier.get(climber.unit)
    if mine is None or climber.rank is None:
        return []
    behind = [s for s in now if s.rank is not None and s.rank > climber.rank]
    return [s.unit for s in behind if s.unit in earlier and earlier[s.unit] < mine]


def _leading(ranked: Sequence[Standing]) -> str:
    leaders = [s for s in ranked if s.rank == 1]
    if len(leaders) > 1:
        return f"{_few([s.unit for s in leaders])}并列第1"
    others = [s for s in ranked if s.rank != 1]
    if not others:
        return f"{leaders[0].unit}{score(leaders[0].score or 0.0)}分，只有一个板块参加排名"
    lead = (leaders[0].score or 0.0) - (others[0].score or 0.0)
    return f"{leaders[0].unit}居第1，领先{others[0].unit}{margin(lead)}"


def _unranked(missing: Sequence[Standing]) -> str:
    if not missing:
        return ""
    unreported = all(s.light is Light.UNREPORTED for s in missing)
    word = f"{LIGHT_ZH[Light.UNREPORTED]}，" if unreported else ""
    return f"{_few([s.unit for s in missing])}{word}不参加排名"


def _few(units: Sequence[str]) -> str:
    shown = "、".join(units[:_NAMED])
    return shown if len(units) <= _NAMED else f"{shown}等{len(units)}个板块"


def unit_headline(standing: Standing, board: Sequence[Standing], name: str) -> str:
    """一个板块的结论：昆山市综合第2，90.5分，比第1名苏州工业园区少2.1分。name 为榜名。"""
    if standing.rank is None or standing.score is None:
        return f"{standing.unit}{name}未排名：{standing.reason or '没有得分'}"
    facts = comparisons(standing, board)
    return f"{standing.unit}{name}{rank_zh(standing, board)}，{score(standing.score)}分" + (f"；{facts[0]}" if facts else "")


def comparisons(standing: Standing, board: Sequence[Standing]) -> list[str]:
    """与前一名、后一名、平均相比，差在哪一项；没有排名的写原因。"""
    ranked = [s for s in board if s.rank is not None and s.score is not None]
    if standing.rank is None or standing.score is None:
        return [standing.reason] if standing.reason else []
    above = [s for s in ranked if s.rank is not None and s.rank < standing.rank]
    below = [s for s in ranked if s.rank is not None and s.rank > standing.rank]
    found = [_against(standing, above[-1], board)] if above else []
    found += [_against(standing, below[0], board)] if below else []
    return found + ([_against_mean(standing, ranked)] if len(ranked) > 1 else [])


def _against(standing: Standing, other: Standing, board: Sequence[Standing]) -> str:
    """比第1名苏州工业园区少2.1分，主要少在比质量（−2.2）。"""
    gap = (standing.score or 0.0) - (other.score or 0.0)
    if abs(gap) <= _TOLERANCE:
        return f"与{other.unit}得分相同"
    head = f"比{rank_zh(other, board)}名{other.unit}{'多' if gap > 0 else '少'}{margin(gap)}"
    moved = _largest(_differences(standing.parts, {p.indicator: p.score for p in other.parts}), gap)
    return f"{head}，主要{'多' if gap > 0 else '少'}在{moved}" if moved else head


def _against_mean(standing: Standing, ranked: Sequence[Standing]) -> str:
    mean = sum(s.score or 0.0 for s in ranked) / len(ranked)
    parts: dict[str, list[float]] = {}
    for other in ranked:
        for part in other.parts:
            parts.setdefault(part.indicator, []).append(part.score)
    differences = _differences(standing.parts, {key: sum(v) / len(v) for key, v in parts.items()})
    best, worst = _largest(differences, 1.0), _largest(differences, -1.0)
    head = f"比平均{'多' if (standing.score or 0.0) >= mean else '少'}{margin((standing.score or 0.0) - mean)}"
    return "，".join(filter(None, (head, f"强在{best}" if best else "", f"弱在{worst}" if worst else "")))


def _differences(parts: Sequence[Part], other: dict[str, float]) -> list[tuple[str, float]]:
    return [(p.name, p.score - other.get(p.indicator, 0.0)) for p in parts]


def _largest(differences: Sequence[tuple[str, float]], sign: float) -> str:
    """与 sign 同号的差里最大的一项；没有、或小到写出来是0.0的为空。"""
    same = [(name, d) for name, d in differences if d * sign >= _SHOWN]
    if not same:
        return ""
    name, difference = max(same, key=lambda pair: abs(pair[1]))
    return f"{name}（{signed(difference)}）"
