"""目标总览页：地址选画面，画面上的数就是流程算出的数。"""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest
from tests.worlds import World

from dashboard import paths
from dashboard.domain.month import Month
from dashboard.flows import judge
from dashboard.flows.moments import moment
from dashboard.wording import phrases

JUNE = Month(2025, 6)


def fill(world: World) -> None:
    """两个板块报了外资研发机构，一个没报。"""
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 12, "tech_sme_annual": 3000})
    world.unit("太仓市", JUNE, {"foreign_rd_center_new": 5, "tech_sme_annual": 1200})
    world.tasks(2025, {"昆山市": {"foreign_rd_center_new": 20}, "全市": {"foreign_rd_center_new": 40}})
    world.finalize(JUNE)


def page(**params: str) -> AppTest:
    app = AppTest.from_file(str(paths.root() / "src" / "main.py"), default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    assert not app.exception, app.exception
    return str(json.loads(app.get("bidi_component")[0].proto.json)["html"])


def test_总览上每个目标的完成数就是流程算出的(world: World) -> None:
    fill(world)
    drawn = html(page(city="suzhou"))
    at = moment(world.dash, "suzhou")
    for result in judge.goals(world.dash, at):
        assert phrases.against(result).split("“")[0] in drawn, result.goal.id
    assert "数据截至2025年6月" in drawn
    assert "已报2/10个板块" in drawn


def test_目标页写出条款和来源单元格(world: World) -> None:
    fill(world)
    drawn = html(page(city="suzhou", goal="foreign_rd_center_new"))
    assert "17家÷100家＝17.0%" in drawn
    assert "指标月报!D4" in drawn
    assert len(re.findall("昆山市_2025-06.xlsx", drawn)) == 1


def test_矩阵里没报的板块写未报(world: World) -> None:
    fill(world)
    assert "UNREPORTED" in html(page(city="suzhou", view="matrix"))


def test_不认得的城市月份目标说一句中文(world: World) -> None:
    fill(world)
    for params in ({"city": "wuxi"}, {"city": "suzhou", "month": "2031-01"}, {"city": "suzhou", "goal": "x"}, {"month": "九月"}):
        drawn = html(page(**params))
        assert "这个画面打不开" in drawn
        assert "Traceback" not in drawn


@pytest.mark.usefixtures("world")
def test_空的存储也画得出() -> None:
    drawn = html(page(city="suzhou"))
    assert "未报" in drawn
    assert "已报0/10个板块" in drawn


def test_审定后更正的板块写在状态行(world: World) -> None:
    fill(world)
    assert "审定后更正" not in html(page(city="suzhou"))
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 14, "tech_sme_annual": 3000})
    drawn = html(page(city="suzhou"))
    assert "审定后更正：<b>昆山市</b>" in drawn
    assert "19/100家" in drawn


def test_换一个亮灯预设看_写明出处和不是本市的_链接都带着(world: World) -> None:
    fill(world)
    drawn = html(page(city="suzhou", lights="比例"))
    assert "亮灯：比例v1，出处：《武汉市重大项目管理办法》" in drawn
    assert "换成“比例v1”的亮灯办法看，不是本市的（本市用“百分点v1”）" in drawn
    kept = [href for href in re.findall(r'href="(\./[^"]*)"', drawn) if "lights=" in href]
    assert len([h for h in kept if "goal=" in h]) >= len(judge.goals(world.dash, moment(world.dash, "suzhou")))
    assert [h for h in kept if "view=matrix" in h]


@pytest.mark.parametrize("params", [{}, {"view": "matrix"}, {"goal": "foreign_rd_center_new"}])
def test_不换灯印本市的_换了的每个画面有记号(world: World, params: dict[str, str]) -> None:
    fill(world)
    own, other = html(page(city="suzhou", **params)), html(page(city="suzhou", lights="连续", **params))
    assert "亮灯：百分点v1，出处：银川市重点项目“红黄绿灯”推进机制（2025年3月）" in own
    assert "不是本市的" not in own
    assert "亮灯：连续v1，出处：《三亚市推进项目建设红黄绿亮牌督办机制》（2022年5月）" in other
    assert "换成“连续v1”的亮灯办法看，不是本市的" in other


def test_没有的亮灯预设说出可用的(world: World) -> None:
    fill(world)
    assert "苏州市没有亮灯预设“红灯”。可用：百分点、比例、连续、且不低于全市平均。" in html(page(city="suzhou", lights="红灯"))
