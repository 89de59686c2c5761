"""一个板块在一张榜上的各项：规则里的每一项算出来，加上加分、扣分；项分已乘权重，各项之和即得分。"""

from collections.abc import Sequence

from dashboard.domain.assessment import BoardRules, Extra, ExtraRule, Item
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Part
from dashboard.metrics import methods
from dashboard.metrics.boards.field import Field, Subject
from dashboard.metrics.boards.parts import Points, blended, weighted
from dashboard.metrics.boards.terms import scored
from dashboard.wording import scores


def board(field: Field, rules: BoardRules, unit: str) -> tuple[Part, ...]:
    """各项和加减分；一项也算不出为空。"""
    found = [p for item in rules.items for p in _points(field, rules, item, unit)]
    parts = weighted(found)
    return (*parts, *_extras(field, rules.extras, unit)) if parts else ()


def _points(field: Field, rules: BoardRules, item: Item, unit: str) -> list[Points]:
    """一项；指全部指标的，一个指标一项，平分这一项的权重。"""
    subjects = field.subjects(item, rules.period, unit)
    found = [p for subject in subjects if (p := _one(field, rules, item, subject)) is not None]
    return [Points(p.indicator, p.name, item.weight / len(found), p.value, p.points, p.note) for p in found]


def _one(field: Field, rules: BoardRules, item: Item, subject: Subject) -> Points | None:
    terms = [(term.weight, scored(field, subject, term, rules.period)) for term in item.terms]
    points = blended([(weight, found.points) for weight, found in terms])
    if points is None:
        return None
    note = "；".join(found.note for _, found in terms if found.note)
    return Points(subject.indicator, subject.name, item.weight, terms[0][1].value, points, note)


def _extras(field: Field, rules: Sequence[ExtraRule], unit: str) -> list[Part]:
    """加分、扣分：不占权重，另加在得分上。"""
    found = []
    for rule in rules:
        count = _COUNTS[rule.counting](field, rule, unit)
        points = methods.extra(count, rule.every, rule.points, rule.ceiling)
        found.append(Part(f"extra:{rule.name}", rule.name, 0.0, count, points, scores.extra(rule, count)))
    return found


def _over_task(field: Field, rule: ExtraRule, unit: str) -> float:
    """超过当年任务的数量；没有任务的为0。"""
    result = _of(field.results[unit], rule.of)
    task = result.task if result else None
    return 0.0 if task is None or task.actual is None else max(0.0, task.actual - task.target)


def _missed_months(field: Field, _rule: ExtraRule, unit: str) -> float:
    """当年到本月，应报而没有已接收报表的月数。"""
    months = [Month(field.month.year, n) for n in range(1, field.month.month + 1)]
    return float(sum(m >= field.profile.start and unit not in field.evidence.reporting.get(m, ()) for m in months))


def _of(results: Sequence[GoalResult], indicator: str) -> GoalResult | None:
    return next((r for r in results if r.goal.indicator == indicator), None)


def without_task(results: Sequence[GoalResult]) -> list[str]:
    """有数而没有年度任务的2025目标，比进度不含它们。"""
    return [
        r.goal.short_name
        for r in results
        if not r.goal.is_commitment and not r.goal.counts_events and r.actual is not None and r.task is None
    ]


_COUNTS = {Extra.OVER_TASK: _over_task, Extra.MISSED_MONTHS: _missed_months}
