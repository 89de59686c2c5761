"""找表头：前30行里认得的列名最多的一行；列名去掉空格、星号、换行再比。"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.problems import Level
from dashboard.intake.book import Sheet, address
from dashboard.intake.report import Findings

_WITHIN = 30
_LOOSE = re.compile(r"[\s*＊　]+")
_WIDE = str.maketrans("（）［］：", "()[]:")
TOTALS = ("合计", "小计", "总计", "全市合计")


@dataclass(frozen=True, slots=True)
class Heading:
    """表头在第 row 行；places 为列名 → 列号。"""

    row: int
    places: dict[str, int]


def plain(text: str) -> str:
    """列名的比较写法。"""
    return _LOOSE.sub("", text).translate(_WIDE)


def find(sheet: Sheet, names: Sequence[str], required: Iterable[str], findings: Findings) -> Heading | None:
    """找到表头；找不到、重复列、缺必要的列都记为问题，找不到返回 None。"""
    wanted = {plain(n): n for n in names}
    best = 0
    found: dict[str, int] = {}
    repeated: list[str] = []
    for number in sorted(n for n in sheet.rows if n <= _WITHIN):
        hits = [(wanted[key], column) for column in sorted(sheet.rows[number]) if (key := plain(sheet.text(number, column))) in wanted]
        if len(hits) > len(found):
            best, found = number, dict(reversed(hits))
            repeated = [name for name in found if sum(n == name for n, _ in hits) > 1]
    if len(found) < 2:
        findings.add(Level.ERROR, "heading", sheet.name, "", "", "", f"前{_WITHIN}行里没找到表头（{'、'.join(list(names)[:5])}…）。请用下发的模板填报")
        return None
    for name in repeated:
        findings.add(Level.ERROR, "heading", sheet.name, address(best, found[name]), name, name, "表头里出现了两次。请只留一列")
    lacking = [n for n in required if n not in found]
    if lacking:
        findings.add(Level.ERROR, "heading", sheet.name, address(best, 1), "", "", f"表头里缺少{'、'.join(lacking)}。请用下发的模板，不要删列、改列名")
        return None
    return Heading(best, found)
