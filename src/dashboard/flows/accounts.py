"""账户：新建、停用、改密码、登录；每件要有权的事先问 require。"""

import hashlib
import os
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.access import passwords, rights
from dashboard.access.attempts import Attempts
from dashboard.access.people import named
from dashboard.domain.people import ROLE_ZH, Account, Action, Role
from dashboard.domain.problems import InputError, UsageError
from dashboard.flows.dashboard import Dashboard, now
from dashboard.storage.contracts.people import Signed

_OWNED = {Role.UNIT_REPORTER, Role.UNIT_REVIEWER, Role.DEPARTMENT_REPORTER}
_EVERYWHERE = {Role.ADMINISTRATOR, Role.SCREEN}
_IDLE_HOURS, _DAYS, _SCREEN_DAYS = 12, 7, 365
_TOUCH = timedelta(minutes=10)
ATTEMPTS = Attempts()


@dataclass(frozen=True, slots=True)
class NewAccount:
    """要建的账户。"""

    name: str
    role: Role
    city: str = ""
    owner: str = ""


def require(dash: Dashboard, by: str, action: Action, city: str, owner: str = "") -> None:
    """by 能不能做 action；不能抛 InputError。还没有启用账户（一个也没有）时人人可做。"""
    rights.require(dash.store.accounts(), by, action, city, owner)


def barred(dash: Dashboard, by: str, action: Action, city: str, owner: str = "") -> str:
    """不能做 action 的那句话；能做为空。"""
    try:
        require(dash, by, action, city, owner)
    except InputError as error:
        return error.message
    return ""


def enabled(dash: Dashboard) -> bool:
    """是否启用了账户。"""
    return bool(dash.store.accounts())


def add(dash: Dashboard, item: NewAccount, password: str, by: str, temporary: bool = True) -> Account:
    """新建账户；第一个须是管理员。角色、城市、归属对不上抛 InputError。"""
    if enabled(dash):
        require(dash, by, Action.MANAGE_ACCOUNTS, "")
    elif item.role is not Role.ADMINISTRATOR:
        raise InputError("first_account", "第一个账户须是管理员（--role 管理员）。")
    name = named(item.name, "账户")
    city, owner = _belongs(dash, item)
    account = Account(name, item.role, city, owner, True, temporary)
    dash.store.add_account(account, passwords.hashed(name, password), by or name)
    return account


def invite(dash: Dashboard, item: NewAccount, by: str) -> str:
    """新建账户，返回一次性的密码；本人第一次登录时换成自己的。"""
    password = passwords.one_time()
    add(dash, item, password, by)
    return password


def _belongs(dash: Dashboard, item: NewAccount) -> tuple[str, str]:
    """角色该有的城市和归属。"""
    role = ROLE_ZH[item.role]
    if item.role in _EVERYWHERE and not item.city and not item.owner:
        return "", ""
    if item.city not in dash.cities():
        raise UsageError("unknown_city", f"{role}须有所属城市（--city）。可用：{'、'.join(dash.cities())}。")
    profile = dash.profile(item.city, dash.version())
    if item.role not in _OWNED:
        if item.owner:
            raise InputError("owner", f"{role}不属于哪个板块、部门，请去掉。")
        return item.city, ""
    if item.role is Role.DEPARTMENT_REPORTER:
        found, known = profile.find_department(item.owner), [d.short_name for d in profile.departments]
    else:
        found, known = profile.find_unit(item.owner), list(profile.unit_names)
    if found is None:
        raise UsageError("owner", f"{role}须写明所属的{'部门' if item.role is Role.DEPARTMENT_REPORTER else '板块'}（--owner）。可用：{'、'.join(known)}。")
    return item.city, found


