"""审计：可筛、可导出；市级看全市，板块只看自己的；导出本身也记着。"""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.flows.test_uploads import accepted, book

from dashboard.domain.people import Role
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import TurnKind
from dashboard.flows import accounts, auditing, uploads
from dashboard.flows.accounts import NewAccount
from dashboard.flows.auditing import ACTIONS, Wanted
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
    assert {e.action for e in auditing.entries(dash, "suzhou", "", Wanted(month="1999-01"))} == set()
    seen = auditing.faces(dash, "suzhou", "", Wanted())
    assert (seen.total, set(seen.people)) == (len(auditing.entries(dash, "suzhou", "", Wanted())), {"=王五", "张三", "李四"})
    with pytest.raises(InputError, match="没有“审合”这一类"):
        auditing.entries(dash, "suzhou", "", Wanted(what="审合"))
    with pytest.raises(InputError, match="月份应写作YYYY-MM"):
        auditing.entries(dash, "suzhou", "", Wanted(month="6月"))


def test_旧的记录筛得到_不限最近几条(dash: Dashboard) -> None:
    """先筛再取：后面再多的记录也挤不掉前面的一条。"""
    for n in range(30):
        dash.store.note("王五", "export", "suzhou", "太仓市", "", f"第{n}次")
    (oldest,) = auditing.entries(dash, "suzhou", "", Wanted(what="审核"), most=5)
    assert oldest.by == "李四"
    assert len(auditing.entries(dash, "suzhou", "", Wanted(by="王五"), most=5)) == 5
    page = load_workbook(BytesIO(auditing.exported_book(dash, "suzhou", "", Wanted(by="王五")))).active
    assert "共30条" in str(page.cell(2, 1).value)


def test_每种记录都归得了类() -> None:
    """存储里写进审计的短名，ACTIONS 里都有：按类筛不会漏。"""
    source = "".join(f.read_text("utf-8") for f in Path("src/dashboard").rglob("*.py"))
    written = set(re.findall(r"(?:audit\.record\(connection|\.note\(\w+), (?:[\w.]+, )?\"([a-z_]+)\"", source)) | {str(kind) for kind in TurnKind}
    assert len(written) > 12
    assert written <= {action for actions in ACTIONS.values() for action in actions}


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
