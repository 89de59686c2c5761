"""数与数的关系：能不能是这个数，本月与累计对不对得上，比往期是不是少了（INTAKE R17、R19）。"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.domain.submissions import Table
from dashboard.intake.comparing import compared
from dashboard.intake.history import History, LastNumber
from dashboard.intake.layout import GridColumn, GridRow
from dashboard.intake.numerals import NotANumber
from dashboard.intake.unusual import enough, usual
from dashboard.wording.periods import month_zh

if TYPE_CHECKING:
    from dashboard.intake.grids import Figure, GridCheck

_CLOSE = Decimal("0.005")
_PROPORTION = Decimal(100)
_Read = Mapping[Measure | None, "Figure"]


def fits(check: "GridCheck", row: GridRow, column: GridColumn, value: Decimal) -> None:
    """一格能不能是这个数；不能的抛 NotANumber。本月可以为负（另要说明），别的不行。"""
    measure = row.measure or column.measure
    if value < 0 and measure is not Measure.MONTH:
        flow = measure in (Measure.YEAR_TO_DATE, Measure.ADDED, Measure.REMOVED)
        raise NotANumber("不能为负", "核减请填在“核减”列，写正数" if flow else "请改成0或正数")
    if check.part.counted(row) and value != value.to_integral_value():
        raise NotANumber(f"按{row.uom}计的应是整数", "请改成整数")
    if check.part.table is Table.TARGETS and row.goal.basis is Basis.RATIO and value > _PROPORTION:
        raise NotANumber("占比不能超过100", "请填百分数，如55")


def check(found: "GridCheck", history: History) -> None:
    """一张表的全部关系。"""
    if found.part.table is Table.TARGETS:
        _targets(found)
        return
    groups: dict[tuple[str, str], dict[Measure | None, Figure]] = {}
    for figure in found.figures:
        groups.setdefault((figure.row.goal.indicator, figure.unit), {})[figure.measure] = figure
    for figure in found.absent:
        key = (figure.row.goal.indicator, figure.unit)
        if key in groups:
            found.troubled.add(key)
            number = next(iter(groups[key].values()))
            _say(found, Level.ERROR, "mixed", figure, f"写的是不适用，可{number.cell}填了{number.raw}。不适用的这一项各格都写不适用或留空；适用的请填数")
    for key, read in groups.items():
        if key not in found.troubled:
            _group(found, read, history)


def _group(found: "GridCheck", read: "_Read", history: History) -> None:
    """一个板块一个指标的几个数。"""
    basis = next(iter(read.values())).row.goal.basis
    if basis is Basis.RATIO:
        _ratio(found, read)
    elif basis is Basis.STOCK:
        _fall(found, read[Measure.STOCK], history, None)
    else:
        _flow(found, read, history)


def _say(found: "GridCheck", level: Level, rule: str, figure: "Figure", text: str) -> None:
    """报一处问题；备注里写了话的一并列出。"""
    note = found.notes.get(figure.number, "")
    noted = f"（备注写的是“{note}”）" if note and level is Level.EXPLAIN else ""
    found.problem(level, rule, figure.cell, figure.column.header, figure.raw, f"{text}{noted}", more=found.more(figure.row, figure.value))


def _ratio(found: "GridCheck", read: "_Read") -> None:
    top, bottom = read.get(Measure.NUMERATOR), read.get(Measure.DENOMINATOR)
    if top is None or bottom is None:
        known, lacking = (top, "分母") if top else (bottom, "分子")
        assert known is not None
        _say(found, Level.ERROR, "half_ratio", known, f"填了{known.measure}{known.raw}，没有填{lacking}。请补上，或两格都留空")
    elif bottom.value == 0:
        _say(found, Level.ERROR, "zero_denominator", bottom, "分母是0，算不出占比。请填分母，或两格都留空")
    elif top.value > bottom.value:
        _say(found, Level.EXPLAIN, "over_one", top, f"分子{top.raw}大于{bottom.cell}的分母{bottom.raw}，占比超过100%。请核对；属实请说明")


def _flow(found: "GridCheck", read: "_Read", history: History) -> None:
    total, month = read.get(Measure.YEAR_TO_DATE), read.get(Measure.MONTH)
    known = next(iter(read.values()))
    period = Month.from_code(found.header.period)
    last = history.before(known.unit, known.row.goal.indicator, str(Measure.YEAR_TO_DATE), found.part.status)
    last = last if last and last.month.year == period.year else None
    previous = Decimal(0) if period.month == 1 else _exact(last) if last and last.month + 1 == period else None
    change = _change(read)
    if month is not None and month.value < 0:
        _say(found, Level.EXPLAIN, "negative", month, f"本月是负数（{month.raw}）。核减请填在“核减”列；属实请说明")
    if total is None:
        sum_up = f"上月累计{previous:f}加上本月应是{previous + month.value + change:f}，请核对后补上" if previous is not None and month else "请补上从1月到本月的累计"
        _say(found, Level.ERROR, "no_total", known, f"填了{known.measure}{known.raw}，没有填本年累计。{sum_up}")
    elif month is not None and previous is not None and abs(previous + month.value + change - total.value) > _CLOSE:
        _adds_up(found, total, month, _Before(previous, last), read)
    else:
        _fall(found, total, history, read.get(Measure.REMOVED))


def _change(read: "_Read") -> Decimal:
    """核增减核减。"""
    added, removed = read.get(Measure.ADDED), read.get(Measure.REMOVED)
    return (added.value if added else Decimal(0)) - (removed.value if removed else Decimal(0))


@dataclass(frozen=True, slots=True)
class _Before:
    """上月的本年累计，和它在上月那份报表里的位置；一月为零，没有位置。"""

    value: Decimal
    last: LastNumber | None

    def __str__(self) -> str:
        placed = self.last is not None and self.last.cell
        return f"{self.value:f}（上月“{self.last.sheet}”表{self.last.cell}）" if self.last and placed else f"{self.value:f}"


def _adds_up(found: "GridCheck", total: "Figure", month: "Figure", before: _Before, read: "_Read") -> None:
    parts = [f"{month.cell}本月{month.raw}"]
    parts += [f"{f.cell}核增{f.raw}" for m, f in read.items() if m is Measure.ADDED]
    expected = before.value + month.value + _change(read)
    minus = "".join(f"－{f.cell}核减{f.raw}" for m, f in read.items() if m is Measure.REMOVED)
    text = (
        f"写的是{total.raw}，而上月本年累计{before}＋{'＋'.join(parts)}{minus}＝{expected:f}，"
        f"差{abs(total.value - expected):f}。请核对；属实请说明"
    )
    _say(found, Level.EXPLAIN, "adds_up", total, text)


def _fall(found: "GridCheck", figure: "Figure", history: History, removed: "Figure | None") -> None:
    """比往期少了：本年累计只与当年的比，期末与最近一次比。"""
    measure = figure.measure or Measure.STOCK
    last = history.before(figure.unit, figure.row.goal.indicator, str(measure), found.part.status)
    if last is None or (measure is Measure.YEAR_TO_DATE and last.month.year != found.header.period // 100):
        last = None
    fell = _exact(last) - figure.value if last else Decimal(0)
    if last and fell > _CLOSE:
        text = f"写的是{figure.raw}，比{month_zh(last.month)}的{_exact(last):f}少{fell:f}"
        if removed and fell <= removed.value + _CLOSE:  # 核减已经说明了为什么少
            _say(found, Level.HINT, "fall", figure, f"{text}，{removed.cell}已填核减{removed.raw}")
        else:
            why = f"，其中{removed.cell}核减{removed.raw}" if removed else ""
            _say(found, Level.EXPLAIN, "fall", figure, f"{text}{why}。请核对；属实请说明")
    else:
        _unusual(found, figure, history, last)
    compared(found, figure, history)


def _unusual(found: "GridCheck", figure: "Figure", history: History, last: LastNumber | None) -> None:
    """这一期增加的与往期相差太多。年内没有上一期的，只有首个应报月才好比。"""
    goal, measure = figure.row.goal, figure.measure or Measure.STOCK
    if last is None and (measure is Measure.STOCK or found.header.period % 100 != goal.due_months[0]):
        return
    step = figure.value - (_exact(last) if last else Decimal(0))
    steps = history.steps.get((figure.unit, goal.indicator, str(measure), found.part.status), ())
    found.findings.unjudged += not enough(steps)
    level = usual(steps, float(step))
    if level is not None:
        text = f"写的是{figure.raw}，这一期增加{step:f}，往期一般增加{level:.15g}左右。请核对有没有多写少写一位、计量单位对不对；属实请说明"
        _say(found, Level.EXPLAIN, "unusual", figure, text)


def _exact(last: LastNumber) -> Decimal:
    return Decimal(f"{last.value:.15g}")


def _targets(found: "GridCheck") -> None:
    """指标分解：各板块之和与全市任务不等的给提示。"""
    for goal in dict.fromkeys(f.row.goal for f in found.figures if f.row.goal.basis is not Basis.RATIO):
        mine = [f for f in found.figures if f.row.goal is goal]
        whole = next((f for f in mine if f.unit == WHOLE_CITY), None)
        units = [f for f in mine if f.unit not in (WHOLE_CITY, CITY_LEVEL)]
        total = sum((f.value for f in units), Decimal(0))
        if whole and units and abs(total - whole.value) > _CLOSE:
            _say(found, Level.HINT, "target_sum", whole, f"“{goal.short_name}”全市任务{whole.raw}，各板块之和{total:f}，两数不等。都照报")
