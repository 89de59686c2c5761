"""科创项目：某月的样子，认定与撤销，合作项目按系数分。"""

from dataclasses import replace
from datetime import date

from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.metrics.projects import Ledger, last_day, recognised, split

FIRST = ProjectShare("海安市", "KC1", "", "项目", True, 1.0, "新材料", False, date(2025, 3, 1), None, None, False, Month(2025, 3))
JUNE = Month(2025, 6)


def test_同一编号以最近一期的行为准_看哪个月用哪个月的() -> None:
    changed = replace(FIRST, high_growth=True, period=Month(2025, 5))
    other = replace(FIRST, unit="如皋市", lead=False)
    found = Ledger([changed, FIRST, other])
    assert found.at(Month(2025, 4)) == (FIRST, other)
    assert set(found.at(Month(2025, 5))) == {changed, other}
    assert found.at(Month(2025, 2)) == ()


def test_认定日在范围内_撤销以后不算() -> None:
    first, last = date(2025, 1, 1), date(2025, 6, 30)
    assert recognised(FIRST, first, last)
    assert not recognised(replace(FIRST, recognised=None), first, last)
    assert not recognised(replace(FIRST, recognised=date(2025, 7, 1)), first, last)
    assert not recognised(replace(FIRST, withdrawn=date(2025, 6, 30)), first, last)
    assert recognised(replace(FIRST, withdrawn=date(2025, 7, 1)), first, last)


def test_合作项目从牵头挪给合作方_合计为0() -> None:
    joint = [replace(FIRST, factor=0.6), replace(FIRST, unit="如皋市", lead=False, factor=0.4), replace(FIRST, number="KC2")]
    found = split(joint, JUNE)
    assert {k: round(v, 9) for k, v in found.items()} == {"海安市": -0.4, "如皋市": 0.4}
    assert split(joint, Month(2025, 2)) == {}
    assert split(joint, Month(2026, 6)) == {}


def test_月末() -> None:
    assert [last_day(Month(y, m)) for y, m in ((2024, 2), (2025, 2), (2025, 12))] == [date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31)]
