"""在原表位置的格子里直接改：第一张、中间、最后一张表都行，从Excel粘贴几格照行列铺开；收到的文件不变。"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.reading import drawn
from tests.browser.serverproc import Server
from tests.browser.test_story import SME, UNIT
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

pytestmark = pytest.mark.browser
_PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def messy(folder: Path) -> Path:
    """指标月报、活动、洽谈各有写错的。"""
    bench = Bench(owner=UNIT, month=COLLECTING).put(SME, 本月="5O", 本年累计="约9")
    bench.add("活动", name="对接会", host="市科技局").add("洽谈", topic="来访", day="2025-13-01").add("洽谈", topic="回访", day="2025-14-01")
    target = folder / "太仓7月.xlsx"
    target.write_bytes(bench.content())
    return target


def test_三张表都能在格里改_粘贴照行列铺开(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    server = started(folder)
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&kind=unit&owner={UNIT}")
    drawn(page)
    page.locator("input[type=file]").set_input_files(messy(tmp_path))
    for sheet in ("指标月报", "活动", "洽谈"):
        expect(page.locator(f"table[data-sheet={sheet}]")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="下载带标记的原表").click()
    assert download.value.suggested_filename == "太仓7月（已标问题）.xlsx"
    download.value.save_as(tmp_path / "标.xlsx")
    assert load_workbook(tmp_path / "标.xlsx").sheetnames[0] == "问题清单"

    first = page.locator("table[data-sheet=指标月报] td.error").first
    first.evaluate(_PASTE, "50\t9000\r\n")
    keep(page, "指标月报")
    expect(page.locator("table[data-sheet=指标月报] td.fixed")).to_have_count(2)

    expect(page.get_by_label("“本月”", exact=False).first).to_have_value("50")

    place = page.locator("table[data-sheet=活动] td.error").first
    place.click()
    page.keyboard.type("太仓会议中心")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("table[data-sheet=活动] td.fixed")).to_have_text("太仓会议中心")

    page.locator("table[data-sheet=洽谈] td.error").first.evaluate(_PASTE, "2025-07-01\n2025-07-02\n")
    keep(page, "洽谈")
    expect(page.locator("table[data-sheet=洽谈] td.fixed")).to_have_text(["2025-07-01", "2025-07-02"])
    expect(page.locator("table[data-sheet=洽谈] td.error")).to_have_count(0)


def keep(page: Page, sheet: str) -> None:
    page.locator("section", has=page.locator(f"table[data-sheet={sheet}]")).get_by_role("button", name="记下改动，再检查一次").click()
