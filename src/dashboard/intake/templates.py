"""下发的工作簿：照 layout 写出样式、锁定、下拉、隐藏的模板编号；也可填上数（演示和“带上期数”用）。

write(layout(profile, header), Filling(values, lists)) → .xlsx 字节；同样的输入写出同样的字节；不给 Filling 即空白模板。

例（演示这样填一份板块月报）：
    header = Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)      # 部门报表给 department；指标分解 period 为 202500
    book = layout(profile, header)                                    # book.grids、book.lists 列出要填的每一格
    write(book, Filling({("指标月报", "tech_sme_annual", "昆山市", "本年累计"): 120}, {"洽谈": [{"day": date(2025, 6, 3), "topic": "…"}]}))
哪些格子要填：for grid in book.grids: for row in grid.rows: for column in grid.columns: if column.header in row.open: grid.key(row, column)。"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.submissions import KIND_ZH, Table
from dashboard.intake import columns
from dashboard.intake.columns import Kind, ListColumn
from dashboard.intake.layout import (
    CONTROL,
    FIRST_ROW,
    HEAD_ROW,
    HINT_ROW,
    META_ROW,
    TITLE_ROW,
    VERSION,
    GridSheet,
    Layout,
    ListSheet,
)

_FONT = "微软雅黑"
_LIST_ROWS = 300
_MOMENT = (2022, 1, 1, 0, 0, 0)
_WIDTHS = {columns.KEY: 4, columns.INDICATOR: 34, columns.UNIT: 15, columns.UOM: 10, columns.NOTE: 26, columns.LAST: 15}

Cell = float | int | Decimal | str | date | bool | None


@dataclass(frozen=True, slots=True)
class Filling:
    """要填的内容。

    values：（表名, 指标, 板块, 种数）→ 值；板块可为“市级”“全市”，种数是 Measure 的词，指标分解一律是“年度任务”。
    lists：表名（科创项目、活动、洽谈）→ 各行；一行是 字段 → 值，字段见 columns 的 *_columns：是否列用 bool，
    日期用 date，活动的“计入承诺”写承诺的简称、几项用顿号隔开。没给行的清单会选“本月无”。
    last：（指标, 板块）→ 上期数（灰色参考）；mark：写在报头行的标记，如“模拟数据”。"""

    values: Mapping[tuple[str, str, str, str], Cell] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Mapping[str, Cell]]] = field(default_factory=dict)
    last: Mapping[tuple[str, str], float] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    font: Font
    fill: PatternFill | None = None
    align: Alignment | None = None
    border: Border | None = None
    format: str = "General"
    locked: bool = True


@cache
def _looks() -> dict[str, _Look]:
    line = Side(style="thin", color="C9D1DB")
    box = Border(left=line, right=line, top=line, bottom=line)
    grey, blue = PatternFill("solid", fgColor="F0F2F5"), PatternFill("solid", fgColor="DCE6F2")
    plain, soft = Font(name=_FONT, size=11), Font(name=_FONT, size=10, color="5F6B78")
    middle, right = Alignment(vertical="center", wrap_text=True), Alignment(horizontal="right", vertical="center")
    return {
        "title": _Look(Font(name=_FONT, size=16, bold=True), align=Alignment(vertical="center")),
        "meta": _Look(plain, align=Alignment(vertical="center")),
        "hint": _Look(soft, align=Alignment(vertical="center", wrap_text=False)),
        "head": _Look(Font(name=_FONT, size=11, bold=True), blue, Alignment(horizontal="center", vertical="center", wrap_text=True), box),
        "label": _Look(plain, None, middle, box),
        "open": _Look(plain, PatternFill("solid", fgColor="FFFFFF"), right, box, "#,##0.######", False),
        "shut": _Look(soft, grey, right, box),
        "last": _Look(soft, grey, right, box, "#,##0.######"),
        "note": _Look(plain, None, middle, box, locked=False),
        "item": _Look(plain, None, Alignment(vertical="center"), box, locked=False),
        "day": _Look(plain, None, Alignment(vertical="center"), box, "yyyy-mm-dd", False),
        "body": _Look(plain, align=Alignment(vertical="top", wrap_text=True)),
    }


class _Writer:
    """往一张表里写；同一种样子只设一次，之后照抄样式号。"""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._styles: dict[str, Any] = {}

    def put(self, sheet: Worksheet, row: int, column: int, value: Cell, look: str) -> None:
        cell = sheet.cell(row, column)
        if value is not None:
            cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # 以等号开头的也只是文字
        if look in self._styles:
            cell._style = self._styles[look]
            return
        found = _looks()[look]
        cell.font, cell.number_format, cell.protection = found.font, found.format, Protection(locked=found.locked)
        if found.fill:
            cell.fill = found.fill
        if found.align:
            cell.alignment = found.align
        if found.border:
            cell.border = found.border
        self._styles[look] = cell._style


def write(layout: Layout, filling: Filling | None = None, blank: bool = False) -> bytes:
    """写出工作簿。没有 filling、或 blank 为真（只带上期数）时是空白模板，不勾“本月无”。"""
    filled = filling is not None and not blank
    found = filling or Filling()
    book = Workbook()
    writer = _Writer(book)
    guide = book.active
    assert isinstance(guide, Worksheet)
    _guide(writer, guide, layout, found.mark)
    for part in layout.sheets:
        sheet = book.create_sheet(part.name)
        if isinstance(part, GridSheet):
            _grid(writer, sheet, layout, part, found)
        else:
            _list(writer, sheet, layout, part, found, filled)
    _control(book, layout)
    book.active = 1 if len(book.sheetnames) > 2 else 0
    return _settled(book)


def _guide(writer: _Writer, sheet: Worksheet, layout: Layout, mark: str) -> None:
    sheet.title = "说明"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 100
    writer.put(sheet, 1, 1, layout.title, "title")
    lines = [
        *([f"【{mark}】"] if mark else []),
        "1. 只填白色的格子；灰色的格子锁着，不用填，也不要改表头、表名和隐藏的列。",
        "2. 没有数据的留空（算未报），数是零的填0，两者不同。不要写“—”“约10”“10余”“3-5”。",
        "3. 数按表头或“计量单位”一列的单位填，不带单位；亿元的填亿元，不要填万元。",
        "4. 本年累计＝上月的本年累计＋本月＋核增－核减；对不上的要说明。",
        f"5. 清单（科创项目、活动、洽谈）本月没有的，在表头上方“{columns.NONE_LABEL}”旁选“{columns.YES}”。",
        "6. 日期写成2025-06-18这样；用公式的，上传前在Excel或WPS里打开保存一次。",
        "7. 填好后在“数据上报”页上传；几秒内会列出每一处问题在哪张表哪一格、请改成什么。",
        f"例：{_example(layout)}",
    ]
    for number, line in enumerate(lines, 2):
        writer.put(sheet, number, 1, line, "body")
        sheet.row_dimensions[number].height = 24
    sheet.row_dimensions[1].height = 30
    sheet.protection.sheet = True


def _example(layout: Layout) -> str:
    grid = next(iter(layout.grids), None)
    if grid is None:
        return f"《{layout.title}》只有清单，一行一条。"
    name = grid.rows[0].goal.short_name
    if grid.table is Table.TARGETS:
        return f"“{name}”全市任务1,200，其中一个板块180，就在“全市”列填1200，在那个板块的列填180。"
    opened = grid.rows[0].open
    if "本月" in opened:
        return f"“{name}”上月的本年累计是120，本月新增15，就在“本月”填15，在“本年累计”填135。"
    if "分子" in opened:
        return f"“{name}”分子256.3、分母480.5，就照填这两个数，占比由系统算。"
    return f"“{name}”到本月末是135，就在“{next(iter(sorted(opened)))}”填135。"


def _heading(writer: _Writer, sheet: Worksheet, layout: Layout, part: GridSheet | ListSheet, mark: str) -> None:
    writer.put(sheet, TITLE_ROW, 2, layout.title if part is layout.sheets[0] else f"{layout.title}·{part.name}", "title")
    owner = layout.header.owner or "全市"
    period = f"{layout.header.period // 100}年" + (f"{layout.header.period % 100}月" if layout.header.period % 100 else "")
    tail = f"　　【{mark}】" if mark else ""
    writer.put(sheet, META_ROW, 2, f"填报单位：{owner}　　期间：{period}　　填报人：　　　　联系电话：{tail}", "meta")
    writer.put(sheet, HINT_ROW, 2, part.hint, "hint")
    sheet.row_dimensions[TITLE_ROW].height = 30
    sheet.row_dimensions[HEAD_ROW].height = 32


def _grid(writer: _Writer, sheet: Worksheet, layout: Layout, part: GridSheet, found: Filling) -> None:
    _heading(writer, sheet, layout, part, found.mark)
    for column, header in enumerate(part.headers, 1):
        writer.put(sheet, HEAD_ROW, column, header, "head")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(header, 13)
    sheet.column_dimensions["A"].hidden = True
    first = len(part.labels) + 1
    for number, row in enumerate(part.rows, FIRST_ROW):
        uom = columns.uom_of(row.goal) if part.table is Table.FACTS else row.goal.uom
        labels = [row.key, columns.indicator_label(row.goal), *([row.unit or ""] if part.shows_unit else []), uom]
        for column, text in enumerate(labels, 1):
            writer.put(sheet, number, column, text, "label")
        for column, spec in enumerate(part.columns, first):
            opened = spec.header in row.open
            value = found.values.get((part.name, *part.key(row, spec))) if opened else None
            writer.put(sheet, number, column, value, "open" if opened else "shut")
        after = first + len(part.columns)
        if part.table is Table.FACTS:
            writer.put(sheet, number, after, found.last.get((row.goal.indicator, row.unit or "")), "last")
            after += 1
        writer.put(sheet, number, after, None, "note")
        sheet.row_dimensions[number].height = 21
    _numbers_only(sheet, part, first)
    _finish(sheet, f"{get_column_letter(first)}{FIRST_ROW}", len(part.headers), FIRST_ROW + len(part.rows) - 1)
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows"):
        setattr(sheet.protection, name, False)


def _numbers_only(sheet: Worksheet, part: GridSheet, first: int) -> None:
    """提示填数；不拦粘贴，真正的检查在上传时。"""
    if not part.rows:
        return
    rule = DataValidation(type="decimal", operator="between", formula1="-9999999999999", formula2="9999999999999", allow_blank=True)
    rule.errorTitle, rule.error, rule.errorStyle = "请填数字", "这一格要填数字，不带单位。没报请留空，零请填0。", "warning"
    last = first + len(part.columns) - 1
    rule.add(f"{get_column_letter(first)}{FIRST_ROW}:{get_column_letter(last)}{FIRST_ROW + len(part.rows) - 1}")
    sheet.add_data_validation(rule)


def _list(writer: _Writer, sheet: Worksheet, layout: Layout, part: ListSheet, found: Filling, filled: bool) -> None:
    _heading(writer, sheet, layout, part, found.mark)
    rows = found.lists.get(part.name, ())
    none = columns.YES if filled and not rows else None
    writer.put(sheet, TITLE_ROW, 1, columns.NONE_LABEL, "head")
    writer.put(sheet, META_ROW, 1, none, "open")
    for column, spec in enumerate(part.columns, 1):
        writer.put(sheet, HEAD_ROW, column, spec.header + ("*" if spec.required else ""), "head")
        sheet.column_dimensions[get_column_letter(column)].width = max(spec.width, len(spec.header) * 2 + 1)
        _choices(sheet, column, spec)
    for number, row in enumerate(rows, FIRST_ROW):
        for column, spec in enumerate(part.columns, 1):
            writer.put(sheet, number, column, _shown(row.get(spec.field), spec), "day" if spec.kind is Kind.DATE else "item")
    ticked = DataValidation(type="list", formula1=f'"{columns.YES},{columns.NO}"', allow_blank=True)
    ticked.add(f"A{META_ROW}")
    sheet.add_data_validation(ticked)
    _finish(sheet, f"C{FIRST_ROW}", len(part.columns), max(FIRST_ROW + 20, FIRST_ROW + len(rows) - 1))


def _shown(value: Cell, spec: ListColumn) -> Cell:
    if spec.kind is Kind.FLAG and value is not None:
        return columns.YES if value else columns.NO
    return value


def _choices(sheet: Worksheet, column: int, spec: ListColumn) -> None:
    """下拉；多选列只提示，不限一个。"""
    options = (columns.YES, columns.NO) if spec.kind is Kind.FLAG else spec.options
    if not options or spec.kind is Kind.CHOICES:
        return
    text = ",".join(options)
    if len(text) > 250:
        return
    rule = DataValidation(type="list", formula1=f'"{text}"', allow_blank=True)
    rule.errorTitle, rule.error, rule.errorStyle = "请从下拉里选", f"“{spec.header}”请从下拉里选一项。", "warning"
    letter = get_column_letter(column)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + _LIST_ROWS}")
    sheet.add_data_validation(rule)


def _finish(sheet: Worksheet, freeze: str, width: int, last: int) -> None:
    sheet.freeze_panes = freeze
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(width)}{last}"
    sheet.oddFooter.center.text = "第&P页，共&N页"


def _control(book: Workbook, layout: Layout) -> None:
    """隐藏的模板编号：上传时凭它认出是谁的、哪一期的。"""
    sheet = book.create_sheet(CONTROL)
    header = layout.header
    rows = ("科招看板模板", VERSION, str(header.kind), header.city, header.owner, str(header.period), KIND_ZH[header.kind])
    for number, text in enumerate(rows, 1):
        sheet.cell(number, 1, text).data_type = "s"
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _settled(book: Workbook) -> bytes:
    """存成字节，并把时间都定死：同样的内容就是同样的文件。"""
    raw, settled = BytesIO(), BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-01-01T00:00:00Z", content)
            after.writestr(zipfile.ZipInfo(entry.filename, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()
