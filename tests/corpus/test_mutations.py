"""把一份填对的工作簿随意改动：每一处要么读成对的数，要么在对的格子上报出来，绝不悄悄读错。"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.corpus.case import AREA, CONTRACT, EVENTS, FACTS, PROJECTS, SME, TALKS
from tests.intake.workbench import Bench, read, saved

from dashboard.domain.problems import Level
from dashboard.intake import checking, headers
from dashboard.intake.book import address, letters
from dashboard.intake.history import History
from dashboard.intake.report import CheckReport

OWNER = "吴中区"
CELLS = {"D10": 12, "E10": 1050, "E12": 328, "H13": 47, "H14": 2}
"""填对的数：格子 → 值。"""
UOMS = {"D10": "家", "E10": "家", "E12": "亿元", "H13": "万平方米"}
_DAY = date(2025, 6, 8)
_QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
Values = Mapping[tuple[str, str], Decimal]


@cache
def bench() -> Bench:
    found = Bench(owner=OWNER).put(SME, 本月=12, 本年累计=1050).put(CONTRACT, 本年累计=328).put(AREA, 期末=47).put("incubator_province", 期末=2)
    found.add(PROJECTS, number="WZ-1", name="甲", lead=True, factor=1, stage="落地", recognised=_DAY)
    found.add(EVENTS, name="对接会", host=OWNER, place="上海", scope="市外", state="已举办", held=_DAY)
    return found.add(TALKS, day=_DAY, topic="中试", partner="研究院")


@cache
def content() -> bytes:
    return bench().content()


def opened() -> Workbook:
    return load_workbook(BytesIO(content()))


def checked(book: Workbook) -> CheckReport:
    found = read(saved(book))
    header = headers.of(found)
    if header is None:
        return checking.refused(found, "foreign", found.refused or "认不出")
    return checking.check(found, bench().profile, header, History())


def values(report: CheckReport) -> Values:
    """（指标, 种数）→ 读出的数。"""
    return {(r["indicator"], r["measure"]): r["value"] for rows in report.tables.values() for r in rows if "indicator" in r}


@cache
def truth() -> Values:
    report = checked(opened())
    assert report.ready
    assert len(values(report)) == 5
    return values(report)


def blamed(report: CheckReport) -> set[str]:
    """报了阻断、需说明的格子（同类并成一条的都算）。"""
    return {c for p in report.problems if p.level is not Level.HINT for c in (p.cell, *p.cells)}


def _full(text: str) -> str:
    return text.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))


WRITTEN: Mapping[str, Callable[[int, str], Any]] = {
    "数": lambda v, _u: v,
    "带小数点": lambda v, _u: float(v),
    "文字": lambda v, _u: str(v),
    "全角": lambda v, _u: _full(str(v)),
    "千分位": lambda v, _u: f"{v:,}",
    "全角千分位": lambda v, _u: _full(f"{v:,}"),
    "空格": lambda v, _u: f" {v}　",
    "零宽": lambda v, _u: f"\u200b{v}",
    "带单位": lambda v, u: f"{v}{u}",
    "别的单位": lambda v, u: f"{v}万{u}",
    "约数": lambda v, _u: f"约{v}",
    "余数": lambda v, _u: f"{v}余",
    "以上": lambda v, _u: f">{v}",
    "区间": lambda v, _u: f"{v}-{v + 1}",
    "字母": lambda v, _u: str(v).replace("0", "O").replace("1", "l"),
    "上标": lambda v, _u: f"{v}²",
    "科学记数": lambda v, _u: f"{v}e3",
    "下划线": lambda v, _u: f"{v}_000",
    "错位逗号": lambda v, _u: f"{v},5",
    "两个小数点": lambda v, _u: f"{v}.0.0",
    "公式": lambda v, _u: f"={v}+1",
    "横线": lambda _v, _u: "—",
    "空话": lambda _v, _u: "None",
    "日期": lambda v, _u: _DAY + timedelta(days=v % 300),
    "真假": lambda _v, _u: True,
    "百分号": lambda v, _u: f"{v}%",
}
MEANT = {"数", "带小数点", "文字", "全角", "千分位", "全角千分位", "空格", "零宽", "带单位"}
"""这些写法就是这个数；其余的不许当成任何数。"""


@_QUIET
@given(some.sampled_from(list(UOMS)), some.sampled_from(list(WRITTEN)), some.integers(1, 999_999))
def test_一格换一种写法(cell: str, how: str, value: int) -> None:
    book = opened()
    raw = WRITTEN[how](value, UOMS[cell])
    book[FACTS][cell] = raw
    report = checked(book)
    read_as = {r["cell"]: r["value"] for rows in report.tables.values() for r in rows if r["sheet"] == FACTS}
    same = how in MEANT or raw == str(value)
    if same:
        assert read_as[cell] == value, how
    else:
        assert cell in blamed(report), (how, raw, read_as.get(cell))
        assert cell not in read_as
    others = {c: v for c, v in CELLS.items() if c != cell}
    assert {c: read_as.get(c) for c in others} == others


_SIGNS = "0123456789.,-+%/ 零一二三十百千万亿约余—家元Oo０１２３，．　"


@_QUIET
@given(some.text(_SIGNS, min_size=1, max_size=8))
def test_随便写什么_读成数的一定就是那个数(text: str) -> None:
    book = opened()
    book[FACTS]["E10"].value, book[FACTS]["E10"].data_type = text, "s"
    report = checked(book)
    read_as = {r["cell"]: r["value"] for rows in report.tables.values() for r in rows if r["sheet"] == FACTS}
    if "E10" in read_as:
        assert read_as["E10"] == _plainly(text), text
    elif text.strip(" 　"):
        assert "E10" in blamed(report), text


def _plainly(text: str) -> Decimal:
    """另一种算法：全角换半角、去掉空格和单位，逗号须三位一节。"""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text.replace("　", " ")).strip().removesuffix("家").strip()
    whole, _, rest = half.lstrip("+-").partition(".")
    groups = whole.split(",")
    assert len(groups) == 1 or (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]))
    assert "," not in rest
    return Decimal(half.replace(",", ""))


def _rows(sheet: Worksheet) -> int:
    return sheet.max_row


def _swap_columns(sheet: Worksheet, first: int, second: int) -> None:
    for row in range(4, sheet.max_row + 1):
        one, two = sheet.cell(row, first), sheet.cell(row, second)
        one.value, two.value = two.value, one.value


MOVES: Mapping[str, Callable[[Worksheet, int], None]] = {
    "删一行": lambda s, n: s.delete_rows(5 + n % 11),
    "插空行": lambda s, n: s.insert_rows(5 + n % 11, 1 + n % 3),
    "表头以上插行": lambda s, n: s.insert_rows(1 + n % 4, 1 + n % 20),
    "插一列": lambda s, n: s.insert_cols(1 + n % 10),
    "删一列": lambda s, n: s.delete_cols(1 + n % 10),
    "两列对调": lambda s, n: _swap_columns(s, 4 + n % 5, 4 + (n + 1 + n % 3) % 5),
    "只调表头": lambda s, n: _only_heads(s, 4 + n % 5, 4 + (n + 1) % 5),
    "改表头": lambda s, n: s.cell(4, 4 + n % 5).__setattr__("value", f"列{n}"),
    "表头抄两遍": lambda s, n: s.cell(4, 4 + n % 5).__setattr__("value", s.cell(4, 4 + (n + 1) % 5).value),
    "合并": lambda s, n: s.merge_cells(start_row=5 + n % 10, end_row=6 + n % 10, start_column=2, end_column=2),
    "合并数格": lambda s, n: s.merge_cells(start_row=9 + n % 5, end_row=10 + n % 5, start_column=4 + n % 5, end_column=4 + n % 5),
    "隐藏行": lambda s, n: s.row_dimensions[5 + n % 11].__setattr__("hidden", True),
    "行挪到末尾": lambda s, n: s.move_range(f"A{5 + n % 11}:J{5 + n % 11}", rows=20),
    "行抄一遍": lambda s, n: _copy_row(s, 5 + n % 11),
    "改计量单位": lambda s, n: s.cell(5 + n % 11, 3).__setattr__("value", "万元"),
    "两行名字对调": lambda s, n: _swap_names(s, 5 + n % 10, 6 + n % 10),
    "删编号列的字": lambda s, n: s.cell(5 + n % 11, 1).__setattr__("value", None),
    "加合计行": lambda s, _n: _total(s),
}


def _only_heads(sheet: Worksheet, first: int, second: int) -> None:
    one, two = sheet.cell(4, first), sheet.cell(4, second)
    one.value, two.value = two.value, one.value


def _copy_row(sheet: Worksheet, number: int) -> None:
    for column in range(1, 11):
        sheet.cell(20, column).value = sheet.cell(number, column).value


def _swap_names(sheet: Worksheet, first: int, second: int) -> None:
    one, two = sheet.cell(first, 2), sheet.cell(second, 2)
    one.value, two.value = two.value, one.value


def _total(sheet: Worksheet) -> None:
    sheet["B17"] = "合计"
    for column in range(4, 9):
        sheet.cell(17, column).value = sum(v for r in range(5, 16) if isinstance(v := sheet.cell(r, column).value, int))


@_QUIET
@given(some.sampled_from(list(MOVES)), some.integers(0, 200))
def test_表动一下(how: str, number: int) -> None:
    """读出的数与动过的表上看得见的一致，不一致的必有一处问题或提示说到。"""
    book = opened()
    MOVES[how](book[FACTS], number)
    shown = _shown(book[FACTS])
    report = checked(book)
    got = values(report)
    told = report.problems
    wrong = {key for key in {*shown, *got} if got.get(key) != shown.get(key)}
    if wrong:
        assert any(p.level is Level.ERROR or p.rule == "row_gone" for p in told), (how, number, wrong)
    lost = {key for key in truth() if key not in got}
    if lost and how != "合并数格":  # 合并时盖住的数，存下来的文件里就没有了
        assert told, (how, number, lost)


def _shown(sheet: Worksheet) -> dict[tuple[str, str], Decimal]:
    """表上写着的：行名（没有写的看编号）与列名所指的数。"""
    head = next((r for r in range(1, 31) if "指标" in [c.value for c in sheet[r]]), None)
    if head is None:
        return {}
    columns = {c.value: c.column for c in sheet[head] if c.value}
    names = {r.goal.short_name: r.goal.indicator for g in bench().layout.grids for r in g.rows}
    found = {}
    for row in range(head + 1, _rows(sheet) + 1):
        named = sheet.cell(row, columns["指标"]).value
        key = sheet.cell(row, columns["编号"]).value if "编号" in columns and not named else None
        indicator = names.get(named) or str(key or "").partition("|")[0]
        for measure in ("本月", "本年累计", "核增", "核减", "期末"):
            value = sheet.cell(row, columns[measure]).value if measure in columns else None
            if indicator and value is not None:
                found[indicator, measure] = Decimal(value)
    return found


_DATES: Mapping[str, Callable[[date], Any]] = {
    "日期": lambda d: d,
    "横线": lambda d: d.isoformat(),
    "斜线": lambda d: f"{d.year}/{d.month}/{d.day}",
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "点": lambda d: f"{d.year}.{d.month}.{d.day}",
    "连写": lambda d: f"{d:%Y%m%d}",
    "序号": lambda d: (d - date(1899, 12, 30)).days,
    "月日": lambda d: f"{d.month}/{d.day}",
    "美式": lambda d: f"{d.month}/{d.day}/{d.year}",
    "年月": lambda d: f"{d.year}年{d.month}月",
    "数": lambda d: float(f"{d.year}.{d.month}"),
    "两位年": lambda d: f"{d:%y}-{d.month}-{d.day}",
}


@_QUIET
@given(some.sampled_from(list(_DATES)), some.dates(date(2024, 1, 1), date(2025, 6, 30)))
def test_日期换一种写法(how: str, day: date) -> None:
    book = opened()
    cell = address(5, 1)
    book[TALKS][cell] = _DATES[how](day)
    book[TALKS][cell].number_format = "yyyy-mm-dd" if how == "日期" else "General"
    report = checked(book)
    rows = [r for rows in report.tables.values() for r in rows if r["sheet"] == TALKS]
    if how in ("日期", "横线", "斜线", "年月日", "点"):
        assert rows[0]["day"] == day
    else:
        assert cell in blamed(report), how
        assert rows[0]["day"] is None


def test_列名数得到() -> None:
    """对照用的格子确实是填对的那几格。"""
    sheet = opened()[FACTS]
    assert {c: sheet[c].value for c in CELLS} == CELLS
    assert letters(5) == "E"
