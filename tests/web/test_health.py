"""健康检查。"""

import pytest
from starlette.testclient import TestClient

from dashboard.domain.problems import StoreError
from dashboard.flows.dashboard import Dashboard, open_dashboard


@pytest.mark.parametrize("path", ["/healthz", "/health"])
def test_活着就报数据版本(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.json() == {"ok": True, "version": open_dashboard().version()}
    assert answer.headers["cache-control"] == "no-store"


def test_存储读不出就回503和一句中文(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Dashboard) -> int:
        raise StoreError("store_unreadable", "账本读不出")

    monkeypatch.setattr(Dashboard, "version", broken)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "message": "账本读不出"})
