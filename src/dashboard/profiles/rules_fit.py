"""一套规则里的算法用得对不对：项目属性、总数、新增各能用哪些算法，一项有没有写两次，period 有没有用处。"""

from collections import Counter
from collections.abc import Iterator, Mapping

from dashboard.domain.assessment import (
    CONTEST_ZH,
    PROJECT_QUALITIES,
    AssessmentRules,
    BoardRules,
    Extra,
    Item,
    Method,
    Period,
    Quantity,
    Term,
)
from dashboard.domain.goals import Basis, Goal

_RATED = (Method.CITY_RATE, Method.FIT)
"""只用于项目属性的算法。"""
_TASKED = (Method.COMPLETION, Method.PACE)
_RACED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL)
_BASES = (*_RACED, Basis.STOCK)


def misfits(found: AssessmentRules, goals: Mapping[str, Goal]) -> Iterator[tuple[str, str]]:
    """（写错的键，哪里错、怎么改）；goals 为指标 → 目标，没有的指标另有核对。"""
    for board in found.boards:
        for item in board.items:
            yield from _item(board, item, goals)
        yield from _twice(board)
        if board.period is not Period.YEAR and not any(_periodic(t) for i in board.items for t in i.terms):
            yield "period", f"{_name(board)}里的算法都不看水平、增幅、份额，写“{board.period}”没有用处，请删去。"
        for rule in board.extras:
            if rule.counting is Extra.OVER_TASK and rule.of in goals and goals[rule.of].basis is Basis.RATIO:
                yield "of", f"{_name(board)}的“{rule.name}”数不了占比“{goals[rule.of].short_name}”超过任务多少，请换一个指标。"


def _item(board: BoardRules, item: Item, goals: Mapping[str, Goal]) -> Iterator[tuple[str, str]]:
    place = f"{_name(board)}的“{item.of}”"
    for term in item.terms:
        if (item.of in PROJECT_QUALITIES) != (term.method in _RATED):
            yield "method", f"{place}不能用“{term.method}”：项目属性只用{_words()}，这两种也只用于项目属性。"
        elif item.of in goals and goals[item.of].basis not in _RACED and not _on_task(term):
            yield "method", f"{place}是总数、占比一类，没有期内的水平、增幅、份额，不能用“{term.method}”看{term.on}。请看任务的完成率。"
        if term.against in goals and goals[term.against].basis not in _BASES:
            yield "against", f"{place}不能以“{goals[term.against].short_name}”为基数：占比、频次没有全市份额。"


def _twice(board: BoardRules) -> Iterator[tuple[str, str]]:
    named = Counter(i.of for i in board.items), Counter(e.name for e in board.extras)
    for key, counts in zip(("of", "name"), named, strict=True):
        for name, count in counts.items():
            if count > 1:
                yield key, f"{_name(board)}里“{name}”写了{count}次，请合成一条。"


def _on_task(term: Term) -> bool:
    return term.method in _TASKED or term.on is Quantity.COMPLETION


def _periodic(term: Term) -> bool:
    return not _on_task(term) and term.method not in _RATED


def _name(board: BoardRules) -> str:
    return CONTEST_ZH[board.contest]


def _words() -> str:
    return "、".join(f"“{m}”" for m in _RATED)


__all__ = ["misfits"]
