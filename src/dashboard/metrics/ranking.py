"""龙虎榜：得分与位次（places）加上各项、说明、原因；算法都在考核规则里。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH, AssessmentRules, Contest, Missing
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.domain.results import EVERYONE, GroupBoards, Leaderboard, Light, Part, Standing
from dashboard.metrics.boards.projects import small
from dashboard.metrics.boards.scoring import without_task
from dashboard.metrics.columns import number
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.places import FOUR, Ring, rings
from dashboard.metrics.summary import Columns, Overall, columns_of, overalls
from dashboard.wording import scores


def leaderboard(
    profile: CityProfile,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    finalized: bool,
    rules: AssessmentRules | None = None,
    columns: Columns | None = None,
) -> Leaderboard:
    """month 的得分与位次，得分一律不取整；shares 为到该月为止的项目。与上月的比较由 movement.moved 加上。

    rules 为试算的规则，默认用 month 时有效的；columns 为算好的各目标的判定。"""
    used = rules or profile.rules_at(month)
    judged = tuple(columns_of(profile, month, evidence) if columns is None else columns)
    found = overalls(profile, month, evidence, judged)
    every = [_group(used, ring, found) for ring in rings(profile, month, evidence, shares, used, judged)]
    groups = tuple(g for g in every if g.name != EVERYONE)
    return Leaderboard(used.id, month, finalized, groups, every[-1] if len(every) > len(groups) else None)


@dataclass(frozen=True, slots=True)
class _Entrant:
    """一个参评的板块：在分组里第几个、在当月已报的里面第几个（未报的为 None）。"""

    rules: AssessmentRules
    ring: Ring
    overall: Overall
    at: int
    among: int | None

    def score(self, contest: Contest) -> float | None:
        return number(self.ring.places.scores[contest], self.at)


def _group(rules: AssessmentRules, ring: Ring, found: Mapping[str, Overall]) -> GroupBoards:
    """一个分组的五张榜，各按位次；没有得分的在最后，按档案顺序。"""
    among, present = iter(range(len(ring.present))), ring.present.tolist()
    entrants = [
        _Entrant(rules, ring, found[unit], n, next(among) if present[n] else None) for n, unit in enumerate(ring.places.units)
    ]
    return GroupBoards(ring.places.name, {c: _board(c, entrants) for c in Contest})


def _board(contest: Contest, entrants: Sequence[_Entrant]) -> tuple[Standing, ...]:
    found = [_standing(contest, e) for e in entrants]
    return (*sorted((s for s in found if s.rank is not None), key=lambda s: s.rank or 0), *(s for s in found if s.rank is None))


def _standing(contest: Contest, entrant: _Entrant) -> Standing:
    places, overall = entrant.ring.places, entrant.overall
    rank = int(places.ranks[contest][entrant.at]) or None
    light = Light.UNREPORTED if entrant.among is None else overall.light
    parts = _parts(contest, entrant)
    return Standing(places.units[entrant.at], entrant.score(contest), rank, None, "", parts, light, overall.completion, _reason(contest, entrant))


def _parts(contest: Contest, entrant: _Entrant) -> tuple[Part, ...]:
    """各项；综合的四项即四榜得分乘权重；记零分的只有一项未报。"""
    if entrant.score(contest) is None:
        return ()
    if contest is Contest.TOTAL:
        return tuple(_quarter(entrant.rules, c, entrant.score(c) or 0.0) for c in FOUR)
    if entrant.among is None:
        return (Part("missing", "未报", 1.0, None, 0.0, scores.ZERO),)
    return entrant.ring.boards[contest].parts(entrant.among)


def _quarter(rules: AssessmentRules, contest: Contest, score: float) -> Part:
    return Part(str(contest), CONTEST_ZH[contest], rules.weights[contest], score, rules.weights[contest] * score, "")


def _reason(contest: Contest, entrant: _Entrant) -> str:
    """没有得分的原因；有得分的提醒：比进度不含哪些目标，比质量样本少。"""
    if entrant.among is None:
        return scores.ZERO if entrant.rules.missing is Missing.ZERO else scores.NOT_RANKED
    if contest is Contest.TOTAL:
        absent = [c for c in FOUR if entrant.score(c) is None]
        return scores.absent(absent) if absent else ""
    return scores.NOTHING[contest] if entrant.score(contest) is None else _reminder(contest, entrant, entrant.among)


def _reminder(contest: Contest, entrant: _Entrant, among: int) -> str:
    ring = entrant.ring
    lacking = without_task(ring.field.columns, among) if contest is Contest.PACE else []
    if lacking:
        return scores.no_tasks(lacking)
    tally = ring.field.tallies.of(ring.places.units[entrant.at])
    few = contest is Contest.QUALITY and small(entrant.rules.small_sample, tally.total)
    return scores.small_sample(tally.total) if few else ""
