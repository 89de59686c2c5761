"""旧规则加旧版数据，排出的还是当时的那一张榜：一个字节也不差。"""

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cli.running import Command
from tests.worlds import World

from dashboard import paths
from dashboard.domain.month import Month
from dashboard.flows.dashboard import close_dashboards

MAY, JUNE = Month(2025, 5), Month(2025, 6)
GOAL, OTHER = "sci_project_new", "iur_projects_new"
JOINT = {"number": "KC1", "credit_code": "", "name": "项目", "lead": True, "factor": 0.6, "chain": "新材料", "source_place": "", "stage": "落地", "sheet": "科创项目", "cell": "A4"}


@pytest.fixture
def rules(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """一份可以改的南通考核规则；数据目录先定下。"""
    assert data_dir.parent == tmp_path
    shutil.copytree(paths.cities_dir() / "nantong", tmp_path / "cities" / "nantong")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(tmp_path / "cities"))
    return tmp_path / "cities" / "nantong" / "assessment.toml"


def test_旧规则旧数据_排出当时的榜_一个字节也不差(rules: Path, data_dir: Path, command: Command) -> None:
    world = World(data_dir, "nantong")
    units = ("海安市", "如皋市", "如东县", "启东市", "海门区")
    world.tasks(2025, {u: {GOAL: 100.0, OTHER: 300.0} for u in units})
    for month in (Month(2024, 6), MAY, JUNE):
        for n, unit in enumerate(units):
            recognised = {**JOINT, "number": f"KC{n}", "recognised": date(month.year, month.month, 3)}
            world.unit(unit, month, {GOAL: 7.0 * n + month.month + 0.1, OTHER: 40.0 + 3 * n}, projects=[recognised])
    world.finalize(MAY, JUNE)
    version = world.dash.version()
    world.dash.close()

    def printed(*more: str) -> str:
        close_dashboards()
        ran = command("leaderboard", "--city", "nantong", "--month", "2025-06", "--format", "json", *more)
        assert ran.code == 0, ran
        return ran.out

    then = printed()
    assert '"rank": 5' in then
    rules.write_text(rules.read_text("utf-8").replace("cap = 1.2, floor", "cap = 1.0, floor").replace('id = "2025-1"', 'id = "2025-2"'), "utf-8")
    now = printed()
    later = World(data_dir, "nantong")
    later.unit("海安市", JUNE, {GOAL: 90.0, OTHER: 200.0})
    later.dash.close()
    third = printed()
    assert then != now
    assert now != third
    assert printed("--as-of", str(version)) == then
    assert printed("--as-of", str(version + 1)) == now
