"""人：账户、角色，和页面与命令上能做的每件事。"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """七种角色。"""

    UNIT_REPORTER = "unit_reporter"
    DEPARTMENT_REPORTER = "department_reporter"
    UNIT_REVIEWER = "unit_reviewer"
    CITY_REVIEWER = "city_reviewer"
    LEADER = "leader"
    SCREEN = "screen"
    ADMINISTRATOR = "administrator"


ROLE_ZH = {
    Role.UNIT_REPORTER: "板块填报",
    Role.DEPARTMENT_REPORTER: "部门填报",
    Role.UNIT_REVIEWER: "板块审核",
    Role.CITY_REVIEWER: "市级审核",
    Role.LEADER: "领导",
    Role.SCREEN: "大屏",
    Role.ADMINISTRATOR: "管理员",
}


class Action(StrEnum):
    """要有权才能做的事；看是 VIEW，墙上的屏只有 WATCH。"""

    WATCH = "watch"
    VIEW = "view"
    TEMPLATE = "template"
    CHECK = "check"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    LIST_SUBMISSIONS = "list_submissions"
    FETCH_SOURCE = "fetch_source"
    ENDORSE = "endorse"
    PREVIEW = "preview"
    RETURN = "return"
    ACCEPT = "accept"
    FINALIZE = "finalize"
    UNLOCK = "unlock"
    ADD_ALIAS = "add_alias"
    ASSESS = "assess"
    SET_RULES = "set_rules"
    APPEAL = "appeal"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


@dataclass(frozen=True, slots=True)
class Account:
    """一个账户。city 为所属城市，管理员不分城市为空；owner 为所属板块名或部门简称，市级的为空；
    temporary 为密码是别人设的，下次登录须改。"""

    name: str
    role: Role
    city: str = ""
    owner: str = ""
    active: bool = True
    temporary: bool = False
