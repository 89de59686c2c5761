"""档案里上画面的文字：全角标点，数字与汉字之间没有空格，没有英文。"""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest
from tests.profiles.documents import CITIES, profile

from dashboard.domain.city import CityProfile

_HAN = "\u4e00-\u9fff"
# 原本就写拉丁字母的：公开许可、等级、指标、文件里的“E”字形、预设的版本号
_LATIN = {"GeoNames", "CC", "BY", "GDP", "A", "B", "C", "D", "E", "v"}
# 不上画面，或就是给机器认的
_UNSEEN = {"id", "aliases", "ask_aliases", "indicator", "country", "no", "polygon"}


def texts(found: CityProfile) -> Iterator[tuple[str, str]]:
    """(在哪里, 文字)：全部条目的全部文字；公开数的网址不算。"""
    parts = (found.goals, found.units, found.departments, found.carriers, found.events, found.figures, found.places, found.duties)
    for part in parts:
        for item in part:
            yield from _of(item)
    for preset in (found.light, *found.rule_sets):
        yield from _of(preset)
    for name in ("name", "short_name", "document_title", "map_note", "map_approval"):
        yield name, getattr(found, name)
    yield from (("goal_groups", name) for name in (*found.goal_groups, *found.chains))


def _of(item: object) -> Iterator[tuple[str, str]]:
    for field in fields(item):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        where = f"{type(item).__name__}.{field.name}"
        if field.name in _UNSEEN or (where == "Figure.source"):
            continue
        if isinstance(value, str):
            yield where, value
        if isinstance(value, tuple) and all(isinstance(v, str) for v in value):
            yield from ((where, v) for v in value)
        if hasattr(value, "source"):
            yield where, value.source


@pytest.mark.parametrize("city", CITIES)
def test_标点是全角(city: str) -> None:
    """千分位逗号、小数点除外。"""
    half = re.compile(rf"[,;:!?()](?!\d{{3}})|(?<=[{_HAN}])[,;:!?()]|[\"']")
    assert [pair for pair in texts(profile(city)) if half.search(pair[1])] == []


@pytest.mark.parametrize("city", CITIES)
def test_数字与汉字之间没有空格(city: str) -> None:
    spaced = re.compile(rf"[{_HAN}] \d(?!\d{{3}}年|\.)|\d [{_HAN}]|  ")
    assert [pair for pair in texts(profile(city)) if spaced.search(pair[1])] == []


@pytest.mark.parametrize("city", CITIES)
def test_没有英文(city: str) -> None:
    found = [(where, text, word) for where, text in texts(profile(city)) for word in re.findall(r"[A-Za-z]+", text)]
    assert [hit for hit in found if hit[2] not in _LATIN] == []


@pytest.mark.parametrize("city", CITIES)
def test_没有箭头和等号一类的记号(city: str) -> None:
    """说明是给人读的句子。"""
    assert [pair for pair in texts(profile(city)) if re.search(r"[→≠≈<>=~+]", pair[1])] == []
