"""考核：走到哪一步，冻结的得分表，申诉和答复，后来的更正；可照样打印。"""

from dataclasses import dataclass

from dashboard.domain.assessing import Assessment, Stage
from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.submissions import KIND_ZH, Submission
from dashboard.figures.picture import Picture
from dashboard.flows import assessing
from dashboard.flows.assessing import Place, Shift
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.where import Where
from dashboard.wording.numbers import score
from dashboard.wording.periods import month_or_year_zh, month_zh

_TRACK = (Stage.DRAFT, Stage.NOTICE, Stage.REVIEWED, Stage.PUBLISHED)
_CONTESTS = (Contest.TOTAL, *(c for c in Contest if c is not Contest.TOTAL))


@dataclass(frozen=True, slots=True)
class Line:
    """得分表一行：位次、板块、综合和四榜的得分。"""

    rank: str
    unit: str
    scores: tuple[str, ...]


def chosen(dash: Dashboard, where: Where, at: Moment) -> Assessment | None:
    """地址所选的那一次；没选取这个月的，再没有取最近的。"""
    found = dash.store.assessments(at.city)
    picked = where.pick("id")
    mine = next((a for a in found if str(a.number) == picked), None)
    return mine or next((a for a in found if a.month == at.month and a.stage is not Stage.CANCELLED), None) or (found[0] if found else None)


def assessment(dash: Dashboard, where: Where) -> Picture:
    """一次考核。"""
    where, at = stand(dash, where)
    found = chosen(dash, where, at)
    context = _context(dash, found) if found else {"steps": [], "track": [], "groups": [], "appeals": [], "shifts": [], "later": [], "year": None, "same": True, "columns": []}
    every = [Choice(f"{a.name}（{a.stage}）", where.but(id=str(a.number)).href, found is not None and a.number == found.number) for a in dash.store.assessments(at.city)]
    return framed(dash, where, at, "assessment.html", headline(at, found), back=where.but(view=None, id=None).href, found=found, every=every, **context)


def headline(at: Moment, found: Assessment | None) -> str:
    """结论：这一次走到哪一步，谁第一。"""
    if found is None:
        return "还没有考核" if at.finalized else f"还没有考核；{month_zh(at.month)}审定以后才能起草"
    places = assessing.places(found.result)
    several = len({p.group for p in places}) > 1
    first = [f"{p.group if several else ''}{p.unit}" for p in places if p.rank == 1]
    until = f"到{found.notice_until:%-m月%-d日}24:00" if found.stage is Stage.NOTICE and found.notice_until else ""
    return f"{found.name}：{found.stage}{until}" + (f"，{'、'.join(first)}第1" if first else "")


def _context(dash: Dashboard, found: Assessment) -> dict[str, object]:
    reached = [s.stage for s in dash.store.assessment_steps(found.number)]
    return {
        "steps": dash.store.assessment_steps(found.number),
        "track": [(str(s), "now" if s is found.stage else "done" if s in reached else "ahead") for s in _TRACK],
        "columns": [CONTEST_ZH[c] for c in _CONTESTS],
        "groups": _groups(found),
        "appeals": dash.store.appeals(found.number),
        "shifts": [_shifted(s) for s in assessing.since(dash, found)] if found.stage is not Stage.CANCELLED else [],
        "ruled": assessing.rules_changed(dash, found),
        "same": assessing.reproduced(dash, found),
        "later": [_sent(s) for s in assessing.later(dash, found)] if found.stage is not Stage.CANCELLED else [],
        "year": year(dash, found.city, found.month.year),
    }


@dataclass(frozen=True, slots=True)
class Year:
    """年度得分表：哪一年，当年公布的各次（名称），一行一个板块和各次、平均的得分。"""

    year: int
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def year(dash: Dashboard, city: str, number: int) -> Year | None:
    """高质量发展综合考核的年度得分表；当年还没有公布的为 None。"""
    found = assessing.year_scores(dash, city, number)
    names = tuple(a.name for a, _ in next(iter(found.values()), []))
    if not names:
        return None
    scores = {unit: [v for _, v in mine] for unit, mine in found.items()}
    return Year(number, names, tuple((unit, *map(_score, (*mine, assessing.year_mean(mine)))) for unit, mine in scores.items()))


def _sent(found: Submission) -> tuple[str, str, str]:
    header = found.header
    who = f"{found.by}报，{found.accepted_by}审核" if found.accepted_by else f"{found.by}报"
    return (header.owner or "市级", f"{month_or_year_zh(header.period)}{KIND_ZH[header.kind]}", f"{who}，第{found.version}版")


def _groups(found: Assessment) -> list[tuple[str, list[Line]]]:
    """各组的得分表，按综合位次。"""
    scores = {(p.contest, p.unit): p.score for c in _CONTESTS for p in assessing.places(found.result, c)}
    groups: dict[str, list[Line]] = {}
    for place in assessing.places(found.result):
        texts = tuple(_score(scores.get((c, place.unit))) for c in _CONTESTS)
        groups.setdefault(place.group, []).append(Line(_rank(place), place.unit, texts))
    return list(groups.items())


def _shifted(shift: Shift) -> tuple[str, ...]:
    then, now = shift.then, shift.now
    return (then.unit, CONTEST_ZH[then.contest], _rank(then), _score(then.score), _rank(now), _score(now.score))


def _rank(place: Place) -> str:
    return f"第{place.rank}" if place.rank is not None else "未排名"


def _score(value: float | None) -> str:
    return "—" if value is None else score(value)
