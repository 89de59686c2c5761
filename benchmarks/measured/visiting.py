"""在 Chromium 里打开一页，看它何时画上了屏、何时活了、取了多少、跳没跳，服务器用了多少CPU。"""

from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from measured.asking import cpu
from playwright.sync_api import Browser, BrowserContext, Page

_WATCH = Path(__file__).with_name("visit.js").read_text("utf-8")
_LIVE = "window.visit.live"
_STILL = "window.visit.painted"
_AFTER = 400  # 毫秒：活了以后再等一会，迟到的请求和跳动也算
_QUIET = 1000  # 毫秒：新窗口自己的工具栏、标签栏也是网页，等浏览器把它们画完再开始，不然两样抢处理器
WIDE = {"width": 1366, "height": 768}


@dataclass(frozen=True, slots=True)
class Visit:
    """打开一次。时刻都是从导航开始的毫秒；没有的为 None。"""

    inserted: float | None
    painted: float | None
    live: float | None
    fcp: float
    lcp: float
    shift: float
    moved: float | None
    requests: int
    size: int
    wire: int
    cpu: float
    answered: float | None = None

    @property
    def readable(self) -> float:
        """第一次读得到画面的时刻：有首屏画是它，没有就等活的。"""
        return self.painted or self.live or self.fcp


def context(browser: Browser) -> BrowserContext:
    """一个新的浏览器环境：缓存是空的。"""
    found = browser.new_context(viewport=WIDE)
    found.add_init_script(_WATCH)
    return found


def visit(within: BrowserContext, url: str, server: psutil.Process, still: bool = False, click: bool = False) -> Visit:
    """打开 url；still 为没有活画面的静态文件，click 为活了以后再点一下另一个月。"""
    page = within.new_page()
    page.wait_for_timeout(_QUIET)
    before, wire = cpu(server), [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: wire.append(len(data))))
    page.goto(url, wait_until="commit")
    page.wait_for_function(_STILL if still else _LIVE, timeout=60_000)
    page.wait_for_timeout(_AFTER)
    used, received = (cpu(server) - before) * 1000, sum(wire)
    found = _seen(page.evaluate("window.visit"), page.evaluate("window.fetched()"), received, used)
    answered = page.evaluate("window.answered()") if click else None
    page.close()
    return replace(found, answered=answered)


def _seen(seen: dict[str, float], fetched: list[int], received: int, used: float) -> Visit:
    """整理成一条。画进网页的那一帧交出去还要光栅化：浏览器说的“首次有内容”晚于它时，以晚的为准。"""
    painted = max(seen["painted"], seen["fcp"]) if seen["painted"] else None
    return Visit(
        seen["inserted"] or None, painted, seen["live"] or None, seen["fcp"], seen["lcp"], seen["shift"], seen["moved"],
        requests=fetched[0], size=fetched[1], wire=received, cpu=used,
    )  # fmt: skip


def live(within: BrowserContext, url: str) -> Page:
    """打开 url，等活的画面画好；用完自己关。"""
    page = within.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.livePicture && window.livePicture()", timeout=60_000)
    return page
