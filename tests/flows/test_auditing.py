"""审计：可筛、可导出；市级看全市，板块只看自己的；导出本身也记着。"""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.flows.test_uploads import accepted, book

from dashboard.domain.people import Role
from dashboard.domain.problems import InputError
from dashboard.flows import accounts, auditing, uploads
from dashboard.flows.accounts import NewAccount
from dashboard.flows.auditing import Wanted
from dashboard.flows.dashboard import Dashboard

PASSWORD = "一段 好记的 长密码"


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    found = Dashboard(data_dir)
    accepted(found, 5)
    uploads.submit(found, [book(5, "太仓市")], by="=王五")
    return found


def test_按类别_单位_人筛(dash: Dashboard) -> None:
    assert {e.action for e in auditing.entries(dash, "suzhou", "", Wanted(what="审核"))} == {"accept"}
    assert {e.owner for e in auditing.entries(dash, "suzhou", "", Wanted(owner="太仓市"))} == {"太仓市"}
    assert {e.action for e in auditing.entries(dash, "suzhou", "", Wanted(by="李四"))} == {"accept"}
    assert auditing.people(auditing.entries(dash, "suzhou", "", Wanted())) == ["=王五", "张三", "李四"]


def test_导出的不成公式_导出也记着(dash: Dashboard) -> None:
    page = load_workbook(BytesIO(auditing.exported_book(dash, "suzhou", "李四", Wanted(what="上报")))).active
    assert [page.cell(4, c).value for c in (3, 4, 5)] == ["'=王五", "太仓市", "上报"]
    newest = dash.store.audit("suzhou")[0]
    assert (newest.by, newest.action, newest.detail) == ("李四", "export", "导出审计记录2条")


def test_板块只看自己的(dash: Dashboard) -> None:
    accounts.add(dash, NewAccount("管理员", Role.ADMINISTRATOR), PASSWORD, "")
    accounts.add(dash, NewAccount("昆山", Role.UNIT_REPORTER, "suzhou", "昆山市"), PASSWORD, "管理员")
    accounts.add(dash, NewAccount("领导", Role.LEADER, "suzhou"), PASSWORD, "管理员")
    assert {e.owner for e in auditing.entries(dash, "suzhou", "昆山", Wanted(owner="太仓市"))} == {"昆山市"}
    assert {e.owner for e in auditing.entries(dash, "suzhou", "管理员", Wanted())} > {"昆山市", "太仓市"}
    with pytest.raises(InputError, match="不能做这件事"):
        auditing.entries(dash, "suzhou", "领导", Wanted())
