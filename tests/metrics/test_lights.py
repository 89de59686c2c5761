"""四种亮灯做法的界限。"""

import pytest
from tests.metrics.making import preset

from dashboard.domain.assessment import LightMethod
from dashboard.domain.results import Light
from dashboard.metrics.lights import compares, light_of, looks_back

ON, BEHIND, FAR = Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND


@pytest.mark.parametrize(("gap", "light"), [(0.05, ON), (0, ON), (-1e-12, ON), (-0.0001, BEHIND), (-0.10, BEHIND), (-0.1000001, FAR), (-0.31, FAR)])
def test_百分点_界限上取轻的一档(gap: float, light: Light) -> None:
    assert light_of(preset(LightMethod.POINTS), 0.5 + gap, 0.5) is light


@pytest.mark.parametrize(("progress", "light"), [(0.5, ON), (0.4, ON), (0.3999, BEHIND), (0.3, BEHIND), (0.2999, FAR)])
def test_比例_看完成进度是序时的几成(progress: float, light: Light) -> None:
    assert light_of(preset(LightMethod.RATE, 0.8, 0.6), progress, 0.5) is light


def test_比例_序时为0都算正常() -> None:
    assert light_of(preset(LightMethod.RATE, 0.8, 0.6), 0, 0) is ON


@pytest.mark.parametrize(("gap", "previous", "light"), [(0, -0.5, ON), (-0.01, None, BEHIND), (-0.01, 0.0, BEHIND), (-0.01, -0.001, FAR), (-0.9, 0.1, BEHIND)])
def test_连续_两次未达序时为严重滞后(gap: float, previous: float | None, light: Light) -> None:
    assert light_of(preset(LightMethod.STREAK), 0.5 + gap, 0.5, previous) is light


@pytest.mark.parametrize(("gap", "city", "light"), [(0.05, 0.05, ON), (0.05, 0.06, BEHIND), (0.05, None, ON), (-0.01, -0.5, BEHIND), (-0.2, -0.5, FAR)])
def test_且不低于全市平均(gap: float, city: float | None, light: Light) -> None:
    assert light_of(preset(LightMethod.CITY_MEAN), 0.5 + gap, 0.5, None, city) is light


def test_只有用到的做法才看上月和全市() -> None:
    assert [looks_back(preset(m)) for m in LightMethod] == [False, False, True, False]
    assert [compares(preset(m)) for m in LightMethod] == [False, False, False, True]
