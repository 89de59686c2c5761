"""限定词、容差、进度、需月均。"""

import pytest
from tests.metrics.making import goal

from dashboard.domain.goals import Basis, Bound
from dashboard.domain.month import Month
from dashboard.metrics.targets import met, need_per_month, pace, passed, tolerance


def test_没有基期的完成进度就是完成率() -> None:
    found = pace(1520, 2500, None, 0.875)
    assert (found.completion, found.progress, found.expected) == (0.608, 0.608, 2187.5)
    assert found.gap == pytest.approx(-0.267)


def test_有基期的从基期走到目标() -> None:
    found = pace(100, 160, 78, 0.5)
    assert found.completion == pytest.approx(0.625)
    assert found.progress == pytest.approx(22 / 82)
    assert found.expected == pytest.approx(119)


def test_低于基期进度为负() -> None:
    found = pace(51.7, 55, 52.7, 0.5)
    assert found.progress == pytest.approx(-1 / 2.3)


@pytest.mark.parametrize("target", [78, 70])
def test_目标不高于基期没有进度(target: float) -> None:
    found = pace(75, target, 78, 0.5)
    assert (found.progress, found.phase, found.expected, found.gap) == (None, None, None, None)
    assert found.completion == pytest.approx(75 / target)


def test_目标为0没有完成率() -> None:
    assert pace(3, 0, None, 0.5).completion is None


def test_没有序时没有差距() -> None:
    found = pace(3, 6, None, None)
    assert (found.progress, found.expected, found.gap) == (0.5, None, None)


@pytest.mark.parametrize(
    ("bound", "actual", "before", "at_end"),
    [
        (Bound.AT_LEAST, 4300, True, True),
        (Bound.AT_LEAST, 4299, False, False),
        (Bound.MORE_THAN, 4300, False, False),
        (Bound.MORE_THAN, 4301, True, True),
        (Bound.MORE_THAN, 4300 + 1e-12, False, False),
        (Bound.ABOUT, 4300, True, True),
        (Bound.ABOUT, 4085, False, True),
        (Bound.ABOUT, 4084, False, False),
    ],
)
def test_限定词_到期前和到期(bound: Bound, actual: float, before: bool, at_end: bool) -> None:
    assert passed(actual, 4300, bound) is before
    assert met(goal(bound=bound), actual, 4300) is at_end


@pytest.mark.parametrize(("basis", "target", "given", "allowed"), [(Basis.NEW, 60, None, 3), (Basis.NEW, 10, None, 1), (Basis.RATIO, 55, None, 1), (Basis.NEW, 60, 5, 5)])
def test_左右的容差(basis: Basis, target: float, given: float | None, allowed: float) -> None:
    assert tolerance(goal(basis, target, Bound.ABOUT, tolerance=given), target) == pytest.approx(allowed)


def test_需月均() -> None:
    june, end = Month(2025, 6), Month(2025, 12)
    assert need_per_month(goal(), 3300, 2700, june, end) == 100
    assert need_per_month(goal(), 3300, 3400, june, end) == 0
    assert need_per_month(goal(), 3300, 2700, end, end) is None
    assert need_per_month(goal(), None, 2700, june, end) is None
    assert need_per_month(goal(), 3300, None, june, end) is None


@pytest.mark.parametrize("basis", [Basis.RATIO, Basis.CADENCE, Basis.COUNT])
def test_占比频次计数没有需月均(basis: Basis) -> None:
    assert need_per_month(goal(basis), 10, 1, Month(2025, 6), Month(2025, 12)) is None
