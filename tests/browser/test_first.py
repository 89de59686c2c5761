"""首屏画：与活的画面逐数相同，换上时不挪；脚本关着、连不上、服务器停、页面出错时留着，有一句话，链接走得通。"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.town import COLLECTING, LAST
from tests.web.conftest import PASSWORD

from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard

pytestmark = pytest.mark.browser

# 首屏画（重新取来、没有跑脚本的网页里的）和活的画面：正文、悬停文字、读屏文字、形状的坐标里的数，逐个
_BOTH = """async () => {
  const text = await (await fetch(location.href, { cache: "no-store" })).text();
  const still = new DOMParser().parseFromString(text, "text/html").querySelector("#first .kz");
  const live = [...document.querySelectorAll("#root *")].map((e) => e.shadowRoot?.querySelector(".kz")).find(Boolean);
  const numbers = (root) => [...root.querySelectorAll("*")].flatMap((e) => [
    ...[...e.attributes].map((a) => [e.closest("[class]")?.getAttribute("class") + " " + a.name, a.value]),
    ...[...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => [e.closest("[class]")?.getAttribute("class"), n.data.trim()]),
  ]).flatMap(([where, words]) => (words.match(/-?[0-9][0-9,.]*/g) || []).map((number) => `${where}：${number}`));
  return [numbers(still), numbers(live)];
}"""

PLACES = [
    *(f"{page}?city={city}" for city in ("suzhou", "nantong") for page in ("", "carriers", "timeline", "leaderboard")),
    "?city=suzhou&goal=tech_sme_annual",
    "?city=nantong&view=matrix",
    "leaderboard?city=suzhou&unit=昆山市",
    f"?city=suzhou&month={COLLECTING}",
    f"leaderboard?city=nantong&month={COLLECTING}",
    "?city=suzhou&month=2025-03",
    f"leaderboard?city=suzhou&month={LAST}&version=20",
    "timeline?city=nantong&month=2024-06",
]


def same(page: Page) -> None:
    """首屏画和活的画面里的数一个不差；差了说出头几处。"""
    still, live = page.evaluate(_BOTH)
    assert len(still) > 20
    assert [pair for pair in zip(still, live, strict=False) if pair[0] != pair[1]][:5] == []
    assert len(still) == len(live)


@pytest.mark.parametrize("path", PLACES)
def test_首屏画的每个数与活的画面相同(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    drawn(page)
    same(page)


@pytest.mark.parametrize("name", ["赵局", "孙填"])
def test_领导和板块的人看到的_首屏画与活的画面相同(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    dash = Dashboard(folder)
    accounts.add(dash, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    accounts.add(dash, NewAccount("赵局", Role.LEADER, "suzhou"), PASSWORD, "王管", temporary=False)
    accounts.add(dash, NewAccount("孙填", Role.UNIT_REPORTER, "suzhou", "昆山市"), PASSWORD, "王管", temporary=False)
    dash.close()
    server = started(folder)
    page.goto(f"{server.url}/leaderboard?city=suzhou")
    page.get_by_label("账户").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    drawn(page)
    same(page)
    page.goto(f"{server.url}/?city=suzhou")
    drawn(page)
    same(page)


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """关了脚本的网页。"""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[Page]:
    """WebSocket 一连就被挡住的网页。"""
    context = browser.new_context(viewport={"width": 1366, "height": 768})

    def refuse(socket: WebSocketRoute) -> None:
        socket.close(code=1008)

    context.route_web_socket(re.compile("_stcore/stream"), refuse)
    yield context.new_page()
    context.close()


def walk(page: Page, server: Server) -> None:
    """从首页点着链接走：这个月的每个目标，每个板块，另一个月，另一座城市。"""
    page.goto(server.url)
    goals = links(page, "goal=")
    assert len(goals) >= 20
    for href in goals:
        follow(page, href)
        expect(page.locator("#first h1")).not_to_be_empty()
        assert "goal=" in page.url
        page.go_back()
    page.locator("#first nav a", has_text="板块龙虎榜").click()
    units = [href for href in links(page, "unit=") if "view=" not in href and "versus=" not in href]
    assert len(units) >= 9
    for href in units:
        follow(page, href)
        expect(page.locator("#first h1")).not_to_be_empty()
        page.go_back()
    page.locator("#first .choice summary").nth(1).click()
    page.locator("#first .menu.months a", has_text="3月").click()
    expect(page.locator("#first .status")).to_contain_text("2025年3月")
    page.locator("#first .choice summary").first.click()
    page.locator("#first .menu a", has_text="南通").click()
    expect(page.locator("#first .choice summary").first).to_contain_text("南通")


def links(page: Page, part: str) -> list[str]:
    """首屏画里地址带 part 的链接，各一个。"""
    found = page.locator(f"#first a[href*='{part}']")
    return list(dict.fromkeys(str(found.nth(i).get_attribute("href")) for i in range(found.count())))


def follow(page: Page, href: str) -> None:
    page.locator(f"#first a[href='{href}']").first.click()


def test_关了脚本_从首页点链接都走得到(scriptless: Page, server: Server) -> None:
    walk(scriptless, server)
    expect(scriptless.locator("#first .said")).to_contain_text("网页脚本没有运行")


def test_连不上_从首页点链接都走得到_过几秒说缺什么(cut_off: Page, server: Server) -> None:
    walk(cut_off, server)
    expect(cut_off.locator("#first .said")).to_contain_text("连不上服务器的WebSocket")
    expect(cut_off.locator("[role=dialog]")).to_be_hidden()


ZOOMED = ["?city=suzhou&goal=tech_sme_annual&view=trend", "carriers?city=suzhou&view=deck", "timeline?city=suzhou&view=zoom", "leaderboard?city=suzhou&view=history"]


@pytest.mark.parametrize("path", ZOOMED)
def test_关了脚本_交互的图画不出来_一句话和链接带去不动的图(scriptless: Page, server: Server, path: str) -> None:
    scriptless.goto(f"{server.url}/{path}")
    expect(scriptless.locator("#first .push")).to_contain_text("没有连上服务器")
    scriptless.locator("#first .push a").click()
    assert "view=" not in scriptless.url
    expect(scriptless.locator("#first main svg").first).to_be_visible()


def test_连上又被掐断_也说连不上(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()

    def cut(socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda _: socket.close())

    context.route_web_socket(re.compile("_stcore/stream"), cut)
    page.goto(f"{server.url}/?city=suzhou")
    expect(page.locator("#first .said")).to_contain_text("连不上服务器的WebSocket")
    context.close()


@pytest.mark.parametrize("status", [502, 0])
def test_代理替停了的服务器答502_或者连着却不答_说服务器没有应答(cut_off: Page, server: Server, status: int) -> None:
    cut_off.route(re.compile("/healthz"), lambda route: route.fulfill(status=status) if status else None)
    cut_off.goto(f"{server.url}/?city=suzhou")
    expect(cut_off.locator("#first .said")).to_contain_text("服务器没有应答")
    cut_off.unroute_all(behavior="ignoreErrors")
    expect(cut_off.locator("#first .said")).to_contain_text("连不上服务器的WebSocket")


def test_服务器停了_画面留着_回来以后自动活过来(started: Callable[[Path], Server], browser: Browser, data_folder: Path) -> None:
    server = started(data_folder)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    context.route(re.compile("static/js/index"), lambda route: (server.stop(), route.abort()))
    page.goto(f"{server.url}/?city=suzhou", wait_until="commit")
    expect(page.locator("#first .said")).to_contain_text("服务器没有应答")
    expect(page.locator("#first h1")).to_be_visible()
    context.unroute_all(behavior="ignoreErrors")
    server.start()
    drawn(page)
    context.close()


def test_页面出错_首屏画留着_写着日志里的编号(started: Callable[..., Server], browser: Browser, data_folder: Path) -> None:
    server = started(data_folder, broken="timeline")
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server.url}/timeline?city=suzhou")
    said = page.locator("#first .said")
    expect(said).to_contain_text("这个画面出错了")
    number = re.search("编号([0-9A-F]{8})", said.inner_text())
    assert number
    assert number[1] in server.log
    expect(page.locator("#first h1")).to_contain_text("场")
    said.get_by_role("link").click()
    drawn(page)
    context.close()


_SHIFTS = "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });"


@pytest.mark.parametrize("path", ["", "?view=matrix", "?goal=tech_sme_annual", "carriers", "timeline", "leaderboard", "leaderboard?unit=昆山市", "leaderboard?view=firm", "submissions", "wall"])
def test_从首屏画到活的画面_页面不跳(page: Page, server: Server, path: str) -> None:
    page.add_init_script(_SHIFTS)
    page.goto(f"{server.url}/{path}")
    drawn(page)
    settled(page)
    page.wait_for_timeout(1000)  # 部件的脚本块后到，到了才占地方
    assert page.evaluate("window.shift") <= 0.02


def test_读屏软件只见一个主区_首屏画和活的画面都是(page: Page, server: Server, cut_off: Page) -> None:
    for seen in (cut_off, page):
        seen.goto(f"{server.url}/leaderboard")
        if seen is page:
            drawn(seen)
        expect(seen.get_by_role("main")).to_have_count(1)
        expect(seen.get_by_role("navigation", name="页面")).to_have_count(1)


def test_放大到200_页名横着写_宽的表横着滚得到头(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 683, "height": 384}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/?city=suzhou")
    heights = [box["height"] for link in page.locator("#first nav a").all() if (box := link.bounding_box())]
    assert len(heights) == 6
    assert max(heights) < 50
    assert page.evaluate("document.documentElement.scrollWidth") == 683
    page.goto(f"{server.url}/?city=suzhou&view=matrix")
    page.locator("#first table th").last.hover()
    page.mouse.wheel(800, 0)
    page.wait_for_function("window.pageXOffset > 0")
    context.close()


def test_换上时打开的菜单_焦点和滚到的地方都照旧(page: Page, server: Server) -> None:
    held: list[Callable[[], None]] = []
    page.route(re.compile("static/js/index"), lambda route: held.append(route.continue_))
    page.goto(f"{server.url}/?city=suzhou", wait_until="commit")
    page.locator("#first .choice summary").first.click()
    page.mouse.wheel(0, 90)
    page.wait_for_function("window.pageYOffset > 0")
    top = page.evaluate("window.pageYOffset")
    box = page.locator("#first h1").bounding_box()
    page.wait_for_function("document.querySelector('script[type=module]')")
    for go_on in held:
        go_on()
    drawn(page)
    assert page.locator(".kz h1").bounding_box() == box
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == top
    expect(page.locator(".choice[open] summary").first).to_be_focused()
