"""龙虎榜：四榜与综合，组内排位，并列同位；位次变化与它的原因。"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Collector
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, GroupBoards, Leaderboard, Light, Part, Standing
from dashboard.metrics import TOLERANCE, boards
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import judge_unit
from dashboard.metrics.lights import unit_light
from dashboard.wording import moves

_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
Parts = Mapping[Contest, tuple[Part, ...]]


def leaderboard(
    profile: CityProfile,
    month: Month,
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    finalized: bool,
) -> Leaderboard:
    """month 的得分与位次，得分一律不取整；与上月的比较由 moved 加上。"""
    results = {name: _judged(profile, name, month, evidence) for name in profile.unit_names}
    city = boards.quality_of(profile, shares, month)
    groups = tuple(
        _group(profile, group, month, {name: results[name] for name in names}, evidence, shares, city) for group, names in profile.groups.items()
    )
    return Leaderboard(profile.rules.id, month, finalized, groups)


def _judged(profile: CityProfile, unit: str, month: Month, evidence: Evidence) -> tuple[GoalResult, ...]:
    return tuple(judge_unit(profile, goal, unit, month, evidence) for goal in profile.goals)


def _group(
    profile: CityProfile,
    group: str,
    month: Month,
    results: Mapping[str, tuple[GoalResult, ...]],
    evidence: Evidence,
    shares: Sequence[ProjectShare],
    city: boards.Quality,
) -> GroupBoards:
    reporting = {name: found for name, found in results.items() if _reported(found, month)}
    levels = boards.levels(reporting, evidence)
    scored: dict[str, Parts] = {}
    for name, found in reporting.items():
        mine = boards.quality_of(profile, shares, month, name)
        scored[name] = {
            Contest.PACE: boards.pace(profile.rules, found),
            Contest.QUALITY: boards.quality(profile.rules, mine, city) if mine.total or city.total else (),
            Contest.RESULT: boards.result(profile.rules, levels, name),
            Contest.CONTRIBUTION: boards.contribution(profile.rules, levels, name),
        }
        scored[name] = {**scored[name], Contest.TOTAL: _total(profile, scored[name])}
    return GroupBoards(group, {c: _board(profile, c, results, scored) for c in Contest})


def _reported(results: Sequence[GoalResult], month: Month) -> bool:
    """当月应由板块报的指标里，至少报了一个（谁送来的都算）。"""
    due = [r for r in results if r.goal.collected_from is Collector.UNIT and not r.goal.counts_events and r.goal.is_due(month)]
    return any(r.reported for r in due) if due else any(r.actual is not None for r in results)


def _total(profile: CityProfile, scored: Parts) -> tuple[Part, ...]:
    """综合的四项即四榜得分乘权重；缺一榜则没有综合。"""
    if any(not scored[c] for c in _BOARDS):
        return ()
    weights = profile.rules.weights
    values = {c: sum(p.score for p in scored[c]) for c in _BOARDS}
    return tuple(Part(str(c), CONTEST_ZH[c], weights[c], values[c], weights[c] * values[c], "") for c in _BOARDS)


def _board(
    profile: CityProfile, contest: Contest, results: Mapping[str, tuple[GoalResult, ...]], scored: Mapping[str, Parts]
) -> tuple[Standing, ...]:
    found = [_standing(profile, contest, name, results[name], scored.get(name)) for name in results]
    scores = [s.score for s in found if s.score is not None]
    ranked = [
        replace(s, rank=1 + sum(other > s.score + TOLERANCE for other in scores)) if s.score is not None else s for s in found
    ]
    return tuple(sorted(ranked, key=lambda s: s.rank if s.rank is not None else len(ranked) + 1))


def _standing(profile: CityProfile, contest: Contest, unit: str, results: Sequence[GoalResult], scored: Parts | None) -> Standing:
    light, completion = unit_light(profile, results)
    if scored is None:
        return Standing(unit, None, None, None, "", (), Light.UNREPORTED, completion, "当月未报，不参加排名")
    parts = scored[contest]
    score = sum(p.score for p in parts) if parts else None
    return Standing(unit, score, None, None, "", parts, light, completion, _reason(contest, scored, results))


def _reason(contest: Contest, scored: Parts, results: Sequence[GoalResult]) -> str:
    """没有得分的原因；比进度另写明哪些目标没有年度任务。"""
    lacking = [r.goal.short_name for r in results if not r.goal.is_commitment and not r.goal.counts_events and r.actual is not None and r.task is None]
    if contest is Contest.TOTAL:
        absent = [CONTEST_ZH[c] for c in _BOARDS if not scored[c]]
        return f"没有{'、'.join(absent)}的得分，不算综合" if absent else ""
    if not scored[contest]:
        return {Contest.PACE: "没有下达年度任务", Contest.QUALITY: "全市还没有已认定的项目"}.get(contest, "没有可比的指标")
    return moves.no_tasks(lacking) if contest is Contest.PACE and lacking else ""


def moved(found: Leaderboard, previous: Leaderboard) -> Leaderboard:
    """加上与上月（previous）相比的位次变化与原因；正数为上升，有一个月没有位次的为 None。"""
    earlier = {g.name: g for g in previous.groups}
    groups = []
    for group in found.groups:
        before = earlier.get(group.name)
        groups.append(
            GroupBoards(group.name, {c: _changes(b, before.boards[c] if before else ()) for c, b in group.boards.items()})
        )
    return replace(found, groups=tuple(groups))


def _changes(now: tuple[Standing, ...], before: tuple[Standing, ...]) -> tuple[Standing, ...]:
    earlier = {s.unit: s for s in before}
    return tuple(_change(s, earlier.get(s.unit), now, before) for s in now)


def _change(standing: Standing, before: Standing | None, now: Sequence[Standing], then: Sequence[Standing]) -> Standing:
    if standing.rank is None:
        return standing
    if before is None or before.rank is None:
        return replace(standing, cause=moves.newcomer())
    change = before.rank - standing.rank
    return replace(standing, rank_change=change, cause=moves.cause(standing, before, change, now, then))
