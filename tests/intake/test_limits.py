"""上限：每一项都可用环境变量改，运维说明里逐项写着现在的默认值。"""

from dataclasses import fields

import pytest

from dashboard import paths
from dashboard.intake.limits import Limits


def test_环境变量改得动() -> None:
    assert Limits.configured() == Limits()


@pytest.mark.parametrize("name", [f.name for f in fields(Limits)])
def test_每一项(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DASHBOARD_LIMIT_{name.upper()}", "7")
    assert getattr(Limits.configured(), name) == 7
    manual = (paths.root() / "docs" / "运维.md").read_text("utf-8")
    (row,) = [line for line in manual.splitlines() if f"`DASHBOARD_LIMIT_{name.upper()}`" in line]
    cells = [cell.strip() for cell in row.split("|")[1:3]]
    defaults = dict(zip(cells[0].split("、"), cells[1].split("、"), strict=True))
    assert defaults[f"`DASHBOARD_LIMIT_{name.upper()}`"] == str(getattr(Limits(), name))


def test_不是数的不理(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_ROW", "很多")
    assert Limits.configured().row == 50_000
