"""第一种写法的考核规则：只有参数，算法写死的那一种。已发布的旧档案还这样写，读成现在的样子，旧月份的得分一分不差。"""

from dashboard.domain.assessment import (
    ALL_FIGURES,
    ALL_TASKS,
    AssessmentRules,
    BoardRules,
    Contest,
    Item,
    Method,
    Missing,
    Period,
    Quantity,
    Term,
    Ties,
)
from dashboard.profiles.entry import Entry
from dashboard.profiles.weights import check_weights

_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)


def rules(entry: Entry) -> AssessmentRules:
    """读一套；各处权重之和须为1。"""
    weights, cap = entry.entry("weights"), entry.number("cap")
    assert weights is not None
    items = {
        Contest.PACE: (_item(ALL_TASKS, Term(Method.PACE, 1.0, Quantity.LEVEL, {"cap": cap, "floor": entry.number("min_phase")})),),
        Contest.QUALITY: _quality(entry, cap),
        Contest.RESULT: (_item(ALL_FIGURES, *_result(entry)),),
        Contest.CONTRIBUTION: (_item(ALL_FIGURES, *_contribution(cap)),),
    }
    found = AssessmentRules(
        id=entry.text("id"),
        name=entry.text("name"),
        start=None,
        boards=tuple(BoardRules(c, weights.number(str(c)), Period.YEAR, items[c]) for c in _BOARDS),
        ties=Ties.SKIP,
        missing=Missing.UNRANKED,
        small_sample=entry.optional_whole("small_sample") or 0,
        small_group=entry.optional_whole("small_group") or 0,
        note=entry.text("note", ""),
    )
    if entry.sound:
        _check(entry, found)
    return found


def _check(entry: Entry, found: AssessmentRules) -> None:
    quality, result = found.board(Contest.QUALITY).items, found.board(Contest.RESULT).items[0].terms
    check_weights(entry, "weights", list(found.weights.values()))
    check_weights(entry, "quality", [i.weight for i in quality])
    check_weights(entry, "level_weight、growth_weight", [t.weight for t in result])


def _item(of: str, *terms: Term) -> Item:
    return Item(of, "", 1.0, terms)


def _quality(entry: Entry, cap: float) -> tuple[Item, ...]:
    numbers = {"cap": cap, "shrink": entry.number("shrink")}
    term = Term(Method.CITY_RATE, 1.0, Quantity.LEVEL, numbers)
    return tuple(Item(e.text("key"), e.text("name"), e.number("weight"), (term,)) for e in entry.entries("quality"))


def _result(entry: Entry) -> tuple[Term, Term]:
    floor = {"floor": entry.number("efficacy_floor")}
    return (
        Term(Method.EFFICACY, entry.number("level_weight"), Quantity.LEVEL, floor),
        Term(Method.EFFICACY, entry.number("growth_weight"), Quantity.GROWTH, floor),
    )


def _contribution(cap: float) -> tuple[Term, Term]:
    return (
        Term(Method.LARGEST_SHARE, 0.5, Quantity.LEVEL),
        Term(Method.KEPT_SHARE, 0.5, Quantity.LEVEL, {"cap": cap}),
    )
