"""名录对账：相符的、差多少的都列出；点一个板块，看它报的载体和认定、撤销的日期。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.office import copied, send
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.intake.workbench import Bench

from dashboard.domain.month import Month

pytestmark = pytest.mark.browser
SEPTEMBER = Month(2025, 9)
"""面积、孵化载体季末才报。"""
LISTED = {"type": "众创空间", "level": "省级", "recognised": date(2024, 5, 1)}


def test_名录对账(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    bench = Bench(owner="昆山市", month=SEPTEMBER).put("carrier_area", 期末=7).put("incubator_province", 期末=1)
    bench.add("载体名录", name="甲园", area=5, **LISTED).add("载体名录", name="乙园", area=3, **{**LISTED, "withdrawn": date(2025, 9, 4)})
    send(folder, bench, accept_by="李四")
    server = started(folder)
    page.goto(f"{server.url}/carriers?city=suzhou&month={SEPTEMBER}&view=list")
    drawn(page)
    settled(page)
    balances = page.locator("section", has=page.get_by_role("heading", name="板块报的名录与月报对账")).locator("tbody tr, table > tr")
    expect(balances.filter(has_text="科创载体面积").locator("b")).to_have_text("2.0万平方米")
    expect(balances.filter(has_text="省级以上孵化载体")).to_contain_text("相符")

    balances.filter(has_text="科创载体面积").get_by_role("link", name="昆山市").click()
    mine = page.locator("section", has=page.get_by_role("heading", name="昆山市报的载体名录"))
    expect(mine).to_be_visible()
    assert "unit=" in page.url
    row = mine.locator("tr", has_text="乙园")
    expect(row).to_contain_text("2024年5月1日")
    expect(row.locator("b")).to_have_text("2025年9月4日")
    expect(mine.locator("tr", has_text="甲园").locator("b")).to_have_count(0)
