"""一张榜：规则里的每一项各板块一起算出来，加上加分、扣分；项分已乘权重，各项之和即得分。"""

from collections.abc import Sequence

import numpy as np

from dashboard.domain.assessment import BoardRules, Extra, ExtraRule, Item
from dashboard.domain.month import Month
from dashboard.metrics import methods
from dashboard.metrics.boards.field import Field, Key, Subject
from dashboard.metrics.boards.parts import Board, Bonus, Points, Words, blended, weighted
from dashboard.metrics.boards.terms import Scored, scored
from dashboard.metrics.columns import Column, divided, known, number, where
from dashboard.metrics.unit_columns import UnitColumn
from dashboard.wording import scores


def board(field: Field, rules: BoardRules) -> Board:
    """各板块的各项和加减分；一项也算不出的没有得分。"""
    found = [p for number in range(len(rules.items)) for p in _points(field, rules, number)]
    return weighted(len(field.units), found, [_bonus(field, rule) for rule in rules.extras])


def _points(field: Field, rules: BoardRules, at: int) -> list[Points]:
    """规则里的第 at 项；指全部指标的，一个指标一项，各板块由它算得出的平分这一项的权重。"""
    item = rules.items[at]
    found = [(subject, *_kept(field, rules, at, subject)) for subject in field.subjects(item, rules.period)]
    count = sum((known(points).astype(np.float64) for _, points, _ in found), np.zeros(len(field.units)))
    weight = divided(item.weight, count)
    return [Points(s.indicator, s.name, weight, terms[0].value, points, _note(terms), terms[0].uom) for s, points, terms in found]


def _kept(field: Field, rules: BoardRules, at: int, subject: Subject) -> tuple[Column, list[Scored]]:
    """算一次，记在赛场里。"""
    key = Key(rules.contest, at, subject.indicator, subject.result.goal.id if subject.result else "")
    if key not in field.kept:
        field.kept[key] = _one(field, rules, rules.items[at], subject)
    found: tuple[Column, list[Scored]] = field.kept[key]
    return found


def _one(field: Field, rules: BoardRules, item: Item, subject: Subject) -> tuple[Column, list[Scored]]:
    """一项的得分，和合成它的各种算法。"""
    terms = [scored(field, subject, term, rules.period) for term in item.terms]
    points = blended([(term.weight, found.points) for term, found in zip(item.terms, terms, strict=True)])
    return where(subject.present, points), terms


def _note(terms: Sequence[Scored]) -> Words:
    """各种算法的说明连起来。"""
    return lambda at: "；".join(filter(None, (found.note(at) for found in terms)))


def _bonus(field: Field, rule: ExtraRule) -> Bonus:
    """加分、扣分：不占权重，另加在得分上。"""
    count = _COUNTS[rule.counting](field, rule)
    points = methods.extra(count, rule.every, rule.points, rule.ceiling)
    return Bonus(f"extra:{rule.name}", rule.name, count, points, lambda at: scores.extra(rule, float(count[at])), _uom(field, rule))


def _uom(field: Field, rule: ExtraRule) -> str:
    """所数的以什么计：月数，或指标的单位。"""
    result = field.result(rule.of)
    return "个月" if rule.counting is Extra.MISSED_MONTHS else result.goal.uom if result else "个"


def _over_task(field: Field, rule: ExtraRule) -> Column:
    """超过当年任务的数量；没有任务的为0。"""
    result = field.result(rule.of)
    if result is None:
        return np.zeros(len(field.units))
    over = result.actual - result.target
    return np.where(known(over), np.maximum(0.0, over), 0.0)


def _missed_months(field: Field, _rule: ExtraRule) -> Column:
    """当年到本月，应报而没有已接收报表的月数。"""
    months = [m for n in range(1, field.month.month + 1) if (m := Month(field.month.year, n)) >= field.profile.start]
    sent = [field.evidence.reporting.get(m, frozenset()) for m in months]
    return np.array([float(sum(unit not in one for one in sent)) for unit in field.units])


def without_task(columns: Sequence[UnitColumn], at: int) -> list[str]:
    """第 at 个板块有数而没有年度任务的2025目标，比进度不含它们。"""
    mine = [c for c in columns if not c.goal.is_commitment and not c.goal.counts_events]
    return [c.goal.short_name for c in mine if number(c.actual, at) is not None and number(c.target, at) is None]


_COUNTS = {Extra.OVER_TASK: _over_task, Extra.MISSED_MONTHS: _missed_months}
