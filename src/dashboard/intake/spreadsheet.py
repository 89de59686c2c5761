"""写 .xlsx 的 XML：下发的工作簿用到的那些（样式、锁定、下拉、冻结、打印、隐藏表），别的不写。

不用 openpyxl 写：同一份它要约30毫秒，这里约3毫秒，而演示要写一千多份（见 benchmarks/check_workbook.py）。
同样的内容写出同样的字节。"""

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.xml.constants import CONTYPES_NS, PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from dashboard.intake.book import address

Value = float | int | Decimal | str | date | None
_MOMENT = (2022, 1, 1, 0, 0, 0)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DAY_ZERO = date(1899, 12, 30)
_LAST_COLUMN = 16384
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Look:
    """一种样子：字号、粗细、字色、底色、对齐、边框、数的写法、是否锁定。颜色为六位十六进制，空为没有。"""

    size: float = 11
    bold: bool = False
    ink: str = "1F2A37"
    fill: str = ""
    across: str = "left"
    down: str = "center"
    wrap: bool = False
    box: bool = False
    indent: int = 0
    format: str = "General"
    locked: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """一个区域里该填什么：下拉（选项写在引号里，或指向隐藏表的区域），或 first 到 second 之间的数、日期。不合时只提醒，不拦粘贴。"""

    area: str
    kind: str
    first: str
    title: str
    text: str
    second: str = ""


@dataclass(slots=True)
class Page:
    """一张表：逐格放进去，最后一起写出。

    widths、defaults 为列宽和整列的样子，rest 为其后各列的样子；concealed 为隐藏的列；freeze 为不冻结的第一格；
    span 为打印区右下角（行、列），repeat 为每页重复的表头行；across 为横向打几页，held 为每页左边重复的前几列；
    may 为保护之下仍可做的操作。"""

    name: str
    state: str = "visible"
    widths: dict[int, float] = field(default_factory=dict)
    defaults: dict[int, str] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    concealed: frozenset[int] = frozenset()
    freeze: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    repeat: int = 0
    across: int = 1
    held: int = 0
    may: tuple[str, ...] = ()
    rules: list[Rule] = field(default_factory=list)
    rest: str = ""
    footer: str = ""
    rows: dict[int, list[tuple[int, Value, str]]] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, look: str) -> None:
        """放一格；同一行须从左到右放。"""
        self.rows.setdefault(row, []).append((column, value, look))


def write(pages: Sequence[Page], looks: dict[str, Look], font: str, opened: int) -> bytes:
    """写成 .xlsx 的字节；opened 为打开时所在的表（从0起）。looks 的次序就是样式号。"""
    numbers = {name: place for place, name in enumerate(looks)}
    parts = {
        "[Content_Types].xml": _types(len(pages)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(pages, opened),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(pages) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(tuple(looks.values()), font),
        **{f"xl/worksheets/sheet{n}.xml": _page(p, numbers, n - 1 == opened) for n, p in enumerate(pages, 1)},
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED + 2) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), (_HEAD + text).encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()


