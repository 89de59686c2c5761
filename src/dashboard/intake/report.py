"""检查的结果：问题、读出的行、替人改了什么。"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.domain.problems import Level, Problem
from dashboard.domain.replies import REPLY_ZH, Reply
from dashboard.domain.submissions import Header, Slice, Table
from dashboard.intake.book import Book
from dashboard.intake.replies import explained

Rows = Mapping[Table, tuple[Mapping[str, Any], ...]]
CONVERSION = "conversion"
_ORDER = {Level.ERROR: 0, Level.EXPLAIN: 1, Level.HINT: 2}
_MOST = 500
_ALIKE = 4
"""一列里同样的阻断、提示有这么多处就并成一条。"""
_ENOUGH = 2_000
"""一列里同一种阻断、提示记到这么多处，其余只数个数：一张坏表有几十万处，全记下会占满内存。"""
_NAMED = 5
_APART = (CONVERSION, "reply")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class SheetCount:
    """一张表读到多少行、多少个有内容的格子。"""

    sheet: str
    rows: int
    cells: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """一份文件的检查结果。

    header 为 None 即没认出是谁的；rows、cells 为读到的行数和单元格数，counts 为逐表的；problems 按阻断、需说明、提示排好，
    太多时只列前面的，最后一条说明共有几处；tables、slices 为可存的行和它们替换的整块；book 为读出的工作簿（改正已盖上），供对照显示；replies 为上报人的答复；
    unjudged 为往期不足三期、没有判断是不是寻常的数有几个。"""

    file: str
    header: Header | None
    rows: int
    cells: int
    problems: tuple[Problem, ...]
    tables: Rows = field(default_factory=dict, repr=False)
    slices: tuple[Slice, ...] = ()
    book: Book | None = field(default=None, repr=False)
    counts: tuple[SheetCount, ...] = ()
    replies: tuple[Reply, ...] = ()
    unjudged: int = 0

    @property
    def ok(self) -> bool:
        """没有阻断问题。"""
        return all(p.level is not Level.ERROR for p in self.problems)

    @property
    def unexplained(self) -> tuple[Problem, ...]:
        """还没有说明的需说明。"""
        return tuple(p for p in self.problems if p.level is Level.EXPLAIN and not p.reply)

    @property
    def explained(self) -> tuple[Problem, ...]:
        """说明过的需说明。"""
        return tuple(p for p in self.problems if p.level is Level.EXPLAIN and p.reply)

    @property
    def unanswered(self) -> tuple[Problem, ...]:
        """还没有作答的问题：有选项可选。"""
        return tuple(p for p in self.problems if p.options)

    @property
    def ready(self) -> bool:
        """可以上报：没有阻断，需说明的都说明了。"""
        return self.ok and not self.unexplained

    @property
    def conversions(self) -> tuple[Problem, ...]:
        """替人改了写法的格子（全角、千分位、单位…）。"""
        return tuple(p for p in self.problems if p.rule == CONVERSION)


def brief(text: str) -> str:
    """一格的原文写进一句话里的样子：不换行，太长的截断。"""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


@dataclass(frozen=True, slots=True)
class More:
    """一处问题另外知道的：计量单位、读成的数、应有的写法、牵动全市目标数的几成。"""

    uom: str = ""
    understood: str = ""
    example: str = ""
    impact: float = 0.0


NO_MORE = More()


class Findings:
    """收集一份文件的问题；每处都写明文件、表、单元格、列。"""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.cells = 0
        self.unjudged = 0
        self._seen: Counter[tuple[Level, str, str, str]] = Counter()

    def add(
        self,
        level: Level,
        rule: str,
        sheet: str,
        cell: str,
        column: str,
        value: str,
        text: str,
        options: tuple[str, ...] = (),
        more: More = NO_MORE,
    ) -> None:
        """text 为“写的是…，不是数字。请改成3200”这样的话，不带位置、不带句末句号。"""
        self._seen[level, rule, sheet, column] += 1
        if level is not Level.EXPLAIN and self._seen[level, rule, sheet, column] > _ENOUGH:
            return
        where = f"“{sheet}”表" if sheet else ""
        named = f"“{brief(column)}”" if column else ""
        text = text.replace(value, brief(value)) if value else text
        message = f"《{self.file}》{where}{cell}{named}：{text}。"
        found = Problem(
            level, rule, message, sheet, cell, brief(value), options, brief(column),
            uom=more.uom, understood=more.understood, example=more.example, impact=more.impact,
        )  # fmt: skip
        self.problems.append(found)

    def lost(self, found: Sequence[tuple[Reply, str]]) -> None:
        """用不上的答复：阻断，免得以为已经答过。"""
        for reply, why in found:
            self.add(Level.ERROR, "reply", reply.sheet, reply.cell, "", "", f"{REPLY_ZH[reply.kind]}用不上：{why}")

    def explain(self, replies: Sequence[Reply]) -> None:
        """记上说明；用不上的说明记为问题。"""
        self.problems, spare = explained(self.problems, replies)
        self.lost(spare)

    def sorted(self) -> tuple[Problem, ...]:
        """阻断在前，其次需说明、提示；同级里牵动全市数多的在前，再按表和出现的先后。"""
        joined = list(_joined(self.problems))
        found = sorted(joined, key=lambda p: (_ORDER[p.level], -p.impact))
        more = sum(max(0, n - _ENOUGH) for (level, *_), n in self._seen.items() if level is not Level.EXPLAIN)
        said = [f"共有{len(found):,}处问题，先列{_MOST}处"] if len(found) > _MOST else []
        said += [f"另有{more:,}处同样的没有逐一列出"] if more else []
        if not said:
            return tuple(found)
        last = Problem(found[-1].level, "capped", f"《{self.file}》：{'，'.join(said)}。请改好后再检查一次。")
        return (*found[:_MOST], last)


def _joined(problems: Sequence[Problem]) -> Iterator[Problem]:
    """一列里同样的阻断、提示多了并成一条，列出全部格子；需说明的各有各的原因，替人改的各有各的原文，都不并。"""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for number, problem in enumerate(problems):
        apart = problem.level is Level.EXPLAIN or problem.rule in _APART or not problem.cell
        groups.setdefault((str(number),) if apart else _kind(problem), []).append(problem)
    for alike in groups.values():
        yield from alike if len(alike) < _ALIKE else (_one(alike),)


def _kind(problem: Problem) -> tuple[str, ...]:
    """同样的问题：同表同列同规则，除了写的是什么，话也一样。"""
    said = (problem.why, problem.advice)
    return (problem.level, problem.rule, problem.sheet, problem.column, *(text.replace(problem.value, "") if problem.value else text for text in said))


def _one(alike: Sequence[Problem]) -> Problem:
    """并成的一条：第一处的话，加上其余几格。"""
    rest = tuple(p.cell for p in alike[1:])
    named = f"{'、'.join(rest[:_NAMED])}{'等' if len(rest) > _NAMED else ''}"
    text = f"{alike[0].message}同样的还有{len(rest)}格：{named}。"
    return replace(alike[0], message=text, cells=rest, impact=max(p.impact for p in alike))
