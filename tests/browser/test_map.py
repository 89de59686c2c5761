"""载体地图在真的浏览器里：字的实际大小也不相叠，图例不压图，点板块换右边一栏，交互地图不出外网。"""

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.reading import drawn, english
from tests.browser.serverproc import Server

pytestmark = pytest.mark.browser

BOXES = "all => all.map(e => { const b = e.getBoundingClientRect(); return [e.textContent, b.left, b.top, b.right, b.bottom]; })"
COVERED = """legend => { const b = legend.getBoundingClientRect(), svg = legend.parentElement.querySelector('.mp');
  const back = svg.getScreenCTM().inverse(), points = [];
  for (let x = b.left; x <= b.right; x += 8) for (let y = b.top; y <= b.bottom; y += 8) points.push(new DOMPoint(x, y).matrixTransform(back));
  return [...svg.querySelectorAll('.mp-area path')].filter(p => points.some(q => p.isPointInFill(q))).length; }"""
Found = tuple[str, float, float, float, float]


def overlap(a: Found, b: Found) -> bool:
    return a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]


def settled(page: Page) -> None:
    """等首屏换成活的画面。"""
    drawn(page)
    expect(page.locator("#waiting")).to_have_count(0)
    expect(page.locator(".mp")).to_have_count(1)


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
@pytest.mark.parametrize("area", ["", "legal"])
def test_名字按实际字形也不相叠(page: Page, server: Server, city: str, area: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{server.url}/carriers?city={city}&area={area}")
    settled(page)
    boxes: list[Found] = page.locator(".mp-label").evaluate_all(BOXES)
    assert len(boxes) == {"suzhou": 10, "nantong": 11}[city]
    assert [(a[0], b[0]) for a, b in combinations(boxes, 2) if overlap(a, b)] == []
    legend = page.locator(".cr-legend").first.bounding_box()
    assert legend is not None
    frame = ("图例", legend["x"], legend["y"], legend["x"] + legend["width"], legend["y"] + legend["height"])
    assert [b[0] for b in boxes if overlap(b, frame)] == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_横向不滚动_图例不压边界(page: Page, server: Server, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for city in ("suzhou", "nantong"):
        page.goto(f"{server.url}/carriers?city={city}")
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".cr-legend").evaluate(COVERED) == 0, city


def test_点板块换右边一栏_再点另一个(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/carriers?city=suzhou")
    drawn(page)
    for name in ("昆山市", "太仓市"):
        page.locator(".mp-label", has_text=name).first.click()
        expect(page.locator(".cr-head").first).to_contain_text(name)
        assert "unit=" in page.url
    page.locator(".cr-head a", has_text="回到全市").first.click()
    expect(page.locator(".cr-counts").first).to_be_visible()


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_交互地图画得出_没有英文(page: Page, server: Server, city: str) -> None:
    page.goto(f"{server.url}/carriers?city={city}&view=deck")
    drawn(page)
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    tip = page.locator(".deck-tooltip").first
    for n in range(60):
        page.mouse.move(700 + n % 7, 560)
        if tip.count() and "载体" in tip.inner_text():
            break
        page.wait_for_timeout(200)
    assert "载体" in tip.inner_text()
    assert "<" not in tip.inner_text()
    assert english(page) == []
