"""中文写的期间读成月份。"""

import pytest

from dashboard.domain.month import Month
from dashboard.domain.spans import Grain, Span, read, read_each


def span(first: str, last: str, grain: Grain) -> Span:
    return Span(Month.parse(first), Month.parse(last), grain)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023年3月", span("2023-03", "2023-03", Grain.MONTH)),
        ("2023 年 3 月", span("2023-03", "2023-03", Grain.MONTH)),
        ("2023年3月15日", span("2023-03", "2023-03", Grain.MONTH)),
        ("7月中旬", span("2024-07", "2024-07", Grain.MONTH)),
        ("2023年2-3月", span("2023-02", "2023-03", Grain.MONTHS)),
        ("1—9月", span("2024-01", "2024-09", Grain.MONTHS)),
        ("10月至11月", span("2024-10", "2024-11", Grain.MONTHS)),
        ("二季度", span("2024-04", "2024-06", Grain.QUARTER)),
        ("2025年第一季度", span("2025-01", "2025-03", Grain.QUARTER)),
        ("前三季度", span("2024-01", "2024-09", Grain.MONTHS)),
        ("下半年", span("2024-07", "2024-12", Grain.HALF)),
        ("每两月", span("2024-07", "2024-09", Grain.CYCLE)),
        ("每月", span("2024-07", "2024-09", Grain.CYCLE)),
        ("2023年全年", span("2023-01", "2023-12", Grain.YEAR)),
        ("2021年度", span("2021-01", "2021-12", Grain.YEAR)),
        ("2021—2025年", span("2021-01", "2025-12", Grain.YEARS)),
        ("2022年—2024年前三季度", span("2022-01", "2024-09", Grain.YEARS)),
        ("2025年上半年前后", span("2025-01", "2025-06", Grain.HALF)),
        ("2026年1—2月（40天）", span("2026-01", "2026-02", Grain.MONTHS)),
    ],
)
def test_一段(words: str, expected: Span) -> None:
    """没写年份的用2024年，“每两月”落在第三季度。"""
    assert read(words, 2024, 3) == expected


def test_周期没有季度就是全年() -> None:
    assert read("每两月", 2024) == span("2024-01", "2024-12", Grain.CYCLE)


@pytest.mark.parametrize("words", ["", "春节后", "待定", "2023年13月", "2023年9-7月", "2025—2021年", "2023年2月30", "五季度"])
def test_读不出(words: str) -> None:
    assert read(words, 2024, 1) is None
    assert read_each(words, 2024, 1) is None


@pytest.mark.parametrize("words", ["3月", "二季度", "每两月", "全年"])
def test_没有年份读不出(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023年2月 2023年3月", [(2, 2), (3, 3)]),
        ("2023 年 2 月 2023 年 3 月", [(2, 2), (3, 3)]),
        ("2023年9月2023年7-9月", [(9, 9), (7, 9)]),
        ("三季度、四季度", [(7, 9), (10, 12)]),
        ("3月 5月", [(3, 3), (5, 5)]),
        ("2023年2-3月", [(2, 3)]),
    ],
)
def test_一格几段(words: str, expected: list[tuple[int, int]]) -> None:
    found = read_each(words, 2023)
    assert found is not None
    assert [(s.first.month, s.last.month) for s in found] == expected


def test_有一段读不出就都不算() -> None:
    assert read_each("2023年3月 2023年春节后") is None
