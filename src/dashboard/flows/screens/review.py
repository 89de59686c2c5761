"""数据上报·审核：待审清单；选了一份，列出它与现行数的差别、答复，和收下以后全市、位次怎样变。"""

from dataclasses import dataclass, replace

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.attachments import Attachment
from dashboard.domain.goals import Goal
from dashboard.domain.people import Account, Action, Role
from dashboard.domain.replies import REPLY_ZH, Reply, ReplyKind
from dashboard.domain.results import Light, Standing
from dashboard.domain.submissions import KIND_ZH, TURN_ZH, Header, State, Submission, Turn
from dashboard.figures.picture import Picture, render
from dashboard.flows import accounts, claims, due, previewing, reviewing
from dashboard.flows.claims import Claim
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.previewing import CellChange, GoalChange, Preview, RankChange
from dashboard.flows.screens.where import Where
from dashboard.wording.lights import rule_text
from dashboard.wording.numbers import amount, percent, score, signed
from dashboard.wording.reasons import NOT_APPLICABLE

_ROW_ZH = {"added": "新增", "changed": "改动", "removed": "撤掉"}
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """一个数：名称、位置、现行、上报（已写成文字）。"""

    unit: str
    indicator: str
    measure: str
    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Effect:
    """全市一个目标收下以前、以后：完成数、完成率、亮灯。"""

    name: str
    old: str
    new: str
    before: str
    after: str
    lights: tuple[Light, Light]

    @property
    def moved(self) -> bool:
        """看得出变了：完成数、完成率、亮灯有一样不同。"""
        return (self.old, self.before, self.lights[0]) != (self.new, self.after, self.lights[1])


@dataclass(frozen=True, slots=True)
class Move:
    """一张榜上一个板块：位次由几到几、得分差多少；升为正。"""

    board: str
    unit: str
    old: str
    new: str
    climbed: int
    gained: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """选中的一份：上报、第几版、走过的步、变化；light_rule 为亮灯的办法和出处。"""

    submission: Submission
    ordinal: int
    turns: tuple[tuple[str, Turn], ...]
    cells: tuple[Cell, ...]
    same: int
    rows: tuple[tuple[str, str, str], ...]
    replies: tuple[tuple[str, str, str], ...]
    effects: tuple[Effect, ...]
    light_rule: str
    moves: tuple[Move, ...]
    rescored: int
    claims: tuple[Claim, ...]
    papers: tuple[Attachment, ...]


def seen(dash: Dashboard, city: str, account: Account | None) -> list[Submission]:
    """看的人看得到的待审：市级全看，板块、部门只看自己的，别的角色不看；没有启用账户的全看。"""
    waiting = due.waiting(dash, city)
    if account is None or account.role is Role.CITY_REVIEWER:
        return list(waiting)
    return [s for s in waiting if account.owner and s.header.owner == account.owner]


def openable(dash: Dashboard, submission: Submission, account: Account | None) -> bool:
    """看的人能不能打开一份待审的，看收下以后的变化。"""
    header = submission.header
    return account is None or not accounts.barred(dash, account.name, Action.PREVIEW, header.city, header.owner)


def queue(dash: Dashboard, where: Where, at: Moment, account: Account | None = None) -> Picture:
    """待审清单和选中的一份；account 为登录的人，没有启用账户为 None。"""
    waiting = seen(dash, at.city, account)
    picked = next((s for s in waiting if s.id == where.pick("id") and openable(dash, s, account)), None)
    both_sides = account is None or account.role is Role.CITY_REVIEWER
    rows = [(s, where.but(id=s.id).href, s is picked, len(dash.store.replies(s.id))) for s in waiting]
    chosen = _chosen(dash, at, picked, both_sides) if picked else None
    mine = account.owner if account else ""
    returned = [(s, t) for s in _returned(dash, at.city) if mine in ("", s.header.owner) for t in reviewing.turns(dash, s)[-1:]]
    return Picture("审核", render("review.html", rows=rows, chosen=chosen, returned=returned[:10], kind_zh=KIND_ZH))


