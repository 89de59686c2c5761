"""试着改一套规则：哪些可以改、现在是多少；改几处，同一处里没有动的权重按原来的比例分剩下的。"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from dashboard.domain.assessment import CONTEST_ZH
from dashboard.domain.problems import UsageError

Table = dict[str, Any]
_WHOLE = ("ties", "missing", "light", "small_sample", "small_group")
_EXTRA = ("every", "points", "ceiling")
_FIXED = ("method", "weight", "steps", "against")
_CONTESTS = {name: str(contest) for contest, name in CONTEST_ZH.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """一处改动：path 用点隔开，如 boards.pace（这张榜的权重）、boards.pace.有任务的目标.cap；value 为改成什么。"""

    path: str
    value: str

    def __str__(self) -> str:
        return f"{self.path}={self.value}"


@dataclass(frozen=True, slots=True)
class Knob:
    """可改的一处：在哪张表的哪个键；权重另给出同一处的各张表。"""

    table: Table
    key: str
    peers: Sequence[Table] = ()

    @property
    def value(self) -> Any:
        return self.table.get(self.key, "")


def change(text: str) -> Change:
    """由“哪一项=改成什么”读出，榜可写中文；没有等号的抛 UsageError。"""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UsageError("set", f"“{text}”读不出改什么。请写成“哪一项=改成什么”，如boards.pace=0.3。")
    keys = [_CONTESTS.get(key.strip(), key.strip()) for key in path.split(".")]
    return Change(".".join(keys), value.strip())


def knobs(table: Table) -> dict[str, Knob]:
    """一张 [[rules]] 里可改的每一处：path → 在哪里。"""
    found = {key: Knob(table, key) for key in _WHOLE}
    for board in table["boards"]:
        found |= _board(f"boards.{board['board']}", board, table["boards"])
    return found


def _board(path: str, board: Table, boards: Sequence[Table]) -> dict[str, Knob]:
    found = {path: Knob(board, "weight", boards), f"{path}.period": Knob(board, "period")}
    for item in board.get("items", ()):
        found[f"{path}.{item['of']}"] = Knob(item, "weight", board["items"])
        for term, prefix in _terms(f"{path}.{item['of']}", item["terms"]):
            found |= _term(prefix, term, item["terms"])
    for extra in board.get("extras", ()):
        found |= {f"{path}.{extra['name']}.{key}": Knob(extra, key) for key in _EXTRA}
    return found


def _terms(path: str, terms: Sequence[Table]) -> Iterator[tuple[Table, str]]:
    """只有一种算法的直接写它的参数，几种的写第几种。"""
    for n, term in enumerate(terms, 1):
        yield term, path if len(terms) == 1 else f"{path}.{n}"


def _term(path: str, term: Table, terms: Sequence[Table]) -> dict[str, Knob]:
    found = {f"{path}.{key}": Knob(term, key) for key in term if key not in _FIXED}
    if len(terms) > 1:
        found[path] = Knob(term, "weight", terms)
    for n, step in enumerate(term.get("steps", ()), 1):
        found |= {f"{path}.steps.{n}.{key}": Knob(step, key) for key in step}
    return found


def amended(table: Table, changes: Sequence[Change]) -> Table:
    """改过的 [[rules]]，另写一份；没有那一处的抛 UsageError，说出相近的。改成什么对不对由读档案的核对去说。"""
    made = deepcopy(table)
    places = knobs(made)
    moved: dict[int, list[Knob]] = {}
    for one in changes:
        knob = places.get(one.path)
        if knob is None:
            raise UsageError("set", f"没有“{one.path}”这一处可改。{_near(one.path, places)}")
        knob.table[knob.key] = one.value if isinstance(knob.value, str) else _number(one.value)
        if knob.peers:
            moved.setdefault(id(knob.peers), []).append(knob)
    for found in moved.values():
        _rescale(found)
    return made


def _near(path: str, places: dict[str, Knob]) -> str:
    near = get_close_matches(path, places, 3) or [p for p in places if p.startswith(path.rpartition(".")[0])][:8]
    return f"可改：{'、'.join(near or places)}。"


def _number(text: str) -> str | float:
    """数，30%即0.3；不是数的照原样，由核对去说。"""
    share = text.removesuffix("%").removesuffix("％")
    try:
        return float(share) / (1 if share == text else 100)
    except ValueError:
        return text


def _rescale(moved: Sequence[Knob]) -> None:
    """写明的权重照写的，其余的按原来的比例分剩下的；写明的已经超过1的不动，留给核对去说。"""
    fixed = {id(k.table) for k in moved}
    rest = [t for t in moved[0].peers if id(t) not in fixed]
    written = [k.value for k in moved]
    share = sum(t["weight"] for t in rest)
    if any(isinstance(w, str) for w in written) or share <= 0 or sum(written) > 1:
        return
    for table in rest:
        table["weight"] *= (1 - sum(written)) / share
