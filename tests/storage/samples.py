"""存储测试用的上报：一个板块一个月的几个数，行里的值可辨认。"""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.storage.contract import NewSubmission

CITY, UNIT = "suzhou", "昆山市"
MARCH, APRIL = Month(2025, 3), Month(2025, 4)
SENDER, REVIEWER = "张三", "李四"
Rows = Sequence[Mapping[str, Any]]


def fact(value: float, unit: str = UNIT, month: Month = MARCH, indicator: str = "tech_sme") -> dict[str, Any]:
    """一个本年累计数。"""
    return {
        "city": CITY,
        "unit": unit,
        "indicator": indicator,
        "period": month.code,
        "measure": "本年累计",
        "value": value,
        "status": "初报",
        "sheet": "指标月报",
        "cell": "D4",
        "raw": f"{value:g}",
    }


def report(
    value: float,
    unit: str = UNIT,
    month: Month = MARCH,
    by: str = SENDER,
    source: bytes | None = None,
    replaces: str | None = None,
    city: str = CITY,
    rows: Mapping[Table, Rows] | None = None,
) -> NewSubmission:
    """一份板块月报，默认只有一个数；source 默认由内容定，内容不同就不同。"""
    tables = rows if rows is not None else {Table.FACTS: [{**fact(value, unit, month), "city": city}]}
    slices = tuple(Slice(city, table, unit, month.code) for table in tables)
    content = source if source is not None else f"{city}{unit}{month}{value}".encode()
    header = Header(Kind.UNIT, city, unit, None, month.code)
    return NewSubmission(header, f"{unit}_{month}_{value:g}.xlsx", content, by, tables, slices, replaces)


def talk(topic: str, unit: str = UNIT, month: Month = MARCH) -> dict[str, Any]:
    """一次洽谈。"""
    return {"city": CITY, "unit": unit, "topic": topic, "period": month.code, "sheet": "洽谈", "cell": "A4"}
