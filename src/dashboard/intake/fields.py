"""清单里一格的读法：文字、选项、是否、日期、数，各按各的写法。"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dashboard.domain.city import CityProfile
from dashboard.intake import columns
from dashboard.intake.book import Value, written
from dashboard.intake.columns import Kind, ListColumn
from dashboard.intake.numerals import BLANK, NA, NotANumber, parse

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(20\d{2})(0[1-9]|1[0-2])([0-3]\d)")
_SERIALS = (36526, 73050)
_DAY_ZERO = date(1899, 12, 30)
_FLAGS = {"是": True, "否": False, "√": True, "✓": True, "×": False}
_SPLIT = re.compile(r"[、，,;；/\n]+")
_CODES = ("number", "credit_code", "no")
_TOO_LONG = 1e15


class BadField(Exception):
    """一格读不成；文字是原因和改法。options 不为空即可选的读法。"""

    def __init__(self, text: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.options = options


@dataclass(frozen=True, slots=True)
class Field:
    """读出的一格；conversion 说明替人改了什么，没改为空。"""

    value: Any
    conversion: str = ""


def read(profile: CityProfile, column: ListColumn, value: Value) -> Field:
    """按列的类型读一格（不是空格）；读不成抛 BadField。"""
    return _READERS[column.kind](profile, column, value)


def _text(_profile: CityProfile, column: ListColumn, value: Value) -> Field:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _TOO_LONG:
        raise BadField("超过15位的编码被存成了数，末几位已经丢失。请把单元格改成文本格式，重新填写")
    text = written(value)
    return Field(re.sub(r"[\s\u200b\ufeff]", "", text) if column.field in _CODES else text)


def _choice(_profile: CityProfile, column: ListColumn, value: Value) -> Field:
    text = written(value)
    if text not in column.options:
        raise BadField(f"不在选项里。请从{'、'.join(column.options)}里选一项", column.options)
    return Field(text)


def _choices(profile: CityProfile, column: ListColumn, value: Value) -> Field:
    known = columns.tally_goals(profile)
    named = _named(written(value), known)
    unknown = [n for n in named if n not in known]
    if unknown and not known:
        raise BadField("这座城市没有按活动计入的承诺。请清空")
    if unknown:
        raise BadField(f"没有“{'、'.join(unknown)}”这项承诺。可写{'；'.join(column.options)}", column.options)
    return Field(";".join(known[n] for n in named))


def _named(text: str, known: Iterable[str]) -> list[str]:
    """一格里的几个名称；名称自己带顿号的（训练营、技能竞赛）先整个认出。"""
    found: list[str] = []
    for name in sorted(known, key=len, reverse=True):
        if name in text:
            found.append(name)
            text = text.replace(name, "", 1)
    return [*found, *(part.strip() for part in _SPLIT.split(text) if part.strip())]


def _flag(_profile: CityProfile, _column: ListColumn, value: Value) -> Field:
    found = value if isinstance(value, bool) else _FLAGS.get(written(value))
    if found is None:
        raise BadField(f"请选{columns.YES}或{columns.NO}", (columns.YES, columns.NO))
    return Field(found)


def _date(_profile: CityProfile, _column: ListColumn, value: Value) -> Field:
    if isinstance(value, date):
        return Field(value)
    text = written(value)
    found = _DAY.fullmatch(text)
    if found is None:
        raise BadField(_not_a_day(text, value))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadField("没有这一天。请核对年月日") from error
    return Field(day, "" if text == day.isoformat() else f"读作{day.isoformat()}")


def _not_a_day(text: str, value: Value) -> str:
    """不是日期的原因；看得出可能是哪一天的说出来，但不替人定。"""
    compact = _COMPACT.fullmatch(text)
    if compact:
        return f"不是日期。如果是{compact[1]}-{compact[2]}-{compact[3]}，请照这样写"
    if isinstance(value, int | float) and _SERIALS[0] <= value <= _SERIALS[1]:
        return f"是一个数，不是日期。如果是{(_DAY_ZERO + timedelta(days=int(value))).isoformat()}，请照这样写"
    return "不是日期。请写成2025-06-18这样，年月日都要有"


def _number(_profile: CityProfile, column: ListColumn, value: Value) -> Field:
    if isinstance(value, date) or value is None:
        raise BadField("单元格成了日期，不是数字。请把格式改成“常规”，重新填数")
    try:
        found = parse(value, _uom(column))
    except NotANumber as error:
        options = tuple(o for o in error.options if o != NA)
        if options:
            raise BadField("分不清是零还是没报。是零请填0，没报请留空" if BLANK in options else f"{error.reason}。{error.advice}", options) from error
        raise BadField(f"{error.reason.strip('（')}。{error.advice}".replace("），", "，")) from error
    if found.value < 0:
        raise BadField("不能为负。请核对")
    return Field(found.value, found.conversion)


def _count(profile: CityProfile, column: ListColumn, value: Value) -> Field:
    found = _number(profile, column, value)
    exact: Decimal = found.value
    if exact != exact.to_integral_value():
        raise BadField("应是整数。请改成整数")
    return Field(int(exact), found.conversion)


def _uom(column: ListColumn) -> str:
    """表头括号里的计量单位：到账资金（万元）→ 万元。"""
    _, _, rest = column.header.partition("（")
    return rest.removesuffix("）")


_READERS: dict[Kind, Callable[[CityProfile, ListColumn, Value], Field]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FLAG: _flag,
    Kind.DATE: _date,
    Kind.COUNT: _count,
    Kind.NUMBER: _number,
}
