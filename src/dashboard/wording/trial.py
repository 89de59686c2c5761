"""试算的句子：换一套规则，一个板块的位次、得分怎样变，为什么。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH, AssessmentRules, Contest, Item, Quantity, Term
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.results import Part, Standing
from dashboard.wording.names import few
from dashboard.wording.numbers import margin, percent, score, signed
from dashboard.wording.periods import month_zh

_SAME = 1e-9
_SHOWN = 0.05
_WHOLE_ZH = {"light": "亮灯办法", "ties": "得分相同的", "missing": "没有报的板块", "small_sample": "样本少于几个", "small_group": "一组少于几个"}
NUMBER_ZH = {
    "cap": "封顶", "floor": "至少", "shrink": "补几个全市样本", "level": "持平得分", "every": "每变动", "points": "加减分", "limit": "加减至多", "step": "每名相差",
}
Board = Sequence[Standing]


@dataclass(frozen=True, slots=True)
class _Mover:
    """带动得分的一项：比别家多变（或少变）了几分。"""

    before: Part | None
    after: Part | None
    ahead: float


def why(before: Standing, after: Standing, then: Board, now: Board) -> str:
    """一句话：升降几位、超过谁，得分变多少，主要由哪一项。then、now 为现行规则和试算的同一张榜。"""
    if after.rank is None or before.rank is None:
        return after.reason or before.reason if after.rank is None else "现行规则下没有排名"
    shift, own = before.rank - after.rank, (after.score or 0.0) - (before.score or 0.0)
    mover = _moved(_mover(before, after, then, now, shift or own))
    if not shift:
        return "，".join(filter(None, ("位次不变", mover))) if mover or abs(own) >= _SHOWN else "不变"
    passed = _passed(then, now, after.unit) if shift > 0 else _passed(now, then, after.unit)
    over = (f"，超过{few(passed)}" if shift > 0 else f"，被{few(passed)}超过") if passed else ""
    return f"{'升' if shift > 0 else '降'}{abs(shift)}位{over}：{mover or _others(own)}"


def _others(own: float) -> str:
    """没有哪一项比别家多变的。"""
    return "自己的得分没有变，是并列或别家变了" if abs(own) < _SHOWN else f"得分{signed(own)}，别家变得更多"


def _passed(then: Board, now: Board, unit: str) -> list[str]:
    """原来不在它后面、现在在它后面的。"""
    earlier, later = _ranks(then), _ranks(now)
    return [u for u, rank in later.items() if u in earlier and rank > later[unit] and earlier[u] <= earlier[unit] and u != unit]


def _ranks(board: Board) -> dict[str, int]:
    return {s.unit: s.rank for s in board if s.rank is not None}


def _mover(before: Standing, after: Standing, then: Board, now: Board, direction: float) -> _Mover | None:
    """与位次（位次不变的看得分）同方向、比组内平均多变得最多的一项。"""
    changes = _changes(before, after)
    means = _means(then, now)
    found = [_Mover(old, new, change - means.get(key, 0.0)) for key, (old, new, change) in changes.items()]
    same = [m for m in found if m.ahead * direction > 0 and abs(m.ahead) >= _SHOWN]
    return max(same, key=lambda m: abs(m.ahead), default=None)


def _changes(before: Standing, after: Standing) -> dict[str, tuple[Part | None, Part | None, float]]:
    olds, news = ({p.indicator: p for p in s.parts} for s in (before, after))
    return {k: (olds.get(k), news.get(k), _points(news.get(k)) - _points(olds.get(k))) for k in {**olds, **news}}


def _points(part: Part | None) -> float:
    return part.score if part else 0.0


def _means(then: Board, now: Board) -> dict[str, float]:
    """各项的分平均变了多少，只算两次都有位次的。"""
    olds = {s.unit: s for s in then if s.rank is not None}
    pairs = [(olds[s.unit], s) for s in now if s.rank is not None and s.unit in olds]
    total: dict[str, float] = {}
    for old, new in pairs:
        for key, (_, _, change) in _changes(old, new).items():
            total[key] = total.get(key, 0.0) + change / len(pairs)
    return total


def _moved(found: _Mover | None) -> str:
    """比进度权重25.0%→40.0%，它这一项90.1分，因此比平均多得1.2分。"""
    if found is None:
        return ""
    part = found.after or found.before
    assert part is not None
    gained = f"因此比平均{'多' if found.ahead > 0 else '少'}得{margin(found.ahead)}"
    if found.before is None or found.after is None:
        return f"{part.name}{'新计入' if found.before is None else '不再计入'}，{gained}"
    old, new = _full(found.before), _full(found.after)
    weighed = abs(found.before.weight - found.after.weight) > _SAME
    words = f"权重{percent(found.before.weight)}→{percent(found.after.weight)}，这一项{score(new)}分" if weighed else f"由{score(old)}变为{score(new)}分"
    return f"{part.name}{words}，{gained}"


def _full(part: Part) -> float:
    """没有乘权重的分。"""
    return part.score / part.weight if part.weight else part.score


def headline(then: Board, now: Board, changed: bool) -> str:
    """试算的结论：几家位次有变，谁变得最多；几家换了灯。"""
    if not changed:
        return "试算：还没有改动，与现行规则相同"
    before = {s.unit: s.light for s in then}
    relit = sum(before.get(s.unit, s.light) is not s.light for s in now)
    return f"试算：{_moves(then, now)}{f'，{relit}个板块换了灯' if relit else ''}"


def _moves(then: Board, now: Board) -> str:
    earlier = _ranks(then)
    moved = [s for s in now if s.rank is not None and s.unit in earlier and earlier[s.unit] != s.rank]
    if not moved:
        return "位次都不变"
    most = max(moved, key=lambda s: (abs(earlier[s.unit] - (s.rank or 0)), -(s.rank or 0)))
    return f"{len(moved)}个板块的位次有变，{most.unit}由第{earlier[most.unit]}到第{most.rank}"


def score_shift(before: Standing, after: Standing) -> str:
    """得分的变化；有一头没有得分的为空。"""
    return signed(after.score - before.score, 2) if after.score is not None and before.score is not None else ""


def closed(start: Month, first: Month) -> str:
    """规则不能从那个月改的那句话；first 为最早可以从哪个月起。"""
    return f"{month_zh(start)}已经审定或考核，规则不能从那个月改。最早从{month_zh(first)}起。"


def since(start: Month | None) -> str:
    """一套规则从哪个月起：从2025年8月起、从一开始。"""
    return f"从{month_zh(start)}起" if start else "从一开始"


def item_name(item: Item, profile: CityProfile) -> str:
    """榜里一项的名称：规则写的，没写的是指标自己的。"""
    goal = next((g for g in profile.goals if item.of in (g.id, g.indicator)), None)
    return item.name or (goal.short_name if goal else item.of)


def method_name(term: Term) -> str:
    """一种算法：功效系数、功效系数（增幅）。"""
    return str(term.method) if term.on is Quantity.LEVEL else f"{term.method}（{term.on}）"


def path_name(path: str, rules: AssessmentRules, profile: CityProfile) -> str:
    """可改的一处用中文怎样说：比进度权重、比质量·转高企占比权重、比进度·有任务的目标·序时完成率封顶。"""
    head, _, rest = path.partition(".")
    if head in _WHOLE_ZH:
        return _WHOLE_ZH[head]
    contest, _, inside = rest.partition(".")
    board = CONTEST_ZH[Contest(contest)]
    if inside in ("", "period"):
        return f"{board}{'看多长' if inside else '权重'}"
    item = next((i for i in rules.board(Contest(contest)).items if inside == i.of or inside.startswith(f"{i.of}.")), None)
    return f"{board}·{inside if item is None else _inside(item, inside.removeprefix(item.of).lstrip('.').split('.'), profile)}"


def _inside(item: Item, keys: Sequence[str], profile: CityProfile) -> str:
    name = item_name(item, profile)
    if keys == [""]:
        return f"{name}权重"
    n, *last = keys if keys[0].isdecimal() else ["1", *keys]
    return f"{name}·{method_name(item.terms[int(n) - 1])}{'·'.join(NUMBER_ZH.get(k, k) for k in last) or '权重'}"
