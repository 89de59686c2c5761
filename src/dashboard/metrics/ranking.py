"""龙虎榜：四榜与综合，组内排位，并列同位。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain.assessment import CONTEST_ZH, AssessmentRules, Contest
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, GroupBoards, Leaderboard, Light, Part, Standing
from dashboard.metrics import TOLERANCE
from dashboard.metrics.boards.contribution import contribution
from dashboard.metrics.boards.levels import Race, races
from dashboard.metrics.boards.pace import pace, without_task
from dashboard.metrics.boards.quality import Tally, quality, small, tallies
from dashboard.metrics.boards.result import result
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.summary import Overall, judge_all, overalls, reported
from dashboard.wording import scores

FOUR = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
Parts = Mapping[Contest, tuple[Part, ...]]
Results = Sequence[GoalResult]


@dataclass(frozen=True, slots=True)
class _Entrant:
    """一个参评的板块：判定、概况、项目数、各榜的各项（当月未报的为空）。"""

    unit: str
    results: Results
    overall: Overall
    tally: Tally
    parts: Parts


def leaderboard(
    profile: CityProfile,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    finalized: bool,
) -> Leaderboard:
    """month 的得分与位次，得分一律不取整；shares 为到该月为止的项目。与上月的比较由 movement.moved 加上。"""
    results = judge_all(profile, month, evidence)
    found = overalls(profile, month, evidence, results)
    counted = tallies(profile, shares, month)
    groups = []
    for name, units in profile.groups.items():
        ranked = {u: results[u] for u in units if reported(results[u], month)}
        compared = races(profile, ranked, evidence, shares)
        entrants = []
        for unit in units:
            mine = counted.of(unit)
            parts = _parts(profile.rules, results[unit], mine, counted.city, compared, unit) if unit in ranked else {}
            entrants.append(_Entrant(unit, results[unit], found[unit], mine, parts))
        groups.append(GroupBoards(name, {c: _board(profile.rules, c, entrants) for c in Contest}))
    return Leaderboard(profile.rules.id, month, finalized, tuple(groups))


def _parts(rules: AssessmentRules, results: Results, mine: Tally, city: Tally, compared: Sequence[Race], unit: str) -> Parts:
    four = {
        Contest.PACE: pace(rules, results),
        Contest.QUALITY: quality(rules, mine, city),
        Contest.RESULT: result(rules, compared, unit),
        Contest.CONTRIBUTION: contribution(rules, compared, unit),
    }
    return {**four, Contest.TOTAL: _total(rules, four)}


def _total(rules: AssessmentRules, four: Parts) -> tuple[Part, ...]:
    """综合的四项即四榜得分乘权重；缺一榜则没有综合。"""
    if not all(four[c] for c in FOUR):
        return ()
    values = {c: sum(p.score for p in four[c]) for c in FOUR}
    return tuple(Part(str(c), CONTEST_ZH[c], rules.weights[c], values[c], rules.weights[c] * values[c], "") for c in FOUR)


def _board(rules: AssessmentRules, contest: Contest, entrants: Sequence[_Entrant]) -> tuple[Standing, ...]:
    """一张榜，按位次；得分差在1e-9以内的并列，下一名顺延；没有得分的在最后，按档案顺序。"""
    found = [_standing(rules, contest, e) for e in entrants]
    known = [s.score for s in found if s.score is not None]
    ranked = [replace(s, rank=1 + sum(v > s.score + TOLERANCE for v in known)) for s in found if s.score is not None]
    return (*sorted(ranked, key=lambda s: s.rank or 0), *(s for s in found if s.score is None))


def _standing(rules: AssessmentRules, contest: Contest, entrant: _Entrant) -> Standing:
    overall = entrant.overall
    parts = entrant.parts.get(contest, ())
    score = sum(p.score for p in parts) if parts else None
    light = overall.light if entrant.parts else Light.UNREPORTED
    return Standing(entrant.unit, score, None, None, "", parts, light, overall.completion, _reason(rules, contest, entrant))


def _reason(rules: AssessmentRules, contest: Contest, entrant: _Entrant) -> str:
    """没有得分的原因；有得分的提醒：比进度不含哪些目标，比质量样本少。"""
    parts = entrant.parts
    if not parts:
        return scores.NOT_RANKED
    if contest is Contest.TOTAL:
        absent = [c for c in FOUR if not parts[c]]
        return scores.absent(absent) if absent else ""
    if not parts[contest]:
        return scores.NOTHING[contest]
    lacking = without_task(entrant.results) if contest is Contest.PACE else []
    if lacking:
        return scores.no_tasks(lacking)
    return scores.small_sample(entrant.tally.total) if contest is Contest.QUALITY and small(rules, entrant.tally) else ""
