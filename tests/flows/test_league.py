"""龙虎榜写成工作簿：数就是榜上的数，印着规则、亮灯的办法和出处；换了灯的写明不是本市的。"""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.cli.running import Command
from tests.worlds import World

from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.flows import league, rank
from dashboard.flows.moments import moment

MAY, JUNE = Month(2025, 5), Month(2025, 6)
GOAL = "sci_project_new"


@pytest.fixture
def office(nantong: World) -> World:
    """两个分组都有人报，五六月审定，7月收数中。"""
    for month in (MAY, JUNE):
        for n, unit in enumerate(("海安市", "如皋市", "启东市", "南通开发区", "苏锡通园区")):
            nantong.unit(unit, month, {GOAL: 60 + 9 * n * (1 if month == JUNE else -1)})
    nantong.tasks(2025, {u: {GOAL: 150} for u in ("海安市", "如皋市", "启东市", "南通开发区", "苏锡通园区")})
    nantong.finalize(MAY, JUNE)
    nantong.unit("海安市", Month(2025, 7), {GOAL: 100})
    return nantong


def sheet(office: World, lights: str | None = None, group: str | None = None) -> Worksheet:
    content = league.workbook(office.dash, moment(office.dash, "nantong", JUNE, lights=lights), group)
    return openpyxl.load_workbook(io.BytesIO(content))["龙虎榜"]


def test_每行就是榜上的_位次得分是数(office: World) -> None:
    page = sheet(office)
    board = rank.leaderboard(office.dash, moment(office.dash, "nantong", JUNE))
    expected = [(g.name, s.rank if s.rank is not None else "未排名", s.unit) for g in board.groups for s in g.boards[Contest.TOTAL]]
    assert [tuple(c.value for c in row[:3]) for row in page.iter_rows(min_row=4)] == expected
    pace = {s.unit: s.score for s in board.groups[0].boards[Contest.PACE]}
    assert page["E4"].value == pytest.approx(pace[str(page["C4"].value)], abs=0.05)
    assert (page["E4"].data_type, page["E4"].number_format) == ("n", "#,##0.0")
    assert page["A1"].value == "南通市板块龙虎榜（2025年6月）"


def test_印着数据规则亮灯和出处(office: World) -> None:
    note = str(sheet(office)["A2"].value)
    for said in ("数据截至2025年6月（审定）", "季度考核规则2025-1", "亮灯：百分点v1，出处：银川市"):
        assert said in note
    assert "不是本市的" not in note
    assert "换成“比例v1”的亮灯办法看，不是本市的" in str(sheet(office, "比例")["A2"].value)


def test_只导出一个分组(office: World) -> None:
    assert {row[0].value for row in sheet(office, group="园区榜").iter_rows(min_row=4)} == {"园区榜"}


def test_收数中的月份没有可导出的(office: World) -> None:
    with pytest.raises(InputError, match="2025年7月还在收数"):
        league.workbook(office.dash, moment(office.dash, "nantong", Month(2025, 7)))


def test_只有一个分组的城市不列分组(world: World) -> None:
    world.unit("昆山市", JUNE, {"tech_sme_annual": 600})
    world.finalize(JUNE)
    content = league.workbook(world.dash, moment(world.dash, "suzhou", JUNE))
    assert openpyxl.load_workbook(io.BytesIO(content))["龙虎榜"]["A3"].value == "位次"


def test_命令写出_进审计(office: World, data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Command(data_dir, capsys)("leaderboard", "--city", "nantong", "--month", "2025-06", "-o", str(tmp_path / "榜.xlsx"), "--by", "张三")
    assert ran.code == 0
    assert "已写出" in ran.out
    assert (tmp_path / "榜.xlsx").read_bytes()[:2] == b"PK"
    entry = office.dash.store.audit("nantong")[0]
    assert (entry.action, entry.by, entry.detail) == ("export", "张三", "导出2025年6月龙虎榜")
