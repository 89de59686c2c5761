"""预热：首屏先算好并冻结垃圾回收；一页画不出不拦住别的；有新版本再算。"""

import asyncio
import gc
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.web.conftest import JULY, fill
from tests.worlds import World

from dashboard.flows.dashboard import open_dashboard
from dashboard.flows.screens.pictures import PICTURES
from dashboard.flows.screens.where import Where
from dashboard.web import warming


def test_算好以后冻结(world: World) -> None:
    fill(world)
    gc.unfreeze()
    assert warming.warm(world.dash) == world.dash.version()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_一页画不出_记进日志_别的照算(world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    fill(world)
    drawn: list[str | None] = []

    def broken(_dash: object, _where: object) -> object:
        raise ZeroDivisionError("除以零")

    def fine(_dash: object, where: Where) -> object:
        drawn.append(where.city)
        return None

    monkeypatch.setitem(PICTURES, "overview", broken)
    monkeypatch.setitem(PICTURES, "timeline", fine)
    with caplog.at_level(logging.ERROR):
        warming.warm(world.dash)
    assert "ZeroDivisionError: 除以零" in caplog.text
    assert set(drawn) == {"suzhou", "nantong"}
    gc.unfreeze()


def test_有新版本再算一遍(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(world)
    dash, seen = open_dashboard(), []
    monkeypatch.setattr(warming, "_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(warming, "warm", lambda found: seen.append(found.version()) or found.version())

    async def run() -> None:
        async with warming.warming(lambda: None)(None):
            await asyncio.sleep(0.2)
            world.finalize(JULY)
            await asyncio.sleep(0.3)

    with ThreadPoolExecutor(1) as other:  # 浏览器测试的事件循环占着本线程
        other.submit(lambda: asyncio.run(run())).result()
    assert seen == [dash.version() - 1, dash.version()]