def _returned(dash: Dashboard, city: str) -> list[Submission]:
    """退回了、还没有再报的，新的在前。"""
    sent = dash.store.submissions(city)
    newest: dict[Header, Submission] = {}
    for submission in sent:
        newest.setdefault(submission.header, submission)
    return [s for s in newest.values() if s.state is State.RETURNED]


def clean_count(dash: Dashboard, at: Moment, by: str) -> int:
    """可以一起审核通过的有几份。"""
    return len(reviewing.clean(dash, at.city, by))


def _claims(dash: Dashboard, at: Moment, submission: Submission) -> tuple[Claim, ...]:
    """收下以后，牵涉这个板块的疑似重复或共建。"""
    header = submission.header
    if header.unit is None or header.month is None:
        return ()
    return claims.of_unit(dash, replace(at, month=header.month, draft=submission.id), header.unit)


def _chosen(dash: Dashboard, at: Moment, submission: Submission, both_sides: bool) -> Chosen:
    found = previewing.preview(dash, submission.id)
    goals = {g.indicator: g for g in at.profile.goals}
    moved = [r for r in found.ranks if r.before.rank != r.after.rank]
    return Chosen(
        submission,
        reviewing.ordinals(dash, at.city)[submission.id],
        tuple((TURN_ZH[t.kind], t) for t in reviewing.turns(dash, submission)),
        tuple(_cell(c, goals.get(c.indicator)) for c in found.cells),
        found.same,
        tuple((_ROW_ZH[r.kind], f"{r.sheet}!{r.cell}", r.title) for r in found.rows),
        tuple(_reply(r) for r in found.replies),
        tuple(e for e in map(_effect, found.city) if e.moved),
        rule_text(found.light),
        tuple(_move(at, r) for r in sorted(moved, key=_order)),
        _rescored(found),
        _claims(dash, at, submission) if both_sides else (),
        dash.store.attachments(submission.id),
    )


def _rescored(found: Preview) -> int:
    """位次没变、得分变了的有几处。"""
    return sum(r.before.rank == r.after.rank for r in found.ranks)


def _order(change: RankChange) -> tuple[bool, int]:
    """综合在前，升得多的在前。"""
    return (change.contest is not Contest.TOTAL, (change.after.rank or 99) - (change.before.rank or 99))


def _cell(change: CellChange, goal: Goal | None) -> Cell:
    uom = goal.uom if goal else ""
    old, new = (_NONE if v is None else amount(v, uom) for v in (change.old, change.new))
    return Cell(change.unit, goal.short_name if goal else change.indicator, change.measure, f"{change.sheet}!{change.cell}", old, NOT_APPLICABLE if change.absent else new)


def _reply(reply: Reply) -> tuple[str, str, str]:
    """哪一格、哪种答复、说了什么；改正写明原文。"""
    said = f"“{reply.old}”改正为“{reply.text}”" if reply.kind is ReplyKind.FIX else reply.text
    return f"{reply.sheet}!{reply.cell}" if reply.cell else reply.sheet, REPLY_ZH[reply.kind], said


def _effect(change: GoalChange) -> Effect:
    before, after, goal = change.before, change.after, change.after.goal
    old, new = (_NONE if v is None else amount(v, goal.uom) for v in (before.actual, after.actual))
    shares = [_NONE if v is None else percent(v) for v in (before.completion, after.completion)]
    return Effect(goal.short_name, old, new, shares[0], shares[1], (before.light, after.light))


def _move(at: Moment, change: RankChange) -> Move:
    name = CONTEST_ZH[change.contest]
    board = f"{change.group}·{name}" if len(at.profile.groups) > 1 else name
    climbed = (change.before.rank or 0) - (change.after.rank or 0) if change.before.rank and change.after.rank else 0
    return Move(board, change.unit, _rank(change.before), _rank(change.after), climbed, _gain(change))


def _rank(standing: Standing) -> str:
    return f"第{standing.rank}" if standing.rank is not None else "未排名"


def _gain(change: RankChange) -> str:
    if change.before.score is None or change.after.score is None:
        return _NONE if change.after.score is None else f"{score(change.after.score)}分"
    return f"{signed(change.after.score - change.before.score)}分"
