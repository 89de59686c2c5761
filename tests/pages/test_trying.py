"""试算的页面：有改动才给存的框；存了从那个月起用，以前的月份照旧。"""

import pytest
from tests.pages.opened import opened, picture
from tests.worlds import World

from dashboard.domain.month import Month

JUNE, AUGUST = Month(2025, 6), Month(2025, 8)


@pytest.fixture
def office(world: World) -> World:
    for n, unit in enumerate(("昆山市", "太仓市", "常熟市", "吴江区")):
        world.unit(unit, JUNE, {"tech_sme_annual": 600 - 50 * n})
    world.tasks(2025, {"昆山市": {"tech_sme_annual": 1200}})
    world.finalize(JUNE)
    return world


@pytest.mark.usefixtures("office")
def test_没有改动没有存的框() -> None:
    app = opened("leaderboard", city="suzhou", month="2025-06", view="whatif")
    assert "还没有改动，与现行规则相同" in picture(app)
    assert not app.button


def test_说明理由存成新的一套_亮灯办法一起存(office: World) -> None:
    app = opened("leaderboard", city="suzhou", month="2025-06", view="whatif", set="boards.pace=0.4;light=比例")
    app.text_input(key="rules_by").set_value("张三")
    app.text_input(key="rules_why").set_value("主要领导要求突出进度")
    app.selectbox(key="rules_from").set_value(AUGUST)
    app.button[0].click().run()
    assert "从2025年8月起用，亮灯用“比例”；以前的月份照旧" in app.success[0].value
    profile = office.dash.profile("suzhou", office.dash.version())
    assert [profile.light_at(m).name for m in (JUNE, AUGUST)] == ["百分点", "比例"]


def test_没有理由的不存(office: World) -> None:
    version = office.dash.version()
    app = opened("leaderboard", city="suzhou", month="2025-06", view="whatif", set="boards.pace=0.4")
    app.text_input(key="rules_by").set_value("张三")
    app.button[0].click().run()
    assert "请写明理由" in app.error[0].value
    assert office.dash.version() == version


@pytest.mark.usefixtures("office")
def test_草稿写得不对_页面说一句中文() -> None:
    html = picture(opened("leaderboard", city="suzhou", month="2025-06", view="whatif", set="light=红灯"))
    assert "这个画面打不开" in html
    assert "没有亮灯预设“红灯”" in html
