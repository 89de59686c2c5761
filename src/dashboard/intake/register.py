"""载体名录与月报对账：期末面积、省级以上孵化载体家数，应与名录加起来的相等（INTAKE R23）。"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dashboard.domain.facts import ListedCarrier, Measure
from dashboard.domain.goals import Listed
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Header, Table
from dashboard.intake.columns import CARRIERS, INCUBATORS, PROVINCIAL
from dashboard.intake.history import History
from dashboard.intake.report import Findings

if TYPE_CHECKING:
    from dashboard.intake.grids import Figure

_CLOSE = 0.005


def total(what: Listed, carriers: Iterable[ListedCarrier], month: Month) -> float:
    """名录上 month 月末还在的：面积合计（万平方米），或省级以上孵化载体的家数。"""
    following = month + 1
    last = date(following.year, following.month, 1) - timedelta(days=1)
    standing = [c for c in carriers if c.stands(last) and (c.recognised is None or c.recognised <= last)]
    if what is Listed.AREA:
        return sum(c.area or 0.0 for c in standing)
    return float(sum(c.type in INCUBATORS and c.level in PROVINCIAL for c in standing))


def check(
    figures: "Sequence[Figure]", tables: Mapping[Table, Sequence[Mapping[str, Any]]], history: History, header: Header, findings: Findings
) -> None:
    """这个板块的期末数与名录对；没有名录的不对。"""
    month = header.month
    rows = tables.get(Table.CARRIERS, ())
    if header.unit is None or month is None:
        return
    now = {row["name"]: _listed(row, month) for row in rows}
    known = {c.name: c for c in history.carriers if c.unit == header.unit} | now
    for figure in figures if known else ():
        what = figure.row.goal.listed
        if what is Listed.NO or figure.measure is not Measure.STOCK:
            continue
        expected = total(what, known.values(), month)
        if abs(float(figure.value) - expected) > _CLOSE:
            place = f"“{rows[0]['sheet']}”表{rows[0]['cell']}等{len(rows)}行" if rows else f"以前报的“{CARRIERS}”"
            text = f"写的是{figure.raw}，载体名录的{what}是{expected:.15g}{figure.row.uom}（{place}，连同以前报的共{len(known)}个）。请核对两处；属实请说明"
            sheet = figure.sheet
            findings.add(Level.EXPLAIN, "register", sheet, figure.cell, figure.column.header, figure.raw, text)


def _listed(row: Mapping[str, Any], month: Month) -> ListedCarrier:
    """这份工作簿里的一行。"""
    area = float(row["area"]) if row.get("area") is not None else None
    texts = {name: row.get(name) or "" for name in ("type", "level", "address", "sheet", "cell")}
    return ListedCarrier(row["unit"], row["name"] or "", area=area, recognised=row.get("recognised"), withdrawn=row.get("withdrawn"), period=month, submission="", **texts)
