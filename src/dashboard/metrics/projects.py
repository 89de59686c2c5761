"""科创项目台账：每期的行叠成某月的样子；合作项目按分成系数在板块之间挪。"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month


class Ledger:
    """一座城市某一版的全部项目行；同一板块同一编号以最近一期的行为准。"""

    def __init__(self, rows: Iterable[ProjectShare]) -> None:
        self._rows = sorted(rows, key=lambda row: row.period)

    def at(self, month: Month) -> tuple[ProjectShare, ...]:
        """到 month 为止每个项目在每个板块名下的最新一行。"""
        found: dict[tuple[str, str], ProjectShare] = {}
        for row in self._rows:
            if row.period > month:
                break
            found[row.unit, row.number] = row
        return tuple(found.values())


def last_day(month: Month) -> date:
    """一个月的最后一天。"""
    following = month + 1
    return date(following.year, following.month, 1) - timedelta(days=1)


def recognised(share: ProjectShare, first: date, last: date) -> bool:
    """first 到 last 之间认定、到 last 没有撤销。"""
    if share.recognised is None or not first <= share.recognised <= last:
        return False
    return share.withdrawn is None or share.withdrawn > last


def split(shares: Iterable[ProjectShare], month: Month) -> Mapping[str, float]:
    """month 所在年度到 month 为止，合作项目按系数分给各板块与“牵头板块整个计”之差（板块 → 个数，有正有负）。

    牵头板块报的是整个，合作方报0；争贡献按系数分，全市的合计不变。"""
    first, last = date(month.year, 1, 1), last_day(month)
    found: dict[str, float] = {}
    for share in shares:
        whole = 1.0 if share.lead else 0.0
        if share.factor != whole and recognised(share, first, last):
            found[share.unit] = found.get(share.unit, 0.0) + share.factor - whole
    return found
