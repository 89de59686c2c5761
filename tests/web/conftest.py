"""装好的整个服务器（不经网络），和一座有数的城市。"""

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient
from tests.worlds import World

from dashboard.access.attempts import Attempts
from dashboard.domain.month import Month
from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount

PASSWORD = "一段 好记的 长密码"
PAGE = {"accept": "text/html"}
HOST = "http:" "//10.1.2.3:8501"
JUNE, JULY = Month(2025, 6), Month(2025, 7)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """整个进程只起一次：Streamlit 一个进程只许有一个运行时。"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA_DIR", str(tmp_path_factory.mktemp("web") / "var"))
        import app

        with TestClient(app.app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 50000)) as client:
            yield client


@pytest.fixture
def client(running: TestClient, world: World) -> TestClient:
    """问的是 world 那个数据目录。"""
    fill(world)
    return running


@pytest.fixture
def far(running: TestClient, world: World, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """从别的机器来的。"""
    assert world.dash.version() > 0
    monkeypatch.setattr(accounts, "ATTEMPTS", Attempts())
    return TestClient(running.app, base_url=HOST, client=("10.9.8.7", 50000), follow_redirects=False)


@pytest.fixture
def staffed(far: TestClient, world: World) -> TestClient:
    """有一个管理员、一个领导、一块大屏。"""
    accounts.add(world.dash, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    accounts.add(world.dash, NewAccount("赵局", Role.LEADER, "suzhou"), PASSWORD, "王管", temporary=False)
    accounts.add(world.dash, NewAccount("一号屏", Role.SCREEN), PASSWORD, "王管", temporary=False)
    return far


def sign_in(client: TestClient, name: str, password: str = PASSWORD, back: str = "") -> str:
    """登录，返回转去哪里。"""
    answer = client.post("/login", data={"name": name, "password": password, "next": back})
    assert answer.status_code == 303, answer.text
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    return answer.headers["location"]


def fill(world: World) -> None:
    """六月两个板块报了数并审定，七月只收到一份；名称里夹着标签。"""
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 12, "tech_sme_annual": 3000, "vc_fund_new": 100})
    world.unit("太仓市", JUNE, {"foreign_rd_center_new": 3, "tech_sme_annual": 1200}, events=[stop("<b>六月</b>推介会", 12)])
    world.tasks(2025, {"昆山市": {"foreign_rd_center_new": 20}, "太仓市": {"foreign_rd_center_new": 40}})
    world.finalize(JUNE)
    world.unit("昆山市", JULY, {"foreign_rd_center_new": 77771})


def stop(name: str, day: int) -> dict[str, object]:
    """六月办过的一场活动。"""
    return {
        "no": "", "name": name, "host": "太仓市", "type": "板块招商活动", "theme": "", "place": "上海", "scope": "市外", "state": "已举办",
        "planned_words": "", "held": date(2025, 6, day), "tallies": "", "talks": 5, "signed": 2, "landed": 1, "sheet": "活动", "cell": "A4",
    }  # fmt: skip
