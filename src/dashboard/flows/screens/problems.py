"""数据上报·问题清单：按类别、按表筛，同一种问题归在一起，先列几处；筛选只换画面，不再读文件。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.problems import LEVEL_ZH, Level, Problem
from dashboard.flows import uploads
from dashboard.flows.row_names import row_name
from dashboard.flows.screens import asking
from dashboard.flows.screens.frame import Choice
from dashboard.flows.screens.where import Where
from dashboard.intake.rules import RULES

FIRST = 12
"""一份文件先列几处；其余的点“展开全部”。"""
_LEVELS = (Level.ERROR, Level.EXPLAIN, Level.HINT)
_WHOLE = "整份"
_ACTS = {"fix": "改", "explain": "说明", "answer": "选"}


@dataclass(frozen=True, slots=True)
class Row:
    """一处问题。number 为清单里的编号；name 为行·列；box 为答复框的锚，没有的为空；act 为点了做什么。"""

    number: int
    problem: Problem
    name: str
    box: str
    act: str


@dataclass(frozen=True, slots=True)
class Group:
    """同一种问题：叫什么、共几处、列出的几处。"""

    level: Level
    name: str
    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """一份文件的问题：第几份、筛出共几处、列了几处、分好的组。"""

    file: str
    place: int
    total: int
    shown: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """筛选：类别（带级别，画记号用）、表；more 为展开全部的链接。"""

    levels: tuple[tuple[Level | None, Choice], ...]
    sheets: tuple[Choice, ...]
    more: str


def filters(reports: Sequence[uploads.CheckReport], where: Where) -> Filters:
    """各类别、各表各有几处。"""
    problems = [p for r in reports for p in r.problems]
    level, sheet = where.pick("level"), where.pick("sheet")
    levels = Counter(p.level for p in problems if not sheet or _sheet(p) == sheet)
    sheets = Counter(_sheet(p) for p in problems if not level or p.level == level)
    every: list[tuple[Level | None, Choice]] = [(None, Choice(f"全部{levels.total()}", where.but(level=None, all=None).href, not level))]
    every += [(n, Choice(f"{LEVEL_ZH[n]}{levels[n]}", where.but(level=n, all=None).href, level == n)) for n in _LEVELS]
    named = [Choice(f"{name}{n}", where.but(sheet=name, all=None).href, sheet == name) for name, n in sheets.items()]
    whole = Choice(f"所有的表{sheets.total()}", where.but(sheet=None, all=None).href, not sheet)
    return Filters(tuple(every), (whole, *named) if len(named) > 1 or sheet else (), where.but(all="1").href)


def listing(place: int, report: uploads.CheckReport, boxes: dict[tuple[str, str, str], tuple[str, str]], where: Where) -> Listing:
    """一份文件的问题，照地址筛过；boxes 为（规则、表、格）→ 答复框的锚和做什么。"""
    level, sheet = where.pick("level"), where.pick("sheet")
    rows = [
        _row(number, p, report, boxes)
        for number, p in enumerate(report.problems, 1)
        if (not level or p.level == level) and (not sheet or _sheet(p) == sheet)
    ]
    groups: dict[tuple[Level, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.problem.level, row.problem.rule), []).append(row)
    most = len(rows) if where.pick("all") else FIRST
    shown = list(_first(groups, most))
    return Listing(report.file, place, len(rows), sum(len(g.rows) for g in shown), tuple(shown))


def _first(groups: dict[tuple[Level, str], list[Row]], most: int) -> "list[Group]":
    """从前往后列满 most 处。"""
    found, left = [], most
    for (level, rule), rows in groups.items():
        if left > 0:
            found.append(Group(level, RULES[rule].name if rule in RULES else "", len(rows), tuple(rows[:left])))
            left -= len(rows)
    return found


def _row(number: int, problem: Problem, report: uploads.CheckReport, boxes: dict[tuple[str, str, str], tuple[str, str]]) -> Row:
    place = (problem.sheet, problem.cell)
    fix = boxes.get(("", *place), ("", "")) if problem.level is Level.ERROR else ("", "")
    box, act = boxes.get((problem.rule, *place), fix)
    name = "·".join(filter(None, (row_name(report, problem), problem.column)))
    return Row(number, problem, name, box, act if not problem.reply else "改说明")


def boxes(content: bytes, before: uploads.CheckReport, now: uploads.CheckReport) -> dict[tuple[str, str, str], tuple[str, str]]:
    """页面上答得了的问题：（规则、表、格）→ 答复框的锚和做什么；改正不分规则，规则为空。"""
    digest = asking.digest(content)
    asked = asking.questions(before, now)[: asking.MOST]
    return {q.key[1:]: (asking.anchor(digest, q), _ACTS[str(q.kind)]) for q in asked}


def _sheet(problem: Problem) -> str:
    return problem.sheet or _WHOLE


def first_place(reports: Sequence[uploads.CheckReport]) -> str:
    """第一处要办的问题的锚：阻断在前，其次要说明的；没有为空。"""
    for level in (Level.ERROR, Level.EXPLAIN):
        for place, report in enumerate(reports):
            for number, problem in enumerate(report.problems, 1):
                if problem.level is level and not problem.reply:
                    return f"#problem-{place}-{number}"
    return ""


__all__ = ["FIRST", "Filters", "Group", "Listing", "Row", "boxes", "filters", "first_place", "listing"]
