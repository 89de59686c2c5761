"""一份份工作簿：谁的、哪一期、填什么，按安排写错、写乱、不报；写出的就是下发模板填好后的样子。"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dashboard.demo import happenings, projects, standing, targets
from dashboard.demo.numbers import Measured, Numbers
from dashboard.demo.settings import CitySettings, Plant, Settings
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.month import Month
from dashboard.domain.submissions import KIND_ZH, SIMULATED_BY, Header, Kind, Table
from dashboard.intake.layout import CHECKED, CITY, OWN, Layout, layout, lead_department
from dashboard.intake.templates import Cell, Filling, write

MARK = "模拟数据"
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_FLOW = (Measure.MONTH, Measure.YEAR_TO_DATE)


@dataclass(frozen=True, slots=True)
class Packet:
    """一份要上报的工作簿。by 为上报人，一律带“模拟·”；corrects 为真即更正同一期已接收的那一份。"""

    header: Header
    file: str
    by: str
    book: bytes
    corrects: bool = False


class Office:
    """一座城市的填报人：由模拟的数填出每一份工作簿。"""

    def __init__(self, profile: CityProfile, settings: Settings, city: CitySettings) -> None:
        self.profile, self.settings, self.city = profile, settings, city
        self.numbers = Numbers(profile, settings, city)

    @cached_property
    def _projects(self) -> projects.Rows:
        return projects.project_rows(self.numbers)

    @cached_property
    def _events(self) -> happenings.Rows:
        return happenings.event_rows(self.profile, self.settings, self.city)

    @cached_property
    def _talks(self) -> happenings.Rows:
        return happenings.talk_rows(self.profile, self.settings, self.city)

    def tasks(self, year: int) -> Packet:
        """一年的指标分解。"""
        header = Header(Kind.TARGETS, self.profile.id, None, None, year * 100)
        plan = layout(self.profile, header)
        known = targets.tasks(self.numbers, year)
        values: dict[tuple[str, str, str, str], Cell] = {}
        for grid in plan.grids:
            for row in grid.rows:
                for column in grid.columns:
                    indicator, who, what = grid.key(row, column)
                    values[grid.name, indicator, who, what] = known.get((indicator, who))
        return self._packet(plan, Filling(values, mark=MARK), lead_department(self.profile, Month(year, 1)))

    def month(self, month: Month) -> Iterator[Packet]:
        """一个月该有的每一份：板块的、部门的；没报的没有，报错的先是错的。"""
        for unit in self.profile.unit_names:
            if unit not in self._silent(month):
                yield self._unit(unit, month, self.city.planted("correction", month))
        for department in self._departments(month):
            yield self._department(department, month)

    def returned(self, month: Month) -> Iterator[Packet]:
        """头一次报错了、要被退回的几份；改好的在 month 里。"""
        for plant in self.city.planted("returned", month):
            yield self._unit(plant.unit, month, (plant,))

    def corrections(self, month: Month) -> Iterator[Packet]:
        """审定以后重报的几份。"""
        for unit in dict.fromkeys(plant.unit for plant in self.city.planted("correction", month)):
            yield self._unit(unit, month, ())

    def _silent(self, month: Month) -> frozenset[str]:
        return frozenset(p.unit for p in self.city.planted("missing", month))

    def _departments(self, month: Month) -> tuple[str, ...]:
        """要报的部门：有自己应报的数，或代报市级，或这个月安排了核定。"""
        audited = {p.department for p in self.city.planted("audited", month)}
        found = []
        for name in (d.short_name for d in self.profile.departments):
            plan = layout(self.profile, Header(Kind.DEPARTMENT, self.profile.id, None, name, month.code))
            if name in audited or any(not part.optional for part in plan.lists) or any(grid.name == OWN for grid in plan.grids):
                found.append(name)
        return tuple(found)

    # 填 ---------------------------------------------------------------------

    def _unit(self, unit: str, month: Month, wrong: tuple[Plant, ...]) -> Packet:
        plan = layout(self.profile, Header(Kind.UNIT, self.profile.id, unit, None, month.code))
        lists = {part.name: self._listed(part.table, unit, month) for part in plan.lists}
        mine = tuple(p for p in wrong if p.unit == unit)
        values = self._values(plan, month, mine)
        corrects = not wrong and any(p.unit == unit for p in self.city.planted("correction", month))
        return self._packet(plan, Filling(values, lists, self._last(plan, month), MARK), unit, corrects)

    def _listed(self, table: Table, unit: str, month: Month) -> list[projects.Row]:
        """清单的行；上个月没报的，这个月补上（同一项目只留后来的一行）。"""
        if table in (Table.DUTIES, Table.CARRIERS):
            return self._extra(table, unit, month)
        known = {Table.PROJECTS: self._projects, Table.EVENTS: self._events, Table.TALKS: self._talks}
        rows = known[table].get((unit, month), [])
        if unit not in self._silent(month + -1):
            return rows
        numbers = {row["number"] for row in rows} if table is Table.PROJECTS else set()
        return [*(row for row in self._listed(table, unit, month + -1) if row.get("number") not in numbers), *rows]

    def _extra(self, table: Table, owner: str, month: Month) -> list[projects.Row]:
        """任务落实、载体名录：有变化的月份才写。"""
        found = standing.duty_rows if table is Table.DUTIES else standing.carrier_rows
        return found(self.numbers, owner, month)

    def _department(self, department: str, month: Month) -> Packet:
        plan = layout(self.profile, Header(Kind.DEPARTMENT, self.profile.id, None, department, month.code))
        lists = {part.name: self._events.get((part.unit, month), []) if part.table is Table.EVENTS else self._extra(part.table, department, month) for part in plan.lists}
        return self._packet(plan, Filling(self._values(plan, month, ()), lists, self._last(plan, month), MARK), department)

    def _values(self, plan: Layout, month: Month, wrong: tuple[Plant, ...]) -> dict[tuple[str, str, str, str], Cell]:
        found: dict[tuple[str, str, str, str], Cell] = {}
        for grid in plan.grids:
            for row, column in ((r, c) for r in grid.rows for c in grid.columns if c.header in r.open):
                indicator, unit, what = grid.key(row, column)
                value = self._number(grid.name, row.goal.id, unit, month, wrong).get(Measure(what))
                if value is not None:
                    messy = plan.header.kind is Kind.UNIT and Measure(what) is Measure.YEAR_TO_DATE and self._messy(row.goal.id, unit, month)
                    found[grid.name, indicator, unit, what] = f"{value:f}".translate(_WIDE) if messy else value
        return found

    def _number(self, sheet: str, goal: str, unit: str, month: Month, wrong: tuple[Plant, ...]) -> Measured:
        measured = self.numbers.measured(self.profile.goal_by_id[goal], unit, month)
        if sheet == CHECKED:
            return self._checked(goal, unit, month, measured)
        if sheet == CITY and not self.city.goal(goal).city_share:
            return {}
        for plant in wrong:
            if plant.goal == goal:
                change = plant.values[Measure.YEAR_TO_DATE]
                measured = {m: v + change if m in _FLOW else v for m, v in measured.items()}
        return measured

    def _checked(self, goal: str, unit: str, month: Month, measured: Measured) -> Measured:
        """核定：安排了核定的那个月，报了的板块都填，有差额的写差额之后的数。"""
        for plant in self.city.planted("audited", month):
            if plant.goal == goal and unit not in self._silent(month):
                change = plant.values.get(unit, Decimal(0))
                return {m: v + change for m, v in measured.items() if m not in (Measure.MONTH, Measure.DENOMINATOR)}
        return {}

    def _messy(self, goal: str, unit: str, month: Month) -> bool:
        """安排写乱的那一格：本年累计写成全角数字。"""
        return any(p.unit == unit and p.goal == goal for p in self.city.planted("messy", month))

    def _last(self, plan: Layout, month: Month) -> dict[tuple[str, str], float]:
        """灰色的上期数：上一个应报月的本年累计（当年的）或期末。"""
        found: dict[tuple[str, str], float] = {}
        for row in (row for grid in plan.grids for row in grid.rows if row.unit):
            before = row.goal.due_at(month + -1)
            known = self.numbers.measured(row.goal, row.unit or "", before) if before else {}
            value = known.get(Measure.STOCK) or (known.get(Measure.YEAR_TO_DATE) if before and before.year == month.year else None)
            if value is not None:
                found[row.goal.indicator, row.unit or ""] = float(value)
        return found

    def _packet(self, plan: Layout, filling: Filling, owner: str, corrects: bool = False) -> Packet:
        header = plan.header
        period = f"{header.period // 100}年" + (f"{header.period % 100}月" if header.period % 100 else "")
        tail = "更正" if corrects else ""
        file = f"{owner if header.owner else self.profile.name}_{period}_{KIND_ZH[header.kind]}{tail}（{MARK}）.xlsx"
        return Packet(header, file, f"{SIMULATED_BY}{owner}", write(plan, filling), corrects)
