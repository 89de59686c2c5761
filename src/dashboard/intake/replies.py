"""答复用在读出的工作簿上：改正、选择盖在格子上，说明记在问题上；收到的字节不动（INTAKE R16、R20、R22）。"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain.problems import Level, Problem
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.intake.book import Book, Sheet, Value, written
from dashboard.intake.limits import Limits
from dashboard.intake.numerals import BLANK, ZERO
from dashboard.intake.parts import place

_LEAST = 4

CELL_QUESTIONS = frozenset({"blank_or_zero", "ask_unit", "unknown_unit", "field", "scale", "chinese_number"})
"""答案就是这一格的值的问题。"""

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_VALUES: Mapping[str, Value] = {ZERO: 0.0, BLANK: None}


@dataclass(frozen=True, slots=True)
class Answers:
    """选择：（规则、表、单元格）→ 选中的选项。"""

    chosen: Mapping[tuple[str, str, str], str]

    def of(self, rule: str, sheet: str, cell: str = "") -> str:
        """一处选了什么；没有选为空。"""
        return self.chosen.get((rule, sheet, cell), "")


NONE = Answers({})


def chosen(replies: Sequence[Reply]) -> Answers:
    """答复里的选择。"""
    return Answers({(r.rule, r.sheet, r.cell): r.text for r in replies if r.kind is ReplyKind.ANSWER})


def overlaid(book: Book, replies: Sequence[Reply]) -> Book:
    """盖上改正，和答案就是格子的值的选择。"""
    changes: dict[str, dict[str, Value]] = {}
    for reply in replies:
        if reply.kind is ReplyKind.FIX or (reply.kind is ReplyKind.ANSWER and reply.rule in CELL_QUESTIONS):
            changes.setdefault(reply.sheet, {})[reply.cell] = _value(reply)
    sheets = tuple(_changed(s, changes[s.name.strip()]) if s.name.strip() in changes else s for s in book.sheets)
    return replace(book, sheets=sheets)


def _value(reply: Reply) -> Value:
    text = reply.text.strip()
    return _VALUES[text] if reply.kind is ReplyKind.ANSWER and text in _VALUES else text or None


def _changed(sheet: Sheet, changes: Mapping[str, Value]) -> Sheet:
    """改了几格的一张表；改过的格子不再是公式、错误值、百分比，记下原文。"""
    rows = {number: dict(row) for number, row in sheet.rows.items()}
    was = {}
    for cell, value in changes.items():
        column, number = place(cell)
        was[cell] = sheet.fixed.get(cell) or sheet.errors.get(cell) or written(rows.get(number, {}).get(column))
        rows.setdefault(number, {}).pop(column, None)
        if value is not None:
            rows[number][column] = value
    gone = frozenset(changes)
    return replace(
        sheet,
        rows={number: row for number, row in rows.items() if row},
        errors={cell: text for cell, text in sheet.errors.items() if cell not in gone},
        uncached=sheet.uncached - gone,
        formulas=sheet.formulas - gone,
        percents=sheet.percents - gone,
        fixed={**sheet.fixed, **was},
    )


def lost(book: Book, replies: Sequence[Reply], asked: Sequence[Problem]) -> list[tuple[Reply, str]]:
    """用不上的改正和选择：没有这张表、这一格，没有这个问题、这个选项。asked 为还没有作答时的问题。"""
    names = {s.name.strip() for s in book.sheets}
    questions = {(p.rule, p.sheet, p.cell): p.options for p in asked if p.options}
    found = []
    for reply in replies:
        if reply.kind is ReplyKind.FIX and (reply.sheet not in names or not _inside(reply.cell)):
            found.append((reply, f"没有这一格。表有{'、'.join(sorted(names)) or '无'}，单元格写成D14这样"))
        elif reply.kind is ReplyKind.ANSWER:
            options = questions.get((reply.rule, reply.sheet, reply.cell), ())
            if reply.text not in options:
                found.append((reply, f"可选的是{'、'.join(options)}" if options else "这里没有要选的问题，请先检查一次再答"))
    return found


def with_old(book: Book, reply: Reply) -> Reply:
    """改正、选择补上改动以前的原文。"""
    if reply.kind is ReplyKind.EXPLAIN:
        return reply
    sheet = book.sheet(reply.sheet)
    return replace(reply, old=sheet.fixed.get(reply.cell, "") or _as_received(sheet, reply)) if sheet else reply


def _as_received(sheet: Sheet, reply: Reply) -> str:
    """所选的那一格现在的字，如列名、指标名。"""
    if reply.kind is not ReplyKind.ANSWER or not _inside(reply.cell):
        return ""
    column, row = place(reply.cell)
    return sheet.text(row, column)


def least() -> int:
    """说明至少写几个字，标点、空白不算；DASHBOARD_EXPLAIN_LEAST 可改。"""
    text = os.environ.get("DASHBOARD_EXPLAIN_LEAST", "")
    return int(text) if text.isdigit() else _LEAST


def _inside(cell: str) -> bool:
    """是表里的一格。"""
    if not _ADDRESS.fullmatch(cell):
        return False
    column, row = place(cell)
    limits = Limits.configured()
    return row <= limits.row and column <= limits.column


def explained(problems: Sequence[Problem], replies: Sequence[Reply]) -> tuple[list[Problem], list[tuple[Reply, str]]]:
    """把说明记在它所答的“需说明”上；返回全部问题，和没有用上、写得太短的说明。"""
    texts = [r for r in replies if r.kind is ReplyKind.EXPLAIN]
    fewest = least()
    short = [(r, f"只写了“{r.text}”，请至少写{fewest}个字，说清为什么") for r in texts if _length(r.text) < fewest]
    good = [r for r in texts if _length(r.text) >= fewest]
    used: set[int] = set()
    found = []
    for problem in problems:
        match = next((n for n, r in enumerate(good) if problem.level is Level.EXPLAIN and _answers(r, problem)), None)
        used |= {match} if match is not None else set()
        found.append(problem if match is None else replace(problem, reply=good[match].text))
    spare = [(r, "这里没有要说明的问题，请核对表名和单元格") for n, r in enumerate(good) if n not in used]
    return found, [*short, *spare]


def _answers(reply: Reply, problem: Problem) -> bool:
    return reply.sheet == problem.sheet and reply.cell in (problem.cell, *problem.cells) and reply.rule in ("", problem.rule)


def _length(text: str) -> int:
    return sum(ch.isalnum() for ch in text)


__all__ = ["CELL_QUESTIONS", "NONE", "Answers", "chosen", "explained", "least", "lost", "overlaid", "with_old"]
