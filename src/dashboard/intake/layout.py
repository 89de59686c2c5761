"""一份工作簿该是什么样：由档案和报头（谁的、哪一期）得出各表的行和列。"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY, CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis, Breakdown, Collector, Goal, Status
from dashboard.domain.month import Month
from dashboard.domain.submissions import KIND_ZH, SINGLE, Header, Kind, Table
from dashboard.intake import columns
from dashboard.intake.columns import ListColumn
from dashboard.wording.periods import month_zh

VERSION = "1"
CONTROL = "_模板"
MAGIC = "科招看板模板"
TITLE_ROW, META_ROW, HINT_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
NONE_CELL = (HINT_ROW, 2)
FACTS, OWN, CHECKED, CITY = "指标月报", "部门报表", "核定", "市级"
OPTIONAL = (CHECKED, CITY)
"""可以一个数也不填的数表。"""
_JUDGED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL, Basis.STOCK, Basis.RATIO)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """数表的一列：表头；填的是哪种数，或（核定、指标分解里）哪个板块。"""

    header: str
    measure: Measure | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """数表的一行：目标、板块（板块在列上的为 None）、哪种数（种数在列上的为 None）、计量单位、要填的列（表头）。"""

    goal: Goal
    unit: str | None
    measure: Measure | None
    uom: str
    open: frozenset[str]

    @property
    def key(self) -> str:
        """隐藏的编号列里写的字，行挪了位置也认得。"""
        return "|".join(filter(None, (self.goal.indicator, self.unit, self.measure)))

    def label(self, header: str) -> str:
        """填数的列之前各列写的字。"""
        found = {
            columns.KEY: self.key,
            columns.INDICATOR: columns.indicator_label(self.goal) if self.unit else self.goal.short_name,
            columns.UNIT: self.unit,
            columns.ITEM: self.measure,
            columns.UOM: self.uom,
        }
        return found[header] or ""


@dataclass(frozen=True, slots=True)
class GridSheet:
    """数表。status 为这些数的身份；labels、tail 为填数的列之前、之后各列的表头；spare 为不到应报月、提前报了也收的行。"""

    name: str
    table: Table
    status: Status
    labels: tuple[str, ...]
    columns: tuple[GridColumn, ...]
    tail: tuple[str, ...]
    rows: tuple[GridRow, ...]
    hint: str
    spare: tuple[GridRow, ...] = ()

    def key(self, row: GridRow, column: GridColumn) -> tuple[str, str, str]:
        """一格是哪个指标、哪个板块（市级、全市）、哪种数（指标分解为“年度任务”）。"""
        return row.goal.indicator, row.unit or column.unit or "", str(row.measure or column.measure or columns.TASK)

    def counted(self, row: GridRow) -> bool:
        """这一行的数按个数计，要整数；占比的任务是百分数，不在此列。"""
        return row.goal.integer and not (self.table is Table.TARGETS and row.goal.basis is Basis.RATIO)

    @property
    def headers(self) -> tuple[str, ...]:
        """全部表头，按顺序。"""
        return (*self.labels, *(c.header for c in self.columns), *self.tail)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """清单：一行一条；没有就勾“本月无”。unit 为这些行算在谁名下；optional 为真的可以不填、不勾，没有这张表也行。"""

    name: str
    table: Table
    unit: str
    columns: tuple[ListColumn, ...]
    hint: str
    optional: bool = False


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
    """报头所指的那份工作簿的样子；没有应填的表时 sheets 为空。"""
    return _MAKERS[header.kind](profile, header)


def lead_department(profile: CityProfile, month: Month) -> str:
    """代报市级数和市级活动的部门：当月牵头目标最多的那个，并列取档案里在前的。"""
    owners = [owner for g in profile.goals if (owner := g.owner_at(month))]
    return max(dict.fromkeys(owners), key=owners.count, default="")


def _collected(profile: CityProfile, collector: Collector, month: Month, owner: str | None = None) -> tuple[Goal, ...]:
    """由 collector 报、month 时已开始的目标；不由活动数出，同一指标只列一次。owner 为牵头部门。"""
    found: dict[str, Goal] = {}
    for goal in profile.goals:
        mine = owner is None or goal.owner_at(month) == owner
        if goal.collected_from is collector and mine and not goal.counts_events and goal.start <= month:
            found.setdefault(goal.indicator, goal)
    return tuple(found.values())


def _due(goals: Iterable[Goal], month: Month) -> tuple[Goal, ...]:
    return tuple(g for g in goals if g.is_due(month))


def _row(goal: Goal, unit: str) -> GridRow:
    return GridRow(goal, unit, None, columns.uom_of(goal), frozenset(str(m) for m in columns.needed(goal)))


def _by_measure(name: str, status: Status, rows: tuple[GridRow, ...], spare: tuple[GridRow, ...], hint: str) -> list[GridSheet]:
    """一行一个指标（和板块），一列一种数；没有行就没有这张表。"""
    used = {m for row in rows for m in row.open}
    shown = tuple(GridColumn(str(m), measure=m) for m in columns.MEASURES if str(m) in used)
    places = (columns.UNIT,) if name != FACTS else ()
    labels = (columns.KEY, columns.INDICATOR, *places, columns.UOM)
    return [GridSheet(name, Table.FACTS, status, labels, shown, (columns.LAST, columns.NOTE), rows, hint, spare)] if rows else []


def _by_unit(name: str, rows: tuple[GridRow, ...], units: tuple[str, ...], labels: tuple[str, ...], table: Table, hint: str) -> GridSheet:
    """一行一个指标，一列一个板块。"""
    shown = tuple(GridColumn(u, unit=u) for u in units)
    return GridSheet(name, table, Status.FINAL, (columns.KEY, *labels), shown, (columns.NOTE,), rows, hint)


def _unit(profile: CityProfile, header: Header) -> Layout:
    unit, month = header.unit or "", _month(header)
    goals = _collected(profile, Collector.UNIT, month)
    due = _due(goals, month)
    rows, spare = tuple(_row(g, unit) for g in due), tuple(_row(g, unit) for g in goals if g not in due)
    none = f"本月没有的，在“{columns.NONE_LABEL}”右边选“{columns.YES}”。"
    sheets: tuple[GridSheet | ListSheet, ...] = (
        *_by_measure(FACTS, Status.FIRST, rows, spare, "只填白色的格子。没报留空，零填0；本年累计从1月累加到本月。"),
        ListSheet("科创项目", Table.PROJECTS, unit, columns.project_columns(profile), f"只填本月新增或有变化的项目。{none}"),
        ListSheet("活动", Table.EVENTS, unit, columns.event_columns(profile), f"一行一站（一场）；活动安排里有的写计划编号。{none}"),
        ListSheet("洽谈", Table.TALKS, unit, columns.talk_columns(), f"一行一次洽谈。{none}"),
        *_duties(unit, columns.duties_of(profile, unit=unit)),
        ListSheet(columns.CARRIERS, Table.CARRIERS, unit, columns.carrier_columns(profile), "可不填。有新增、撤销、面积变化的写上，同名的以最近报的为准。", True),
    )
    return Layout(header, f"{unit}科技招商月报（{month_zh(month)}）", lead_department(profile, month), sheets)


def _department(profile: CityProfile, header: Header) -> Layout:
    department, month = header.department or "", _month(header)
    own, lead = _collected(profile, Collector.DEPARTMENT, month, department), lead_department(profile, month)
    due = _due(own, month)
    rows = tuple(_row(g, name) for g in due for name in _reporters(profile, g))
    spare = tuple(_row(g, name) for g in own if g not in due for name in _reporters(profile, g))
    sheets: list[GridSheet | ListSheet] = [
        *_by_measure(OWN, Status.FINAL, rows, spare, "分板块填；市级直接取得、不属于任何板块的填在“市级”行。没报留空，零填0。"),
        *_checked(profile, department, month),
    ]
    if department == lead:
        sheets += _city_level(profile, month)
    sheets += _duties(department, columns.duties_of(profile, department=department, lead=department == lead))
    return Layout(header, f"{department}科技招商报表（{month_zh(month)}）", lead, tuple(sheets))


def _duties(owner: str, names: tuple[str, ...]) -> list[ListSheet]:
    """任务落实；没有该办的任务就没有这张表。"""
    hint = "可不填。落实情况有变化的写上，佐证写文件名、次数等，同一项以最近报的为准。"
    return [ListSheet(columns.DUTIES, Table.DUTIES, owner, columns.duty_columns(names), hint, True)] if names else []


def _checked(profile: CityProfile, department: str, month: Month) -> list[GridSheet]:
    """板块报、本部门牵头的目标，可填核定数。"""
    goals = _due(_collected(profile, Collector.UNIT, month, department), month)
    units = frozenset(profile.unit_names)
    rows = tuple(GridRow(g, None, m, columns.uom_of(g), units) for g in goals for m in columns.needed(g, checked=True))
    labels = (columns.INDICATOR, columns.ITEM, columns.UOM)
    hint = "可不填。填了就以核定数为准，与板块初报的差额会保留并显示。"
    return [_by_unit(CHECKED, rows, profile.unit_names, labels, Table.FACTS, hint)] if rows else []


def _city_level(profile: CityProfile, month: Month) -> list[GridSheet | ListSheet]:
    goals = _due(_collected(profile, Collector.UNIT, month), month)
    rows = tuple(_row(g, CITY_LEVEL) for g in goals if g.breakdown is Breakdown.BY_UNIT)
    none = f"没有的在“{columns.NONE_LABEL}”右边选“{columns.YES}”。"
    events = ListSheet("活动", Table.EVENTS, CITY_LEVEL, columns.event_columns(profile), f"市级主办的活动，一行一站（一场）。{none}")
    return [*_by_measure(CITY, Status.FINAL, rows, (), "可不填。市级直接取得、不属于任何板块的数填在这里。"), events]


def _reporters(profile: CityProfile, goal: Goal) -> tuple[str, ...]:
    return (WHOLE_CITY,) if goal.breakdown is Breakdown.CITY_ONLY else (*profile.unit_names, CITY_LEVEL)


def _targets(profile: CityProfile, header: Header) -> Layout:
    year = header.period // 100
    places = (WHOLE_CITY, *profile.unit_names)
    found: dict[str, GridRow] = {}
    for goal in profile.goals:
        if goal.basis in _JUDGED and not goal.counts_events and goal.start.year <= year:
            opened = frozenset((WHOLE_CITY,) if goal.breakdown is Breakdown.CITY_ONLY else places)
            found.setdefault(goal.indicator, GridRow(goal, None, None, goal.uom, opened))
    hint = "年度目标任务：全市一列，各板块一列。没有下达的留空；占比填百分数，如55。"
    grid = _by_unit("指标分解", tuple(found.values()), places, (columns.INDICATOR, columns.UOM), Table.TARGETS, hint)
    return Layout(header, f"{profile.name}{year}年科技招商指标分解", lead_department(profile, Month(year, 12)), (grid,) if grid.rows else ())


def _month(header: Header) -> Month:
    return Month.from_code(header.period)


def _single(profile: CityProfile, header: Header) -> Layout:
    """单报的一张清单：板块月报里的那一张。"""
    whole = _unit(profile, header)
    parts = tuple(part for part in whole.lists if part.table is SINGLE[header.kind])
    return Layout(header, f"{header.owner}{KIND_ZH[header.kind]}（{whole.period_words}）", whole.lead, parts)


_MAKERS = {Kind.UNIT: _unit, Kind.DEPARTMENT: _department, Kind.TARGETS: _targets, **dict.fromkeys(SINGLE, _single)}
