"""任务落实、载体名录：最后一年每季末写一次；名录加起来正好是月报的期末数。"""

from datetime import date, timedelta
from decimal import Decimal

from dashboard.demo.chance import Chance
from dashboard.demo.numbers import Numbers
from dashboard.demo.projects import Row
from dashboard.domain.facts import DutyState, Measure
from dashboard.domain.goals import Goal, Listed
from dashboard.domain.month import Month
from dashboard.intake.columns import INCUBATORS, duties_of
from dashboard.intake.layout import lead_department

_QUARTERS = (3, 6, 9, 12)
_EACH = Decimal("0.6")
_LISTING = 4
"""前几个板块报名录。"""
_WHOLE = "综合科创载体（合并填报）"


def duty_rows(numbers: Numbers, owner: str, month: Month) -> list[Row]:
    """一家一个季末的任务落实：越往后落实的越多。"""
    if not _writes(numbers, month):
        return []
    unit = owner if owner in numbers.profile.unit_names else ""
    names = duties_of(numbers.profile, unit=unit, department=owner, lead=owner == lead_department(numbers.profile, month))
    return [_duty(numbers, owner, name, month) for name in names]


def _writes(numbers: Numbers, month: Month) -> bool:
    return month.year == numbers.city.last.year and month.month in _QUARTERS


def _duty(numbers: Numbers, owner: str, name: str, month: Month) -> Row:
    chance = Chance(numbers.settings.seed, numbers.city.city, "任务", owner, name)
    begun, done = chance.whole(-8, 6), chance.whole(-6, 15)
    day = date(month.year - 1, 12, 20) if done <= 0 else date(month.year, min(done, 12), chance.whole(3, 27))
    if done <= month.month:
        return {"duty": name, "state": str(DutyState.DONE), "evidence": f"{owner}已印发文件并建立台账", "day": day, "note": None}
    state = DutyState.UNDER_WAY if begun <= month.month else DutyState.NOT_STARTED
    return {"duty": name, "state": str(state), "evidence": None, "day": None, "note": None}


def carrier_rows(numbers: Numbers, owner: str, month: Month) -> list[Row]:
    """一个板块一个季末的名录变动：第一次全写，以后只写新增、撤销和面积变了的。"""
    if owner not in numbers.profile.unit_names[:_LISTING] or not _writes(numbers, month):
        return []
    now, before = _stands(numbers, owner, month), month + -3
    first = before.year < month.year
    was = 0 if first else _count(numbers, owner, before)
    count = _count(numbers, owner, month)
    rows = [_incubator(owner, n, month, first) for n in range(was, count)]
    rows += [{**_incubator(owner, n, month, True), "withdrawn": date(month.year, month.month, 20)} for n in range(count, was)]
    return [*rows, _whole(owner, now - _EACH * count)] if now else rows


def _goal(numbers: Numbers, what: Listed) -> Goal | None:
    return next((g for g in numbers.profile.goals if g.listed is what), None)


def _stands(numbers: Numbers, owner: str, month: Month) -> Decimal:
    """期末面积；这座城市没有面积目标为0。"""
    goal = _goal(numbers, Listed.AREA)
    return numbers.measured(goal, owner, month).get(Measure.STOCK, Decimal(0)) if goal else Decimal(0)


def _count(numbers: Numbers, owner: str, month: Month) -> int:
    goal = _goal(numbers, Listed.INCUBATORS)
    return int(numbers.measured(goal, owner, month).get(Measure.STOCK, Decimal(0))) if goal else 0


def _incubator(owner: str, number: int, month: Month, old: bool) -> Row:
    """第 number 个孵化载体；old 为以前就有的。"""
    recognised = date(2020, 6, 1) + timedelta(days=20 * number) if old else date(month.year, month.month, 15)
    return {
        "name": f"{owner}第{number + 1}孵化载体",
        "type": INCUBATORS[number % len(INCUBATORS)],
        "level": "国家级" if number % 5 == 0 else "省级",
        "area": float(_EACH),
        "recognised": min(recognised, date(2024, 12, 1)) if old else recognised,
    }


def _whole(owner: str, area: Decimal) -> Row:
    return {"name": f"{owner}{_WHOLE}", "type": "其他", "level": "市级", "area": float(area), "recognised": date(2020, 1, 1)}
