"""大屏页：预览所选的那块屏，地址写全，说明随情形。"""

import re

import pytest
from tests.pages.opened import opened, picture
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.flows.screens.wall import wall
from dashboard.flows.screens.where import Where

JUNE = Month(2025, 6)
INTRANET = "10.1.2.3"


def fill(world: World) -> None:
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 12})
    world.finalize(JUNE)


def test_预览默认是公开的(world: World) -> None:
    fill(world)
    html = picture(opened("wall", city="suzhou"))
    assert '<iframe src="screen?city=suzhou"' in html
    assert "苏州市大屏现在是2025年6月的审定数" in html


def test_选了什么预览就是什么(world: World) -> None:
    fill(world)
    html = picture(opened("wall", city="suzhou", profile="internal", scale="1.6", shape="wide"))
    assert '<iframe src="screen?city=suzhou&amp;profile=internal&amp;scale=1.6"' in html
    assert 'class="wp-frame wide"' in html
    assert re.findall(r'class="on" aria-current="true">([^<]+)<', html) == ["内部", "1.6倍", "32∶9"]


def test_每座城市每种用途一个完整地址(world: World) -> None:
    fill(world)
    server = f"http://{INTRANET}:8501/"
    html = wall(world.dash, Where("wall", "suzhou"), server).html
    found = re.findall(r'target="_blank" rel="opener">(http[^<]+)<', html)
    assert found == [
        f"{server}screen?city=suzhou",
        f"{server}screen?city=suzhou&amp;profile=internal",
        f"{server}screen?city=nantong",
        f"{server}screen?city=nantong&amp;profile=internal",
    ]
    assert "请用服务器在内网的地址打开本页" not in html


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501/", "http://localhost:8501/"])
def test_用本机地址打开时提醒(world: World, origin: str) -> None:
    fill(world)
    assert "请用服务器在内网的地址打开本页" in wall(world.dash, Where("wall", "suzhou"), origin).html


def test_没有审定月时直说(world: World) -> None:
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 12})
    assert "苏州市还没有审定的月份，大屏上只有活动" in picture(opened("wall", city="suzhou"))


def test_倍数写错说一句中文(world: World) -> None:
    fill(world)
    assert "scale应为0.5到4之间的数" in picture(opened("wall", city="suzhou", scale="大"))
