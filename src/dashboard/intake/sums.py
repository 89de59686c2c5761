"""数与数的关系：能不能是这个数，本月与累计对不对得上，比往期是不是少了（INTAKE R17、R19）。"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.history import History
from dashboard.intake.layout import GridColumn, GridRow

if TYPE_CHECKING:
    from dashboard.intake.grids import Figure, GridCheck

_PLACES = 4
_CLOSE = Decimal("0.005")


def unfit(row: GridRow, column: GridColumn, value: Decimal) -> str:
    """这一格不能是这个数的原因和改法；可以为空。"""
    goal = row.goal
    if value < 0:
        return "不能为负。核减请填“核减”列，写正数" if column.measure in (Measure.MONTH, Measure.YEAR_TO_DATE) else "不能为负。请改成0或正数"
    counted = goal.integer and goal.basis is not Basis.RATIO
    if counted and value != value.to_integral_value():
        return f"按{goal.uom}计的应是整数。请改成整数"
    if -int(value.normalize().as_tuple().exponent) > _PLACES:
        return f"小数超过{_PLACES}位。请四舍五入到{_PLACES}位以内"
    if column.measure is None and goal.basis is Basis.RATIO and value > 100:
        return "占比不能超过100。请填百分数，如55"
    return ""


def check_row(check: "GridCheck", row: GridRow, number: int, read: Mapping[str, "Figure"], history: History) -> None:
    """一行里的数。"""
    if check.part.table is not Table.FACTS or not read:
        return
    if row.goal.basis is Basis.RATIO:
        _ratio(check, number, read)
    elif row.goal.basis is Basis.STOCK:
        _stock(check, row, read, history)
    else:
        _flow(check, row, number, read, history)


def _ratio(check: "GridCheck", number: int, read: Mapping[str, "Figure"]) -> None:
    top, bottom = read.get(str(Measure.NUMERATOR)), read.get(str(Measure.DENOMINATOR))
    if top is None or bottom is None:
        known, lacking = (top, "分母") if top else (bottom, "分子")
        assert known is not None
        check.problem(Level.ERROR, "half_ratio", known.cell, known.column.header, known.raw, f"只填了一半，第{number}行缺{lacking}。请补上，或两格都留空")
    elif bottom.value == 0:
        check.problem(Level.ERROR, "zero_denominator", bottom.cell, "分母", bottom.raw, "分母是0，算不出占比。请填分母，或两格都留空")
    elif top.value > bottom.value:
        check.problem(Level.EXPLAIN, "over_one", top.cell, "分子", top.raw, f"分子{top.raw}大于{bottom.cell}分母{bottom.raw}，占比超过100%。请核对；属实请说明")


def _stock(check: "GridCheck", row: GridRow, read: Mapping[str, "Figure"], history: History) -> None:
    figure = read[str(Measure.STOCK)]
    before = history.before(row.unit or "", row.goal.indicator, str(Measure.STOCK), check.part.status)
    if before and figure.value < Decimal(str(before.value)) - _CLOSE:
        text = f"期末{figure.raw}比{_zh(before.month)}的{before.value:g}少了。请核对；属实请说明"
        check.problem(Level.EXPLAIN, "fall", figure.cell, "期末", figure.raw, text)


def _flow(check: "GridCheck", row: GridRow, number: int, read: Mapping[str, "Figure"], history: History) -> None:
    total, month = read.get(str(Measure.YEAR_TO_DATE)), read.get(str(Measure.MONTH))
    if total is None:
        known = next(iter(read.values()))
        text = f"填了{known.column.header}{known.raw}，但第{number}行缺“本年累计”。请补上从1月到本月的累计"
        check.problem(Level.ERROR, "no_total", known.cell, known.column.header, known.raw, text)
        return
    period = Month.from_code(check.header.period)
    before = history.before(row.unit or "", row.goal.indicator, str(Measure.YEAR_TO_DATE), check.part.status)
    same_year = before if before and before.month.year == period.year else None
    previous = Decimal(0) if period.month == 1 else Decimal(str(same_year.value)) if same_year and same_year.month + 1 == period else None
    added, removed = (f.value if (f := read.get(str(m))) else Decimal(0) for m in (Measure.ADDED, Measure.REMOVED))
    if month is not None and previous is not None:
        _adds_up(check, total, month, previous, added, removed)
    elif same_year and total.value < Decimal(str(same_year.value)) - _CLOSE and not removed:
        text = f"本年累计{total.raw}比{_zh(same_year.month)}的{same_year.value:g}少了。有核减请填“核减”列；属实请说明"
        check.problem(Level.EXPLAIN, "fall", total.cell, "本年累计", total.raw, text)


def _adds_up(
    check: "GridCheck", total: "Figure", month: "Figure", previous: Decimal, added: Decimal, removed: Decimal
) -> None:
    expected = previous + month.value + added - removed
    if abs(expected - total.value) <= _CLOSE:
        return
    adjusted = (f"＋核增{added}" if added else "") + (f"－核减{removed}" if removed else "")
    text = (
        f"本年累计{total.raw}，与上月本年累计{previous}＋{month.cell}本月{month.raw}{adjusted}＝{expected}不符，"
        f"差{abs(total.value - expected)}。请核对；属实请说明"
    )
    check.problem(Level.EXPLAIN, "adds_up", total.cell, "本年累计", total.raw, text)


def check_targets(check: "GridCheck", figures: Sequence["Figure"]) -> None:
    """指标分解：各板块之和与全市任务不等的给提示。"""
    for goal in dict.fromkeys(f.row.goal for f in figures if f.row.goal.basis is not Basis.RATIO):
        mine = [f for f in figures if f.row.goal is goal]
        whole = next((f for f in mine if f.column.unit == WHOLE_CITY), None)
        units = [f for f in mine if f.column.unit not in (WHOLE_CITY, CITY_LEVEL)]
        total = sum((f.value for f in units), Decimal(0))
        if whole and units and abs(total - whole.value) > _CLOSE:
            text = f"“{goal.short_name}”各板块之和{total}与全市任务{whole.raw}不等。两个数都会保留"
            check.problem(Level.HINT, "target_sum", whole.cell, WHOLE_CITY, whole.raw, text)


def _zh(month: Month) -> str:
    return f"{month.year}年{month.month}月"
