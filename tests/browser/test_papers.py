"""附件：随上报附上，市级审核的人取得，一字节不变、进审计；别家的人看不到那一份，也取不到。"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.office import attach, copied, sign_in, staff
from tests.browser.serverproc import Server
from tests.browser.test_story import CONTRACT, UNIT, explain_all, hand_in
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.people import Role
from dashboard.domain.submissions import State
from dashboard.flows.dashboard import Dashboard
from dashboard.storage.audit import Sought

pytestmark = pytest.mark.browser
PAPER = ("盖章扫描件.pdf", b"%PDF-1.7\n one page \n%%EOF\n")
FILLING, REVIEWING = f"submissions?city=suzhou&month={COLLECTING}&kind=unit&owner={UNIT}", f"submissions?city=suzhou&month={COLLECTING}&do=review"


def test_随上报附上_有权的人取得(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    staff(folder, {"张三": (Role.UNIT_REPORTER, UNIT), "钱六": (Role.UNIT_REVIEWER, "昆山市"), "李四": (Role.CITY_REVIEWER, "")})
    server = started(folder)
    book, paper = tmp_path / "太仓7月.xlsx", tmp_path / PAPER[0]
    book.write_bytes(Bench(owner=UNIT, month=COLLECTING).put(CONTRACT, 本年累计=900).content())
    paper.write_bytes(PAPER[1])

    sign_in(page, server, "张三", FILLING)
    attach(page, 0, book)
    explain_all(page)
    page.get_by_text("附件（可不附）").click()
    attach(page, 1, paper)
    hand_in(page)
    dash = Dashboard(folder)
    (sent,) = (s for s in dash.store.submissions("suzhou", COLLECTING.code, State.SUBMITTED))

    sign_in(page, server, "钱六", f"{REVIEWING}&id={sent.id}")
    expect(page.get_by_text("没有待审的上报。")).to_be_visible()
    expect(page.get_by_role("button", name="原件和附件", exact=False)).to_have_count(0)

    sign_in(page, server, "李四", f"{REVIEWING}&id={sent.id}")
    expect(page.get_by_role("cell", name=PAPER[0], exact=True)).to_be_visible()
    page.get_by_role("button", name="原件和附件（2份）").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"下载《{PAPER[0]}》").click()
    download.value.save_as(tmp_path / "取到.pdf")
    assert (tmp_path / "取到.pdf").read_bytes() == PAPER[1]
    assert [(e.by, e.subject) for e in dash.store.audit("suzhou", Sought(actions=("fetch_attachment",)))] == [("李四", sent.id)]
    dash.close()
