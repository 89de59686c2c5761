"""看板里保存的规则：写成 TOML 读回来与原来相等，核对与读档案时一样。"""

import string
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.profiles.conftest import Folder

from dashboard import paths, profiles
from dashboard.domain.assessment import (
    PROJECT_QUALITIES,
    AssessmentRules,
    BoardRules,
    Contest,
    Extra,
    ExtraRule,
    Item,
    Method,
    Missing,
    Period,
    Quantity,
    Term,
    Ties,
)
from dashboard.domain.month import Month
from dashboard.profiles import ProfileError

NANTONG = profiles.read(paths.root() / "data" / "cities" / "nantong")
FOUR = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
_WORDS = st.text(string.printable + "板块“”\x7f\\", min_size=1, max_size=12).map(str.strip).filter(bool)
_NUMBER, _FLOOR = st.floats(0.001, 1000, allow_nan=False), st.floats(0, 99)
_OF = ("highgrowth", "key_chain", "可比的指标", "sci_project_new")


def _shared(weights: list[int]) -> list[float]:
    return [w / sum(weights) for w in weights]


@st.composite
def terms(draw: st.DrawFn, weight: float, rated: bool) -> Term:
    method = draw(st.sampled_from([Method.FIT, Method.CITY_RATE] if rated else [Method.PACE, Method.EFFICACY, Method.STEPS, Method.BASE_SHARE]))
    numbers = {Method.CITY_RATE: ("cap", "shrink"), Method.PACE: ("cap", "floor"), Method.EFFICACY: ("floor",), Method.BASE_SHARE: ("cap",)}.get(method, ())
    steps = sorted(draw(st.lists(st.tuples(_NUMBER, _NUMBER), min_size=1, max_size=3)), reverse=True) if method is Method.STEPS else []
    on = draw(st.sampled_from(Quantity)) if method in (Method.EFFICACY, Method.STEPS) else Quantity.LEVEL
    return Term(method, weight, on, {k: draw(_FLOOR if k == "floor" else _NUMBER) for k in numbers}, tuple(steps), "hte_total" if method is Method.BASE_SHARE else "")


@st.composite
def boards(draw: st.DrawFn, contest: Contest, weight: float) -> BoardRules:
    shares = _shared(draw(st.lists(st.integers(1, 9), min_size=1, max_size=3)))
    named = draw(st.permutations(_OF))
    items = tuple(Item(of, draw(_WORDS), w, (draw(terms(1.0, of in PROJECT_QUALITIES)),)) for of, w in zip(named, shares, strict=False))
    races = any(t.method in (Method.BASE_SHARE, Method.EFFICACY, Method.STEPS) and t.on is not Quantity.COMPLETION for i in items for t in i.terms)
    extra = ExtraRule(draw(_WORDS), Extra.MISSED_MONTHS, "", draw(_NUMBER), draw(st.sampled_from([-2.0, 1.5])), draw(_NUMBER))
    return BoardRules(contest, weight, draw(st.sampled_from(Period)) if races else Period.YEAR, items, (extra,) if draw(st.booleans()) else ())


@st.composite
def rule_sets(draw: st.DrawFn) -> AssessmentRules:
    weights = _shared(draw(st.lists(st.integers(1, 9), min_size=4, max_size=4)))
    start = draw(st.none() | st.builds(Month, st.integers(2023, 2026), st.integers(1, 12)))
    made = tuple(draw(boards(c, w)) for c, w in zip(FOUR, weights, strict=True))
    light = draw(st.sampled_from(["", "比例", "连续"]))
    ways = draw(st.sampled_from(Ties)), draw(st.sampled_from(Missing))
    return AssessmentRules(draw(_WORDS), draw(_WORDS), start, made, *ways, draw(st.integers(0, 20)), draw(st.integers(0, 9)), draw(_WORDS), light)


@given(rule_sets())
def test_写成TOML读回来与原来相等(found: AssessmentRules) -> None:
    (table,) = tomllib.loads(profiles.text_of(found))["rules"]
    assert profiles.rules_from(table, NANTONG) == found


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_现在的规则也写得出_读得回(city: str) -> None:
    profile = profiles.read(paths.root() / "data" / "cities" / city)
    for found in profile.rule_sets:
        assert profiles.rules_from(profiles.table_of(found), profile) == found


def test_写错的与档案里写错一样_全部指出() -> None:
    table = profiles.table_of(NANTONG.rule_sets[0])
    table["boards"][0]["weight"], table["boards"][1]["items"][0]["of"], table["light"], table["上限"] = 0.5, "没有的指标", "红绿灯", 3
    with pytest.raises(ProfileError) as caught:
        profiles.rules_from(table, NANTONG)
    said = " ".join(p.message for p in caught.value.problems)
    assert all(word in said for word in ("权重之和为1.25", "没有“没有的指标”", "没有亮灯预设“红绿灯”", "不认得这一项"))


class Test档案里保存的规则:
    def test_与文件里的一起读_从它的月份起用(self, nantong_copy: Folder) -> None:
        later = replace(NANTONG.rule_sets[0], id="2025-2", start=Month(2025, 4), light="比例")
        (nantong_copy.path / "rules").mkdir()
        (nantong_copy.path / profiles.saved_name("2025-2")).write_text(profiles.text_of(later), "utf-8")
        found = profiles.read(nantong_copy.path)
        assert [found.rules_at(Month(2025, n)).id for n in (3, 4)] == ["2025-1", "2025-2"]
        assert [found.light_at(Month(2025, n)).name for n in (3, 4)] == ["百分点", "比例"]
        assert profiles.read_contents(profiles.contents(nantong_copy.path), "nantong").rule_sets == found.rule_sets

    def test_文件里另写一套同月份的_指出哪一套是保存的(self, nantong_copy: Folder) -> None:
        (nantong_copy.path / "rules").mkdir()
        (nantong_copy.path / profiles.saved_name("2025-2")).write_text(profiles.text_of(replace(NANTONG.rule_sets[0], id="2025-2")), "utf-8")
        (problem,) = nantong_copy.problems()
        assert "有2套规则都从一开始起用" in problem.message
        assert "“2025-2”是在看板里保存的" in problem.message
