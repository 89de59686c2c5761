"""序时的四种走法。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metrics.making import UNITS, alike, based, city, goal

from dashboard.domain.goals import Basis, Goal, Phasing
from dashboard.domain.month import Month
from dashboard.metrics.phasing import goal_phase, season_of
from dashboard.metrics.readings import Readings


@pytest.mark.parametrize(
    ("start", "month", "phase"),
    [(Month(2023, 1), Month(2025, 9), 33 / 36), (Month(2022, 1), Month(2025, 9), 45 / 48), (Month(2023, 1), Month(2023, 1), 1 / 36), (Month(2023, 1), Month(2025, 12), 1), (Month(2023, 1), Month(2026, 3), 1)],
)
def test_线性_当月算已过(start: Month, month: Month, phase: float) -> None:
    assert goal_phase(goal(start=start), month) == pytest.approx(phase)


def test_年度按当年() -> None:
    assert goal_phase(goal(Basis.ANNUAL), Month(2025, 9)) == 0.75
    assert goal_phase(goal(Basis.ANNUAL), Month(2024, 12)) == 1


@pytest.mark.parametrize("basis", [Basis.STOCK, Basis.RATIO])
def test_总数占比没有基期没有序时_有基期从次月起(basis: Basis) -> None:
    assert goal_phase(goal(basis), Month(2025, 6)) is None
    assert goal_phase(goal(basis, baseline=based(2180, Month(2020, 12))), Month(2025, 6)) == pytest.approx(54 / 60)


def test_文件里三个有基期的目标从哪个月起() -> None:
    suzhou = city("suzhou").goal_by_id
    assert goal_phase(city().goal_by_id["hte_total"], Month(2021, 1)) == pytest.approx(1 / 60)
    assert goal_phase(suzhou["hitech_output_share"], Month(2021, 10)) == pytest.approx(1 / 51)
    assert goal_phase(suzhou["new_rd_institute"], Month(2022, 1)) == pytest.approx(1 / 48)


def test_年末一次_年中不动() -> None:
    found = goal(phasing=Phasing.YEAR_END)
    assert [goal_phase(found, m) for m in (Month(2023, 11), Month(2023, 12), Month(2024, 11), Month(2024, 12), Month(2025, 12))] == pytest.approx([0, 1 / 3, 1 / 3, 2 / 3, 1])
    annual = goal(Basis.ANNUAL, phasing=Phasing.YEAR_END)
    assert [goal_phase(annual, m) for m in (Month(2025, 11), Month(2025, 12))] == [0, 1]


def test_按节点_节点等分全程_之间匀速() -> None:
    found = goal(phasing=Phasing.MILESTONES, milestones=(0.2, 0.5, 1.0))
    months = (Month(2023, 6), Month(2023, 12), Month(2024, 6), Month(2024, 12), Month(2025, 6), Month(2025, 12))
    assert [goal_phase(found, m) for m in months] == pytest.approx([0.1, 0.2, 0.35, 0.5, 0.75, 1.0])
    quarters = goal(Basis.ANNUAL, phasing=Phasing.MILESTONES, milestones=(0.1, 0.3, 0.6, 1.0))
    assert [goal_phase(quarters, Month(2025, m)) for m in (3, 6, 9, 12)] == pytest.approx([0.1, 0.3, 0.6, 1.0])


def seasonal(basis: Basis) -> Goal:
    return goal(basis, phasing=Phasing.SEASONAL)


def test_按去年进度_年度目标() -> None:
    found = seasonal(Basis.ANNUAL)
    readings = Readings([*alike(found, 20, Month(2024, 6)), *alike(found, 80, Month(2024, 12))])
    season = season_of(found, readings, Month(2025, 6), UNITS)
    assert season == pytest.approx(0.25)
    assert goal_phase(found, Month(2025, 6), season) == pytest.approx(0.25)


def test_按去年进度_跨年的目标往年走完今年按去年() -> None:
    found = seasonal(Basis.NEW)
    readings = Readings([*alike(found, 20, Month(2024, 6)), *alike(found, 80, Month(2024, 12))])
    season = season_of(found, readings, Month(2025, 6), UNITS)
    assert goal_phase(found, Month(2025, 6), season) == pytest.approx((24 + 12 * 0.25) / 36)
    assert goal_phase(found, Month(2025, 12), 1.0) == 1


def test_按去年进度_总数看去年的增量_没有增量按线性() -> None:
    found = goal(Basis.STOCK, phasing=Phasing.SEASONAL, baseline=based(2180, Month(2022, 12)))
    readings = Readings([*alike(found, 3000, Month(2023, 12)), *alike(found, 3090, Month(2024, 6)), *alike(found, 3300, Month(2024, 12))])
    assert season_of(found, readings, Month(2025, 6), UNITS) == pytest.approx(0.3)
    fallen = Readings([*alike(found, 3300, Month(2023, 12)), *alike(found, 3000, Month(2024, 12))])
    assert season_of(found, fallen, Month(2025, 6), UNITS) is None


def test_第一年没有去年_按线性() -> None:
    found = seasonal(Basis.NEW)
    assert season_of(found, Readings([]), Month(2023, 6), UNITS) is None
    assert goal_phase(found, Month(2023, 6), None) == pytest.approx(6 / 36)


def test_别的走法不看去年() -> None:
    found = goal()
    assert season_of(found, Readings(alike(found, 80, Month(2024, 12))), Month(2025, 6), UNITS) is None


@given(st.sampled_from(list(Phasing)), st.sampled_from([Basis.NEW, Basis.ANNUAL]), st.integers(0, 35), st.floats(0, 1))
def test_序时在0和1之间(phasing: Phasing, basis: Basis, back: int, season: float) -> None:
    found = goal(basis, phasing=phasing, milestones=(0.1, 0.4, 1.0))
    phase = goal_phase(found, Month(2023, 1) + back, season)
    assert phase is not None
    assert 0 <= phase <= 1


@given(st.sampled_from([Phasing.LINEAR, Phasing.YEAR_END, Phasing.MILESTONES]), st.integers(0, 34))
def test_序时只增不减(phasing: Phasing, back: int) -> None:
    found = goal(phasing=phasing, milestones=(0.1, 0.4, 1.0))
    first, second = (goal_phase(found, Month(2023, 1) + n) for n in (back, back + 1))
    assert first is not None
    assert second is not None
    assert second >= first - 1e-12
