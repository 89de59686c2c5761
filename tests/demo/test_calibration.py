"""公开数与判定：模拟数据走完上报、审核、判定，全市数与公开数一致。"""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from tests.demo.test_anchors import USED, profile, used

from dashboard import paths
from dashboard.demo import settings
from dashboard.demo.anchors import Anchor
from dashboard.demo.line import Line
from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import goals
from dashboard.flows.moments import moment

ANCHORS = [(city, anchor) for city in USED for anchor in used(profile(city))]


@pytest.fixture(scope="module")
def dash(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """只装判定要用的月份：公开数的期末月和各年12月。"""
    months = {anchor.last for _, anchor in ANCHORS} | {Month(year, 12) for year in range(2022, 2026)}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DASHBOARD_CITIES_DIR", raising=False)
        found = Dashboard(tmp_path_factory.mktemp("calibration") / "var")
        Line(found, settings.read(paths.demo_settings()), lambda _line: None).run(months)
        yield found


def judged(dash: Dashboard, city: str, goal: str, month: Month) -> float:
    """判定里的全市完成数。"""
    result = next(r for r in goals(dash, moment(dash, city, month)) if r.goal.id == goal)
    assert result.as_of_month == month
    assert result.reported == result.reporters
    assert result.actual is not None
    return result.actual


@pytest.mark.parametrize(("city", "anchor"), ANCHORS, ids=[f"{c}-{a.goal}-{a.figure.period}" for c, a in ANCHORS])
def test_判定的全市数与公开数一致(dash: Dashboard, city: str, anchor: Anchor) -> None:
    value = judged(dash, city, anchor.goal, anchor.last)
    found = profile(city)
    goal = found.goal_by_id[anchor.goal]
    if goal.basis is Basis.NEW and anchor.first > found.start:
        value -= judged(dash, city, anchor.goal, anchor.first + -1)
    assert anchor.allows(Decimal(str(round(value, 9)))), (value, anchor.low, anchor.high)


def test_一年收数中的月份不审定(dash: Dashboard) -> None:
    finalized = {city: dash.store.finalized_months(city, dash.version()) for city in USED}
    assert all(Month(2025, 12) not in months and Month(2024, 12) in months for months in finalized.values())


def test_大院大所平台恰好50家_持平未突破(dash: Dashboard) -> None:
    result = next(r for r in goals(dash, moment(dash, "nantong", Month(2025, 12))) if r.goal.id == "colab_platform")
    assert (result.actual, result.reason) == (50.0, "持平未突破")


def test_创新联合体远超目标(dash: Dashboard) -> None:
    result = next(r for r in goals(dash, moment(dash, "suzhou", Month(2024, 12))) if r.goal.id == "innovation_consortium")
    assert result.completion is not None
    assert result.completion > 2


def test_核验完好(dash: Dashboard) -> None:
    assert dash.store.verify().ok


def test_十二月的工作簿一部分已接收_一部分待审(dash: Dashboard) -> None:
    states = {str(s.state) for s in dash.store.submissions("suzhou", 202512)}
    units = {s.header.unit for s in dash.store.submissions("suzhou", 202512) if s.header.unit}
    assert states == {"accepted", "submitted"}
    assert 0 < len(units) < len(profile("suzhou").unit_names)
