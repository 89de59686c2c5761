"""门卫：响应头处处都有，只许本机；封住的地址打不开。"""

import re

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/screen?city=suzhou", "/healthz", "/没有这一页", "/_stcore/metrics", "/static/index.html"])
def test_每个回答都带安全响应头(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_策略不许去本机以外的任何地方(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    allowed = set(re.findall(r"\S+", re.sub(r"(^|;)\s*[a-z-]+", " ", policy)))
    assert allowed <= {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/carriers/_stcore/agent/mcp", "/_stcore/agent"],
)
def test_机器接口和指标打不开(client: TestClient, path: str, method: str) -> None:
    assert client.request(method, path).status_code == 404


def test_形近的地址不误封(client: TestClient) -> None:
    assert client.get("/_stcore/health").status_code == 200
    assert client.get("/_stcore/host-config").status_code == 200


def test_不报服务器是什么(client: TestClient) -> None:
    assert "server" not in client.get("/").headers
