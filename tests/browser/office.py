"""办公室里的事：抄一份自己的数据目录，报一份真的工作簿，登录，换人，从菜单里选。"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.intake.workbench import Bench

from dashboard.domain.people import Role
from dashboard.domain.problems import Level
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.flows import accounts, uploads
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.report import CheckReport

PASSWORD = "一段 好记的 长密码"


def copied(data_folder: Path, tmp_path: Path) -> Path:
    """自己的一份数据目录。"""
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    return folder


def send(folder: Path, bench: Bench, accept_by: str | None = None) -> str:
    """张三报一份，要说明的都说明；给出审核人则随即审核通过。返回编号。"""
    dash = Dashboard(folder)
    file = [(f"{bench.header.owner}.xlsx", bench.content())]
    (found,) = uploads.submit(dash, file, by="张三", accept_by=accept_by, explain=_explained)
    dash.close()
    assert found.submission is not None, [p.message for p in found.report.problems]
    return found.submission.id


def _explained(report: CheckReport) -> list[Reply]:
    return [Reply(ReplyKind.EXPLAIN, p.sheet, p.cell, "已与台账核对属实", p.rule) for p in report.problems if p.level is Level.EXPLAIN]


def staff(folder: Path, people: Mapping[str, tuple[Role, str]]) -> None:
    """启用账户：管理员一个，和 people（姓名 → 角色、归属），都是苏州的。"""
    dash = Dashboard(folder)
    accounts.add(dash, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    for name, (role, owner) in people.items():
        accounts.add(dash, NewAccount(name, role, "suzhou", owner), PASSWORD, "王管", temporary=False)
    dash.close()


def sign_in(page: Page, server: Server, name: str, path: str) -> None:
    """换成 name 登录，打开 path；先前登录的人不在了。"""
    page.goto("about:blank")
    page.context.clear_cookies()
    page.goto(f"{server.url}/{path}")
    page.get_by_label("账户").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    drawn(page)
    settled(page)


def choose(page: Page, menu: str, option: str) -> None:
    """从 menu 那个菜单里选一项，等换好。"""
    found = page.locator(".cr-choices > span", has_text=menu).locator("xpath=following-sibling::details[1]")
    found.locator("summary").click()
    found.get_by_role("link", name=option, exact=True).click()
    expect(found.locator("summary")).to_have_text(option)
    settled(page)


def pick(page: Page, label: str, option: str) -> None:
    """从下拉框里选一项；机器忙时页面正好重画，会把刚开的收起，像人那样再开。"""
    box, found = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option, exact=True)
    expect(box).to_be_visible()
    for patience in (6_000, 6_000, 6_000, 30_000):
        settled(page)
        box.press("ArrowDown")
        try:
            found.click(timeout=patience)
            break
        except TimeoutError:
            assert patience < 30_000, "开了四次也没有选上"
    expect(box).to_have_value(option)
    settled(page)


def attach(page: Page, place: int, file: Path) -> None:
    """往第 place 个上传框里放一份，等它传完。"""
    with page.expect_response(lambda answer: "/upload_file/" in answer.url and answer.request.method == "PUT"):
        page.locator("input[type=file]").nth(place).set_input_files(file)
    expect(page.locator("[data-testid=stFileChip]", has_text=file.name)).to_be_visible()
    settled(page)
