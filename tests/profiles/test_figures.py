"""公开数：带出处和等级，口径相同的才可对照，期间读得成月份。"""

import pytest
from tests.profiles.documents import CITIES, profile

from dashboard.domain.city import WHOLE_CITY
from dashboard.domain.month import Month
from dashboard.wording.published import stated


@pytest.mark.parametrize(("city", "count"), [("suzhou", 70), ("nantong", 50)])
def test_每个公开数有出处等级和引文(city: str, count: int) -> None:
    figures = profile(city).figures
    assert len(figures) == count
    assert all(f.source.startswith("http") and f.quote and f.tier in "ABCD" for f in figures)
    assert all(f.span is not None for f in figures)


@pytest.mark.parametrize("city", CITIES)
def test_口径相同的都是目标的指标且计量单位相同(city: str) -> None:
    """“户”就是“家”。"""
    found = profile(city)
    same = {"户": "家"}
    for figure in found.figures:
        if figure.same_definition:
            assert same.get(figure.uom, figure.uom) == found.goal_by_id[figure.indicator].uom, figure.name


def test_另有口径的不作对照() -> None:
    """创新联合体含各级、母基金不是新增规模、大院大所不是共建平台。"""
    whole = {f.indicator: f.same_definition for c in CITIES for f in profile(c).figures if f.unit == WHOLE_CITY}
    assert [whole[i] for i in ("innovation_consortium", "vc_fund_new", "colab_platform")] == [False, False, False]


def test_全市可对照的公开数() -> None:
    """模拟数要与这些数一致。"""
    found = {
        (f.indicator, str(f.month or "跨年"), f.qualifier, f.value)
        for c in CITIES
        for f in profile(c).figures
        if f.unit == WHOLE_CITY and f.same_definition and f.span and f.span.first >= profile(c).start
    }
    assert found == {
        ("tech_contract_value", "2022-12", "超", 800),
        ("tech_contract_value", "2023-12", "突破", 1000),
        ("gazelle_annual", "2022-12", "", 801),
        ("hte_certified_annual", "2022-12", "", 5531),
        ("hte_certified_annual", "2024-12", "", 5517),
        ("tech_sme_annual", "2022-12", "约", 22300),
        ("tech_sme_annual", "2023-12", "约", 25000),
        ("tech_sme_annual", "2024-12", "约", 24300),
        ("hitech_output_share", "2022-12", "", 52.5),
        ("sci_project_new", "2023-12", "", 1428),
        ("sci_project_new", "2024-09", "", 1279),
        ("sci_project_new", "跨年", "超", 3000),
        ("hte_total", "2025-12", "", 4324),
    }


@pytest.mark.parametrize(
    ("period", "month"),
    [
        ("2022年", Month(2022, 12)),
        ("2021年度", Month(2021, 12)),
        ("2021年前三季度", Month(2021, 9)),
        ("2020年上半年", Month(2020, 6)),
        ("2025年（2025年12月发布）", Month(2025, 12)),
        ("2025年1—5月", Month(2025, 5)),
        ("2025年第一季度", Month(2025, 3)),
        ("2023年3月", Month(2023, 3)),
        ("2025年上半年前后", Month(2025, 6)),
        ("2026年1—2月（40天）", Month(2026, 2)),
        ("2021—2025年", None),
        ("2022年—2024年前三季度", None),
    ],
)
def test_期间的末月(period: str, month: Month | None) -> None:
    """跨年的没有单独一个月可标。"""
    found = {f.period: f.month for c in CITIES for f in profile(c).figures}
    assert found[period] == month


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [
        ("超", "超800.0亿元"),
        ("余", "11,000余家"),
        ("近", "近18,000家"),
        ("约", "约22,300家"),
        ("以上（预计）", "60.0%以上（预计）"),
        ("推算", "600个（推算）"),
        ("预计", "预计43,600.0亿元"),
        ("突破", "突破1,000.0亿元"),
        ("以上", "3,000个以上"),
    ],
)
def test_限定词放在该放的地方(qualifier: str, text: str) -> None:
    assert text in {stated(f) for c in CITIES for f in profile(c).figures if f.qualifier == qualifier}
