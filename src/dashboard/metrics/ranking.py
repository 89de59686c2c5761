"""龙虎榜：四榜与综合，组内排位；全部板块一起另排。算法都在考核规则里，这里只排。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain.assessment import CONTEST_ZH, AssessmentRules, Contest, Missing, Ties
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import EVERYONE, GoalResult, GroupBoards, Leaderboard, Light, Part, Standing
from dashboard.metrics import TOLERANCE
from dashboard.metrics.boards import scoring
from dashboard.metrics.boards.field import Field
from dashboard.metrics.boards.projects import Tally, small, tallies
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.summary import Overall, judge_all, overalls, reported
from dashboard.wording import scores

FOUR = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
Parts = Mapping[Contest, tuple[Part, ...]]
Results = Sequence[GoalResult]


@dataclass(frozen=True, slots=True)
class _Entrant:
    """一个参评的板块：判定、概况、项目数、各榜的各项（当月未报又不记零分的为空）；absent 为当月未报。"""

    unit: str
    results: Results
    overall: Overall
    tally: Tally
    parts: Parts
    absent: bool


def leaderboard(
    profile: CityProfile,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    finalized: bool,
    rules: AssessmentRules | None = None,
) -> Leaderboard:
    """month 的得分与位次，得分一律不取整；shares 为到该月为止的项目。与上月的比较由 movement.moved 加上。

    rules 为试算的规则，默认用 month 时有效的。"""
    used = rules or profile.rules_at(month)
    results = judge_all(profile, month, evidence)
    whole = Field(profile, used, month, evidence, shares, results, tallies(profile, shares, month))
    found = overalls(profile, month, evidence, results)
    groups = tuple(_group(whole, found, name, units) for name, units in profile.groups.items())
    overall = _group(whole, found, EVERYONE, profile.unit_names) if len(groups) > 1 else None
    return Leaderboard(used.id, month, finalized, groups, overall)


def _group(whole: Field, found: Mapping[str, Overall], name: str, units: Sequence[str]) -> GroupBoards:
    """一个分组的五张榜；组内只与组内的比。"""
    ranked = {u: whole.results[u] for u in units if reported(whole.results[u], whole.month)}
    field = replace(whole, results=ranked)
    scored = {u: {c: scoring.board(field, whole.rules.board(c), u) for c in FOUR} for u in ranked}
    absent = _absent(whole.rules, scored.values())
    entrants = [
        _Entrant(u, whole.results[u], found[u], whole.tallies.of(u), _with_total(whole.rules, scored.get(u, absent)), u not in ranked)
        for u in units
    ]
    return GroupBoards(name, {c: _board(whole.rules, c, entrants) for c in Contest})


def _absent(rules: AssessmentRules, present: Iterable[Parts]) -> Parts:
    """当月未报的板块的各项：不排名的没有；记零分的，别家有得分的榜都是0分。"""
    if rules.missing is Missing.UNRANKED:
        return {}
    held = {c for parts in present for c in FOUR if parts[c]}
    zero = (Part("missing", "未报", 1.0, None, 0.0, scores.ZERO),)
    return {c: zero if c in held else () for c in FOUR}


def _with_total(rules: AssessmentRules, four: Parts) -> Parts:
    return {**four, Contest.TOTAL: _total(rules, four)} if four else {}


def _total(rules: AssessmentRules, four: Parts) -> tuple[Part, ...]:
    """综合的四项即四榜得分乘权重；缺一榜则没有综合。"""
    if not all(four[c] for c in FOUR):
        return ()
    values = {c: sum(p.score for p in four[c]) for c in FOUR}
    return tuple(Part(str(c), CONTEST_ZH[c], rules.weights[c], values[c], rules.weights[c] * values[c], "") for c in FOUR)


def _board(rules: AssessmentRules, contest: Contest, entrants: Sequence[_Entrant]) -> tuple[Standing, ...]:
    """一张榜，按位次；没有得分的在最后，按档案顺序。"""
    found = [_standing(rules, contest, e) for e in entrants]
    known = [s.score for s in found if s.score is not None]
    places = ranks(known, rules.ties)
    ranked = [replace(s, rank=places[known.index(s.score)]) for s in found if s.score is not None]
    return (*sorted(ranked, key=lambda s: s.rank or 0), *(s for s in found if s.score is None))


def ranks(found: Sequence[float], ties: Ties) -> list[int]:
    """得分 → 位次；差在1e-9以内的并列，下一名顺延或不空位。"""
    better = [[v for v in found if v > score + TOLERANCE] for score in found]
    if ties is Ties.SKIP:
        return [1 + len(above) for above in better]
    return [1 + _levels(above) for above in better]


def _levels(found: Sequence[float]) -> int:
    """有几种得分；差在1e-9以内的算一种。"""
    ordered = sorted(found)
    return sum(1 for n, v in enumerate(ordered) if n == 0 or v > ordered[n - 1] + TOLERANCE)


def _standing(rules: AssessmentRules, contest: Contest, entrant: _Entrant) -> Standing:
    overall = entrant.overall
    parts = entrant.parts.get(contest, ())
    score = sum(p.score for p in parts) if parts else None
    light = Light.UNREPORTED if entrant.absent else overall.light
    return Standing(entrant.unit, score, None, None, "", parts, light, overall.completion, _reason(rules, contest, entrant))


def _reason(rules: AssessmentRules, contest: Contest, entrant: _Entrant) -> str:
    """没有得分的原因；有得分的提醒：比进度不含哪些目标，比质量样本少。"""
    parts = entrant.parts
    if entrant.absent:
        return scores.ZERO if parts else scores.NOT_RANKED
    if contest is Contest.TOTAL:
        absent = [c for c in FOUR if not parts[c]]
        return scores.absent(absent) if absent else ""
    if not parts[contest]:
        return scores.NOTHING[contest]
    lacking = scoring.without_task(entrant.results) if contest is Contest.PACE else []
    if lacking:
        return scores.no_tasks(lacking)
    few = contest is Contest.QUALITY and small(rules.small_sample, entrant.tally)
    return scores.small_sample(entrant.tally.total) if few else ""
