"""活动时间轴页：画面上的数就是流程算出的数；怪数据也画得出。"""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from tests.pages.opened import opened, picture
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.flows import judge
from dashboard.flows.activities import activities
from dashboard.flows.moments import moment

JUNE = Month(2023, 6)


def event(no: str = "", name: str = "推介会", held: date | None = None, **more: Any) -> dict[str, Any]:
    row = {"no": no, "name": name, "host": "海安市", "type": "板块招商活动", "theme": "", "place": "上海", "scope": "市外"}
    state = {"state": "已举办" if held else "计划", "held": held, "planned_words": "", "tallies": "", "talks": 8, "signed": 3, "landed": 1}
    return {**row, **state, "sheet": "活动", "cell": "A4", **more}


def drawn(**params: str) -> str:
    return picture(opened("timeline", city="nantong", **{"month": "2023-06", **params}))


def fill(world: World) -> None:
    """第4行如期办了，第7行没报（2月就该办），另有一场计划外的；市级办了第1行。"""
    world.unit("如皋市", Month(2023, 3), {"tech_project_new": 3}, events=[event("4", "如皋—江南大学校企对接活动", date(2023, 3, 9))])
    world.unit("海安市", JUNE, {"tech_project_new": 3}, events=[event("", "海安专场", date(2023, 6, 2), signed=4)])
    theme = event("1", "东部中心", date(2023, 2, 8), unit="市级", type="季度主题活动", scope="市内", signed=0)
    world.unit("崇川区", Month(2023, 2), {"tech_project_new": 1}, events=[theme])
    world.finalize(JUNE)


def test_标题和卡片是流程算出的数(nantong: World) -> None:
    fill(nantong)
    at = moment(nantong.dash, "nantong", JUNE)
    stops = [s for a in activities(nantong.dash, at, 2023) for s in a.held_stops]
    html = drawn()
    assert f"上半年举办{len(stops)}场、签约{sum(s.signed or 0 for s in stops)}个项目；" in html
    for result in judge.goals(nantong.dash, at):
        if result.goal.id in ("activity_per_year", "cadence_month_activity", "cadence_week_talk", "cadence_quarter_theme"):
            assert f"<b>{result.actual:.0f}</b>/{result.target:.0f}" in html, result.goal.id
    assert "缺：1月、4月、5月" in html
    assert "缺：二季度" in html


def test_办了的实心_计划的空心_到期没报的逾期(nantong: World) -> None:
    fill(nantong)
    html = drawn()
    bars = {m[2]: m[1] for m in re.finditer(r'<a class="tl-bar (\w+)[^"]*" href="[^"]*event=(\d+)', html)}
    assert (bars["4"], bars["7"], bars["29"]) == ("held", "overdue", "planned")
    assert bars["20"] == "overdue", "6月已审定，6月的计划到期"
    assert "截至6月" in html


def test_收数中的当月不算逾期(nantong: World) -> None:
    nantong.unit("海安市", JUNE, {"tech_project_new": 3})
    bars = drawn()
    assert re.search(r'<a class="tl-bar planned[^"]*" href="[^"]*event=20"', bars)
    assert re.search(r'<a class="tl-bar overdue[^"]*" href="[^"]*event=7"', bars)


def test_打开一项看到原文各站和单元格(nantong: World) -> None:
    fill(nantong)
    html = unescape(drawn(event="4"))
    assert "“2023年3月”" in html
    assert "附件4第4行" in html
    assert "2023年3月9日" in html
    assert "如皋市_2023-03.xlsx" in html
    assert "活动!A4" in html
    assert "没有编号为999的活动" in drawn(event="999")


def test_按板块主办范围筛(nantong: World) -> None:
    fill(nantong)
    html = drawn(unit="如皋市")
    assert "如皋市上半年举办1场" in html
    assert "海安专场" not in html
    assert "境外上半年还没有举办活动" in drawn(scope="境外")
    assert "没有符合所选的活动" in drawn(host="没有这家")


def test_名字里的标签照原样显示成文字(nantong: World) -> None:
    nantong.unit("海安市", JUNE, {"tech_project_new": 1}, events=[event("", "<script>alert(1)</script>", date(2023, 6, 2), host='"><u>x')])
    for html in (drawn(), drawn(unit="海安市"), drawn(event="海安市·<script>alert(1)</script>")):
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert "<u>" not in html


def test_一个月两百场和很长的名字(nantong: World) -> None:
    many = [event("", f"{'重点产业链科技成果对接洽谈会' * 3}{n}", date(2023, 5, 9), cell=f"A{n}") for n in range(200)]
    nantong.unit("海安市", JUNE, {"tech_project_new": 1}, events=many)
    html = drawn()
    assert "上半年举办200场、签约600个项目" in html
    hidden = sum(int(n) for n in re.findall(r"另有(\d+)项", html))
    assert hidden > 0
    assert html.count('class="tl-bar') + hidden == drawn(rows="all").count('class="tl-bar') == 248


def test_没有计划的年份画上报的活动(nantong: World) -> None:
    nantong.unit("海安市", Month(2025, 3), {"tech_project_new": 1}, events=[event("", "海安专场", date(2025, 3, 2))])
    html = picture(opened("timeline", city="nantong", month="2025-03"))
    assert "一季度举办1场、签约3个项目" in html
    assert "2025年没有活动计划，只画上报的活动" in html
    assert html.count('class="tl-bar') == 1


@pytest.mark.usefixtures("world")
def test_一场活动也没有的城市和年份() -> None:
    assert "还没有举办活动" in picture(opened("timeline", city="suzhou", month="2025-06"))
    assert "这个画面打不开" in picture(opened("timeline", city="suzhou", month="2025-06", year="去年"))


def test_往年看到十二月(nantong: World) -> None:
    fill(nantong)
    html = picture(opened("timeline", city="nantong", month="2025-06", year="2023"))
    assert "2023年全年举办3场" in html
    assert "截至12月" in html


@pytest.mark.usefixtures("world")
def test_日期没读出的计划占整年() -> None:
    html = picture(opened("timeline", city="suzhou", month="2025-06"))
    assert re.search(r'class="tl-bar planned fuzzy[^>]*event=S1"[^>]*--w:100', html)
    assert "日期未写" in html


def test_放大看历年(nantong: World) -> None:
    fill(nantong)
    app = opened("timeline", city="nantong", month="2023-06", view="zoom")
    assert "2023年1月以来共举办3场活动" in picture(app)
    assert len(app.get("plotly_chart")) == 1
