"""账户的流程：第一个是管理员，最后一个管理员停不了；登录、过期、停用、换密码。"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.access.attempts import Attempts
from dashboard.domain.people import Role
from dashboard.domain.problems import InputError, UsageError
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard
from dashboard.metrics.deadlines import BEIJING

PASSWORD, NEW = "一段 好记的 长密码", "另一段 好记的 长密码"


@pytest.fixture
def dash(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dashboard]:
    monkeypatch.setattr(accounts, "ATTEMPTS", Attempts())
    found = Dashboard(data_dir)
    accounts.add(found, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    yield found
    found.close()


def test_第一个须是管理员(data_dir: Path) -> None:
    dash = Dashboard(data_dir)
    assert not accounts.enabled(dash)
    with pytest.raises(InputError, match="第一个账户须是管理员"):
        accounts.add(dash, NewAccount("张三", Role.LEADER, "suzhou"), PASSWORD, "")
    dash.close()


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (NewAccount("张三", Role.UNIT_REPORTER, "", "昆山市"), "须有所属城市"),
        (NewAccount("张三", Role.UNIT_REPORTER, "suzhou", ""), "须写明所属的板块"),
        (NewAccount("张三", Role.UNIT_REPORTER, "suzhou", "市科技局"), "须写明所属的板块"),
        (NewAccount("张三", Role.DEPARTMENT_REPORTER, "suzhou", "昆山市"), "须写明所属的部门"),
        (NewAccount("张三", Role.LEADER, "suzhou", "昆山市"), "不属于哪个板块"),
        (NewAccount(" ", Role.LEADER, "suzhou"), "请填写账户"),
    ],
)
def test_角色与归属对不上(dash: Dashboard, item: NewAccount, said: str) -> None:
    with pytest.raises((InputError, UsageError), match=said):
        accounts.add(dash, item, PASSWORD, "王管")


def test_别名认到板块(dash: Dashboard) -> None:
    made = accounts.add(dash, NewAccount("张三", Role.UNIT_REPORTER, "suzhou", "昆山"), PASSWORD, "王管")
    assert (made.owner, made.temporary) == ("昆山市", True)


def test_最后一个管理员停不了_改不了(dash: Dashboard) -> None:
    with pytest.raises(InputError, match="最后一个管理员"):
        accounts.change(dash, "王管", "王管", active=False)
    with pytest.raises(InputError, match="最后一个管理员"):
        accounts.change(dash, "王管", "王管", item=NewAccount("王管", Role.LEADER, "suzhou"))
    accounts.add(dash, NewAccount("李管", Role.ADMINISTRATOR), PASSWORD, "王管")
    accounts.change(dash, "王管", "李管", active=False)
    assert not dash.store.accounts()["王管"].active


def test_登录认得出_退出就不认(dash: Dashboard) -> None:
    token = accounts.sign_in(dash, " 王管 ", PASSWORD, "10.0.0.8")
    found = accounts.who(dash, token)
    assert found is not None
    assert found.name == "王管"
    assert accounts.who(dash, token + "x") is None
    assert accounts.who(dash, "") is None
    accounts.sign_out(dash, token)
    assert accounts.who(dash, token) is None


def test_库里没有凭据和密码的原文(dash: Dashboard) -> None:
    token = accounts.sign_in(dash, "王管", PASSWORD, "10.0.0.8")
    content = b"".join(p.read_bytes() for p in dash.data_dir.glob("ledger.sqlite*"))
    assert token.encode() not in content
    assert PASSWORD.encode() not in content


@pytest.mark.parametrize(("name", "password"), [("王管", "错的错的错的错的错的"), ("没有", PASSWORD), ("", "")])
def test_登录不成_不透露有没有这个账户(dash: Dashboard, name: str, password: str) -> None:
    with pytest.raises(InputError, match="账户或密码不对，或账户已停用"):
        accounts.sign_in(dash, name, password, "10.0.0.8")
    assert dash.store.audit("suzhou")[0].action == "sign_in_failed"


def test_错五次要等_对的也要等(dash: Dashboard) -> None:
    for _ in range(5):
        with pytest.raises(InputError, match="账户或密码不对"):
            accounts.sign_in(dash, "王管", "错的错的错的错的错的", "10.0.0.8")
    with pytest.raises(InputError, match="请30秒后再试"):
        accounts.sign_in(dash, "王管", PASSWORD, "10.0.0.9")


@pytest.mark.parametrize(("role", "hours", "signed"), [(Role.ADMINISTRATOR, 11.9, True), (Role.ADMINISTRATOR, 12.1, False), (Role.SCREEN, 24 * 300, True), (Role.SCREEN, 24 * 366, False)])
def test_闲得太久的失效_大屏一年(dash: Dashboard, monkeypatch: pytest.MonkeyPatch, role: Role, hours: float, signed: bool) -> None:
    if role is Role.SCREEN:
        accounts.add(dash, NewAccount("大屏1", role), PASSWORD, "王管", temporary=False)
    token = accounts.sign_in(dash, "大屏1" if role is Role.SCREEN else "王管", PASSWORD, "10.0.0.8")
    later = datetime.now(BEIJING) + timedelta(hours=hours)
    monkeypatch.setattr(accounts, "now", lambda: later)
    assert (accounts.who(dash, token) is not None) == signed


def test_停用即退出_启用须重新登录(dash: Dashboard) -> None:
    accounts.add(dash, NewAccount("张三", Role.LEADER, "suzhou"), PASSWORD, "王管", temporary=False)
    token = accounts.sign_in(dash, "张三", PASSWORD, "10.0.0.8")
    accounts.change(dash, "张三", "王管", active=False)
    assert accounts.who(dash, token) is None
    accounts.change(dash, "张三", "王管", active=True)
    assert accounts.who(dash, token) is None
    assert accounts.who(dash, accounts.sign_in(dash, "张三", PASSWORD, "10.0.0.8")) is not None


def test_本人改密码_旧的登录都退出(dash: Dashboard) -> None:
    token = accounts.sign_in(dash, "王管", PASSWORD, "10.0.0.8")
    for old, new, said in (("错的错的错的错的错的", NEW, "账户或密码不对"), (PASSWORD, PASSWORD, "与旧密码相同"), (PASSWORD, "短", "至少10位")):
        with pytest.raises(InputError, match=said):
            accounts.change_password(dash, "王管", old, new)
    accounts.change_password(dash, "王管", PASSWORD, NEW)
    assert accounts.who(dash, token) is None
    assert accounts.sign_in(dash, "王管", NEW, "10.0.0.8")


def test_管理员重设的下次登录须改(dash: Dashboard) -> None:
    accounts.add(dash, NewAccount("张三", Role.LEADER, "suzhou"), PASSWORD, "王管", temporary=False)
    secret = accounts.reset_password(dash, "张三", "王管")
    found = accounts.who(dash, accounts.sign_in(dash, "张三", secret, "10.0.0.8"))
    assert found is not None
    assert found.temporary
