"""目标的版本、应报月。"""

from dataclasses import replace

import pytest
from tests.profiles.documents import profile

from dashboard.domain.goals import Frequency, OwnerVersion, TargetVersion
from dashboard.domain.month import Month

YEARLY = profile("suzhou").goal_by_id["gazelle_annual"]
QUARTERLY = profile("nantong").goal_by_id["hte_total"]


def test_目标数按月份取版本() -> None:
    """2024年7月起改为5000家：之前仍按文件的4300家。"""
    goal = replace(QUARTERLY, targets=(*QUARTERLY.targets, TargetVersion(5000, Month(2024, 7), "公开报道")))
    assert [goal.target_at(Month(2024, m)) for m in (6, 7)] == [4300, 5000]


def test_牵头部门按月份取版本() -> None:
    """职责划转：2024年1月起换部门，过去的月份仍是原来的。"""
    goal = replace(YEARLY, owners=(OwnerVersion("市科技局"), OwnerVersion("市人社局", Month(2024, 1))))
    assert goal.owner_at(Month(2023, 12)) == "市科技局"
    assert goal.owner_at(Month(2024, 1)) == "市人社局"


@pytest.mark.parametrize(
    ("month", "due"), [("2025-03", "2025-03"), ("2025-05", "2025-03"), ("2025-12", "2025-12"), ("2023-02", None), ("2023-03", "2023-03")]
)
def test_季报的应报月(month: str, due: str | None) -> None:
    found = QUARTERLY.due_at(Month.parse(month))
    assert (str(found) if found else None) == due


def test_年报到12月才有应报月() -> None:
    assert YEARLY.due_at(Month(2022, 11)) is None
    assert YEARLY.due_at(Month(2023, 6)) == Month(2022, 12)
    assert YEARLY.is_due(Month(2022, 12))
    assert not YEARLY.is_due(Month(2022, 11))


def test_起始月之前不应报() -> None:
    assert not QUARTERLY.is_due(Month(2022, 12))
    assert QUARTERLY.due_at(Month(2022, 12)) is None


def test_四种频率的月份() -> None:
    assert {f: len(f.due_months) for f in Frequency} == {"月": 12, "双月": 6, "季": 4, "年": 1}
