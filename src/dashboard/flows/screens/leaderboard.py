"""板块龙虎榜：一个分组的一张榜，近六个月位次，得分从哪里来。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH, PROJECT_QUALITIES, Contest
from dashboard.domain.results import EVERYONE, Light, Standing
from dashboard.figures.bumps import Climb, bump
from dashboard.figures.picture import Picture
from dashboard.figures.waterfall import Portion, Step, fold, waterfall
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.boards import Table, climbs, mean_name, mean_score, table
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.where import Where
from dashboard.wording import standings
from dashboard.wording.numbers import score
from dashboard.wording.periods import month_zh

_STEPS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """榜上一行：名次、种类、条长（占横轴的百分比）、其他各榜的得分（文字、是否全组最高）、链接。"""

    standing: Standing
    kind: str
    length: float
    others: tuple[tuple[str, bool], ...]
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """一个板块的得分从哪里来：标题、瀑布各步、比较的句子。"""

    title: str
    steps: tuple[Step, ...]
    facts: tuple[str, ...]


def leaderboard(dash: Dashboard, where: Where) -> Picture:
    """板块龙虎榜。收数中的月份只列谁报了，不排名。"""
    where, at = stand(dash, where)
    if not at.finalized:
        return collecting(dash, where, at)
    found = table(dash, at, where)
    subject = standings.climber_of(found.now) or next(iter(found.now), None)
    full, mean = scale(found.now), mean_score(found.now)
    return framed(
        dash,
        where,
        at,
        "leaderboard.html",
        headline(at, found),
        contests=contest_choices(where, found.contest),
        groups=group_choices(at, where, found.group),
        rows=rows(at, where, found, subject.unit if subject else ""),
        columns=[CONTEST_ZH[c] for c in other_contests(found.contest)],
        name=found.name,
        mean=score(mean) if mean is not None else "",
        mean_name=mean_name(at, found.group),
        mean_left=mean * 100 / full if mean is not None else None,
        **since_review(found),
        rules=at.profile.rules_at(at.month),
        firm=where.but(view="firm", board=None, unit=None).href,
        trial=where.but(view="whatif", unit=None).href,
        export=where.but(view="export", unit=None).href,
        assess=where.but(view="assess", board=None, unit=None, group=None).href,
        **beside(at, where, found, subject),
    )


def since_review(found: Table) -> dict[str, object]:
    """上次双月点评是哪个月；就是上月的不另写一行。"""
    month = found.boards[-1].reviewed
    if month is None:
        return {"review": False, "moves": "▲▼为比上月升降的名次"}
    same = month + 1 == found.months[-1]
    return {"review": not same, "moves": "▲▼为比上月（也是上次点评）" if same else f"▲▼比上月，点评▲▼比{month.month}月点评"}


def beside(at: Moment, where: Where, found: Table, subject: Standing | None) -> dict[str, object]:
    """右边一栏：位次图、得分瀑布、比较；subject 为突出的板块。"""
    lines: list[Climb] = climbs(found, where, subject.unit if subject else None)
    return {
        "month_count": len(found.months),
        "bump": bump(found.months, lines),
        "history": where.but(view="history").href,
        "origin": origin(at, where, found, subject) if subject else None,
    }


def headline(at: Moment, found: Table) -> str:
    """结论标题；几组时写明哪一组，单榜时写明哪一榜。"""
    group = f"{found.group}：" if len(at.profile.groups) > 1 else ""
    contest = f"{found.name}榜，" if found.contest is not Contest.TOTAL else ""
    return f"{group}{contest}{standings.headline(found.now, found.before)}"


def other_contests(contest: Contest) -> list[Contest]:
    """表里其余几列：综合看四榜，单榜看综合和另外三榜。"""
    return [c for c in (Contest.TOTAL, *(c for c in Contest if c is not Contest.TOTAL)) if c is not contest]


def scale(found: Sequence[Standing]) -> float:
    """得分条的满刻度：100分；有超过的，到最高分向上取整十。"""
    top = max((s.score or 0.0 for s in found), default=0.0)
    return 100.0 if top <= 100 else -(-top // 10) * 10


def rows(at: Moment, where: Where, found: Table, chosen: str) -> list[Row]:
    """榜上各行，按名次；未排名的在最后。"""
    full = scale(found.now)
    kinds = {u.name: u.kind for u in at.profile.assessed_units}
    columns = [{s.unit: s.score for s in found.of(c)} for c in other_contests(found.contest)]
    best = [max((v for v in column.values() if v is not None), default=None) for column in columns]
    return [
        Row(
            standing=s,
            kind=kinds[s.unit],
            length=max(0.0, s.score or 0.0) * 100 / full,
            others=tuple(_other(column.get(s.unit), top) for column, top in zip(columns, best, strict=True)),
            href=where.but(unit=s.unit).href,
            chosen=s.unit == chosen,
        )
        for s in found.now
    ]


def _other(value: float | None, top: float | None) -> tuple[str, bool]:
    return (score(value), value == top) if value is not None else ("—", False)


def contest_choices(where: Where, chosen: Contest) -> list[Choice]:
    """综合与四榜；换榜时板块和分组不变。"""
    order = (Contest.TOTAL, *(c for c in Contest if c is not Contest.TOTAL))
    return [Choice(CONTEST_ZH[c], where.but(board=None if c is Contest.TOTAL else str(c)).href, c is chosen) for c in order]


def group_choices(at: Moment, where: Where, chosen: str) -> list[Choice]:
    """分组，和全部板块一起排的；只有一组时没有可选的。"""
    names = [*at.profile.groups, EVERYONE]
    return [Choice(n, where.but(group=n, unit=None).href, n == chosen) for n in names] if len(names) > 2 else []


def origin(at: Moment, where: Where, found: Table, subject: Standing) -> Origin:
    """得分瀑布与比较。"""
    whole = where.but(unit=subject.unit).href
    portions = [Portion(_portion_name(found.contest, p.name, p.weight), p.score, part_href(at, where, subject.unit, p.indicator)) for p in subject.parts]
    total = f"{subject.unit}{score(subject.score)}分从哪里来" if subject.score is not None else f"{subject.unit}没有得分"
    return Origin(total, waterfall(fold(portions, _STEPS, whole)), tuple(standings.comparisons(subject, found.now)))


def _portion_name(contest: Contest, name: str, weight: float) -> str:
    return f"{name}{weight * 100:.0f}%" if contest is Contest.TOTAL else name


def part_href(at: Moment, where: Where, unit: str, indicator: str) -> str:
    """得分的一项去哪里：榜去这个板块的那张榜，指标去目标页看它的输入，项目属性去逐个列出的项目。"""
    if indicator in PROJECT_QUALITIES:
        return where.but(view="projects", unit=unit, of=indicator, versus=None).href
    if indicator in set(Contest):
        return where.but(unit=unit, board=indicator).href
    goal = next((g for g in at.profile.goals if indicator in (g.id, g.indicator)), None)
    return where.to("overview", goal=goal.id, unit=unit).href if goal else where.but(unit=unit).href


def collecting(dash: Dashboard, where: Where, at: Moment) -> Picture:
    """收数中的月份：哪个板块报了、亮什么灯；不排名。"""
    units = judge.unit_summaries(dash, at)
    sent = judge.evidence(dash, at).reporting.get(at.month, frozenset())
    finalized = [m for m in dash.store.finalized_months(at.city, at.version) if m < at.month]
    last = max(finalized, default=None)
    missing = [u.unit for u in units if u.unit not in sent]
    return framed(
        dash,
        where,
        at,
        "collecting.html",
        f"{month_zh(at.month)}还在收数，审定后排名；已报{len(units) - len(missing)}/{len(units)}个板块",
        units=[(u, u.unit in sent, where.to("carriers", unit=u.unit).href) for u in units],
        last=last,
        last_href=where.at(at.city, last).href if last else "",
        unreported=Light.UNREPORTED,
    )
