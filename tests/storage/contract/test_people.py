"""账户与登录：只停用不删除，凭据只存指纹，每一步进审计。"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.domain.people import Account, Role
from dashboard.domain.problems import InputError, UsageError
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import Store

ADMIN = Account("王管", Role.ADMINISTRATOR)
CLERK = Account("张三", Role.UNIT_REPORTER, "suzhou", "昆山市", temporary=True)
LATER = datetime.now(BEIJING) + timedelta(days=1)


def test_新建_改_停用(store: Store) -> None:
    assert store.accounts() == {}
    store.add_account(ADMIN, "哈希甲", "")
    store.add_account(CLERK, "哈希乙", "王管")
    assert store.accounts() == {"张三": CLERK, "王管": ADMIN}
    assert (store.password_hash("张三"), store.password_hash("没有")) == ("哈希乙", None)
    with pytest.raises(InputError, match="已有账户“张三”"):
        store.add_account(CLERK, "哈希丙", "王管")
    moved = replace(CLERK, owner="太仓市", active=False)
    store.change_account(moved, "王管", "停用")
    assert store.accounts()["张三"] == moved
    with pytest.raises(UsageError, match="没有账户“没有”"):
        store.change_account(Account("没有", Role.LEADER), "王管", "停用")
    assert [e.action for e in store.audit("suzhou")] == ["account_change", "account_add", "account_add"]
    assert store.verify().ok


def test_登录_退出(store: Store) -> None:
    store.add_account(CLERK, "哈希", "")
    store.sign_in("张三", "指纹", LATER)
    found = store.signed("指纹")
    assert found is not None
    assert (found.name, found.until) == ("张三", LATER)
    store.touch("指纹")
    assert (store.signed("指纹") or found).seen >= found.seen
    store.sign_out("指纹")
    store.sign_out("指纹")
    assert store.signed("指纹") is None


def test_停用_换密码_结束全部登录(store: Store) -> None:
    store.add_account(CLERK, "哈希", "")
    store.sign_in("张三", "一", LATER)
    store.sign_in("张三", "二", LATER)
    store.set_password("张三", "新哈希", "张三", False)
    assert (store.signed("一"), store.signed("二"), store.password_hash("张三")) == (None, None, "新哈希")
    assert not store.accounts()["张三"].temporary
    store.sign_in("张三", "三", LATER)
    store.change_account(replace(CLERK, active=False), "王管", "停用")
    assert store.signed("三") is None


def test_过期的登录清掉(store: Store) -> None:
    store.add_account(CLERK, "哈希", "")
    store.sign_in("张三", "旧", datetime.now(BEIJING) - timedelta(days=1))
    store.sign_in("张三", "新", LATER)
    assert store.signed("旧") is None
