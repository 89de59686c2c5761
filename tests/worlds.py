"""小世界：一个只装了几行事实的存储，行直接经存储的约定写入。"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard import paths
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, Slice, Table
from dashboard.flows.dashboard import Dashboard
from dashboard.storage.contract import NewSubmission

SENDER, REVIEWER = "张三", "李四"
Values = Mapping[str, float | Mapping[Measure, float]]


def cities_but(folder: Path, line: str, before: str = "name = ", city: str = "suzhou") -> Path:
    """一套城市档案，只在 profile.toml 里 before 那一行前面多写 line；返回放它的文件夹。"""
    shutil.copytree(paths.cities_dir(), folder / "cities")
    head = folder / "cities" / city / "profile.toml"
    text = head.read_text("utf-8")
    assert before in text
    head.write_text(text.replace(before, f"{line}\n{before}", 1), encoding="utf-8")
    return folder / "cities"


class World:
    """一个数据目录里的看板，和往里报数的简便写法；每报一次就接收成一版。"""

    def __init__(self, data_dir: Path, city: str = "suzhou") -> None:
        self.dash = Dashboard(data_dir)
        self.city = city
        self._serial = 0

    def unit(self, unit: str, month: Month, values: Values, status: Status = Status.FIRST, **lists: Sequence[Mapping[str, Any]]) -> str:
        """板块月报：指标→本年累计（或 {种数: 值}）；projects、events、talks 为各表的行。返回上报编号。"""
        rows = [self._fact(unit, month, name, m, v, status) for name, found in values.items() for m, v in _measures(found)]
        tables: dict[Table, Sequence[Mapping[str, Any]]] = {Table.FACTS: rows}
        for table in (Table.PROJECTS, Table.EVENTS, Table.TALKS):
            tables[table] = [{"city": self.city, "unit": unit, "period": month.code, **row} for row in lists.get(str(table), ())]
        return self._accept(Header(Kind.UNIT, self.city, unit, None, month.code), f"{unit}_{month}.xlsx", tables, unit)

    def department(self, department: str, month: Month, values: Mapping[str, Values]) -> str:
        """部门报表：板块（或市级）→ 指标→值，身份为核定。"""
        rows = [
            self._fact(unit, month, name, m, v, Status.FINAL)
            for unit, found in values.items()
            for name, value in found.items()
            for m, v in _measures(value)
        ]
        header = Header(Kind.DEPARTMENT, self.city, None, department, month.code)
        return self._accept(header, f"{department}_{month}.xlsx", {Table.FACTS: rows}, department)

    def tasks(self, year: int, tasks: Mapping[str, Mapping[str, float]], accept: bool = True) -> str:
        """指标分解：板块（或全市）→ 指标→任务数；accept 为假即只报不审。"""
        rows = [
            {"city": self.city, "unit": unit, "indicator": name, "year": year, "value": value, "sheet": "指标分解", "cell": "C4", "raw": f"{value:g}"}
            for unit, found in tasks.items()
            for name, value in found.items()
        ]
        header = Header(Kind.TARGETS, self.city, None, None, year * 100)
        return self._accept(header, f"指标分解_{year}.xlsx", {Table.TARGETS: rows}, "全市", accept)

    def finalize(self, *months: Month) -> None:
        """审定这些月。"""
        for month in months:
            self.dash.store.finalize(self.city, month, REVIEWER)

    def _fact(self, unit: str, month: Month, indicator: str, measure: Measure, value: float, status: Status) -> dict[str, Any]:
        return {
            "city": self.city,
            "unit": unit,
            "indicator": indicator,
            "period": month.code,
            "measure": str(measure),
            "value": value,
            "status": str(status),
            "sheet": "指标月报",
            "cell": "D4",
            "raw": f"{value:g}",
        }

    def _accept(self, header: Header, name: str, tables: Mapping[Table, Sequence[Mapping[str, Any]]], owner: str, accept: bool = True) -> str:
        self._serial += 1
        slices = tuple(Slice(self.city, table, owner, header.period) for table in tables)
        item = NewSubmission(header, name, f"{name}{self._serial}".encode(), SENDER, tables, slices)
        (sent,) = self.dash.store.submit([item])
        if accept:
            self.dash.store.accept([sent.id], REVIEWER)
        return sent.id


def _measures(found: float | Mapping[Measure, float]) -> list[tuple[Measure, float]]:
    return list(found.items()) if isinstance(found, Mapping) else [(Measure.YEAR_TO_DATE, found)]
