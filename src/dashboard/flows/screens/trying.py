"""试算：改几处考核规则，试算的位次、得分、亮灯与现行的并排，每家一句为什么。"""

from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.results import EVERYONE, Light, Standing
from dashboard.figures.picture import Picture
from dashboard.flows import whatif
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.boards import Board, Table, board, table
from dashboard.flows.screens.dials import Board as Dials
from dashboard.flows.screens.dials import draft
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.leaderboard import collecting, contest_choices, group_choices
from dashboard.flows.screens.where import Where
from dashboard.flows.whatif import Trial
from dashboard.wording import trial as words
from dashboard.wording import why
from dashboard.wording.lights import rule_text
from dashboard.wording.numbers import score


@dataclass(frozen=True, slots=True)
class Row:
    """一个板块：试算和现行的位次、升几位（正为升，没有为 None）、得分、得分的变化、灯（现行、试算）、为什么。"""

    unit: str
    href: str
    place: str
    before: str
    climbed: int | None
    score: str
    was: str
    shift: str
    lights: tuple[Light, Light]
    why: str


def trial(dash: Dashboard, where: Where) -> Picture:
    """试算的画面。收数中的月份不排名，也不试算。"""
    where, at = stand(dash, where)
    if not at.finalized:
        return collecting(dash, where, at)
    seen, found = table(dash, at, where, 1), whatif.tried(dash, at, draft(where))
    then, now = (board(b, seen.group, seen.contest) for b in (found.now, found.tried))
    dials = Dials(where, at.profile, found.base, found.rules, found.changes)
    panels = dials.panels()
    return framed(
        dash,
        where,
        at,
        "trying.html",
        headline(at, seen, found, then, now),
        back=where.but(view=None, set=None).href,
        contests=contest_choices(where, seen.contest),
        groups=group_choices(at, where, seen.group),
        rows=_rows(where, then, now),
        open_panels=panels[:2],
        panels=panels[2:],
        undone=dials.undone(),
        reset=where.but(set=None).href,
        base=found.base,
        name=CONTEST_ZH[seen.contest],
        **_lit(where, found),
    )


def headline(at: Moment, seen: Table, found: Trial, then: Board, now: Board) -> str:
    """结论：哪一组，几家位次有变、几家换了灯。"""
    said = words.headline(then, now, found.changed)
    return said.replace("：", f"：{seen.group}，", 1) if len(at.profile.groups) > 1 or seen.group == EVERYONE else said


def _rows(where: Where, then: Board, now: Board) -> list[Row]:
    earlier = {s.unit: s for s in then}
    return [_row(where, earlier[s.unit], s, then, now) for s in now]


def _row(where: Where, before: Standing, after: Standing, then: Board, now: Board) -> Row:
    return Row(
        unit=after.unit,
        href=where.but(view=None, set=None, unit=after.unit).href,
        place=_place(after),
        before=_place(before),
        climbed=before.rank - after.rank if before.rank is not None and after.rank is not None else None,
        score=_score(after),
        was=_score(before),
        shift=words.score_shift(before, after),
        lights=(before.light, after.light),
        why=words.why(before, after, then, now),
    )


def _place(standing: Standing) -> str:
    return str(standing.rank) if standing.rank is not None else "未排名"


def _score(standing: Standing) -> str:
    return "—" if standing.score is None else score(standing.score)


def _lit(where: Where, found: Trial) -> dict[str, object]:
    """现行的和试算的亮灯办法；换了的给出各目标的灯去哪里看。"""
    now, tried = found.lights
    return {
        "light_now": f"现行的{rule_text(now)}。{why.how(now)}。",
        "light_tried": f"试算的{rule_text(tried)}。{why.how(tried)}。不是本市现行的。" if tried != now else "",
        "goals": where.to("overview", view="matrix", lights=tried.name).href if tried != now else "",
    }
