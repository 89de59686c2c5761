"""一个月的全程：板块传一份乱的，在页面上改两格、说明一处，上报；市级退回；板块再传；市级看位次、收下、审定；画面变，数追到那一格。"""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.submissions import State
from dashboard.flows import trace
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment

pytestmark = pytest.mark.browser
SME, CONTRACT = "tech_sme_annual", "tech_contract_value"
UNIT = "太仓市"


def book(folder: Path, name: str, **numbers: object) -> Path:
    """太仓市7月的月报：科技型中小企业的本月、本年累计，技术合同成交额的本年累计。"""
    bench = Bench(owner=UNIT, month=COLLECTING).put(SME, 本月=numbers["month"], 本年累计=numbers["total"]).put(CONTRACT, 本年累计=numbers["contract"])
    path = folder / name
    path.write_bytes(bench.content())
    assert load_workbook(BytesIO(path.read_bytes())).sheetnames
    return path


def at(server: Server, page: Page, query: str) -> None:
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&{query}")
    drawn(page)


def press(page: Page, name: str) -> None:
    """用键盘按：上面多出一行、按钮往下挪时，鼠标会点空。"""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    button.press("Enter")


def test_一个月的全程(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    shutil.copytree(data_folder, folder)
    server = started(folder)
    last = _level(folder, Month(2025, 6))

    # 板块：传一份乱的，改两格，说明一处
    at(server, page, f"kind=unit&owner={UNIT}")
    messy = book(tmp_path, "太仓7月.xlsx", month="5OO", total="约9000", contract=1)
    page.locator("input[type=file]").set_input_files(messy)
    expect(page.get_by_role("heading", name="必须改", exact=False)).to_contain_text("2处必须改")
    page.get_by_label("“本月”", exact=False).fill("500")
    page.get_by_label("“本年累计”：写的是约9000", exact=False).fill("9000")
    press(page, "记下答复，再检查一次")
    expect(page.get_by_role("button", name="先把需说明的说明了", exact=True)).to_be_visible()
    explain = page.get_by_placeholder("为什么是这个数", exact=False)
    expect(explain).to_have_count(2)
    for n in range(explain.count()):
        explain.nth(n).fill("年中集中入库，已与省系统核对")
    press(page, "记下答复，再检查一次")
    expect(page.get_by_role("button", name="上报1份", exact=True)).to_be_enabled()
    hand_in(page, "张三")
    first = _sent(folder, State.SUBMITTED)

    # 市级：退回，理由写清
    at(server, page, f"do=review&id={first}")
    expect(page.get_by_text("“5OO”改正为“500”")).to_be_visible()
    page.get_by_label("审核人姓名", exact=False).fill("李四")
    page.get_by_label("退回的理由").fill("合同额与台账对不上")
    press(page, "退回")
    expect(page.get_by_text("已退回", exact=False)).to_be_visible()

    # 板块：看到理由，再传一份
    at(server, page, "do=review")
    expect(page.get_by_text("合同额与台账对不上")).to_be_visible()
    at(server, page, f"kind=unit&owner={UNIT}")
    again = book(tmp_path, "太仓7月改.xlsx", month=500, total=last + 500, contract=_contract(folder) + 50)
    page.locator("input[type=file]").set_input_files(again)
    explain_all(page)
    hand_in(page, "张三")
    second = _sent(folder, State.SUBMITTED)

    # 市级：看收下以后的位次，收下，审定
    at(server, page, f"do=review&id={second}")
    expect(page.get_by_role("heading", name="收下以后，位次", exact=False)).to_be_visible()
    page.get_by_label("审核人姓名", exact=False).fill("李四")
    press(page, "审核通过")
    expect(page.get_by_text("已审核通过", exact=False)).to_be_visible()
    at(server, page, "do=finalize")
    page.get_by_label("审定人姓名").fill("王五")
    press(page, f"审定{COLLECTING.year}年{COLLECTING.month}月")
    expect(page.get_by_text("已审定", exact=False).first).to_be_visible()

    # 画面变，数追到那一格
    page.goto(f"{server.url}/?city=suzhou&goal={SME}&unit={UNIT}")
    drawn(page)
    expect(page.get_by_text("太仓7月改.xlsx").first).to_be_visible()
    dash = Dashboard(folder)
    (step, *_) = trace.origin(dash, moment(dash, "suzhou", COLLECTING), UNIT, SME).steps
    assert (step.submission, step.value, step.by, step.accepted_by) == (second, last + 500, "张三", "李四")
    assert dash.store.verify().ok
    assert [e.action for e in dash.store.audit("suzhou")][:5] == ["finalize", "accept", "submit", "return", "submit"]
    dash.close()


def hand_in(page: Page, by: str = "") -> None:
    """上报这一份，等到说办成了；登录了的不用写名字。"""
    if by:
        page.get_by_label("上报人姓名", exact=False).fill(by)
    press(page, "上报1份")
    expect(page.get_by_text("已上报，请另一人审核", exact=False)).to_be_visible()


def explain_all(page: Page) -> None:
    """等检查完；要说明的都说明。"""
    ready = page.get_by_role("button", name="上报1份", exact=True)
    answer = page.get_by_role("button", name="记下答复，再检查一次", exact=True)  # 在各框之后，它有了框就都有了
    expect(ready.or_(answer).first).to_be_visible()
    settled(page)  # 还在跑的这一遍会把刚填的框换掉
    if not ready.count():
        boxes = page.get_by_placeholder("为什么是这个数", exact=False)
        for n in range(boxes.count()):
            boxes.nth(n).fill("年中集中入库，已与省系统核对")
        answer.click()
    expect(ready).to_be_enabled()


def _sent(folder: Path, state: State) -> str:
    dash = Dashboard(folder)
    found = next(s.id for s in dash.store.submissions("suzhou", COLLECTING.code) if s.state is state and s.header.owner == UNIT)
    dash.close()
    return found


def _level(folder: Path, month: Month, indicator: str = SME) -> float:
    """太仓市到某月的本年累计。"""
    dash = Dashboard(folder)
    found = trace.origin(dash, moment(dash, "suzhou", month), UNIT, indicator).value
    dash.close()
    return float(round(found or 0))


def _contract(folder: Path) -> float:
    return _level(folder, Month(2025, 6), CONTRACT)
