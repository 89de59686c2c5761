"""一份工作簿该是什么样：由档案和报头（谁的、哪一期）得出各表的行和列。"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Collector, Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, Table
from dashboard.intake import columns
from dashboard.intake.columns import ListColumn
from dashboard.wording.periods import month_zh

VERSION = "1"
CONTROL = "_模板"
MAGIC = "科招看板模板"
TITLE_ROW, META_ROW, HINT_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
NONE_CELL = (HINT_ROW, 2)
_JUDGED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.STOCK, Basis.RATIO)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """数表的一列：表头；填的是哪种数，或（指标分解里）哪个板块。"""

    header: str
    measure: Measure | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """数表的一行：目标、板块（指标分解里为 None）、要填的列（表头）。"""

    goal: Goal
    unit: str | None
    open: frozenset[str]

    @property
    def key(self) -> str:
        """隐藏的编号列里写的字，行挪了位置也认得。"""
        return f"{self.goal.indicator}|{self.unit}" if self.unit else self.goal.indicator


@dataclass(frozen=True, slots=True)
class GridSheet:
    """数表。status 为这些数的身份；shows_unit 为真时每行写板块名。"""

    name: str
    table: Table
    status: Status
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    shows_unit: bool
    hint: str

    def key(self, row: GridRow, column: GridColumn) -> tuple[str, str, str]:
        """一格是哪个指标、哪个板块（市级、全市）、哪种数（指标分解为“年度任务”）。"""
        return row.goal.indicator, row.unit or column.unit or "", str(column.measure or columns.TASK)

    @property
    def labels(self) -> tuple[str, ...]:
        """填数的列之前的几列。"""
        middle = (columns.UNIT,) if self.shows_unit else ()
        return (columns.KEY, columns.INDICATOR, *middle, columns.UOM)

    @property
    def headers(self) -> tuple[str, ...]:
        """全部表头，按顺序。"""
        tail = (columns.LAST, columns.NOTE) if self.table is Table.FACTS else (columns.NOTE,)
        return (*self.labels, *(c.header for c in self.columns), *tail)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """清单：一行一条；没有就勾“本月无”。unit 为这些行算在谁名下。"""

    name: str
    table: Table
    unit: str
    columns: tuple[ListColumn, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Layout:
    """一份工作簿：报头、标题、各表；lead 为牵头组织填报的部门。"""

    header: Header
    title: str
    lead: str
    sheets: tuple[GridSheet | ListSheet, ...]

    @property
    def owner_words(self) -> str:
        """填报单位。"""
        return self.header.owner or WHOLE_CITY

    @property
    def period_words(self) -> str:
        """期间：2025年6月；指标分解为2025年。"""
        return month_zh(self.header.month) if self.header.month else f"{self.header.period // 100}年"

    @property
    def grids(self) -> tuple[GridSheet, ...]:
        return tuple(s for s in self.sheets if isinstance(s, GridSheet))

    @property
    def lists(self) -> tuple[ListSheet, ...]:
        return tuple(s for s in self.sheets if isinstance(s, ListSheet))


def layout(profile: CityProfile, header: Header) -> Layout:
    """报头所指的那份工作簿的样子。"""
    return _MAKERS[header.kind](profile, header)


def unit_goals(profile: CityProfile, month: Month) -> tuple[Goal, ...]:
    """板块月报里的目标：由板块报、当月应报、不由活动数出；同一指标只列一次。"""
    return _once(g for g in profile.goals if g.collected_from is Collector.UNIT and _asked(g, month))


def department_goals(profile: CityProfile, department: str, month: Month) -> tuple[Goal, ...]:
    """部门报表里的目标：由部门报、它牵头、当月应报。"""
    return _once(
        g for g in profile.goals if g.collected_from is Collector.DEPARTMENT and g.owner_at(month) == department and _asked(g, month)
    )


def lead_department(profile: CityProfile, month: Month) -> str:
    """代报市级数和市级活动的部门：当月牵头目标最多的那个，并列取档案里在前的。"""
    owners = [owner for g in profile.goals if (owner := g.owner_at(month))]
    return max(dict.fromkeys(owners), key=owners.count, default="")


def _asked(goal: Goal, month: Month) -> bool:
    return not goal.counts_events and goal.is_due(month)


def _once(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    found: dict[str, Goal] = {}
    for goal in goals:
        found.setdefault(goal.indicator, goal)
    return tuple(found.values())


def _facts(name: str, status: Status, rows: tuple[GridRow, ...], shows_unit: bool, hint: str) -> GridSheet:
    used = {m for row in rows for m in row.open}
    return GridSheet(
        name, Table.FACTS, status, tuple(GridColumn(str(m), measure=m) for m in columns.MEASURES if str(m) in used), rows, shows_unit, hint
    )


def _row(goal: Goal, unit: str, checked: bool = False) -> GridRow:
    return GridRow(goal, unit, frozenset(str(m) for m in columns.needed(goal, checked)))


def _unit(profile: CityProfile, header: Header) -> Layout:
    unit, month = header.unit or "", _month(header)
    rows = tuple(_row(g, unit) for g in unit_goals(profile, month))
    grid = _facts(columns.SHEET_NAMES[Table.FACTS], Status.FIRST, rows, False, "只填白色的格子。没报留空，零填0；本年累计从1月累加到本月。")
    none = f"本月没有的，在“{columns.NONE_LABEL}”旁选“{columns.YES}”。"
    lists = (
        ListSheet("科创项目", Table.PROJECTS, unit, columns.project_columns(profile), f"只填本月新增或有变化的项目。{none}"),
        ListSheet("活动", Table.EVENTS, unit, columns.event_columns(profile), f"一行一站（一场）；附件4里的活动写计划编号。{none}"),
        ListSheet("洽谈", Table.TALKS, unit, columns.talk_columns(), f"一行一次洽谈。{none}"),
    )
    return Layout(header, f"{unit}科技招商月报（{month_zh(month)}）", lead_department(profile, month), (grid, *lists))


def _department(profile: CityProfile, header: Header) -> Layout:
    department, month = header.department or "", _month(header)
    sheets: list[GridSheet | ListSheet] = []
    own = department_goals(profile, department, month)
    if own:
        rows = tuple(_row(g, name) for g in own for name in _reporters(profile, g))
        sheets.append(_facts("部门报表", Status.FINAL, rows, True, "分板块填；市级直接取得的填在“市级”行。没报留空，零填0。"))
    checked = tuple(g for g in unit_goals(profile, month) if g.owner_at(month) == department)
    if checked:
        rows = tuple(_row(g, name, True) for g in checked for name in profile.unit_names)
        sheets.append(_facts("核定", Status.FINAL, rows, True, "可不填。填了就以核定数为准，与板块初报的差额会保留并显示。"))
    lead = lead_department(profile, month)
    if department == lead:
        sheets += _city_level(profile, month)
    return Layout(header, f"{department}科技招商报表（{month_zh(month)}）", lead, tuple(sheets))


def _city_level(profile: CityProfile, month: Month) -> list[GridSheet | ListSheet]:
    rows = tuple(_row(g, CITY_LEVEL) for g in unit_goals(profile, month) if g.breakdown is Breakdown.BY_UNIT)
    grid = _facts("市级", Status.FINAL, rows, True, "市级直接取得、不属于任何板块的数；没有就留空。")
    events = ListSheet(
        "活动", Table.EVENTS, CITY_LEVEL, columns.event_columns(profile), f"市级主办的活动，一行一站（一场）。没有的在“{columns.NONE_LABEL}”旁选“{columns.YES}”。"
    )
    return [grid, events] if rows else [events]


def _reporters(profile: CityProfile, goal: Goal) -> tuple[str, ...]:
    return (WHOLE_CITY,) if goal.breakdown is Breakdown.CITY_ONLY else (*profile.unit_names, CITY_LEVEL)


def _targets(profile: CityProfile, header: Header) -> Layout:
    year = header.period // 100
    places = (WHOLE_CITY, *profile.unit_names)
    rows = []
    for goal in _once(g for g in profile.goals if g.basis in _JUDGED and not g.counts_events):
        whole = goal.breakdown is Breakdown.CITY_ONLY
        rows.append(GridRow(goal, None, frozenset((WHOLE_CITY,) if whole else places)))
    grid = GridSheet(
        "指标分解", Table.TARGETS, Status.FINAL, tuple(GridColumn(p, unit=p) for p in places), tuple(rows), False,
        "年度目标任务：全市一列，各板块一列。没有下达的留空；占比填百分数，如55。",
    )
    return Layout(header, f"{profile.name}{year}年科技招商指标分解", lead_department(profile, Month(year, 12)), (grid,))


def _month(header: Header) -> Month:
    return Month.from_code(header.period)


_MAKERS = {Kind.UNIT: _unit, Kind.DEPARTMENT: _department, Kind.TARGETS: _targets}
