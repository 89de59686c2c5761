"""检查数表：认行、认列、读数，再看数与数对不对得上。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Dash, Status
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Table
from dashboard.intake import columns, headings, rows, sums, totals, wanted
from dashboard.intake.book import Sheet, Value, address, written
from dashboard.intake.history import History
from dashboard.intake.known import NOTHING, Known
from dashboard.intake.layout import GridColumn, GridRow, GridSheet
from dashboard.intake.numerals import BLANK, NA, ZERO, NotANumber, is_dash, parse
from dashboard.intake.report import CONVERSION, NO_MORE, Findings, More

_MEANT = {Dash.ASK: "", Dash.ZERO: ZERO, Dash.NOT_APPLICABLE: NA, Dash.NOT_REPORTED: BLANK}
_EXAMPLES = {True: "3200", False: "3200.5"}


@dataclass(frozen=True, slots=True)
class Figure:
    """读出的一个数：哪一行哪一列、地址、原文、值。"""

    row: GridRow
    column: GridColumn
    number: int
    cell: str
    raw: str
    value: Decimal
    conversion: str = ""
    status: Status = Status.FIRST
    sheet: str = ""

    @property
    def unit(self) -> str:
        return self.row.unit or self.column.unit or ""

    @property
    def measure(self) -> Measure | None:
        return self.row.measure or self.column.measure


class GridCheck:
    """一张数表的检查。troubled 为有格子没读成的（指标、板块），它们之间的数不再对照。"""

    def __init__(
        self, profile: CityProfile, header: Header, part: GridSheet, sheet: Sheet, findings: Findings, known: Known = NOTHING
    ) -> None:
        self.profile, self.header, self.part, self.sheet, self.findings, self.known = profile, header, part, sheet, findings, known
        self.troubled: set[tuple[str, str]] = set()
        self.notes: dict[int, str] = {}
        self.figures: list[Figure] = []
        self.absent: list[Figure] = []
        """写明不适用的：值不作数。"""
        self.totals: list[tuple[int, str]] = []
        """合计行：行号、指标。"""

    def run(self, history: History) -> list[dict[str, object]]:
        """返回可存的行；问题记进 findings。"""
        heading = headings.find(self.sheet, wanted.of(self.profile, self.part, self.known.foreign), self.findings, self.known)
        if heading is None:
            return []
        for number, row in rows.recognised(self, heading):
            self.figures += self._figures(heading, number, row)
            if columns.NOTE in heading.places:
                self.notes[number] = self.sheet.text(number, heading.places[columns.NOTE])
        sums.check(self, history)
        totals.grid(self, heading)
        apart = {self._absent_key(f): f for f in reversed(self.absent)}
        return [*(self._stored(f) for f in self.figures), *({**self._stored(f), "measure": str(key[2]), "value": None} for key, f in apart.items())]

    def problem(
        self, level: Level, rule: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = (), more: More = NO_MORE
    ) -> None:
        """记一处问题。"""
        self.findings.add(level, rule, self.part.name, cell, column, value, text, options, more)

    def more(self, row: GridRow, value: Decimal | None = None) -> More:
        """一格的问题另外知道的；牵动全市目标数的几成，没读成的按满额算。"""
        target = row.goal.target_at(Month.from_code(self.header.period // 100 * 100 + (self.header.period % 100 or 12)))
        share = 1.0 if value is None else float(abs(value)) / target if target else 0.0
        understood = "" if value is None else f"{value:f}"
        return More(row.uom, understood, _EXAMPLES[self.part.counted(row)], share)

    @staticmethod
    def _absent_key(figure: Figure) -> tuple[str, str, Measure]:
        """不适用的一项记一笔，记在判定要用的那种数上。"""
        goal = figure.row.goal
        main = {Basis.STOCK: Measure.STOCK, Basis.RATIO: Measure.NUMERATOR}.get(goal.basis, Measure.YEAR_TO_DATE)
        return goal.indicator, figure.unit, main

    def _figures(self, heading: headings.Heading, number: int, row: GridRow) -> Iterator[Figure]:
        for column in self.part.columns:
            at = heading.places.get(column.header)
            if at is None:
                continue
            found = self._figure(row, column, number, at)
            if found is not None:
                yield found

    def _figure(self, row: GridRow, column: GridColumn, number: int, at: int) -> Figure | None:
        """读一格；空白为 None，读不成的记为问题。"""
        cell, value = address(number, at), self.sheet.value(number, at)
        raw = written(value)
        if cell in self.sheet.errors or cell in self.sheet.uncached:
            self._formula_trouble(row, column, cell)
            return None
        if raw == "":
            return None
        self.findings.cells += 1
        if column.header not in row.open:
            self.problem(Level.ERROR, "shut_cell", cell, column.header, raw, f"写的是{raw}，但“{row.goal.short_name}”不填这一格。请清空")
            return None
        return self._number(row, column, number, cell, value)

    def _number(self, row: GridRow, column: GridColumn, number: int, cell: str, value: Value) -> Figure | None:
        raw = written(value)
        try:
            if isinstance(value, date) or value is None:
                raise NotANumber(f"单元格成了日期（{raw}），不是数字", "请把格式改成“常规”，重新填数")
            meant = self._meant(row, raw)
            if meant in (BLANK, NA):
                self._nothing(row, column, number, cell, raw, meant)
                return None
            value = 0.0 if meant == ZERO else value
            found = parse(value, row.uom, cell in self.sheet.percents)
            sums.fits(self, row, column, found.value)
        except NotANumber as error:
            self._refuse(row, column, cell, raw, error)
            return None
        conversion = f"按设定读作{found.value:f}" if meant else found.conversion
        if conversion:
            more = self.more(row, found.value)
            self.problem(Level.HINT, CONVERSION, cell, column.header, raw, f"写的是“{raw}”，已{conversion}", more=more)
        return Figure(row, column, number, cell, raw, found.value, conversion, self.part.status, self.part.name)

    def _meant(self, row: GridRow, raw: str) -> str:
        """横线之类按这个指标的设定是什么；要问的、写的是数的为空。"""
        if self.part.table is Table.TARGETS or not is_dash(raw):
            return ""
        return NA if raw == NA else _MEANT[row.goal.dash]

    def _nothing(self, row: GridRow, column: GridColumn, number: int, cell: str, raw: str, meant: str) -> None:
        """读作未报、不适用的一格。"""
        said = "不适用" if meant == NA else "未报"
        if meant == NA:
            self.absent.append(Figure(row, column, number, cell, raw, Decimal(0), f"“{raw}”按不适用记" if raw != NA else ""))
        if raw != NA:
            self.problem(Level.HINT, CONVERSION, cell, column.header, raw, f"写的是“{raw}”，已按设定记作{said}", more=self.more(row))

    def _refuse(self, row: GridRow, column: GridColumn, cell: str, raw: str, error: NotANumber) -> None:
        self.troubled.add(self.part.key(row, column)[:2])
        joint = "" if error.reason.startswith("（") else "，"
        options = tuple(o for o in error.options if o != NA) if self.part.table is Table.TARGETS else error.options
        text = f"写的是{raw}{joint}{error.reason}。{error.advice}"
        self.problem(Level.ERROR, error.rule, cell, column.header, raw, text, options, self.more(row))

    def _formula_trouble(self, row: GridRow, column: GridColumn, cell: str) -> None:
        self.troubled.add(self.part.key(row, column)[:2])
        wrong = self.sheet.errors.get(cell)
        if wrong is not None:
            self.problem(Level.ERROR, "formula_error", cell, column.header, wrong, f"公式出错（{wrong}）。请改好公式，或直接填数")
        else:
            self.problem(Level.ERROR, "formula_uncached", cell, column.header, "", "公式没有算出来的值。请在Excel或WPS中打开并保存，再上传")

    def _stored(self, figure: Figure) -> dict[str, object]:
        found = {
            "city": self.header.city,
            "unit": figure.unit,
            "indicator": figure.row.goal.indicator,
            "value": figure.value,
            "sheet": self.part.name,
            "cell": figure.cell,
            "raw": self.sheet.original(figure.cell, figure.raw),
            "conversion": figure.conversion,
        }
        if self.part.table is Table.TARGETS:
            return {**found, "year": self.header.period // 100}
        return {**found, "period": self.header.period, "measure": str(figure.measure), "status": str(self.part.status)}
