"""自己做的表：认表头、合并的表头、指列、记得住；合计行当校验，分段的标题行不读（R8—R12）。"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.corpus.case import EVENTS, GONE, PROJECTS, TALKS, Case, received, told
from tests.intake.workbench import Bench, saved

from dashboard.domain.month import Month
from dashboard.domain.replies import Reply
from dashboard.domain.submissions import Header, Kind
from dashboard.intake.layout import CONTROL

UNIT = Header(Kind.UNIT, "suzhou", "吴中区", None, 202506)
OFFICE = Header(Kind.DEPARTMENT, "suzhou", None, "市统计局", 202506)
OWN = "自己的表"
Rows = Sequence[Sequence[Any]]


def made(rows: Rows, change: Callable[[Worksheet], None] = lambda _: None, name: str = OWN) -> Callable[[], bytes]:
    """一张表的工作簿：逐行写字。"""

    def make() -> bytes:
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
        change(sheet)
        return saved(book)

    return make


def none(*parts: str) -> list[Reply]:
    """这些清单本月无。"""
    return [told("sheet_gone", "", "本月无", part) for part in parts]


LISTS = (PROJECTS, EVENTS, TALKS)
ASKED = {f"{part}!": "sheet_gone" for part in LISTS}
TITLE = ["吴中区科技招商情况（2025年6月）"]
PLAIN: Rows = [
    TITLE,
    ["填报单位：吴中区", None, "填报日期：2025年7月3日"],
    ["序号", "指标", "计量单位", "本月", "本年累计"],
    [1, "科技型中小企业年度入库", "家", 12, 1050],
    [2, "技术合同年成交额（亿元）", "亿元", 20, 328],
]
MERGED: Rows = [
    TITLE,
    ["指标名称", "计量单位", "2025年", None, "变动", None],
    [None, None, "本月", "累计数", "核增", "核减"],
    ["科技型中小企业年度入库", "家", 12, 1050, 0, 0],
]
_COLUMNS = [told("column", "A2", "指标", OWN), told("column", "D3", "本年累计", OWN)]


DEEP: Rows = [
    TITLE,
    ["序号", "指标名称", "计量单位", "2025年", None, "备注"],
    [None, None, None, "当月数", "累计完成", None],
    [1, "科技型中小企业年度入库", "家", 12, 1050, None],
]


def cases() -> list[Case]:
    return [*_monthly(), *_office(), *_templates(), *_totals()]


def _own(name: str, rules: str, rows: Rows, change: Callable[[Worksheet], None] = lambda _: None, **more: Any) -> Case:
    return received(name, rules, made(rows, change), expected=more.pop("expected", UNIT), **more)


def _monthly() -> list[Case]:
    done = {f"{OWN}!E4": 1050, f"{OWN}!D4": 12, f"{OWN}!E5": 328}
    return [
        received("自己的表，没选是谁的", "R8", made(PLAIN), wrong={"": "foreign"}),
        _own("自己的表，照表头读", "R8 R9", PLAIN, reads=done, wrong=ASKED, hints={f"{OWN}!A3": "foreign_read"}),
        _own("自己的表，清单本月无", "R8", PLAIN, reads=done, replies=none(*LISTS)),
        _own("自己的表，标题是别的板块", "R9", [["昆山市科技招商情况（2025年6月）"], *PLAIN[2:]], wrong={**ASKED, f"{OWN}!A1": "header_differs"}),
        _own("自己的表，标题是别的月份", "R9 R18", [["吴中区2025年1-5月科技招商情况"], *PLAIN[2:]], wrong={**ASKED, f"{OWN}!A1": "header_differs"}),
        _own("自己的表，写一到六月", "R18", [["吴中区2025年1—6月科技招商情况"], *PLAIN[2:]], reads={f"{OWN}!E3": 1050}, replies=none(*LISTS)),
        _own("两行的表头，列要指", "R9", MERGED, wrong={**ASKED, f"{OWN}!A2": "column", f"{OWN}!D3": "column"}),
        _own("两行的表头，列指了", "R9", MERGED, reads={f"{OWN}!C4": 12, f"{OWN}!D4": 1050}, replies=[*_COLUMNS, *none(*LISTS)]),
        _own("两行的表头，下面一行全不认得", "R9", DEEP, wrong={**ASKED, f"{OWN}!B2": "column", f"{OWN}!D3": "column", f"{OWN}!E3": "column"}),
        _own("列名里的计量单位不对", "R10", [*PLAIN[:2], ["序号", "指标", "计量单位", "本月", "本年累计（万元）"], PLAIN[4]], wrong={**ASKED, f"{OWN}!E4": "uom"}),
        _own("列名里的计量单位对", "R10", [*PLAIN[:2], ["序号", "指标", "计量单位", "本月", "本年累计（亿元）"], PLAIN[4]], reads={f"{OWN}!E4": 328}, replies=none(*LISTS)),
        _own("指标名里的计量单位不对", "R10", [*PLAIN[:3], [1, "技术合同年成交额（万元）", None, 20, 328]], wrong={**ASKED, f"{OWN}!B4": "uom"}),
        _own("列名全不认得，逐列来指", "R8", _STRANGE, reads={f"{OWN}!C3": 1050}, replies=[told("column", "A2", "指标", OWN), told("column", "B2", "本月", OWN), told("column", "C2", "本年累计", OWN), *none(*LISTS)]),
        _own("没有表头", "R9", [["随便写写"], [1, 2, 3]], wrong={**ASKED, f"{OWN}!": "heading"}),
    ]


_STRANGE: Rows = [TITLE, ["哪一项", "六月", "头六个月"], ["科技型中小企业年度入库", 12, 1050]]


def _office() -> list[Case]:
    rows: Rows = [
        ["规上高新技术产业产值占比（2025年6月）"],
        ["指标", "板块", "分子", "分母"],
        ["高新技术产业产值占比", "吴中", 5, 10],
        [None, "昆山", 6, 10],
        [None, "合计", 11, 20],
    ]
    short = [[*r] for r in rows]
    short[4][2] = 12
    return [
        _own("部门自己的表，指标名合并在上面", "R9 R11 R14", rows, expected=OFFICE, reads={f"{OWN}!C3": 5, f"{OWN}!C4": 6, f"{OWN}!C5": GONE}, hints={f"{OWN}!A4": "merged_name", f"{OWN}!A5": "total_row"}),
        _own("合计行与各行之和不等", "R11", short, expected=OFFICE, wrong={f"{OWN}!C5": "total_differs"}),
    ]


def _templates() -> list[Case]:
    def stripped(book: Any) -> None:
        del book[CONTROL]

    def make() -> bytes:
        book = Bench(owner="吴中区").put("tech_sme_annual", 本年累计=5).book()
        stripped(book)
        return saved(book)

    return [
        received("模板的编号表没了，又没选是谁的", "R8", make, wrong={"": "foreign"}),
        received("模板的编号表没了，照选的读", "R8", make, expected=UNIT, reads={"E10": 5}),
        received("模板的编号表没了，选的是别家", "R8 R9", make, expected=Header(Kind.UNIT, "suzhou", "昆山市", None, 202506), wrong={"B10": "row_moved", "B1": "header_differs", "B2": "header_differs"} | {f"{name}!A{row}": "header_differs" for name in (*LISTS, "任务落实", "载体名录") for row in (1, 2)}),
    ]


def _totals() -> list[Case]:
    june = date(2025, 6, 3)

    def events(*rows: Sequence[Any]) -> Callable[[], bytes]:
        def make() -> bytes:
            bench = Bench(owner="吴中区", month=Month(2025, 6)).put("tech_sme_annual", 本年累计=5)
            for n, talks in enumerate((3, 4)):
                bench.add(EVENTS, name=f"第{n}场", host="吴中区", place="上海", scope="市外", state="已举办", held=june, talks=talks)
            book = bench.book()
            for row in rows:
                for cell, value in zip(row[::2], row[1::2], strict=True):
                    book[EVENTS][cell] = value
            return saved(book)

        return make

    return [
        received("清单的合计对得上", "R11", events(("A7", "合计", "L7", 7)), hints={f"{EVENTS}!A7": "total_row"}),
        received("清单的合计对不上", "R11", events(("A7", "合计", "L7", 9)), wrong={f"{EVENTS}!L7": "total_differs"}),
        received("清单的合计少了存成文字的", "R11 R15", events(("L6", "4", "A7", "合计", "L7", 3)), wrong={f"{EVENTS}!L7": "total_differs"}),
        received("分段的标题行", "R11", events(("A7", "第一季度")), hints={f"{EVENTS}!A7": "section_row"}),
    ]
