"""龙虎榜里打开一个板块：每张榜的得分由哪几项组成，每项的数、权重、得分、说明、灯。"""

from dataclasses import dataclass

from dashboard.domain.assessment import (
    CONTEST_ZH,
    PROJECT_QUALITIES,
    AssessmentRules,
    BoardRules,
    Contest,
    Method,
    Quantity,
    Term,
)
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Part, Standing
from dashboard.figures.bumps import Climb
from dashboard.figures.picture import Picture
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens import steady
from dashboard.flows.screens.boards import Table, climbs, table
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.leaderboard import beside, collecting, contest_choices, other_contests, part_href
from dashboard.flows.screens.where import Where
from dashboard.wording import standings
from dashboard.wording.numbers import percent, score, with_uom
from dashboard.wording.phrases import against

_HEADS = {
    Method.PACE: "进度÷序时",
    Method.COMPLETION: "完成率",
    **dict.fromkeys((Method.CITY_RATE, Method.FIT), "占比"),
    **dict.fromkeys((Method.LARGEST_SHARE, Method.KEPT_SHARE, Method.BASE_SHARE), "份额"),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """得分的一项：链接（不是目标的没有）、数的写法、说明（综合里写该榜的位次）、这项目标的判定（没有为 None）。"""

    part: Part
    href: str
    value: str
    note: str
    result: GoalResult | None


@dataclass(frozen=True, slots=True)
class Card:
    """一张榜：榜名、第一、二列叫什么、比上次点评、位次的写法、得分、各项。"""

    name: str
    head: str
    value: str
    standing: Standing
    review: str
    rank: str
    score: str
    rows: tuple[PartRow, ...]
    chosen: bool


def unit(dash: Dashboard, where: Where) -> Picture:
    """一个板块的五张榜。"""
    where, at = stand(dash, where)
    if not at.finalized:
        return collecting(dash, where, at)
    found = table(dash, at, where)
    name = where.pick("unit")
    mine = next((s for s in found.now if s.unit == name), None)
    return framed(
        dash,
        where,
        at,
        "unit.html",
        standings.unit_headline(mine, found.now, found.name) if mine else f"{name}没有{found.name}榜",
        unit=name,
        back=where.but(unit=None, group=found.group if len(at.profile.groups) > 1 else None).href,
        contests=contest_choices(where, found.contest),
        cards=cards(dash, at, where, found),
        rules=at.profile.rules_at(at.month),
        links=_links(where, name),
        rivals=[Choice(f"与{s.unit}比", where.but(versus=s.unit).href, False) for s in found.now if s.unit != name],
        firm=steady.sentence(dash, where, found.group, name),
        firm_href=where.but(view="firm").href,
        **beside(at, where, found, mine),
    )


def _links(where: Where, name: str) -> list[tuple[str, str]]:
    """这个板块在别的页。"""
    return [
        ("目标驾驶舱", where.but(view="cockpit").href),
        ("亮灯矩阵", where.to("overview", view="matrix").href),
        (f"{name}的科创项目", where.but(view="projects", of=None).href),
        (f"{name}的载体", where.to("carriers", unit=name).href),
        (f"{name}的活动", where.to("timeline", unit=name).href),
    ]


def cards(dash: Dashboard, at: Moment, where: Where, found: Table) -> list[Card]:
    """五张榜：所看的在最前，其次综合。"""
    name = where.pick("unit")
    results = {key: r for r in judge.goals(dash, at, name) for key in (r.goal.id, r.goal.indicator)}
    order = (found.contest, *other_contests(found.contest))
    return [_card(at, where, found, contest, s, results) for contest in order for s in found.of(contest) if s.unit == name]


def _card(at: Moment, where: Where, found: Table, contest: Contest, standing: Standing, results: dict[str, GoalResult]) -> Card:
    return Card(
        name=CONTEST_ZH[contest],
        head="榜" if contest is Contest.TOTAL else "指标",
        value=value_head(contest, at.profile.rules_at(at.month)),
        standing=standing,
        review=standings.since_review(standing, found.boards[-1].reviewed),
        rank=standings.rank_zh(standing, found.of(contest)),
        score=score(standing.score) if standing.score is not None else "—",
        rows=tuple(_row(at, where, found, contest, standing.unit, p, results.get(p.indicator)) for p in standing.parts),
        chosen=contest is found.contest,
    )


def _row(at: Moment, where: Where, found: Table, contest: Contest, name: str, part: Part, result: GoalResult | None) -> PartRow:
    note = part.note or (_rank_in(found, part.indicator, name) if contest is Contest.TOTAL else "")
    opens = result is not None or contest is Contest.TOTAL or part.indicator in PROJECT_QUALITIES
    href = part_href(at, where, name, part.indicator) if opens else ""
    return PartRow(part, href, value_text(contest, part), _told(contest, note, result), result)


def _told(contest: Contest, note: str, result: GoalResult | None) -> str:
    """说明；比进度前面加上完成数对年度任务。"""
    return "，".join(filter(None, (against(result), note))) if contest is Contest.PACE and result is not None else note


def _rank_in(found: Table, contest: str, name: str) -> str:
    """这个板块在另一张榜的位次；没有那张榜为空。"""
    board = found.of(Contest(contest)) if contest in set(Contest) else ()
    return next((standings.rank_zh(s, board) for s in board if s.unit == name), "")


def value_text(contest: Contest, part: Part) -> str:
    """得分前的数：综合为该榜得分，水平、加分扣分带单位，其余为百分数；没有写“—”。"""
    if part.value is None:
        return "—"
    if contest is Contest.TOTAL:
        return score(part.value)
    return with_uom(part.value, part.uom) if part.uom else percent(part.value)


def value_head(contest: Contest, rules: AssessmentRules) -> str:
    """那一列叫什么，看规则用的算法；一张榜里各项看的不一样的写“数”。"""
    if contest is Contest.TOTAL:
        return "得分"
    board = rules.board(contest)
    heads = {_head(item.terms[0], board) for item in board.items}
    return heads.pop() if len(heads) == 1 else "数"


def _head(term: Term, board: BoardRules) -> str:
    if term.on is Quantity.LEVEL and term.method not in _HEADS:
        return str(board.period)
    return _HEADS.get(term.method, str(term.on))


def zoomed(dash: Dashboard, where: Where) -> Picture:
    """只有页框和标题：下面是可缩放的历年位次。"""
    where, at = stand(dash, where)
    found = table(dash, at, where, None)
    leaders = [board[0].unit for back in range(len(found.boards)) if (board := found.of(found.contest, back)) and board[0].rank == 1]
    name = where.pick("unit") or (max(set(leaders), key=leaders.count) if leaders else "")
    title = f"{found.name}位次：{len(leaders)}个月里{name}{leaders.count(name)}次第1" if name else f"{found.name}还没有可比的月份"
    return framed(dash, where, at, "zoomed.html", title, back=where.but(view=None).href, back_to="板块龙虎榜")


def history(dash: Dashboard, where: Where) -> tuple[tuple[Month, ...], list[Climb]]:
    """全部月份的位次；可缩放的位次图用。"""
    where, at = stand(dash, where)
    found = table(dash, at, where, None)
    return found.months, climbs(found, where, where.pick("unit") or (found.now[0].unit if found.now else None))


def history_key(dash: Dashboard, where: Where) -> tuple[object, ...]:
    """可缩放位次图的缓存键。"""
    where, at = stand(dash, where)
    return ("history", *at.key, where.pick("group"), where.pick("board"), where.pick("unit"))
