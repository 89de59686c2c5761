"""只报一张清单：右上方选是哪一种，下载它的模板，传上来报；审核的人看到的是那一种。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.office import attach, copied
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.test_story import UNIT, explain_all, hand_in
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.submissions import Kind, State
from dashboard.flows.dashboard import Dashboard

pytestmark = pytest.mark.browser


def test_选一种_下载_上报(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    server = started(folder)
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&kind=unit&owner={UNIT}")
    drawn(page)
    settled(page)
    menu = page.locator("details.choice", has=page.locator("summary", has_text="填报："))
    menu.locator("summary").click()
    menu.get_by_role("link", name="洽谈台账", exact=True).click()
    expect(menu.locator("summary")).to_contain_text(f"{UNIT}（洽谈台账）")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载模板", exact=True).press("Enter")
    assert download.value.suggested_filename == f"{UNIT}_2025年7月_洽谈台账.xlsx"
    download.value.save_as(tmp_path / "模板.xlsx")
    assert load_workbook(tmp_path / "模板.xlsx").sheetnames == ["说明", "洽谈", "_模板"]

    filled = tmp_path / "洽谈.xlsx"
    filled.write_bytes(Bench(Kind.TALKS, UNIT, COLLECTING).add("洽谈", day=date(2025, 7, 3), topic="中试基地").content())
    attach(page, 0, filled)
    explain_all(page)
    hand_in(page, "张三")
    dash = Dashboard(folder)
    (sent,) = (s for s in dash.store.submissions("suzhou", COLLECTING.code, State.SUBMITTED))
    dash.close()
    assert (sent.header.kind, sent.header.unit) == (Kind.TALKS, UNIT)

    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&do=review&id={sent.id}")
    drawn(page)
    expect(page.get_by_role("cell", name="洽谈台账", exact=True)).to_be_visible()
    expect(page.get_by_text("中试基地", exact=False).first).to_be_visible()
