"""检查一份读出的工作簿：逐表检查，一次说完全部问题；认出是谁的、哪一期的在 headers。"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.month import Month
from dashboard.domain.problems import Level, Problem
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import SINGLE, Header, Kind, Slice, Table
from dashboard.intake import adopting, headers, register, replies
from dashboard.intake.book import Book, Sheet
from dashboard.intake.grids import Figure, GridCheck
from dashboard.intake.history import History
from dashboard.intake.known import Known, Remembered
from dashboard.intake.layout import OPTIONAL, GridSheet, Layout, ListSheet, layout
from dashboard.intake.lists import ListCheck
from dashboard.intake.report import CheckReport, Findings, SheetCount

_LISTED = 5
_FEWEST_SAME = 3
_Rows = list[dict[str, Any]]


def refused(book: Book, rule: str, text: str, header: Header | None = None) -> CheckReport:
    """整份不能收：一处阻断问题。"""
    findings = Findings(book.file)
    findings.add(Level.ERROR, rule, "", "", "", "", text.removesuffix("。"))
    return CheckReport(book.file, header, 0, 0, findings.sorted(), book=book)


def check(
    book: Book, profile: CityProfile, header: Header, history: History, answers: Sequence[Reply] = (), before: Remembered | None = None
) -> CheckReport:
    """检查；history 为往期的数，由流程查好交来；answers 为上报人的改正、说明、选择；before 为这家以前确认过的对应。"""
    wrong = headers.wrong(profile, header, book)
    if wrong:
        return refused(book, "header", wrong, header)
    plan = layout(profile, header)
    fixes = [r for r in answers if r.kind is ReplyKind.FIX]
    choices = [r for r in answers if r.kind is ReplyKind.ANSWER]
    spare = replies.lost(book, fixes, ())
    foreign = headers.of(book) is None
    fixed = replies.overlaid(book, _used(fixes, spare))

    def run_with(used: Sequence[Reply]) -> _Run:
        known = Known(replies.chosen(used), before or Remembered(), foreign, replies.chosen(choices))
        found = _Run(replies.overlaid(fixed, used), profile, header, plan, history, known)
        found.everything()
        return found

    run, unused = _settled(run_with, fixed, choices)
    book, spare = run.book, [*spare, *unused]
    run.findings.explain(answers)
    run.findings.lost(spare)
    rows = sum(c.rows for c in run.counts)
    slices = tuple(Slice(header.city, table, header.owner or WHOLE_CITY, header.period) for table in _owned(plan))
    tables = {t: tuple(found) for t, found in run.tables.items()}
    problems = run.findings.sorted()
    given = tuple(replies.with_old(book, reply) for reply in answers)
    return CheckReport(book.file, header, rows, run.findings.cells, problems, tables, slices, book, tuple(run.counts), given, run.findings.unjudged)


def _settled(run_with: "Callable[[Sequence[Reply]], _Run]", book: Book, choices: Sequence[Reply]) -> "tuple[_Run, list[tuple[Reply, str]]]":
    """答一轮查一轮：有的问题要前一个答了才问得出；直到没有再用得上的选择。返回最后一轮，和用不上的选择。"""
    used: list[Reply] = []
    asked: dict[tuple[str, str, str], Problem] = {}
    while True:
        run = run_with(used)
        for problem in run.findings.problems:
            asked.setdefault((problem.rule, problem.sheet, problem.cell), problem)
        waiting = [r for r in choices if r not in used]
        unused = replies.lost(book, waiting, tuple(asked.values()))
        fresh = _used(waiting, unused)
        if not fresh:
            return run, unused
        used += fresh


def _used(given: Sequence[Reply], spare: Sequence[tuple[Reply, str]]) -> list[Reply]:
    """用得上的答复。"""
    unused = {id(reply) for reply, _ in spare}
    return [reply for reply in given if id(reply) not in unused]


def _owned(plan: Layout) -> tuple[Table, ...]:
    """这份工作簿整块替换的表；部门报表即使没有数表也留一块，表示它报过；单报的清单只有那一张。"""
    if plan.header.kind in SINGLE:
        return (SINGLE[plan.header.kind],)
    first = (Table.TARGETS,) if plan.header.kind is Kind.TARGETS else (Table.FACTS,)
    return tuple(dict.fromkeys((*first, *(s.table for s in plan.sheets))))


class _Run:
    """一份工作簿的检查。"""

    def __init__(self, book: Book, profile: CityProfile, header: Header, plan: Layout, history: History, known: Known) -> None:
        self.book, self.profile, self.header, self.plan, self.history, self.known = book, profile, header, plan, history, known
        self.findings = Findings(book.file)
        self.tables: dict[Table, _Rows] = {}
        self.counts: list[SheetCount] = []
        self.figures: list[Figure] = []
        self.absent: list[Figure] = []
        self.found: dict[str, Sheet | None] = {}

    def everything(self) -> None:
        """逐表检查，再看表与表。"""
        self.found = adopting.sheets(self.book, self.profile, self.plan, self.findings, self.known)
        headers.agree(self.profile, self.plan, [s for s in self.found.values() if s], self.findings, self.known.foreign)
        for part in self.plan.sheets:
            sheet = self.found[part.name]
            if sheet is not None:
                self._say_formulas(sheet)
                before = self.findings.cells
                rows, count = self._rows(replace(part, name=sheet.name.strip()), sheet)
                self.tables.setdefault(part.table, []).extend(rows)
                self.counts.append(SheetCount(sheet.name.strip(), count, self.findings.cells - before))
        self._ledger()
        register.check(self.figures, self.tables, self.history, self.header, self.findings)
        self._same()
        self._nothing()

    def _rows(self, part: GridSheet | ListSheet, sheet: Sheet) -> tuple[_Rows, int]:
        """可存的行，和读到了表里的几行。"""
        if isinstance(part, ListSheet):
            rows = ListCheck(self.profile, self.header, part, sheet, self.findings, self.known).run(self.history)
            return rows, len(rows)
        found = GridCheck(self.profile, self.header, part, sheet, self.findings, self.known)
        rows = found.run(self.history)
        self.figures += found.figures
        self.absent += found.absent
        return rows, len({f.number for f in (*found.figures, *found.absent)})

    def _named(self, part: GridSheet) -> str:
        return adopting.named(part, self.found)

    def _say_formulas(self, sheet: Sheet) -> None:
        """有公式的说一声，取的是算出的值。"""
        formulas = [f for f in sorted(sheet.formulas) if f not in sheet.uncached and f not in sheet.errors]
        if formulas:
            text = f"有{len(formulas)}格是公式（{'、'.join(formulas[:_LISTED])}{'等' if len(formulas) > _LISTED else ''}），取文件保存时算出的值"
            self.findings.add(Level.HINT, "formula", sheet.name.strip(), formulas[0], "", "", text)

    def _ledger(self) -> None:
        """有项目台账的目标：本月数应等于科创项目表里本月认定、由本单位牵头的个数（INTAKE R23）。"""
        month = self.header.month
        if self.header.kind is not Kind.UNIT or month is None:
            return
        counted = sum(_recognised_in(row, month) for row in self.tables.get(Table.PROJECTS, ()))
        for figure in self.figures:
            if figure.row.goal.ledger and figure.measure is Measure.MONTH and figure.value != counted:
                text = f"写的是{figure.raw}，“科创项目”表里本月认定、由本单位牵头的有{counted}个。请核对；属实请说明"
                self.findings.add(Level.EXPLAIN, "ledger", self._named(self.plan.grids[0]), figure.cell, figure.column.header, figure.raw, text)

    def _same(self) -> None:
        """与上个月一字不差：多半是拿上个月的文件改了月份。"""
        month = self.header.month
        if month is None:
            return
        before = [(f, self.history.before(f.unit, f.row.goal.indicator, str(f.measure), f.status)) for f in self.figures]
        compared = [(f, last.value) for f, last in before if last and last.month + 1 == month]
        if len(compared) < _FEWEST_SAME or any(float(f.value) != value for f, value in compared) or not any(value for _, value in compared):
            return
        first = compared[0][0]
        text = f"{len(compared)}个数与上个月的一个不差。请核对有没有传错文件、忘了改数；属实请说明"
        self.findings.add(Level.EXPLAIN, "same_as_last", self._named(self.plan.grids[0]), first.cell, first.column.header, first.raw, text)

    def _nothing(self) -> None:
        """该填的数表一个数也没有：整份是空的多半传错了文件，只填了清单的要说明；单报的清单不能是空的。"""
        for part in (p for p in self.plan.lists if p.optional and self.header.kind in SINGLE and not any(self.tables.values())):
            if all(p.level is not Level.ERROR for p in self.findings.problems):
                self.findings.add(Level.ERROR, "empty", part.name, "", "", "", "一行也没有填。请填好再上传；没有变化的不用报")
        grids = [g for g in self.plan.grids if g.name not in OPTIONAL]
        named = {self._named(g) for g in self.plan.grids}
        troubled = any(p.level is Level.ERROR and p.sheet in named for p in self.findings.problems)
        if not grids or self.figures or self.absent or troubled:
            return
        text = "一个数也没有填。请填好再上传；确实是零的请填0"
        level = Level.EXPLAIN if any(self.tables.values()) else Level.ERROR
        self.findings.add(level, "empty", self._named(grids[0]), "", "", "", text)


def _recognised_in(row: Mapping[str, Any], month: Month) -> bool:
    day = row.get("recognised")
    return bool(row.get("lead")) and day is not None and Month(day.year, day.month) == month
