"""任务落实的表：点一格看佐证和来历，在下面填一项，另一人审核以后表上就变；收到的文件不变。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.office import copied, pick, send
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.test_story import SME, UNIT, press
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.submissions import State
from dashboard.flows.dashboard import Dashboard

pytestmark = pytest.mark.browser
DUTY = "明确科技招商工作机构"


def test_点一格看_填一项_审核以后表上就变(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    bench = Bench(owner=UNIT, month=COLLECTING).put(SME, 本年累计=5)
    first = send(folder, bench.add("任务落实", duty=DUTY, state="推进中", evidence="太委办〔2025〕1号", day=date(2025, 7, 3)), accept_by="李四")
    server = started(folder)
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&do=reporting&view=duties")
    drawn(page)
    settled(page)
    cell = page.get_by_role("link", name=f"{UNIT}：{DUTY}", exact=False)
    expect(cell).to_have_text("推进中")
    cell.click()
    expect(page.get_by_text("太委办〔2025〕1号", exact=True)).to_be_visible()

    expect(page.get_by_label("佐证")).to_have_value("太委办〔2025〕1号")  # 先写着表上的
    pick(page, "落实情况", "已落实")
    page.get_by_label(f"{UNIT}的上报人姓名").fill("赵六")
    page.get_by_label("佐证").fill("太委办〔2025〕3号")
    page.get_by_label("落实日期").fill("2025-07-20")
    press(page, "填上")
    expect(page.get_by_text("已上报，请另一人审核", exact=False)).to_be_visible()
    expect(cell).to_have_text("推进中")

    dash = Dashboard(folder)
    (sent,) = (s for s in dash.store.submissions("suzhou", COLLECTING.code, State.SUBMITTED))
    assert (sent.by, dash.store.source(sent.id)) == ("赵六", dash.store.source(first))
    dash.store.accept([sent.id], "李四")
    dash.close()
    page.reload()
    drawn(page)
    expect(cell).to_have_text("已落实")
    expect(page.get_by_text("太委办〔2025〕3号", exact=True)).to_be_visible()
