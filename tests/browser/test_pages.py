"""每一页：不外出、没有控制台错误、没有英文；冷启动后的深链接就是那一页；后退回到原来的画面。"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watch
from tests.browser.reading import drawn, english
from tests.browser.serverproc import Server
from tests.browser.town import COLLECTING

from dashboard.flows.screens.where import FRONT, PAGES

pytestmark = pytest.mark.browser

NAMES = list(PAGES)


def path(name: str, query: str = "city=suzhou") -> str:
    return f"{'' if name == FRONT else name}?{query}"


def here(page: Page) -> str:
    """导航里标着的现在这一页。"""
    return page.locator(".topbar nav a.on").first.inner_text()


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
@pytest.mark.parametrize("name", NAMES)
def test_每一页画得出没有英文(page: Page, server: Server, name: str, city: str) -> None:
    page.goto(f"{server.url}/{path(name, f'city={city}')}")
    title = drawn(page)
    page.wait_for_load_state("networkidle")
    assert title
    assert here(page) == PAGES[name]
    assert english(page) == []
    expect(page.locator("#first")).to_have_count(0)


OVERFLOWING = """
cards => cards.flatMap(card => [...card.querySelectorAll("table, td, dd, p")]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)
  .map(e => e.textContent.trim().slice(0, 40)))
"""


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("path", [*map(path, NAMES), "?city=suzhou&goal=tech_sme_annual", "carriers?city=suzhou&unit=昆山市", "carriers?city=suzhou&view=list"])
def test_表格不伸出卡片(page: Page, server: Server, path: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{server.url}/{path}")
    drawn(page)
    cards = page.locator(".kz .card")
    assert cards.count() > 0
    assert cards.evaluate_all(OVERFLOWING) == []


def test_收数中的月份也画得出(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?city=suzhou&month={COLLECTING}")
    drawn(page)
    assert "收数中" in page.locator(".status").first.inner_text()


@pytest.mark.parametrize("name", NAMES)
def test_刚起的服务器上深链接就是那一页(started: Callable[[Path], Server], page: Page, data_folder: Path, name: str) -> None:
    page.goto(f"{started(data_folder).url}/{path(name, 'city=nantong')}")
    drawn(page)
    assert here(page) == PAGES[name]
    assert page.locator(".topbar .choice summary").first.inner_text().startswith("南通")


def test_后退前进都回到原来的画面(page: Page, server: Server) -> None:
    """换页时 Streamlit 会在历史里多记一条错的，外壳里修正。"""
    page.goto(f"{server.url}/?city=suzhou")
    drawn(page)
    stops = [stand(page)]
    for click in ("活动时间轴", "南通市", "目标总览"):
        if click == "南通市":
            page.locator(".topbar .choice summary").first.click()
        page.locator(".topbar a", has_text=re.compile(f"^{click}$")).first.click()
        expect(page.locator(".topbar a.on", has_text=re.compile(f"^{click}$")).first).to_be_attached()
        page.wait_for_function("before => location.href !== before", arg=stops[-1][0])
        stops.append(stand(page))
    for wanted in reversed(stops[:-1]):
        page.go_back()
        arrive(page, wanted)
    for wanted in stops[1:]:
        page.go_forward()
        arrive(page, wanted)


def stand(page: Page) -> tuple[str, str, str]:
    """地址、页、城市。"""
    page.wait_for_timeout(600)
    return page.url, here(page), page.locator(".topbar .choice summary").first.inner_text()


def arrive(page: Page, wanted: tuple[str, str, str]) -> None:
    address, name, city = wanted
    expect(page).to_have_url(address)
    expect(page.locator(".topbar nav a.on")).to_have_text(name)
    expect(page.locator(".topbar .choice summary").first).to_have_text(city)


def test_服务器停了弹出的话是中文_恢复后自己接上(started: Callable[[Path], Server], page: Page, data_folder: Path, watch: Watch) -> None:
    own_server = started(data_folder)
    page.goto(f"{own_server.url}/?city=suzhou")
    title = drawn(page)
    own_server.kill()
    expect(page.get_by_role("dialog")).to_contain_text("与服务器的连接断了", timeout=30_000)
    assert english(page) == []
    assert page.locator(".kz h1").inner_text() == title
    own_server.start()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_000)
    page.locator(".topbar nav a", has_text="活动时间轴").click()
    expect(page.locator(".topbar nav a.on")).to_have_text("活动时间轴")
    watch.errors.clear()  # 断线时浏览器自己记下的连不上
