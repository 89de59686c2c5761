"""检查一份读出的工作簿：认出是谁的哪一期，逐表检查，一次说完全部问题。"""

from collections.abc import Callable
from typing import Any

from dashboard.domain.city import WHOLE_CITY, CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.intake.book import Book, Sheet
from dashboard.intake.grids import GridCheck
from dashboard.intake.history import History
from dashboard.intake.layout import CONTROL, MAGIC, VERSION, GridSheet, Layout, ListSheet, layout
from dashboard.intake.lists import ListCheck
from dashboard.intake.report import CheckReport, Findings


def header_of(book: Book) -> Header | None:
    """凭隐藏的模板编号认出报头；不是本系统的模板为 None。"""
    control = book.sheet(CONTROL)
    if control is None or control.text(1, 1) != MAGIC:
        return None
    kind, city, owner, period = (control.text(row, 1) for row in (3, 4, 5, 6))
    if kind not in list(Kind) or not period.isdigit():
        return None
    found = Kind(kind)
    return Header(found, city, owner if found is Kind.UNIT else None, owner if found is Kind.DEPARTMENT else None, int(period))


def refused(book: Book, rule: str, text: str, header: Header | None = None) -> CheckReport:
    """整份不能收：一处阻断问题。"""
    findings = Findings(book.file)
    findings.add(Level.ERROR, rule, "", "", "", "", text.removesuffix("。"))
    return CheckReport(book.file, header, 0, 0, findings.sorted(), book=book)


def check(book: Book, profile: CityProfile, header: Header, history: History) -> CheckReport:
    """检查；history 为往期的数，由流程查好交来。"""
    wrong = _wrong_header(profile, header, book)
    if wrong:
        return refused(book, "header", wrong, header)
    plan, findings = layout(profile, header), Findings(book.file)
    tables: dict[Table, list[dict[str, Any]]] = {}
    for part in plan.sheets:
        sheet = _sheet(book, part.name, findings)
        if sheet is not None:
            tables.setdefault(part.table, []).extend(_run(profile, header, part, sheet, findings, history))
    _nothing(plan, tables, findings)
    rows = sum(len(found) for found in tables.values())
    slices = tuple(Slice(header.city, table, header.owner or WHOLE_CITY, header.period) for table in _owned(plan))
    return CheckReport(
        book.file, header, rows, findings.cells, findings.sorted(), {t: tuple(found) for t, found in tables.items()}, slices, book
    )


def _run(
    profile: CityProfile, header: Header, part: GridSheet | ListSheet, sheet: Sheet, findings: Findings, history: History
) -> list[dict[str, Any]]:
    if isinstance(part, GridSheet):
        return GridCheck(profile, header, part, sheet, findings).run(history)
    return ListCheck(profile, header, part, sheet, findings).run(history)


def _owned(plan: Layout) -> tuple[Table, ...]:
    """这份工作簿整块替换的表；部门报表即使没有数表也留一块，表示它报过。"""
    first = (Table.TARGETS,) if plan.header.kind is Kind.TARGETS else (Table.FACTS,)
    return tuple(dict.fromkeys((*first, *(s.table for s in plan.sheets))))


def _sheet(book: Book, name: str, findings: Findings) -> Sheet | None:
    found = book.sheet(name)
    if found is None:
        names = "、".join(s.name for s in book.sheets if s.name != CONTROL) or "无"
        findings.add(Level.ERROR, "sheet_gone", name, "", "", "", f"缺少这张表（现有：{names}）。请用下发的模板，不要删表、改表名")
    elif found.hidden_rows:
        numbers = "、".join(str(n) for n in sorted(found.hidden_rows)[:5])
        findings.add(Level.HINT, "hidden_rows", name, "", "", "", f"有{len(found.hidden_rows)}行是隐藏的（第{numbers}行等），里面的数照样计入")
    return found


def _wrong_header(profile: CityProfile, header: Header, book: Book) -> str:
    control = book.sheet(CONTROL)
    if control is not None and control.text(2, 1) != VERSION:
        return f"模板是第{control.text(2, 1)}版，现用第{VERSION}版。请重新下载模板，把数据粘贴过去"
    return next((text for rule in _HEADER_RULES if (text := rule(profile, header))), "")


def _unknown_unit(profile: CityProfile, header: Header) -> str:
    if header.kind is Kind.UNIT and header.unit not in profile.unit_names:
        return f"{profile.name}没有板块“{header.unit}”。请重新下载模板"
    return ""


def _unknown_department(profile: CityProfile, header: Header) -> str:
    if header.kind is Kind.DEPARTMENT and header.department not in {d.short_name for d in profile.departments}:
        return f"{profile.name}没有部门“{header.department}”。请重新下载模板"
    return ""


def _bad_period(profile: CityProfile, header: Header) -> str:
    year, month = divmod(header.period, 100)
    if (header.kind is Kind.TARGETS) != (month == 0) or month > 12:
        return f"模板编号里的期间{header.period}不对。请重新下载模板"
    wanted = Month(year, month or 12)
    if not profile.start <= wanted <= profile.end + 12:
        return f"期间{header.period}不在{profile.name}的{profile.start}到{profile.end + 12}之内。请重新下载模板"
    return ""


_HEADER_RULES: tuple[Callable[[CityProfile, Header], str], ...] = (_unknown_unit, _unknown_department, _bad_period)


def _nothing(plan: Layout, tables: dict[Table, list[dict[str, Any]]], findings: Findings) -> None:
    """一个数也没有填的数表多半是传错了文件。"""
    grids = [g for g in plan.grids if g.rows and g.name not in ("核定", "市级")]
    if grids and not any(tables.get(g.table) for g in grids) and not any(p.level is Level.ERROR for p in findings.problems):
        findings.add(Level.ERROR, "empty", grids[0].name, "", "", "", "一个数也没有填。请填好再上传；确实都没有的请填0")
