"""谁可以做什么：流程里每件要有权的事先问这里。"""

from collections.abc import Mapping

from dashboard.domain.people import ROLE_ZH, Account, Action, Role
from dashboard.domain.problems import InputError

_LOOKS = frozenset({Action.WATCH, Action.VIEW})
_LISTS = frozenset({Action.LIST_SUBMISSIONS, Action.READ_AUDIT})
_REPORTS = _LOOKS | _LISTS | {Action.APPEAL, Action.TEMPLATE, Action.CHECK, Action.SUBMIT, Action.WITHDRAW, Action.FETCH_SOURCE}
_ENDORSES = _LOOKS | _LISTS | {Action.APPEAL, Action.FETCH_SOURCE, Action.ENDORSE, Action.RETURN, Action.PREVIEW}

MAY: Mapping[Role, frozenset[Action]] = {
    Role.UNIT_REPORTER: _REPORTS,
    Role.DEPARTMENT_REPORTER: _REPORTS,
    Role.UNIT_REVIEWER: _ENDORSES,
    Role.CITY_REVIEWER: frozenset(Action) - {Action.MANAGE_ACCOUNTS, Action.WITHDRAW, Action.ENDORSE},
    Role.LEADER: _LOOKS,
    Role.SCREEN: frozenset({Action.WATCH}),
    Role.ADMINISTRATOR: _LOOKS | {Action.MANAGE_ACCOUNTS, Action.READ_AUDIT},
}
"""角色 → 能做的事。"""

_OWN = _REPORTS - _LOOKS | _ENDORSES - _LOOKS
"""板块、部门的人只能对本单位做的事。"""


def require(accounts: Mapping[str, Account], by: str, action: Action, city: str, owner: str = "") -> None:
    """没有权就抛 InputError，说明谁、不能做什么、找谁。

    accounts 为全部账户；一个账户也没有时（还没有启用账户）人人可做。owner 为事情所关的板块或部门，全市的为空。"""
    if not accounts:
        return
    account = accounts.get(by)
    if account is None or not account.active:
        raise InputError("no_account", f"没有“{by}”这个账户，或已停用。请找管理员。")
    if action not in MAY[account.role]:
        raise InputError("no_right", f"{by}是{ROLE_ZH[account.role]}，不能做这件事。请找有权的人办理。")
    if account.city and city and account.city != city:
        raise InputError("no_right", f"{by}不是这座城市的。请找有权的人办理。")
    if account.owner and action in _OWN and owner != account.owner:
        raise InputError("no_right", f"{by}是{account.owner}的，不能替{owner or '全市'}办。请找有权的人办理。")
