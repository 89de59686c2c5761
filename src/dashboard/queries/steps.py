"""增量的问题：每个板块每个指标往期一期期增加多少，用来看出不寻常的数。"""

from dataclasses import dataclass

from dashboard.domain.month import Month
from dashboard.queries.cache import View


@dataclass(frozen=True, slots=True)
class Steps:
    """一个板块一个指标一种数的历次增量，旧的在前。"""

    unit: str
    indicator: str
    measure: str
    status: str
    steps: tuple[float, ...]


def steps(view: View, city: str, before: Month) -> list[Steps]:
    """before 月以前的历次增量：本年累计与同年上一期比（年初从零起），期末与上一期比。"""
    rows = view.rows("steps", city=city, before=before.code)
    return [Steps(unit, indicator, measure, status, tuple(found)) for unit, indicator, measure, status, found in rows]
