"""表盘与子弹条：量程120%，目标线在100%，未报与超出量程另有样子。"""

import re
from dataclasses import replace
from functools import cache

import pytest

from dashboard import paths, profiles
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.figures.gauges import bullet, gauge
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.judging import judge_city


@cache
def unreported() -> GoalResult:
    profile = profiles.read(paths.cities_dir() / "suzhou")
    return judge_city(profile, profile.goal_by_id["vc_fund_new"], Month(2025, 6), Evidence())


def at(share: float | None, expected: float | None = 0.875, light: Light = Light.ON_PACE) -> GoalResult:
    return replace(unreported(), completion=share, expected=None if expected is None else 2500 * expected, light=light)


def amount(svg: str) -> float:
    return float(re.findall(r'<rect class="amount [A-Z_]+" x="0" y="4" width="([\d.]+)"', svg)[0])


@pytest.mark.parametrize(("share", "width"), [(0.0, 0.0), (0.6, 60.0), (1.0, 100.0), (1.2, 120.0), (12.0, 120.0)])
def test_子弹条的长度是完成率(share: float, width: float) -> None:
    assert amount(bullet(at(share))) == pytest.approx(width, abs=0.05)


def test_子弹条目标线在100序时线在应完成处() -> None:
    svg = bullet(at(0.6))
    assert 'class="tick target" x1="100"' in svg
    assert 'class="tick pace" x1="87.5"' in svg


def test_超出量程有记号和数字() -> None:
    assert 'class="over"' in bullet(at(1.6))
    assert "超出量程" in gauge(at(1.6))
    assert "160.0" in gauge(at(1.6))


def test_未报画虚线空盘不画零() -> None:
    svg = gauge(at(None, None, Light.UNREPORTED))
    assert "dashed" in svg
    assert ">未报<" in svg
    assert "0.0" not in re.sub(r'd="[^"]+"', "", svg)


def test_没完成的绝不写成100() -> None:
    assert "99.9" in gauge(at(0.9996))


def test_没有序时就不画序时线() -> None:
    assert "pace" not in gauge(at(0.5, None))


def test_两线挨着时只留一处字() -> None:
    svg = gauge(at(0.9, 0.99))
    assert svg.count("序时") == 1
    assert "目标、序时" in svg
