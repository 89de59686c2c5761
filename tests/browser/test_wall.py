"""大屏：字号够大、不出框、不压缝；自己翻页；断线留数，恢复自回；新版本换内容不刷新。"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Watch
from tests.browser.reading import english
from tests.browser.serverproc import Server
from tests.browser.town import COLLECTING, settle
from tests.worlds import World

pytestmark = pytest.mark.browser

SIZES = {"h1": 48, ".value b": 72, ".tile .name": 28, ".uom": 28, ".pair": 28, ".rank": 28, ".entry b": 28, ".when": 28, "footer p": 22}


def opened(page: Page, server: Server, query: str, width: int = 1920, height: int = 1080) -> Page:
    page.set_viewport_size({"width": width, "height": height})
    page.clock.install()
    page.goto(f"{server.url}/screen?city={query}")
    page.wait_for_selector(".deck.on")
    page.clock.run_for(500)
    return page


def turn(page: Page) -> Iterator[int]:
    """一页一页翻完一轮。"""
    for n in range(pages(page)):
        yield n
        page.clock.run_for(20_000)


def pages(page: Page) -> int:
    """一轮几页：点的个数，页数多时写成“1/12”。"""
    found = page.locator(".dots")
    written = re.search(r"/(\d+)", found.inner_text())
    return int(written[1]) if written else max(1, found.locator("i").count())


def shown(page: Page) -> str:
    """现在看得见的内容。"""
    return "\n".join(page.locator(".deck.on").all_inner_texts())


def small(page: Page, scale: float) -> list[str]:
    """字号小于下限的。"""
    script = """([sizes, scale]) => Object.keys(sizes).flatMap((selector) =>
      [...document.querySelectorAll(".deck.on " + selector + ", " + (selector.startsWith("footer") ? selector : "nothing"))]
        .filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < sizes[selector] * scale - 0.01)
        .map((e) => selector + " " + getComputedStyle(e).fontSize + " " + e.textContent.trim()))"""
    return [str(found) for found in page.evaluate(script, [SIZES, scale])]


def outside_frame(page: Page) -> list[str]:
    """伸出屏幕、伸出格子、或一行放不下的。"""
    script = """() => {
      const found = [];
      for (const e of document.querySelectorAll(".deck.on .items > *, footer > *")) {
        const box = e.getBoundingClientRect();
        if (!box.width) continue;
        if (box.left < -3 || box.top < -3 || box.right > innerWidth + 3 || box.bottom > innerHeight + 3) found.push("屏外 " + e.textContent.trim());
      }
      for (const e of document.querySelectorAll(".deck.on .fit")) {
        if (e.getClientRects().length && e.scrollWidth > e.clientWidth + 1) found.push("过长 " + e.textContent.trim());
      }
      for (const e of document.querySelectorAll(".deck.on .tile")) {
        if (e.clientHeight && e.scrollHeight > e.clientHeight + 1) found.push("过高 " + e.textContent.trim());
      }
      if (document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth) found.push("要滚动");
      return found;
    }"""
    return [str(found) for found in page.evaluate(script)]


def across(page: Page, seam: int) -> list[str]:
    """压在接缝上的字和图形。"""
    script = """(seam) => [...document.querySelectorAll(".wall *")]
      .filter((e) => e.getClientRects().length && getComputedStyle(e).visibility === "visible" && (!e.children.length || e.tagName === "B"))
      .filter((e) => { const r = e.getBoundingClientRect(); return r.width && r.left < seam - 2 && r.right > seam + 2; })
      .map((e) => e.tagName + " " + e.textContent.trim())"""
    return [str(found) for found in page.evaluate(script, seam)]


@pytest.mark.parametrize("profile", ["public", "internal"])
@pytest.mark.parametrize("city", ["suzhou", "nantong"])
@pytest.mark.parametrize(("width", "height", "scale"), [(1920, 1080, 1.0), (1920, 1080, 1.6), (3840, 1080, 1.0), (3840, 1080, 1.6), (3840, 2160, 1.0)])
def test_每一页字够大_不出框_没有英文(page: Page, server: Server, city: str, profile: str, width: int, height: int, scale: float) -> None:
    opened(page, server, f"{city}&profile={profile}&scale={scale}", width, height)
    times = min(width / (3840 if width > 3 * height else 1920), height / 1080)
    for _ in turn(page):
        assert small(page, scale * times) == []
        assert outside_frame(page) == []
        assert english(page) == []
        assert page.locator(".deck.on .items > .tile:visible").count() <= 8 * page.locator(".deck.on").count()
        assert page.locator(".deck.on .items > .rank:visible").count() <= 12
        if width > 3 * height:
            assert across(page, width // 2) == []


def test_宽屏四个竖区同时有内容(page: Page, server: Server) -> None:
    opened(page, server, "suzhou&profile=internal", 3840, 1080)
    assert page.locator(".deck.on").count() == 4
    boxes = [page.locator(".zone").nth(n).bounding_box() for n in range(4)]
    assert [box and round(box["x"]) for box in boxes] == [0, 960, 1920, 2880]


def test_每页至少停十五秒_一轮之后回到第一页(page: Page, server: Server) -> None:
    opened(page, server, "suzhou&profile=internal&seconds=15")
    first = shown(page)
    page.clock.run_for(13_500)
    assert shown(page) == first
    page.clock.run_for(1_500)
    assert shown(page) != first
    page.clock.run_for(15_000 * (pages(page) - 1))
    assert shown(page) == first


def test_光标五秒后隐去_动一下又出来(page: Page, server: Server) -> None:
    opened(page, server, "suzhou")
    page.clock.run_for(5_000)
    assert page.evaluate("getComputedStyle(document.querySelector('.wall h1')).cursor") == "none"
    page.mouse.move(300, 300)
    page.mouse.move(310, 300)
    assert page.evaluate("getComputedStyle(document.querySelector('.wall h1')).cursor") != "none"


def test_几分钟挪一两个像素(page: Page, server: Server) -> None:
    opened(page, server, "suzhou")
    page.clock.run_for(200_000)
    moved = page.evaluate("document.querySelector('.wall').style.transform")
    assert re.fullmatch(r"translate\(-?[0-2]px, -?[0-2]px\)", moved), moved
    assert moved != "translate(0px, 0px)"


def test_全屏按钮(page: Page, server: Server) -> None:
    opened(page, server, "suzhou")
    page.get_by_role("button", name="全屏").click()
    page.wait_for_function("document.fullscreenElement === document.documentElement")
    expect(page.get_by_role("button", name="全屏")).to_be_hidden()


def test_断线留数变暗写明何时_恢复自己回来(started: Callable[[Path], Server], browser: Browser, data_folder: Path) -> None:
    own, watch = started(data_folder), Watch()
    context = browser.new_context(reduced_motion="reduce")
    watch.watch(context)
    page = opened(context.new_page(), own, "suzhou&profile=internal")
    before = page.locator(".items").all_text_contents()
    own.kill()
    for _ in range(4):
        page.clock.run_for(20_000)
        page.wait_for_timeout(200)
    expect(page.locator(".banner")).to_have_text(re.compile(r"^\d+月\d+日\d+:\d\d起连不上服务器，画面上是断开前的数；恢复后自动更新。$"))
    assert float(page.evaluate("getComputedStyle(document.querySelector('.zones')).opacity")) < 0.6
    assert page.locator(".items").all_text_contents() == before
    assert english(page) == []
    failed = len(watch.errors)
    for _ in range(6):
        page.clock.run_for(20_000)
        page.wait_for_timeout(50)
    assert len(watch.errors) - failed <= 3, "断着的时候问得越来越稀"
    own.start()
    for _ in range(10):
        page.clock.run_for(20_000)
        page.wait_for_timeout(200)
    expect(page.locator(".banner")).to_have_count(0)
    assert float(page.evaluate("getComputedStyle(document.querySelector('.zones')).opacity")) == 1
    context.close()
    assert watch.outside == []


def test_审定新的月份后换内容而不刷新(started: Callable[[Path], Server], page: Page, tmp_path: Path) -> None:
    settle(tmp_path / "var")
    own = started(tmp_path / "var")
    opened(page, own, "suzhou")
    page.evaluate("window.untouched = true")
    assert "数据截至2025年6月" in page.locator("footer").inner_text()
    World(tmp_path / "var").finalize(COLLECTING)
    page.clock.run_for(15_000)
    expect(page.locator("footer")).to_contain_text("数据截至2025年7月")
    assert page.evaluate("window.untouched") is True
    assert page.locator(".deck.on").count() == 1
