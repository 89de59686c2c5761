"""公开数的约束：哪些用得上，限定词怎样读。"""

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard import paths, profiles
from dashboard.demo.anchors import Anchor, anchors
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month

USED = {
    "suzhou": {
        ("tech_contract_value", "2022年"),
        ("tech_contract_value", "2023年"),
        ("gazelle_annual", "2022年"),
        ("hte_certified_annual", "2022年"),
        ("hte_certified_annual", "2024年"),
        ("tech_sme_annual", "2022年"),
        ("tech_sme_annual", "2023年"),
        ("tech_sme_annual", "2024年"),
        ("hitech_output_share", "2022年"),
    },
    "nantong": {
        ("sci_project_new", "2023年"),
        ("sci_project_new", "2024年前三季度"),
        ("sci_project_new", "2024—2025年"),
        ("hte_total", "2025年（2025年12月发布）"),
    },
}
_NEVER = ("innovation_consortium", "colab_platform", "vc_fund_new")


def profile(city: str) -> CityProfile:
    return profiles.read(paths.cities_dir() / city)


def used(found: CityProfile) -> list[Anchor]:
    """一座城市用得上的全部公开数约束。"""
    return [a for goal in found.goals for a in anchors(found, goal, found.start, found.end)]


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_用得上的公开数一个不少(city: str) -> None:
    assert {(a.goal, a.figure.period) for a in used(profile(city))} == USED[city]


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_口径不同的和别的板块的不用(city: str) -> None:
    found = used(profile(city))
    assert not {a.goal for a in found} & set(_NEVER)
    assert {a.figure.unit for a in found} == {"全市"}


@pytest.mark.parametrize(
    ("word", "low", "high", "yes", "no"),
    [
        ("", "1000", "1000", "1000", "1001"),
        ("突破", "1000", "1020", "1000.01", "1000"),
        ("超", "1000", "1020", "1020", "1020.01"),
        ("约", "980", "1020", "980", "979"),
        ("近", "980", "1000", "999", "1000"),
        ("余", "1000", "1020", "1001", "999"),
        ("预计", "980", "1020", "1000", "1021"),
    ],
)
def test_限定词读成界限(word: str, low: str, high: str, yes: str, no: str) -> None:
    found = profile("suzhou")
    figure = next(f for f in found.figures if f.indicator == "tech_contract_value" and f.period == "2023年")
    goal = found.goal_by_id["tech_contract_value"]
    changed = replace(found, figures=(replace(figure, value=1000.0, qualifier=word),))
    (anchor,) = anchors(changed, goal, found.start, found.end)
    assert (anchor.low, anchor.high) == (Decimal(low), Decimal(high))
    assert anchor.allows(Decimal(yes))
    assert not anchor.allows(Decimal(no))
    assert anchor.allows(anchor.chosen("种子", "suzhou"))


def test_演示月份以外的不用() -> None:
    found = profile("nantong")
    assert anchors(found, found.goal_by_id["hte_total"], Month(2023, 1), Month(2025, 11)) == ()
