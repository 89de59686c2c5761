"""检查数表：认行、认列、读数，再看一行里的数对不对得上。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.goals import Basis
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Table
from dashboard.intake import columns, headings, sums
from dashboard.intake.book import Sheet, address, written
from dashboard.intake.history import History
from dashboard.intake.layout import GridColumn, GridRow, GridSheet
from dashboard.intake.numerals import NotANumber, parse
from dashboard.intake.report import Findings


@dataclass(frozen=True, slots=True)
class Figure:
    """读出的一个数：行、列、地址、原文、值。"""

    row: GridRow
    column: GridColumn
    cell: str
    raw: str
    value: Decimal


class GridCheck:
    """一张数表的检查。"""

    def __init__(self, profile: CityProfile, header: Header, part: GridSheet, sheet: Sheet, findings: Findings) -> None:
        self.profile, self.header, self.part, self.sheet, self.findings = profile, header, part, sheet, findings

    def run(self, history: History) -> list[dict[str, object]]:
        """返回可存的行；问题记进 findings。"""
        heading = headings.find(self.sheet, self._names(), self._required(), self.findings)
        if heading is None:
            return []
        figures: list[Figure] = []
        for number, row in self._rows(heading):
            before = len(self.findings.problems)
            read = {f.column.header: f for f in self._figures(heading, number, row)}
            if all(p.level is not Level.ERROR for p in self.findings.problems[before:]):
                sums.check_row(self, row, number, read, history)
            figures += read.values()
        if self.part.table is Table.TARGETS:
            sums.check_targets(self, figures)
        return [self._stored(f) for f in figures]

    def problem(self, level: Level, rule: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = ()) -> None:
        """记一处问题。"""
        self.findings.add(level, rule, self.part.name, cell, column, value, text, options)

    def _names(self) -> list[str]:
        """认得的列名；指标分解的板块列也认别名。"""
        aliases = [a for u in self.profile.assessed_units for a in (u.official_name, *u.aliases)] if self.part.table is Table.TARGETS else []
        return [*self.part.headers, *aliases]

    def _required(self) -> tuple[str, ...]:
        middle = (columns.UNIT,) if self.part.shows_unit else ()
        measures = () if self.part.table is Table.TARGETS else tuple(c.header for c in self.part.columns)
        return (columns.INDICATOR, *middle, *measures)

    def _rows(self, heading: headings.Heading) -> Iterator[tuple[int, GridRow]]:
        """认出的各行；重复的、不认得而有数的记为问题，少了的给提示。"""
        by_key = {r.key: r for r in self.part.rows}
        by_name = {(name, r.unit if self.part.shows_unit else ""): r for r in self.part.rows for name in (r.goal.short_name, r.goal.name)}
        seen: dict[str, int] = {}
        for number in range(heading.row + 1, self.sheet.last_row + 1):
            row = self._row(heading, number, by_key, by_name)
            if row is None:
                continue
            if row.key in seen:
                cell = address(number, heading.places[columns.INDICATOR])
                self.problem(Level.ERROR, "repeated", cell, columns.INDICATOR, row.goal.short_name, f"与第{seen[row.key]}行重复。请只留一行")
                continue
            seen[row.key] = number
            yield number, row
        gone = [r for r in self.part.rows if r.key not in seen]
        if gone:
            names = "、".join(dict.fromkeys(r.goal.short_name for r in gone[:5]))
            self.problem(Level.HINT, "row_gone", "", "", "", f"表里少了{len(gone)}行（{names}等），按未报处理")

    def _row(
        self, heading: headings.Heading, number: int, by_key: dict[str, GridRow], by_name: dict[tuple[str, str | None], GridRow]
    ) -> GridRow | None:
        name = self.sheet.text(number, heading.places[columns.INDICATOR])
        key = self.sheet.text(number, heading.places[columns.KEY]) if columns.KEY in heading.places else ""
        unit: str | None = ""
        if self.part.shows_unit:
            unit = self._unit(heading, number, key in by_key)
            if unit is None:
                return None
        found = by_key.get(key) or by_name.get((name, unit))
        if found is not None and self.part.shows_unit and unit != found.unit:
            cell = address(number, heading.places[columns.UNIT])
            self.problem(Level.ERROR, "unit_moved", cell, columns.UNIT, unit or "", f"这一行是{found.unit}的{found.goal.short_name}，写成了{unit}。请恢复原来的板块名")
            return None
        if found is None and self._has_numbers(heading, number):
            self._unknown(heading, number, name)
        return found

    def _unknown(self, heading: headings.Heading, number: int, name: str) -> None:
        cell = address(number, heading.places[columns.INDICATOR])
        if name in headings.TOTALS:
            self.problem(Level.HINT, "total_row", cell, columns.INDICATOR, name, "合计行不计入数据")
        elif name:
            self.problem(Level.ERROR, "unknown_row", cell, columns.INDICATOR, name, f"没有“{name}”这个指标，或这个月不该报。请删去这一行，用模板里的指标名")
        else:
            self.problem(Level.ERROR, "unknown_row", cell, columns.INDICATOR, "", "这一行有数，但没写指标名。请写上模板里的指标名，或删去这一行")

    def _unit(self, heading: headings.Heading, number: int, keyed: bool) -> str | None:
        """一行的板块：认别名；要先问的、不认得的记为问题，返回 None。"""
        text = self.sheet.text(number, heading.places[columns.UNIT])
        known = {r.unit for r in self.part.rows}
        found = text if text in known else self.profile.find_unit(text)
        if found in known:
            return found
        if not text and not keyed and not self._has_numbers(heading, number):
            return None
        cell, asked = address(number, heading.places[columns.UNIT]), self.profile.ask_units(text)
        if asked:
            self.problem(Level.ERROR, "ask_unit", cell, columns.UNIT, text, f"写的是{text}，可能是{'或'.join(asked)}。请写全称", asked)
        elif text not in headings.TOTALS:
            self.problem(Level.ERROR, "unknown_unit", cell, columns.UNIT, text, f"没有“{text}”这个板块。可用：{'、'.join(str(k) for k in known)}")
        return None

    def _has_numbers(self, heading: headings.Heading, number: int) -> bool:
        return any(self.sheet.text(number, at) for c in self.part.columns if (at := heading.places.get(c.header)))

    def _figures(self, heading: headings.Heading, number: int, row: GridRow) -> Iterator[Figure]:
        for column in self.part.columns:
            at = self._place(heading, column)
            if at is None:
                continue
            found = self._figure(row, column, number, at)
            if found is not None:
                yield found

    def _place(self, heading: headings.Heading, column: GridColumn) -> int | None:
        at = heading.places.get(column.header)
        if at is not None or column.unit is None or column.unit == WHOLE_CITY:
            return at
        unit = next((u for u in self.profile.assessed_units if u.name == column.unit), None)
        names = (unit.official_name, *unit.aliases) if unit else ()
        return next((heading.places[n] for n in names if n in heading.places), None)

    def _figure(self, row: GridRow, column: GridColumn, number: int, at: int) -> Figure | None:
        """读一格；空白为 None，读不成的记为问题。"""
        cell, value = address(number, at), self.sheet.value(number, at)
        raw = written(value)
        if self._formula_trouble(cell, column.header):
            return None
        if value is None or raw == "":
            return None
        self.findings.cells += 1
        if column.header not in row.open:
            self.problem(Level.ERROR, "shut_cell", cell, column.header, raw, f"写的是{raw}，但“{row.goal.short_name}”不填这一列。请清空")
            return None
        if isinstance(value, date):
            self.problem(Level.ERROR, "number", cell, column.header, raw, f"单元格成了日期（{raw}），不是数字。请把格式改成“常规”，重新填数")
            return None
        return self._number(row, column, cell, raw, value)

    def _number(self, row: GridRow, column: GridColumn, cell: str, raw: str, value: str | float) -> Figure | None:
        share = column.measure is None and row.goal.basis is Basis.RATIO
        try:
            found = parse(value, "%" if share else row.goal.uom)
        except NotANumber as error:
            reason = error.reason if error.reason.startswith("写的是") else f"写的是{raw}，{error.reason}"
            self.problem(Level.ERROR, "number", cell, column.header, raw, f"{reason}。{error.advice}")
            return None
        if found.conversion:
            self.problem(Level.HINT, "conversion", cell, column.header, raw, f"写的是“{raw}”，已{found.conversion}")
        problem = sums.unfit(row, column, found.value)
        if problem:
            self.problem(Level.ERROR, "value", cell, column.header, raw, f"写的是{raw}，{problem}")
            return None
        return Figure(row, column, cell, raw, found.value)

    def _formula_trouble(self, cell: str, column: str) -> bool:
        if cell in self.sheet.errors:
            self.problem(Level.ERROR, "formula_error", cell, column, self.sheet.errors[cell], f"公式出错（{self.sheet.errors[cell]}）。请改好公式，或直接填数")
            return True
        if cell in self.sheet.uncached:
            self.problem(Level.ERROR, "formula_uncached", cell, column, "", "公式没有算出来的值。请在Excel或WPS中打开并保存，再上传")
            return True
        return False

    def _stored(self, figure: Figure) -> dict[str, object]:
        found = {
            "city": self.header.city,
            "unit": figure.column.unit or figure.row.unit,
            "indicator": figure.row.goal.indicator,
            "value": figure.value,
            "sheet": self.part.name,
            "cell": figure.cell,
            "raw": figure.raw,
        }
        if self.part.table is Table.TARGETS:
            return {**found, "year": self.header.period // 100}
        return {**found, "period": self.header.period, "measure": str(figure.column.measure), "status": str(self.part.status)}
