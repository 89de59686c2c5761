"""每一页：不外出、没有控制台错误、没有英文；冷启动后的深链接就是那一页；后退回到原来的画面。"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watch
from tests.browser.reading import drawn, english, settled
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


CROSSING = """
cards => cards.flatMap(card => [...card.querySelectorAll("td, th")].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim().slice(0, 40)))
"""
WIDE = [
    "leaderboard?city=suzhou&view=whatif&set=boards.pace%3D0.4%3Blight%3D连续",
    "leaderboard?city=nantong&view=assess",
    "leaderboard?city=nantong&unit=海安市&versus=如皋市",
    "leaderboard?city=suzhou&unit=昆山市&view=cockpit",
    "leaderboard?city=suzhou&unit=昆山市&view=projects",
]


@pytest.mark.parametrize("path", WIDE)
def test_窄屏上格子里的字不压到旁边(page: Page, server: Server, path: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{server.url}/{path}")
    drawn(page)
    assert page.locator(".kz .card").evaluate_all(CROSSING) == []
    assert english(page) == []


@pytest.mark.parametrize("path", ["?city=suzhou", "?city=nantong", "carriers?city=suzhou", "timeline?city=suzhou", "leaderboard?city=suzhou", "leaderboard?city=nantong&lights=比例", "leaderboard?city=nantong&view=whatif&set=light%3D连续"])
def test_打印是一张A4横向_写明城市月份和亮灯_不印按钮(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    drawn(page)
    settled(page)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.findall(rb"/MediaBox\s*\[0 0 (84\d)", printed)
    page.emulate_media(media="print")
    expect(page.locator(".kz .paper-head").first).to_contain_text("2025年6月")
    assert not page.locator(".topbar").first.is_visible()
    assert not page.locator("button").first.is_visible()


def test_点亮灯换一个看_到别的页还带着_换得回来(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?city=suzhou")
    drawn(page)
    settled(page)
    page.locator(".kz .lighting summary").first.click()
    page.locator(".kz .lighting .menu a", has_text="比例v1").first.click()
    expect(page.locator(".kz .other-light").first).to_contain_text("换成“比例v1”的亮灯办法看，不是本市的")
    settled(page)
    page.locator(".topbar nav a", has_text="板块龙虎榜").first.click()
    expect(page.locator(".topbar nav a.on").first).to_have_text("板块龙虎榜")
    expect(page.locator(".kz .other-light").first).to_contain_text("比例v1")
    settled(page)
    page.locator(".kz .other-light a").first.click()
    expect(page.locator(".kz .other-light")).to_have_count(0)
    assert "lights=" not in page.url


def test_试算_拨一下就换画面_后退就是撤一步(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/leaderboard?city=suzhou&view=whatif")
    assert "还没有改动" in drawn(page)
    settled(page)
    page.get_by_label("比进度多一点").first.click()
    expect(page.locator(".tr-chips a").first).to_contain_text("比进度权重：25.0%→30.0%")
    settled(page)
    assert "set=boards.pace" in page.url
    expect(page.get_by_role("button", name="存成新的一套规则")).to_be_visible()
    page.go_back()
    expect(page.locator(".kz h1").first).to_contain_text("还没有改动")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("path", [*map(path, NAMES), "?city=suzhou&goal=tech_sme_annual", "carriers?city=suzhou&unit=昆山市", "carriers?city=suzhou&view=list", *WIDE])
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
