"""审计页：按类别、谁做的、板块、月份筛，导出的就是筛出来的，导出本身也记下。"""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.office import choose, copied
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server

from dashboard.flows.dashboard import Dashboard, now

pytestmark = pytest.mark.browser
COLUMNS = ("序号", "时间", "谁", "板块或部门", "类别", "做了什么")


def test_筛_导出(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder, month = copied(data_folder, tmp_path), f"{now():%Y-%m}"
    server = started(folder)
    page.goto(f"{server.url}/submissions?city=suzhou&do=audit")
    drawn(page)
    settled(page)
    rows = page.locator("section.card table.plain tr", has=page.locator("td"))
    every = rows.count()
    for menu, option, column in (("类别", "审核", 4), ("谁做的", "李四", 2), ("板块或部门", "昆山市", 3)):
        choose(page, menu, option)
        expect(rows.first.locator("td").nth(column)).to_have_text(option)
        assert set(rows.locator(f"td:nth-child({column + 1})").all_inner_texts()) == {option}
    choose(page, "月份", month)
    kept = rows.count()
    assert 0 < kept < every
    assert f"when={month}" in page.url

    with page.expect_download() as download:
        page.get_by_role("button", name="导出审计记录（.xlsx）").click()
    download.value.save_as(tmp_path / "审计.xlsx")
    sheet = load_workbook(tmp_path / "审计.xlsx").worksheets[0]
    table = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    head = table.index(COLUMNS)
    assert [(row[2], row[3], row[4]) for row in table[head + 1 :]] == [("李四", "昆山市", "审核")] * kept

    choose(page, "类别", "导出和取件")
    expect(page.get_by_text("没有合要求的记录。")).to_be_visible()
    choose(page, "谁做的", "全部")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(f"导出审计记录{kept}条")
    dash = Dashboard(folder)
    assert dash.store.verify().ok
    dash.close()
