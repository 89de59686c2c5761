"""assessment.toml：亮灯预设和考核规则。"""

from collections.abc import Iterable, Sequence

from dashboard.domain.assessment import (
    ALL_FIGURES,
    ALL_TASKS,
    PROJECT_QUALITIES,
    AssessmentRules,
    BoardRules,
    Contest,
    Extra,
    ExtraRule,
    Item,
    LightMethod,
    LightPreset,
    Method,
    Missing,
    Period,
    Quantity,
    Term,
    Ties,
)
from dashboard.profiles import first_rules
from dashboard.profiles.entry import Entry
from dashboard.profiles.weights import check_shares

_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
_NUMBERS: dict[Method, tuple[str, ...]] = {
    Method.COMPLETION: ("cap",),
    Method.PACE: ("cap", "floor"),
    Method.EFFICACY: ("floor",),
    Method.CITY_MEAN: ("every", "points", "limit"),
    Method.CITY_RATE: ("cap", "shrink"),
    Method.OWN_BASE: ("level", "every", "points", "cap"),
    Method.RANK_STEPS: ("step",),
    Method.LARGEST_SHARE: (),
    Method.KEPT_SHARE: ("cap",),
    Method.BASE_SHARE: ("cap",),
    Method.FIT: (),
    Method.STEPS: (),
}
_ON = {
    Method.EFFICACY: tuple(Quantity),
    Method.CITY_MEAN: (Quantity.GROWTH, Quantity.COMPLETION),
    Method.OWN_BASE: (Quantity.GROWTH,),
    Method.RANK_STEPS: tuple(Quantity),
    Method.STEPS: tuple(Quantity),
}
_MAY_BE_ZERO = {"floor", "shrink", "points"}


def light(entry: Entry) -> LightPreset:
    """读一个亮灯预设；严重滞后的界限须比滞后的更远（“比例”为更低）。"""
    found = LightPreset(
        name=entry.text("name"),
        version=entry.text("version"),
        method=entry.word("method", LightMethod),
        behind=entry.number("behind"),
        far_behind=entry.number("far_behind"),
        source=entry.text("source"),
        document=entry.text("document", ""),
    )
    if entry.sound:
        _check_limits(entry, found)
    return found


def _check_limits(entry: Entry, found: LightPreset) -> None:
    lower = found.method is LightMethod.RATE
    if (found.far_behind > found.behind) if lower else (found.far_behind < found.behind):
        entry.wrong("far_behind", f"严重滞后的界限{found.far_behind:g}应{'低' if lower else '高'}于滞后的{found.behind:g}。")
    if min(found.behind, found.far_behind) < 0:
        entry.wrong("behind", "界限不能是负数，落后10个百分点写0.10。")


def rules(entry: Entry) -> AssessmentRules:
    """读一套考核规则；各处权重之和须为1，四榜须齐全。"""
    if entry.has("weights"):
        return first_rules.rules(entry)
    boards = entry.entries("boards")
    found = AssessmentRules(
        id=entry.text("id"),
        name=entry.text("name"),
        start=entry.optional_month("from"),
        boards=tuple(_board(e) for e in boards),
        ties=entry.word("ties", Ties, Ties.SKIP),
        missing=entry.word("missing", Missing, Missing.UNRANKED),
        small_sample=entry.optional_whole("small_sample") or 0,
        small_group=entry.optional_whole("small_group") or 0,
        note=entry.text("note", ""),
        light=entry.text("light", ""),
    )
    _check_boards(entry, boards, found)
    return found


def _check_boards(entry: Entry, boards: Sequence[Entry], found: AssessmentRules) -> None:
    listed = [b.contest for b in found.boards]
    if all(b.right("board") for b in boards) and entry.right("boards") and sorted(listed) != sorted(_BOARDS):
        entry.wrong("boards", f"四榜应各有一张（{'、'.join(_BOARDS)}），写的是{'、'.join(listed) or '没有'}。")
    check_shares(entry, "boards", boards, [b.weight for b in found.boards])
    for key in ("small_sample", "small_group"):
        if getattr(found, key) < 0:
            entry.wrong(key, f"不能是负数，写的是{getattr(found, key)}。")


def _board(entry: Entry) -> BoardRules:
    items = entry.entries("items")
    found = BoardRules(
        contest=entry.word("board", Contest),
        weight=entry.number("weight"),
        period=entry.word("period", Period, Period.YEAR),
        items=tuple(_item(e) for e in items),
        extras=tuple(_extra(e) for e in entry.entries("extras")),
    )
    check_shares(entry, "items", items, [i.weight for i in found.items])
    return found


def _item(entry: Entry) -> Item:
    entries = entry.entries("terms")
    terms = tuple(_term(e) for e in entries)
    check_shares(entry, "terms", entries, [t.weight for t in terms])
    return Item(entry.text("of"), entry.text("name", ""), entry.number("weight"), terms)


def _term(entry: Entry) -> Term:
    method = entry.word("method", Method)
    found = Term(
        method=method,
        weight=entry.number("weight", 1.0),
        on=entry.word("on", Quantity, Quantity.LEVEL),
        numbers={key: entry.number(key) for key in _NUMBERS[method]},
        steps=tuple(sorted(((s.number("at"), s.number("points")) for s in entry.entries("steps")), reverse=True)),
        against=entry.text("against") if method is Method.BASE_SHARE else "",
    )
    if entry.sound:
        _check_term(entry, found)
    return found


def _check_term(entry: Entry, found: Term) -> None:
    fitting = _ON.get(found.method, (Quantity.LEVEL,))
    if found.on not in fitting:
        entry.wrong("on", f"“{found.method}”不能看{found.on}。可用：{'、'.join(fitting)}。")
    if (found.method is Method.STEPS) != bool(found.steps):
        entry.wrong("steps", f"只有“{Method.STEPS}”要写steps，写成[{{ at = 0.8, points = 75 }}]。")
    if found.method is Method.EFFICACY and found["floor"] >= 100:
        entry.wrong("floor", f"底分应小于100，写的是{found['floor']:g}。")
    for key, value in found.numbers.items():
        if value < 0 or (value == 0 and key not in _MAY_BE_ZERO):
            entry.wrong(key, f"应大于0，写的是{value:g}。")


def _extra(entry: Entry) -> ExtraRule:
    counting = entry.word("counting", Extra)
    found = ExtraRule(
        name=entry.text("name"),
        counting=counting,
        of=entry.text("of") if counting is Extra.OVER_TASK else "",
        every=entry.number("every", 1.0),
        points=entry.number("points"),
        ceiling=entry.number("ceiling"),
    )
    if entry.sound and (found.every <= 0 or found.ceiling <= 0 or found.points == 0):
        entry.wrong("points", "每几个、最多几分应大于0；加分为正，扣分为负。")
    return found


def unknown_indicators(found: AssessmentRules, known: Iterable[str]) -> list[str]:
    """规则里写了而档案里没有的指标。"""
    fine = {ALL_TASKS, ALL_FIGURES, *known, *PROJECT_QUALITIES, ""}
    items = [i for b in found.boards for i in b.items]
    named = [i.of for i in items] + [t.against for i in items for t in i.terms] + [e.of for b in found.boards for e in b.extras]
    return sorted({name for name in named if name not in fine})
