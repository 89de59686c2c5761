"""账户的命令：user add、list、disable、enable、password、role。"""

import argparse
import getpass
import sys

from dashboard.cli.answer import Answer, table
from dashboard.domain.people import ROLE_ZH, Account, Role
from dashboard.domain.problems import UsageError
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import open_dashboard

_UNKNOWN = "—"


def user(options: argparse.Namespace) -> Answer:
    """管账户；在服务器上运行即有权，--by 写明是谁。"""
    return _DOING[options.act](options)


def _add(options: argparse.Namespace) -> Answer:
    dash, item = open_dashboard(), NewAccount(_name(options), _role(options), options.city or "", options.owner or "")
    if options.password_stdin:
        account = accounts.add(dash, item, _password(options), options.by or "")
        return Answer(_record(account), f"已建账户{account.name}（{ROLE_ZH[account.role]}），首次登录须改密码")
    secret = accounts.invite(dash, item, options.by or "")
    return Answer({**_record(dash.store.accounts()[item.name]), "password": secret}, f"已建账户{item.name}（{ROLE_ZH[item.role]}），一次性密码：{secret}")


def _list(_options: argparse.Namespace) -> Answer:
    found = list(open_dashboard().store.accounts().values())
    rows = [["账户", "角色", "城市", "板块或部门", "状态"]]
    rows += [[a.name, ROLE_ZH[a.role], a.city or _UNKNOWN, a.owner or _UNKNOWN, "在用" if a.active else "停用"] for a in found]
    return Answer([_record(a) for a in found], table(rows))


def _disable(options: argparse.Namespace) -> Answer:
    return _changed(accounts.change(open_dashboard(), _name(options), _by(options), active=False), "已停用，登录着的立刻退出")


def _enable(options: argparse.Namespace) -> Answer:
    return _changed(accounts.change(open_dashboard(), _name(options), _by(options), active=True), "已启用")


def _move(options: argparse.Namespace) -> Answer:
    item = NewAccount(_name(options), _role(options), options.city or "", options.owner or "")
    return _changed(accounts.change(open_dashboard(), item.name, _by(options), item=item), f"已改为{ROLE_ZH[item.role]}")


def _reset(options: argparse.Namespace) -> Answer:
    given = _password(options) if options.password_stdin else None
    secret = accounts.reset_password(open_dashboard(), _name(options), _by(options), given)
    shown = {} if given else {"password": secret}
    return Answer({"name": options.name, **shown}, f"{options.name}的密码已重设{'' if given else f'，一次性密码：{secret}'}；下次登录须改")


def _changed(account: Account, said: str) -> Answer:
    return Answer(_record(account), f"{account.name}{said}")


def _record(account: Account) -> dict[str, object]:
    return {"name": account.name, "role": str(account.role), "city": account.city or None, "owner": account.owner or None, "active": account.active}


def _password(_options: argparse.Namespace) -> str:
    """密码从标准输入读一行；在终端里不回显。"""
    found = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline()
    return found.rstrip("\r\n")


def _name(options: argparse.Namespace) -> str:
    if not options.name:
        raise UsageError("usage", f"user {options.act}须写账户名。")
    return str(options.name)


def _by(options: argparse.Namespace) -> str:
    if not options.by:
        raise UsageError("usage", f"user {options.act}须写--by（管理员的账户名）。")
    return str(options.by)


def role_named(text: str) -> Role:
    """角色的中文名（或代号）→ 角色；不认得抛 UsageError。"""
    found = next((r for r in Role if text in (ROLE_ZH[r], r)), None)
    if found is None:
        raise UsageError("usage", f"没有角色“{text}”。可用：{'、'.join(ROLE_ZH.values())}。")
    return found


def _role(options: argparse.Namespace) -> Role:
    if options.role is None:
        raise UsageError("usage", f"user {options.act}须写--role。可用：{'、'.join(ROLE_ZH.values())}。")
    found: Role = options.role
    return found


_DOING = {"add": _add, "list": _list, "disable": _disable, "enable": _enable, "role": _move, "password": _reset}
ACTS = tuple(_DOING)
