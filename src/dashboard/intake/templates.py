"""下发的工作簿：照 layout 写出样式、锁定、下拉、隐藏的模板编号；也可填上数（演示用）。

write(layout(profile, header), Filling(values, lists)) → .xlsx 字节；同样的输入写出同样的字节；不给 Filling 即空白模板。

例（演示这样填一份板块月报）：
    header = Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)      # 部门报表给 department；指标分解 period 为 202500
    book = layout(profile, header)                                    # book.grids、book.lists 列出要填的每一格
    write(book, Filling({("指标月报", "tech_sme_annual", "昆山市", "本年累计"): 120}, {"洽谈": [{"day": date(2025, 6, 3), "topic": "…"}]}))
哪些格子要填：for grid in book.grids: for row in grid.rows: for column in grid.columns: if column.header in row.open: grid.key(row, column)。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil

from dashboard.domain.submissions import KIND_ZH
from dashboard.intake import columns, guide
from dashboard.intake.book import address
from dashboard.intake.columns import Kind, ListColumn
from dashboard.intake.layout import (
    CONTROL,
    FIRST_ROW,
    HEAD_ROW,
    HINT_ROW,
    MAGIC,
    META_ROW,
    NONE_CELL,
    TITLE_ROW,
    VERSION,
    GridRow,
    GridSheet,
    Layout,
    ListSheet,
)
from dashboard.intake.looks import FONT, LOOKS, OF_KIND
from dashboard.intake.spreadsheet import Page, Rule
from dashboard.intake.spreadsheet import write as write_pages

_READY_ROWS = 20
_RULED_ROWS = 5_000
_LONGEST_LIST = 200
_FOOTER = "&L&A&C第&P页，共&N页"
_MAY = ("formatCells", "formatColumns", "formatRows")
_MAY_LIST = (*_MAY, "insertRows", "deleteRows", "sort", "autoFilter")
_WIDTHS = {columns.KEY: 4, columns.INDICATOR: 40, columns.UNIT: 16, columns.ITEM: 11, columns.UOM: 11, columns.NOTE: 20, columns.LAST: 15}
_LINE = 18
_ONE_PAGE, _PER_PAGE, _HELD = 205, 160, 2
"""一页A4横放打得清楚的列宽之和；更宽的横向分几页，每页至多这么宽，左边重复前两列（编号、名称）。"""

Cell = float | int | Decimal | str | date | bool | None


@dataclass(frozen=True, slots=True)
class Filling:
    """要填的内容。

    values：（表名, 指标, 板块, 种数）→ 值；板块可为“市级”“全市”，种数是 Measure 的词，指标分解一律是“年度任务”。
    lists：表名（科创项目、活动、洽谈）→ 各行；一行是 字段 → 值，字段见 columns 的 *_columns：是否列用 bool，
    日期用 date，活动的“计入承诺”写承诺的简称、几项用顿号隔开。没给行的清单会选“本月无”。
    last：（指标, 板块）→ 上期数（灰色参考）；mark：写在报头行的标记，如“模拟数据”；due：印上的时限，如“请于2025年7月7日24:00前上报”；notes：（表名, 行的编号）→ 备注；unticked：没有行也不选“本月无”的清单。"""

    values: Mapping[tuple[str, str, str, str], Cell] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Mapping[str, Cell]]] = field(default_factory=dict)
    last: Mapping[tuple[str, str], float] = field(default_factory=dict)
    mark: str = ""
    due: str = ""
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unticked: frozenset[str] = frozenset()


def write(layout: Layout, filling: Filling | None = None, blank: bool = False) -> bytes:
    """写出工作簿。没有 filling、或 blank 为真（只带上期数）时是空白模板：不选“本月无”，清单备好空行。"""
    found = filling or Filling()
    control = _control(layout)
    pages = [guide.page(layout, found.mark, found.due)]
    for part in layout.sheets:
        if isinstance(part, GridSheet):
            pages.append(_grid(layout, part, found))
        else:
            pages.append(_list(layout, part, found, filling is None or blank, control))
    return write_pages([*pages, control], LOOKS, FONT, opened=1)


def _control(layout: Layout) -> Page:
    """隐藏的模板编号：上传时凭它认出是谁的、哪一期的；右边几列放长的下拉选项。"""
    header = layout.header
    page = Page(CONTROL, state="veryHidden")
    texts = (MAGIC, VERSION, str(header.kind), header.city, header.owner, str(header.period), KIND_ZH[header.kind])
    for number, text in enumerate(texts, 1):
        page.put(number, 1, text, "plain")
    return page


def _heading(page: Page, layout: Layout, part: GridSheet | ListSheet, found: Filling, column: int) -> None:
    """标题、填报单位与期间、提示。"""
    title = layout.title if part is layout.sheets[0] else f"{layout.title}·{part.name}"
    tail = f"　　【{found.mark}】" if found.mark else ""
    due = f"　　{found.due}" if found.due else ""
    page.put(TITLE_ROW, column, title, "title")
    page.put(META_ROW, column, f"填报单位：{layout.owner_words}　　期间：{layout.period_words}{due}　　填报人：　　　　联系电话：{tail}", "meta")
    page.heights |= {TITLE_ROW: 32, META_ROW: 22, HINT_ROW: 22, HEAD_ROW: 34}


def _grid(layout: Layout, part: GridSheet, found: Filling) -> Page:
    page = Page(part.name, concealed=frozenset((1,)), repeat=HEAD_ROW, may=_MAY, footer=_FOOTER)
    _heading(page, layout, part, found, 2)
    page.put(HINT_ROW, 2, part.hint, "hint")
    page.widths = {n: _WIDTHS.get(header, 12) for n, header in enumerate(part.headers, 1)}
    for column, header in enumerate(part.headers, 1):
        page.put(HEAD_ROW, column, header, "head")
    previous = ""
    for number, row in enumerate(part.rows, FIRST_ROW):
        _grid_row(page, part, number, row, found, row.goal.indicator == previous)
        previous = row.goal.indicator
    first, last = len(part.labels) + 1, FIRST_ROW + len(part.rows) - 1
    page.freeze, page.span = (FIRST_ROW, first), (last, len(part.headers))
    page.rules = [_numbers_only(f"{address(FIRST_ROW, first)}:{address(last, first + len(part.columns) - 1)}")]
    return page


def _grid_row(page: Page, part: GridSheet, number: int, row: GridRow, found: Filling, again: bool) -> None:
    for column, header in enumerate(part.labels, 1):
        page.put(number, column, row.label(header), "again" if again and header == columns.INDICATOR else "label")
    for column, spec in enumerate(part.columns, len(part.labels) + 1):
        opened = spec.header in row.open
        value = found.values.get((part.name, *part.key(row, spec))) if opened else None
        page.put(number, column, value, "open" if opened else "shut")
    for column, header in enumerate(part.tail, len(part.labels) + len(part.columns) + 1):
        if header == columns.LAST:
            page.put(number, column, found.last.get((row.goal.indicator, row.unit or "")), "last" if row.goal.integer else "last_exact")
        else:
            page.put(number, column, found.notes.get((part.name, row.key)), "note")
    page.heights[number] = 3 + 18 * -(-len(row.label(columns.INDICATOR)) // _LINE)


def _numbers_only(area: str) -> Rule:
    """提示填数；真正的检查在上传时。"""
    return Rule(area, "decimal", "-9999999999999", "请填数字", "这一格要填数字，不带单位。没报请留空，零请填0。", "9999999999999")


def _list(layout: Layout, part: ListSheet, found: Filling, blank: bool, control: Page) -> Page:
    page = Page(part.name, repeat=HEAD_ROW, may=_MAY_LIST, rest="free", footer=_FOOTER)
    rows = found.lists.get(part.name, ())
    _heading(page, layout, part, found, 1)
    _none(page, part, columns.YES if not blank and not rows and part.name not in found.unticked else None)
    for place, spec in enumerate(part.columns, 1):
        page.put(HEAD_ROW, place, spec.header + ("*" if spec.required else ""), "head")
        page.widths[place] = max(spec.width, len(spec.header) + 2)
        page.defaults[place] = f"{OF_KIND[spec.kind]}_column"
        page.rules += _entry_rules(place, spec, control)
    for number in range(FIRST_ROW, FIRST_ROW + max(len(rows), _READY_ROWS if blank else 0)):
        _list_row(page, part, number, rows[number - FIRST_ROW] if number - FIRST_ROW < len(rows) else {})
    _spread(page)
    page.freeze, page.span = (FIRST_ROW, 3), (max(FIRST_ROW + _READY_ROWS, FIRST_ROW + len(rows)) - 1, len(part.columns))
    return page


def _spread(page: Page) -> None:
    """一页打不清楚的横向分几页。"""
    held = sum(width for column, width in page.widths.items() if column <= _HELD)
    whole = sum(page.widths.values())
    if whole > _ONE_PAGE:
        page.across, page.held = ceil((whole - held) / (_PER_PAGE - held)), _HELD


def _none(page: Page, part: ListSheet, ticked: str | None) -> None:
    """“本月无”和提示；可不填的清单只有提示。"""
    row, column = NONE_CELL
    if part.optional:
        page.put(row, column - 1, part.hint, "hint")
        return
    page.put(row, column - 1, columns.NONE_LABEL, "head")
    page.put(row, column, ticked, "tick")
    page.put(row, column + 1, part.hint, "hint")
    page.rules.append(Rule(address(row, column), "list", f'"{columns.YES},{columns.NO}"', "请从下拉里选", f"请选“{columns.YES}”或“{columns.NO}”。"))


def _list_row(page: Page, part: ListSheet, number: int, row: Mapping[str, Cell]) -> None:
    for place, spec in enumerate(part.columns, 1):
        value = row.get(spec.field)
        page.put(number, place, _flagged(value) if isinstance(value, bool) else value, OF_KIND[spec.kind])


def _flagged(value: bool) -> str:
    return columns.YES if value else columns.NO


def _entry_rules(place: int, spec: ListColumn, control: Page) -> list[Rule]:
    """一列的下拉或日期提示；多选列不设，免得只许选一项。"""
    area = f"{address(FIRST_ROW, place)}:{address(FIRST_ROW + _RULED_ROWS, place)}"
    if spec.kind is Kind.DATE:
        return [Rule(area, "date", "36526", "请填日期", f"“{spec.header}”请写成2025-06-18这样。", "73050")]
    options = (columns.YES, columns.NO) if spec.kind is Kind.FLAG else spec.options
    if not options or spec.kind is Kind.CHOICES:
        return []
    return [Rule(area, "list", _source(options, control), "请从下拉里选", f"“{spec.header}”请从下拉里选一项。")]


def _source(options: Sequence[str], control: Page) -> str:
    """短的选项写在规则里；长的放到隐藏表的一列（Excel 的下拉文字不能超过255字）。"""
    text = ",".join(options)
    if len(text) <= _LONGEST_LIST:
        return f'"{text}"'
    column = max(c for cells in control.rows.values() for c, _, _ in cells) + 1
    for number, option in enumerate(options, 1):
        control.put(number, column, option, "plain")
    letters = address(1, column).rstrip("1")
    return f"'{CONTROL}'!${letters}$1:${letters}${len(options)}"
