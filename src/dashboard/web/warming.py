"""预热：服务器一开门就在后台把各城市的首屏算好，再冻结垃圾回收；有新版本时再来一遍。"""

import asyncio
import gc
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial

from dashboard.domain.problems import DashboardError
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.frame import city_ids
from dashboard.flows.screens.pictures import PICTURES, kept
from dashboard.flows.screens.where import Where
from dashboard.flows.wall.ask import OFFERED, Ask, Audience
from dashboard.flows.wall.screen import screen as wall

_EVERY_SECONDS = 3.0
_log = logging.getLogger(__name__)


def warming(load: Callable[[], None]) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """起停的前后。load 装入页面用到的模块。"""

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncGenerator[None, None]:
        dash = open_dashboard()
        await asyncio.to_thread(load)
        keeper = asyncio.create_task(_keep_warm(dash))
        yield
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper

    return lifespan


def warm(dash: Dashboard) -> int:
    """算好每座城市的首屏，冻结已有对象；返回所算的版本。Streamlit 每次重跑都做一遍完整的垃圾回收，不冻结要多花几十毫秒。"""
    version = dash.version()
    for city in city_ids(dash):
        _warm_city(dash, city)
    gc.collect()
    gc.freeze()
    return version


def _warm_city(dash: Dashboard, city: str) -> None:
    """画一遍各页和大屏的首屏；画不出的留给打开它的人看，不拦住启动。"""
    asks = [Ask(city, audience, kinds=OFFERED[audience]) for audience in Audience]
    screens: list[tuple[str, Callable[[], object]]] = [
        *((page, partial(kept, dash, Where(page, city))) for page in PICTURES),
        *(("大屏", partial(wall, dash, ask)) for ask in asks),
    ]
    for name, run in screens:
        try:
            run()
        except DashboardError as error:
            _log.warning("预热%s的%s：%s", city, name, error.message)
        except Exception:
            _log.exception("预热%s的%s出错", city, name)


async def _keep_warm(dash: Dashboard) -> None:
    """起来先算一遍；以后每隔几秒看一次，有新版本（页面或命令行接收的）就先算好，下一个打开的人不用等。"""
    seen = -1
    while True:
        try:
            if await asyncio.to_thread(dash.version) != seen:
                seen = await asyncio.to_thread(warm, dash)
        except DashboardError as error:
            _log.error("预热：%s", error.message)
        await asyncio.sleep(_EVERY_SECONDS)
