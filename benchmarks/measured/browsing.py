"""在 Chromium 里打开一页，从导航开始到画面出现要多少毫秒。"""

import shutil
import sys

from playwright.sync_api import Browser, BrowserContext, Playwright

# 每一帧看一次，画面（影子节点里的也算）出现就记下时刻
WATCH = """
const shown = (root) => {
  const found = root.querySelector("#drawn, .deck.on, .kz h1");
  if (found && found.getClientRects().length) return true;
  for (const host of root.querySelectorAll("*")) if (host.shadowRoot && shown(host.shadowRoot)) return true;
  return false;
};
const look = () => { if (document.body && shown(document)) window.drawnAt = performance.now(); else requestAnimationFrame(look); };
requestAnimationFrame(look);
"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright: Playwright) -> Browser:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("没有找到Chromium：apt-get install chromium fonts-noto-cjk")
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


def context(browser: Browser) -> BrowserContext:
    """一个新的浏览器环境：缓存是空的。"""
    found = browser.new_context(viewport={"width": 1366, "height": 768})
    found.add_init_script(WATCH)
    return found


def drawn(within: BrowserContext, url: str) -> float:
    """打开 url，返回导航开始到画面出现的毫秒数。"""
    page = within.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.drawnAt", timeout=60_000)
    found = float(page.evaluate("window.drawnAt"))
    page.close()
    return found