def change(dash: Dashboard, name: str, by: str, active: bool | None = None, item: NewAccount | None = None) -> Account:
    """启停，或改角色、归属；最后一个管理员不能停、不能改。"""
    require(dash, by, Action.MANAGE_ACCOUNTS, "")
    accounts = dash.store.accounts()
    before = accounts.get(name)
    if before is None:
        raise UsageError("unknown_account", f"没有账户“{name}”。可用dashboard user list查看。")
    city, owner = _belongs(dash, item) if item else (before.city, before.owner)
    after = replace(before, role=item.role if item else before.role, city=city, owner=owner, active=before.active if active is None else active)
    left = [a for a in (*(a for a in accounts.values() if a.name != name), after) if a.active and a.role is Role.ADMINISTRATOR]
    if not left:
        raise InputError("last_administrator", f"{name}是最后一个管理员，不能停用或改作别的。请先另设一个。")
    said = f"改为{ROLE_ZH[after.role]}{after.owner}" if item else "启用" if after.active else "停用"
    dash.store.change_account(after, by, said)
    return after


def reset_password(dash: Dashboard, name: str, by: str, password: str | None = None) -> str:
    """管理员重设密码，返回一次性的密码；下次登录须改。"""
    require(dash, by, Action.MANAGE_ACCOUNTS, "")
    chosen = password or passwords.one_time()
    dash.store.set_password(name, passwords.hashed(name, chosen), by, True)
    return chosen


def change_password(dash: Dashboard, name: str, old: str, new: str, address: str = "") -> None:
    """本人改密码；旧密码须对，新的须不同。"""
    _check(dash, name, old, address)
    if old == new:
        raise InputError("same_password", "新密码与旧密码相同，请换一个。")
    dash.store.set_password(name, passwords.hashed(name, new), name, False)


def sign_in(dash: Dashboard, name: str, password: str, address: str) -> str:
    """登录，返回凭据（只此一次，库里只存指纹）。不对、停用、试得太多抛 InputError，说法不透露有没有这个账户。"""
    name = " ".join(name.split())
    _check(dash, name, password, address)
    account = dash.store.accounts()[name]
    token = secrets.token_urlsafe(32)
    dash.store.sign_in(name, _fingerprint(token), now() + _longest(account.role))
    return token


def _check(dash: Dashboard, name: str, password: str, address: str) -> None:
    keys = (f"账户{name}", f"地址{address}")
    wait = ATTEMPTS.wait(*keys)
    if wait:
        raise InputError("wait", f"密码错的次数太多，请{wait}秒后再试。")
    account = dash.store.accounts().get(name)
    right = passwords.matches(dash.store.password_hash(name), password)
    if not right or account is None or not account.active:
        ATTEMPTS.wrong(*keys)
        dash.store.note(name, "sign_in_failed", account.city if account else "", account.owner if account else "", name, f"登录不成（{address}）")
        raise InputError("sign_in", "账户或密码不对，或账户已停用。")
    ATTEMPTS.right(*keys)


def who(dash: Dashboard, token: str) -> Account | None:
    """凭据是谁的；没有、过期、停用为 None。用着的随手记下，闲得太久的失效。"""
    if not token or not enabled(dash):
        return None
    mark = _fingerprint(token)
    found = dash.store.signed(mark)
    account = dash.store.accounts().get(found.name) if found else None
    if found is None or account is None or not account.active or _stale(found, account.role):
        return None
    if now() - found.seen > _TOUCH:
        dash.store.touch(mark)
    return account


def _stale(found: Signed, role: Role) -> bool:
    idle = role is not Role.SCREEN and now() - found.seen > timedelta(hours=_setting("DASHBOARD_IDLE_HOURS", _IDLE_HOURS))
    return now() >= found.until or idle


def sign_out(dash: Dashboard, token: str) -> None:
    """退出。"""
    dash.store.sign_out(_fingerprint(token))


def _longest(role: Role) -> timedelta:
    """一次登录最长多久；墙上的屏没有人管，给一年。"""
    return timedelta(days=_SCREEN_DAYS if role is Role.SCREEN else _setting("DASHBOARD_SIGN_IN_DAYS", _DAYS))


def _setting(name: str, default: int) -> int:
    given = os.environ.get(name, "")
    return int(given) if given.isdecimal() and int(given) > 0 else default


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