@cache
def _types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    sheets = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}worksheet+xml"/>' for n in range(1, count + 1))
    return (
        f'<Types xmlns="{CONTYPES_NS}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(f'<Relationship Id="rId{n}" Type="{REL_NS}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PKG_REL_NS}">{found}</Relationships>'


def _workbook(pages: Sequence[Page], opened: int) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(p.name)} sheetId="{n}" state="{p.state}" r:id="rId{n}"/>' for n, p in enumerate(pages, 1)
    )
    names = "".join(_defined(p, place) for place, p in enumerate(pages))
    return (
        f'<workbook xmlns="{SHEET_MAIN_NS}" xmlns:r="{REL_NS}"><bookViews><workbookView activeTab="{opened}"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _defined(page: Page, place: int) -> str:
    """打印区和每页重复的表头行、左边几列。"""
    if page.span is None:
        return ""
    sheet, (row, column) = f"'{escape(page.name)}'", page.span
    letters = address(1, column).rstrip("1")
    area = f'<definedName name="_xlnm.Print_Area" localSheetId="{place}">{sheet}!$A$1:${letters}${row}</definedName>'
    if not page.repeat:
        return area
    left = f"{sheet}!$A:${address(1, page.held).rstrip('1')}," if page.held else ""
    return f'{area}<definedName name="_xlnm.Print_Titles" localSheetId="{place}">{left}{sheet}!${page.repeat}:${page.repeat}</definedName>'


def _page(page: Page, numbers: dict[str, int], selected: bool) -> str:
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if page.span else ""
    return (
        f'<worksheet xmlns="{SHEET_MAIN_NS}">{fit}{_view(page, selected)}<sheetFormatPr defaultRowHeight="18"/>{_columns(page, numbers)}'
        f"<sheetData>{''.join(_row(page, n, numbers) for n in sorted(page.rows))}</sheetData>{_protection(page)}{_rules(page)}{_print(page)}</worksheet>"
    )


def _view(page: Page, selected: bool) -> str:
    tab = ' tabSelected="1"' if selected else ""
    pane = ""
    if page.freeze:
        row, column = page.freeze
        across, down = (f' xSplit="{column - 1}"' if column > 1 else ""), (f' ySplit="{row - 1}"' if row > 1 else "")
        corner = "bottomRight" if across and down else "bottomLeft" if down else "topRight"
        pane = f'<pane{across}{down} topLeftCell="{address(row, column)}" activePane="{corner}" state="frozen"/><selection pane="{corner}"/>'
    return f'<sheetViews><sheetView showGridLines="0"{tab} workbookViewId="0">{pane}</sheetView></sheetViews>'


def _columns(page: Page, numbers: dict[str, int]) -> str:
    found = []
    for n, width in sorted(page.widths.items()):
        concealed = ' hidden="1"' if n in page.concealed else ""
        style = f' style="{numbers[page.defaults[n]]}"' if n in page.defaults else ""
        found.append(f'<col min="{n}" max="{n}" width="{width}"{style}{concealed} customWidth="1"/>')
    if page.rest:
        found.append(f'<col min="{max(page.widths) + 1}" max="{_LAST_COLUMN}" width="9" style="{numbers[page.rest]}"/>')
    return f"<cols>{''.join(found)}</cols>" if found else ""


def _row(page: Page, number: int, numbers: dict[str, int]) -> str:
    height = page.heights.get(number)
    tall = f' ht="{height}" customHeight="1"' if height else ""
    cells = "".join([_cell(address(number, column), numbers[look], value) for column, value, look in page.rows[number]])
    return f'<row r="{number}"{tall}>{cells}</row>'


def _cell(place: str, style: int, value: Value) -> str:
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        text = escape(_CONTROL.sub("", value))
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{style}"><v>{(value - _DAY_ZERO).days}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{value:f}</v></c>' if isinstance(value, Decimal) else f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _protection(page: Page) -> str:
    """不带密码的保护：只为防手误；may 里的操作照样可做。"""
    allowed = "".join(f' {name}="0"' for name in page.may)
    return f'<sheetProtection sheet="1" objects="1" scenarios="1"{allowed}/>'


def _rules(page: Page) -> str:
    found = "".join(
        f'<dataValidation type="{r.kind}" allowBlank="1" showErrorMessage="1" errorStyle="warning" errorTitle={quoteattr(r.title)} '
        f'error={quoteattr(r.text)} sqref="{r.area}"><formula1>{escape(r.first)}</formula1>{_second(r)}</dataValidation>'
        for r in page.rules
    )
    return f'<dataValidations count="{len(page.rules)}">{found}</dataValidations>' if found else ""


def _second(rule: Rule) -> str:
    return f"<formula2>{escape(rule.second)}</formula2>" if rule.second else ""


def _print(page: Page) -> str:
    if page.span is None:
        return ""
    order = ' pageOrder="overThenDown"' if page.across > 1 else ""
    return (
        '<printOptions horizontalCentered="1"/><pageMargins left="0.25" right="0.25" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="landscape"{order} fitToWidth="{page.across}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{escape(page.footer)}</oddFooter></headerFooter>"
    )


@cache
def _styles(looks: tuple[Look, ...], font: str) -> str:
    """样式表：第0号是缺省，此后一种样子一个样式号（从0起按 looks 的次序，第一种即缺省）。"""
    formats = list(dict.fromkeys(look.format for look in looks if look.format not in _BUILT_IN))
    codes = {**_BUILT_IN, **{text: 164 + n for n, text in enumerate(formats)}}
    fonts, fills = "".join(_font(look, font) for look in looks), "".join(_fill(look.fill) for look in looks)
    cells = "".join(_format(place, look, codes) for place, look in enumerate(looks))
    named = "".join(f'<numFmt numFmtId="{codes[text]}" formatCode={quoteattr(text)}/>' for text in formats)
    return (
        f'<styleSheet xmlns="{SHEET_MAIN_NS}"><numFmts count="{len(formats)}">{named}</numFmts>'
        f'<fonts count="{len(looks)}">{fonts}</fonts><fills count="{len(looks) + 2}">{_RESERVED_FILLS}{fills}</fills>{_BORDERS}'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


_BUILT_IN = {"General": 0, "@": 49}
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_RESERVED_FILLS = f'{_NO_FILL}<fill><patternFill patternType="gray125"/></fill>'
_LINE = "".join(f'<{side} style="thin"><color rgb="FFC9D1DB"/></{side}>' for side in ("left", "right", "top", "bottom"))
_BORDERS = f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_LINE}<diagonal/></border></borders>'


def _font(look: Look, name: str) -> str:
    bold = "<b/>" if look.bold else ""
    return f'<font>{bold}<sz val="{look.size}"/><color rgb="FF{look.ink}"/><name val={quoteattr(name)}/><charset val="134"/></font>'


def _fill(color: str) -> str:
    if not color:
        return _NO_FILL
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/></patternFill></fill>'


def _format(place: int, look: Look, codes: dict[str, int]) -> str:
    wrap = (' wrapText="1"' if look.wrap else "") + (f' indent="{look.indent}"' if look.indent else "")
    return (
        f'<xf numFmtId="{codes[look.format]}" fontId="{place}" fillId="{place + 2}" borderId="{int(look.box)}" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment horizontal="{look.across}" vertical="{look.down}"{wrap}/><protection locked="{int(look.locked)}"/></xf>'
    )
