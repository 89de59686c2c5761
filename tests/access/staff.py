"""每种角色一个账户，账户名就是角色；和谁能做什么的那张表。"""

from collections.abc import Mapping

from tests.flows.test_uploads import book

from dashboard.domain.people import Account, Action, Role
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard

PAPER = ("盖章.pdf", b"%PDF-1.7 one %%EOF")
PASSWORD = "一段 好记的 长密码"
LOOK = {Action.WATCH, Action.VIEW}
LIST = {Action.LIST_SUBMISSIONS, Action.READ_AUDIT}
REPORT = {*LOOK, *LIST, Action.APPEAL, Action.TEMPLATE, Action.CHECK, Action.SUBMIT, Action.WITHDRAW, Action.FETCH_SOURCE}
ALLOWED: Mapping[Role, set[Action]] = {
    Role.UNIT_REPORTER: REPORT,
    Role.DEPARTMENT_REPORTER: REPORT,
    Role.UNIT_REVIEWER: {*LOOK, *LIST, Action.APPEAL, Action.FETCH_SOURCE, Action.ENDORSE, Action.RETURN, Action.PREVIEW},
    Role.CITY_REVIEWER: {a for a in Action if a not in (Action.MANAGE_ACCOUNTS, Action.WITHDRAW, Action.ENDORSE)},
    Role.LEADER: LOOK,
    Role.SCREEN: {Action.WATCH},
    Role.ADMINISTRATOR: {*LOOK, Action.MANAGE_ACCOUNTS, Action.READ_AUDIT},
}
"""题面写的，与程序里的那张各写各的。"""


def account(role: Role) -> Account:
    owner = {Role.UNIT_REPORTER: "昆山市", Role.UNIT_REVIEWER: "昆山市", Role.DEPARTMENT_REPORTER: "市科技局"}.get(role, "")
    return Account("某人", role, "" if role in (Role.ADMINISTRATOR, Role.SCREEN) else "suzhou", owner)


def waiting(dash: Dashboard) -> str:
    """昆山市的一份待审。"""
    (found,) = uploads.submit(dash, [book(len(dash.store.submissions("suzhou")) + 5)], by="unit_reporter", attachments=[PAPER])
    assert found.submission is not None
    return found.submission.id
