"""登录：深链接登录以后还在，刷新还在；账户一停用，开着的页面回到登录页。"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.reading import drawn
from tests.browser.serverproc import Server

from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard

pytestmark = pytest.mark.browser
PASSWORD = "一段 好记的 长密码"


def test_登录_刷新_停用即退出(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    dash = Dashboard(folder)
    accounts.add(dash, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    accounts.add(dash, NewAccount("赵局", Role.LEADER, "suzhou"), PASSWORD, "王管", temporary=False)
    server = started(folder)
    page.goto(f"{server.url}/carriers?city=suzhou")
    expect(page).to_have_title("登录 · 科招看板")
    page.get_by_label("账户").fill("赵局")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    drawn(page)
    assert "/carriers?city=suzhou" in page.url
    page.reload()
    drawn(page)
    page.get_by_role("link", name="账户", exact=True).click()
    expect(page.get_by_role("heading", name="赵局")).to_be_visible()
    page.get_by_role("link", name="回到看板").click()
    drawn(page)
    accounts.change(dash, "赵局", "王管", active=False)
    page.wait_for_url("**/login?next=**", timeout=30_000)
    dash.close()
