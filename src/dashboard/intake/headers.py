"""报头：工作簿是谁的、哪一期的。以隐藏的模板编号为准，看得见的填报单位、期间须与它一致（INTAKE R9、R18）。"""

import re
from collections.abc import Callable, Iterator, Sequence

from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import KIND_ZH, OF_UNIT, SINGLE, Header, Kind
from dashboard.intake.book import Book, Sheet, address
from dashboard.intake.layout import CONTROL, HEAD_ROW, MAGIC, VERSION, Layout
from dashboard.intake.report import Findings

_PERIOD = re.compile(r"期间[：:]\s*(\d{4})年(?:(\d{1,2})月)?")
_OWNER = re.compile(r"填报单位[：:]\s*([^\s　]+)")
_SINGLE_ZH = "|".join(KIND_ZH[kind] for kind in SINGLE)
_TITLE = re.compile(rf"\S+(?:科技招商(?:月报|报表)|{_SINGLE_ZH})（\d{{4}}年\d{{1,2}}月）|\S+\d{{4}}年科技招商指标分解")
_SHOWN_COLUMNS = 6
_SPOKEN = re.compile(r"(20\d{2})年(?:1\s*[-—–~～至到]\s*)?(\d{1,2})月(?!\s*\d{1,2}\s*日)")
_TITLE_ROWS, _TITLE_CELLS = 8, 4


def of(book: Book) -> Header | None:
    """凭隐藏的模板编号认出报头；不是本系统的模板为 None。"""
    control = book.sheet(CONTROL)
    if control is None or control.text(1, 1) != MAGIC:
        return None
    kind, city, owner, period = (control.text(row, 1) for row in (3, 4, 5, 6))
    if kind not in list(Kind) or not period.isdecimal():
        return None
    found = Kind(kind)
    return Header(found, city, owner if found in OF_UNIT else None, owner if found is Kind.DEPARTMENT else None, int(period))


def said(header: Header) -> str:
    """报头说成话：昆山市2025年6月板块月报、2025年指标分解。"""
    year, month = divmod(header.period, 100)
    return f"{header.owner}{year}年{f'{month}月' if month else ''}{KIND_ZH[header.kind]}"


def wrong(profile: CityProfile, header: Header, book: Book) -> str:
    """报头不能用的原因和改法；可用为空。"""
    control = book.sheet(CONTROL)
    if control is not None and control.text(2, 1) != VERSION:
        return f"模板是第{control.text(2, 1)}版，现用第{VERSION}版。请重新下载模板，把数据粘贴过去"
    return next((text for rule in _RULES if (text := rule(profile, header))), "")


def agree(profile: CityProfile, plan: Layout, sheets: Sequence[Sheet], findings: Findings, foreign: bool = False) -> None:
    """看得见的填报单位、期间与报头不一致的，多半是拿旧表改的、传错了的：阻断。"""
    for sheet in sheets:
        (_agree_loosely if foreign else _agree)(profile, plan, sheet, findings)


def _agree(_profile: CityProfile, plan: Layout, sheet: Sheet, findings: Findings) -> None:
    """下发的模板：照下发时的字核对。"""
    for cell, text in _shown(sheet):
        period, owner = _PERIOD.search(text), _OWNER.search(text)
        if period and (int(period[1]), int(period[2] or 0)) != divmod(plan.header.period, 100):
            _differ(findings, sheet.name.strip(), cell, "期间", period[0].split("：")[-1], plan.period_words)
        if owner and owner[1] != plan.owner_words:
            _differ(findings, sheet.name.strip(), cell, "填报单位", owner[1], plan.owner_words)
        title = _TITLE.search(text)
        if title and title[0] != plan.title:
            _differ(findings, sheet.name.strip(), cell, "标题", title[0], plan.title)


def _agree_loosely(profile: CityProfile, plan: Layout, sheet: Sheet, findings: Findings) -> None:
    """外来的表：表头以上写到的月份、板块，须是所选的那个。"""
    for cell, text in _titles(sheet):
        months = {(int(m[1]), int(m[2])) for m in _SPOKEN.finditer(text)}
        if months and plan.header.month and divmod(plan.header.period, 100) not in months:
            written = "、".join(f"{year}年{month}月" for year, month in sorted(months))
            _not_chosen(findings, sheet, cell, "期间", text, f"写的是{written}，所选的是{plan.period_words}")
        units = {u.name for u in profile.assessed_units if any(name in text for name in (u.name, u.official_name, *u.aliases) if len(name) > 1)}
        if plan.header.unit and units and plan.header.unit not in units:
            _not_chosen(findings, sheet, cell, "填报单位", text, f"写的是{'、'.join(sorted(units))}，所选的是{plan.header.unit}")


def _not_chosen(findings: Findings, sheet: Sheet, cell: str, what: str, value: str, text: str) -> None:
    advice = "请核对：传错了的换一份，选错了的改选，写错了的改正这一格"
    findings.add(Level.ERROR, "header_differs", sheet.name.strip(), cell, what, value, f"{text}。{advice}")


def _titles(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """表头以上的字（地址、文字）：从头起，格子不多的各行。"""
    for row in sorted(n for n in sheet.rows if n <= _TITLE_ROWS):
        if len(sheet.rows[row]) > _TITLE_CELLS:
            return
        yield from ((address(row, column), text) for column in sheet.rows[row] if (text := sheet.text(row, column)))


def _differ(findings: Findings, sheet: str, cell: str, what: str, shown: str, known: str) -> None:
    text = f"{what}写的是{shown}，这份模板下发时是{known}的。请用{shown}的模板填报，不要拿别的模板改"
    findings.add(Level.ERROR, "header_differs", sheet, cell, what, shown, text)


def _shown(sheet: Sheet) -> list[tuple[str, str]]:
    """表头以上看得见的字（地址、文字）。"""
    return [
        (address(row, column), sheet.text(row, column))
        for row in range(1, HEAD_ROW)
        for column in range(1, _SHOWN_COLUMNS + 1)
        if sheet.text(row, column)
    ]


def _unknown_unit(profile: CityProfile, header: Header) -> str:
    if header.kind in OF_UNIT and header.unit not in profile.unit_names:
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
    if not profile.start <= Month(year, month or 12) <= profile.end + 12:
        return f"期间{header.period}不在{profile.name}的{profile.start}到{profile.end + 12}之内。请重新下载模板"
    return ""


_RULES: tuple[Callable[[CityProfile, Header], str], ...] = (_unknown_unit, _unknown_department, _bad_period)
