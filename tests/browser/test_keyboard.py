"""数据上报只用键盘：选单位、传文件、看第1处、说明、上报；停在哪里看得见。"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Page, TimeoutError, expect
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.test_story import SME, UNIT
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

pytestmark = pytest.mark.browser
_FOCUSED = """() => {
  let found = document.activeElement;
  while (found && found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
  return found ? (found.getAttribute("aria-label") || found.innerText || found.tagName) : "";
}"""
_RING = """() => {
  let found = document.activeElement;
  while (found && found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
  const seen = (e) => { const s = getComputedStyle(e); return s.outlineStyle !== "none" || s.boxShadow !== "none" || s.borderColor; };
  return Boolean(found && (seen(found) || seen(found.parentElement)));
}"""


def focused(page: Page) -> str:
    return str(page.evaluate(_FOCUSED)).strip()


def tab_to(page: Page, text: str, most: int = 60) -> None:
    """按 Tab 直到停在写着 text 的东西上，停在那里看得见。"""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if text in passed[-1]:
            assert page.evaluate(_RING)
            return
    raise AssertionError(f"按了{most}次Tab没有到“{text}”，经过：{passed}")


def opened(page: Page) -> FileChooser:
    """停在上传框上按回车，选文件的窗口就开；机器忙时页面正好重画，会丢一下，像人那样再按。"""
    for patience in (8_000, 8_000, 30_000):
        try:
            with page.expect_file_chooser(timeout=patience) as chooser:
                page.keyboard.press("Enter")
            return chooser.value
        except TimeoutError:
            assert patience < 30_000, "按了三次回车也没有开"
            page.get_by_role("link", name="去上传").focus()
            page.keyboard.press("Enter")
    raise AssertionError


def test_只用键盘填报(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    server = started(folder)
    messy = tmp_path / "太仓7月.xlsx"
    messy.write_bytes(Bench(owner=UNIT, month=COLLECTING).put(SME, 本月=5, 本年累计=6).content())
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}")
    drawn(page)

    tab_to(page, "先选报送单位")
    page.keyboard.press("Enter")
    tab_to(page, UNIT)
    page.keyboard.press("Enter")
    expect(page.get_by_text("下载模板，填好后传上来", exact=False)).to_be_visible()
    settled(page)
    tab_to(page, "去上传")
    page.keyboard.press("Enter")
    assert focused(page) == "上传文件"
    opened(page).set_files(messy)

    expect(page.get_by_role("link", name="先看第1处")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="先看第1处").focus()
    page.keyboard.press("Enter")
    assert "需说明" in focused(page)
    tab_to(page, "说明", most=1)
    page.keyboard.press("Enter")
    assert "属实请说明" in focused(page)
    page.keyboard.type("年中集中入库，已与省系统核对")
    page.keyboard.press("Enter")

    link = page.get_by_role("link", name="填上姓名，上报")
    expect(link).to_be_visible()
    settled(page)
    link.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("张三")
    tab_to(page, "上报1份", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_text("已上报，请另一人审核", exact=False)).to_be_visible()
