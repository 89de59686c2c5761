"""Chromium、一个真的服务器、一页只许找本机的网页。"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright
from tests.browser.serverproc import Server
from tests.browser.town import settle

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """装着的 Chromium；没装就失败并说明，只有写明 DASHBOARD_BROWSER=none 才跳过。"""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = "没有找到Chromium，浏览器测试没有运行。请安装：apt-get install chromium fonts-noto-cjk。确实不能装，设DASHBOARD_BROWSER=none。"
        if os.environ.get("DASHBOARD_BROWSER") == "none":
            pytest.skip(message)
        pytest.fail(message)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # 机器忙时也等得到
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """装满的小存储；只读着用，要改的测试自己另建。"""
    folder = tmp_path_factory.mktemp("town") / "var"
    settle(folder)
    return folder


@pytest.fixture(scope="session")
def server(data_folder: Path) -> Iterator[Server]:
    running = Server(data_folder).start()
    yield running
    running.stop()


@pytest.fixture
def started() -> Iterator[Callable[..., Server]]:
    """起一个本测试自己的服务器；写在 page 前面，等网页关了才停，测试失败也停。"""
    running: list[Server] = []

    def start(folder: Path, broken: str = "") -> Server:
        running.append(Server(folder, broken=broken).start())
        return running[-1]

    yield start
    for found in running:
        found.stop()


@dataclass
class Watch:
    """一页想去的外面的地址，和控制台里的错。"""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """不是本机的一律不放行，并记下。"""
        context.route("**/*", self._gate)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._named(socket.url)))

    def _gate(self, route: Route) -> None:
        if self._named(route.request.url):
            route.continue_()
        else:
            route.abort()

    def _named(self, url: str) -> bool:
        local = url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
        if not local:
            self.outside.append(url)
        return local

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """一页1366×768的网页；测试完了不许有一次外出、一条控制台错误。"""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    watch.watch(context)
    yield context.new_page()
    context.close()
    assert watch.outside == []
    assert watch.errors == []
