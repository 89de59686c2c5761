"""试算的旋钮：一套规则里可以改的各处，现在是多少，拨一下的链接；草稿写在地址里。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from dashboard import profiles
from dashboard.domain.assessment import CONTEST_ZH, AssessmentRules, BoardRules, Item, Missing, Period, Ties
from dashboard.domain.city import CityProfile
from dashboard.flows.screens.frame import Choice
from dashboard.flows.screens.where import Where
from dashboard.profiles import Change, Knob
from dashboard.wording import trial
from dashboard.wording.numbers import percent, plain

_STEPS = {"weight": 0.05, "shrink": 5.0, "level": 1.0, "every": 0.01, "points": 1.0, "limit": 5.0, "step": 1.0}
_SAME, _RATIOS = 1e-6, 10.0
_PICK, _BETWEEN = "set", ";"


@dataclass(frozen=True, slots=True)
class Dial:
    """拨一个数：叫什么、现在和原来的写法（没有改的原来为空）、少一点和多一点的链接（到头的为空）。"""

    name: str
    value: str
    was: str
    less: str
    more: str


@dataclass(frozen=True, slots=True)
class Switch:
    """选一个词：叫什么、可选的、改过没有。"""

    name: str
    options: tuple[Choice, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """一组旋钮：四榜的权重一组，每张榜里一组，其余一组。"""

    name: str
    dials: tuple[Dial, ...]
    switches: tuple[Switch, ...] = ()

    @property
    def moved(self) -> bool:
        """里面有改过的。"""
        return any(d.was for d in self.dials) or any(s.moved for s in self.switches)


def draft(where: Where) -> list[Change]:
    """地址里的草稿，写得不对抛 UsageError。"""
    return [profiles.change(text) for text in where.pick(_PICK).split(_BETWEEN) if text.strip()]


class Board:
    """一块旋钮板：原来的规则、草稿和地址，写出各处的现值和链接。"""

    def __init__(self, where: Where, profile: CityProfile, base: AssessmentRules, rules: AssessmentRules, changes: Sequence[Change]) -> None:
        self.where, self.profile, self.rules = where, profile, rules
        self._changes = {c.path: c.value for c in changes}
        self._old, self._new = (profiles.knobs(profiles.table_of(r)) for r in (base, rules))

    def panels(self) -> list[Panel]:
        """四榜的权重、亮灯等在前，各榜里的在后。"""
        weights = Panel("四榜的权重", tuple(self._dial(f"boards.{b.contest}", CONTEST_ZH[b.contest]) for b in self.rules.boards))
        return [weights, self._whole(), *(self._within(b) for b in self.rules.boards)]

    def undone(self) -> list[Choice]:
        """改过的各处，链接是还原这一处。"""
        return [Choice(self._change_text(path), self._href({p: v for p, v in self._changes.items() if p != path}), True) for path in self._changes]

    def _whole(self) -> Panel:
        presets = [("", f"本市自己的（{self.profile.light.label}）"), *((p.name, p.label) for p in self.profile.lights if p != self.profile.light)]
        switches = (
            self._switch("light", "亮灯办法", presets),
            self._switch("ties", "得分相同的", [(t, t) for t in Ties]),
            self._switch("missing", "没有报的板块", [(m, m) for m in Missing]),
        )
        return Panel("亮灯、并列、未报", (), switches)

    def _within(self, board: BoardRules) -> Panel:
        path = f"boards.{board.contest}"
        dials = tuple(d for item in board.items for d in self._item(f"{path}.{item.of}", item, len(board.items) > 1))
        return Panel(f"{CONTEST_ZH[board.contest]}里", dials, (self._switch(f"{path}.period", "看多长", [(p, p) for p in Period]),))

    def _item(self, path: str, item: Item, several: bool) -> Iterator[Dial]:
        name = trial.item_name(item, self.profile)
        if several:
            yield self._dial(path, f"{name}权重")
        for n, term in enumerate(item.terms, 1):
            here = path if len(item.terms) == 1 else f"{path}.{n}"
            method = name if several and len(item.terms) == 1 else trial.method_name(term)
            if len(item.terms) > 1:
                yield self._dial(here, f"{method}权重")
            for key in term.numbers:
                yield self._dial(f"{here}.{key}", f"{method}{trial.NUMBER_ZH[key]}")

    def _dial(self, path: str, name: str) -> Dial:
        knob, old = self._new[path], self._old[path]
        step = _step(knob)
        less, more = (ceil(knob.value / step - _SAME) - 1) * step, (floor(knob.value / step + _SAME) + 1) * step
        was = "" if abs(old.value - knob.value) < _SAME else _text(old)
        return Dial(name, _text(knob), was, self._turned(path, less) if less > _SAME else "", self._turned(path, more))

    def _turned(self, path: str, value: float) -> str:
        """拨到 value 的链接；权重都写明了的，最早写的那一个改回由它补足；补不成1的为空。"""
        found = {p: v for p, v in self._changes.items() if p != path}
        peers = [p for p, knob in self._new.items() if knob.peers and knob.peers is self._new[path].peers and p != path]
        written = [p for p in found if p in peers]
        if peers and len(written) == len(peers):
            found.pop(written.pop(0))
        if peers and value + sum(self._new[p].value for p in written) > 1 + _SAME:
            return ""
        same = abs(self._old[path].value - value) < _SAME and not peers
        return self._href(found if same else {**found, path: f"{round(value, 6):g}"})

    def _switch(self, path: str, name: str, options: Sequence[tuple[str, str]]) -> Switch:
        old, new = str(self._old[path].value), str(self._new[path].value)
        rest = {p: v for p, v in self._changes.items() if p != path}
        choices = tuple(Choice(text, self._href(rest if value == old else {**rest, path: value}), value == new) for value, text in options)
        return Switch(name, choices, old != new)

    def _href(self, changes: dict[str, str]) -> str:
        return self.where.but(set=_BETWEEN.join(f"{p}={v}" for p, v in changes.items()) or None).href

    def _change_text(self, path: str) -> str:
        """比进度权重：25.0%→30.0%。"""
        old, new = self._old[path], self._new[path]
        return f"{trial.path_name(path, self.rules, self.profile)}：{_text(old)}→{_text(new)}"


def _step(knob: Knob) -> float:
    """拨一下动多少；分数5分，倍数0.1，序时至少一个月。"""
    if knob.key == "cap":
        return 5.0 if knob.value > _RATIOS else 0.1
    if knob.key == "floor":
        return 5.0 if knob.value > 1 else 1 / 12
    return _STEPS[knob.key]


def _text(knob: Knob) -> str:
    """权重、序时写百分数，其余写数；没写的词写“本市自己的”。"""
    if isinstance(knob.value, str):
        return knob.value or "本市自己的"
    shares = knob.key in ("weight", "every") or (knob.key == "floor" and knob.value <= 1)
    return percent(knob.value) if shares else plain(knob.value)
