"""审核时的疑似重复或共建：市级看得到两家各报了什么，板块审核的人只看自己的，看不到另一家。"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.office import copied, send, sign_in, staff
from tests.browser.serverproc import Server
from tests.browser.test_story import UNIT
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.people import Role

pytestmark = pytest.mark.browser


def claim(owner: str, name: str) -> Bench:
    """一家报的同一家企业，项目编号各编各的。"""
    bench = Bench(owner=owner, month=COLLECTING)
    return bench.add("科创项目", number=f"KC-{owner}", name=name, credit_code="91320583MA1N5XYZ0M", lead=True, factor=1, stage="在谈")


def test_市级看得到两家_板块看不到另一家(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    send(folder, claim("昆山市", "启航医疗器械"), accept_by="李四")
    waiting = send(folder, claim(UNIT, "启航器械公司"))
    staff(folder, {"李四": (Role.CITY_REVIEWER, ""), "孙七": (Role.UNIT_REVIEWER, UNIT)})
    server = started(folder)
    path = f"submissions?city=suzhou&month={COLLECTING}&do=review&id={waiting}"

    sign_in(page, server, "李四", path)
    card = page.locator("section", has=page.get_by_role("heading", name="疑似重复或共建", exact=False))
    expect(card).to_contain_text("同一家企业，项目编号不同")
    expect(card).to_contain_text("昆山市《启航医疗器械》KC-昆山市")
    expect(card).to_contain_text(f"{UNIT}《启航器械公司》KC-{UNIT}")

    sign_in(page, server, "孙七", path)
    expect(page.get_by_role("heading", name="清单的增减", exact=False)).to_be_visible()
    expect(card).to_have_count(0)
    expect(page.get_by_text("启航医疗器械", exact=False)).to_have_count(0)
