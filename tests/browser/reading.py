"""读网页：等画面画好；找出屏上看得见的英文。"""

from playwright.sync_api import Page

PICTURE = ".kz h1"

# 允许的写法：文件和软件的名字、坐标系、文件大小、大屏地址里的参数、项目编号的开头
ALLOWED = {"WGS", "GCJ", "xlsx", "XLSX", "Excel", "WPS", "CSV", "MB", "PDF", "JPG", "PNG", "http", "screen", "city", "profile", "internal", "seconds", "suzhou", "nantong", "KC"}

_LATIN = """() => {
  const found = [];
  const seen = (element) => {
    const style = getComputedStyle(element);
    return element.getClientRects().length > 0 && style.visibility !== "hidden" && style.display !== "none";
  };
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const parent = node.parentElement;
        if (parent && /^(SCRIPT|STYLE|NOSCRIPT|TITLE)$/i.test(parent.tagName)) continue;
        if (parent && parent.translate === false) continue;  // 图标：字体里的连字，看不见字母
        if (!parent || seen(parent)) found.push(node.data);
      } else {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
          if (node.hasAttribute(name) && seen(node)) found.push(node.getAttribute(name));
        }
        if (node.shadowRoot) walk(node.shadowRoot);
      }
    }
  };
  walk(document.documentElement);
  return found.flatMap((text) => text.match(/[A-Za-z]{2,}/g) || []);
}"""


def english(page: Page) -> list[str]:
    """屏上（含影子节点、悬停文字、读屏文字）看得见而不在允许之列的英文词。"""
    frames = [f for f in page.frames if f.url.startswith("http")]
    words = {str(word) for frame in frames for word in frame.evaluate(_LATIN)}
    return sorted(words - ALLOWED)


def drawn(page: Page) -> str:
    """等活的画面画好（首屏画已经让位），返回它的标题。"""
    page.wait_for_selector("html:not(.first)", state="attached", timeout=30_000)
    page.wait_for_selector(PICTURE, timeout=30_000)
    return page.locator(PICTURE).first.inner_text()


def settled(page: Page) -> None:
    """等服务器这一遍跑完；只等画面的话，下面的部件可能还在换。"""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)
