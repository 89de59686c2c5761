"""中文写的期间：2023年2-3月、二季度、每两月、2023年全年，读成月份区间；原文一字不改地留着。"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.month import Month


class Grain(StrEnum):
    """原文把时间写到多细。"""

    MONTH = "单月"
    MONTHS = "月区间"
    EACH = "逐场月份"
    QUARTER = "季度"
    HALF = "半年"
    CYCLE = "周期"
    YEAR = "全年"
    YEARS = "多年"
    UNSET = "未定"


@dataclass(frozen=True, slots=True)
class Span:
    """一段时间：起止月（两端均含）和写到多细。"""

    first: Month
    last: Month
    grain: Grain


_ORDINAL = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?P<year>\d{4})年)?"
_TO = r"[-—–~～至到]"
_Read = Callable[[re.Match[str], int], Span]


def _months(year: int, first: int, last: int, grain: Grain) -> Span:
    return Span(Month(year, first), Month(year, last), grain)


def _quarter(found: re.Match[str], year: int) -> Span:
    last = _ORDINAL[found["quarter"]] * 3
    return _months(year, last - 2, last, Grain.QUARTER)


def _half(found: re.Match[str], year: int) -> Span:
    return _months(year, 1, 6, Grain.HALF) if found["half"] == "上" else _months(year, 7, 12, Grain.HALF)


def _month(found: re.Match[str], year: int) -> Span:
    return _months(year, int(found["month"]), int(found["month"]), Grain.MONTH)


def _range(found: re.Match[str], year: int) -> Span:
    return _months(year, int(found["from"]), int(found["to"]), Grain.MONTHS)


def _first_quarters(found: re.Match[str], year: int) -> Span:
    return _months(year, 1, _ORDINAL[found["quarter"]] * 3, Grain.MONTHS)


def _whole(_found: re.Match[str], year: int) -> Span:
    return _months(year, 1, 12, Grain.YEAR)


_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(_YEAR + r"(?P<month>\d{1,2})月(?:[上中下]旬|\d{1,2}日)?"), _month),
    (re.compile(_YEAR + rf"(?P<from>\d{{1,2}})月?{_TO}(?P<to>\d{{1,2}})月"), _range),
    (re.compile(_YEAR + r"第?(?P<quarter>[一二三四1-4])季度"), _quarter),
    (re.compile(_YEAR + r"前(?P<quarter>[二三])季度"), _first_quarters),
    (re.compile(_YEAR + r"(?P<half>[上下])半年"), _half),
    (re.compile(_YEAR + r"全年"), _whole),
    (re.compile(r"(?P<year>\d{4})年?度?"), _whole),
)
_CYCLE = re.compile(r"每(?:两个?|双|[二三])?月|每个?季度?")


def read(words: str, year: int | None = None, quarter: int | None = None) -> Span | None:
    """一段期间；没写年份的用 year，“每两月”一类落在 quarter（没有则全年）；读不出为 None。"""
    text = re.sub(r"\s|（[^（）]*）|前后$|左右$", "", words)
    if _CYCLE.fullmatch(text) and year is not None:
        return _cycle(year, quarter)
    return _single(text, year) or _years(text)


def _cycle(year: int, quarter: int | None) -> Span:
    last = quarter * 3 if quarter else 12
    return _months(year, last - 2 if quarter else 1, last, Grain.CYCLE)


def _single(text: str, year: int | None) -> Span | None:
    for pattern, make in _FORMS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        own = int(found["year"]) if found["year"] else year
        try:
            span = make(found, own) if own else None
        except ValueError:  # 没有第13月
            return None
        return span if span and span.first <= span.last else None
    return None


def _years(text: str) -> Span | None:
    """跨年的区间：2021—2025年、2022年—2024年前三季度。"""
    for cut in re.finditer(_TO, text):
        first, last = _single(text[: cut.start()], None), _single(text[cut.end() :], None)
        if first and last and first.first <= last.last:
            return Span(first.first, last.last, Grain.YEARS)
    return None


def read_each(words: str, year: int | None = None, quarter: int | None = None) -> tuple[Span, ...] | None:
    """一格里写了几段期间（各带年份，或用空格、顿号隔开）的，逐段读；有一段读不出为 None。"""
    whole = read(words, year, quarter)
    if whole is not None:
        return (whole,)
    return _each(_SEPARATED.split(re.sub(r"\s", "", words)), year, quarter) or _each(words.split(), year, quarter)


_SEPARATED = re.compile(rf"[、，；]|(?<!{_TO})(?=\d{{4}}年)")


def _each(parts: list[str], year: int | None, quarter: int | None) -> tuple[Span, ...] | None:
    found = [read(part, year, quarter) for part in parts if part]
    return tuple(s for s in found if s) if found and all(found) else None
