"""装好的整个服务器（不经网络），和一座有数的城市。"""

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient
from tests.worlds import World

from dashboard.domain.month import Month

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
