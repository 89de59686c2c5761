"""权限测试共用的：各种角色都有人的看板。"""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.access.staff import PASSWORD, account

from dashboard.access import passwords
from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard


@pytest.fixture
def staffed(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Dashboard:
    """每种角色一个账户，账户名就是角色。哈希调到最快，这里不比快慢。"""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    dash = Dashboard(data_dir)
    accounts.add(dash, NewAccount("administrator", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            made = account(role)
            accounts.add(dash, NewAccount(str(role), role, made.city, made.owner), PASSWORD, "administrator", temporary=False)
    accounts.add(dash, NewAccount("another", Role.UNIT_REPORTER, "suzhou", "太仓市"), PASSWORD, "administrator")
    return dash
