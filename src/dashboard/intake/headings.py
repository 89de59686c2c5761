"""找表头：前30行里认得的列名最多的一行；列名去掉空格、星号、换行再比。"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain.problems import Level
from dashboard.intake.book import Sheet, address
from dashboard.intake.report import Findings

_WITHIN = 30
_LOOSE = re.compile(r"[\s*＊　]+")
_WIDE = str.maketrans("（）［］：％", "()[]:%")
TOTALS = ("合计", "小计", "总计", "全市合计", "全市")


@dataclass(frozen=True, slots=True)
class Heading:
    """表头在第 row 行；places 为列名 → 列号。"""

    row: int
    places: dict[str, int]


def plain(text: str) -> str:
    """列名的比较写法：不分全角半角括号，不看空格、星号、换行。"""
    return _LOOSE.sub("", text).translate(_WIDE)


def find(sheet: Sheet, names: Sequence[str], required: Iterable[str], findings: Findings) -> Heading | None:
    """找到表头；找不到、重复列、缺必要的列都记为问题，不能往下读时返回 None。"""
    wanted = {plain(n): n for n in names}
    row = max((n for n in sorted(sheet.rows) if n <= _WITHIN), key=lambda n: len(_hits(sheet, n, wanted)), default=0)
    hits = _hits(sheet, row, wanted)
    if len({name for name, _ in hits}) < 2:
        findings.add(Level.ERROR, "heading", sheet.name, "", "", "", f"前{_WITHIN}行里没找到表头（{'、'.join(names[:5])}…）。请用下发的模板填报")
        return None
    places: dict[str, int] = {}
    for name, column in hits:
        if name in places:
            findings.add(Level.ERROR, "heading", sheet.name, address(row, column), name, name, "表头里出现了两次。请只留一列")
        places.setdefault(name, column)
    lacking = [n for n in required if n not in places]
    if lacking:
        findings.add(Level.ERROR, "heading", sheet.name, address(row, 1), "", "", f"表头里缺少“{'”“'.join(lacking)}”。请用下发的模板，不要删列、改列名")
        return None
    _leftovers(sheet, Heading(row, places), findings)
    return Heading(row, places)


def _hits(sheet: Sheet, row: int, wanted: dict[str, str]) -> list[tuple[str, int]]:
    return [(wanted[key], column) for column in sorted(sheet.rows.get(row, {})) if (key := plain(sheet.text(row, column))) in wanted]


def _leftovers(sheet: Sheet, heading: Heading, findings: Findings) -> None:
    """表头之下、认得的列以外还有内容的列：不读，但要说一声。"""
    known = set(heading.places.values())
    for column, row in sorted(_first_filled(sheet, heading.row)):
        if column not in known:
            name = sheet.text(heading.row, column)
            what = f"模板里没有“{name}”这一列" if name else "这一列没有表头"
            findings.add(Level.HINT, "ignored_column", sheet.name, address(row, column), name, sheet.text(row, column), f"{what}，没有读入")


def _first_filled(sheet: Sheet, after: int) -> Iterator[tuple[int, int]]:
    """after 行之后每列第一个有内容的格子（列、行）。"""
    seen: dict[int, int] = {}
    for row in sorted(n for n in sheet.rows if n > after):
        for column in sheet.rows[row]:
            seen.setdefault(column, row)
    return iter(seen.items())
