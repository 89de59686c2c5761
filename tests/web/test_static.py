"""静态文件：从内存里回答，原文不变，缓存和压缩都说得对；不在册的一律交给里层。"""

import gzip
import re
import time
from importlib.resources import files
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from dashboard import paths
from dashboard.web.guard import HEADERS
from dashboard.web.static import Asset, Static, assets

FRONT = Path(str(files("streamlit") / "static"))
HASHED = "/" + re.findall(r"static/js/index\.[\w-]+\.js", (FRONT / "index.html").read_text("utf-8"))[0]
FONT = f"/static/media/{next((FRONT / 'static' / 'media').glob('*.woff2')).name}"
OURS = "/app/static/topo/world_110m.json"
PLAIN = {"accept-encoding": "identity"}


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("里层", 418)(scope, receive, send)


@pytest.fixture(scope="module")
def alone() -> TestClient:
    return TestClient(Static(inner))


def source(path: str) -> bytes:
    return (paths.root() / "src" / path[5:] if path.startswith("/app/") else FRONT / path[1:]).read_bytes()


@pytest.mark.parametrize("path", [HASHED, FONT, OURS, "/favicon.png", "/manifest.json"])
@pytest.mark.parametrize("accept", ["gzip, deflate, br", "gzip", "identity"])
def test_送到的就是盘上的那一份(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept-encoding": accept})
    assert answer.status_code == 200
    assert answer.content == source(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_与Streamlit自己送的类型一样(client: TestClient) -> None:
    """只要一段的交给 Streamlit 回答，正好拿来对照。"""
    for path in (HASHED, FONT, OURS, "/favicon.png"):
        theirs = client.get(path, headers={**PLAIN, "range": "bytes=0-9"})
        assert (theirs.status_code, theirs.content) == (206, source(path)[:10])
        assert kind(client.get(path).headers["content-type"]) == kind(theirs.headers["content-type"])


def kind(said: str) -> str:
    """不看编码；脚本的两个叫法是一回事。"""
    return said.partition(";")[0].replace("application/javascript", "text/javascript")


def test_压缩的解开是原文(alone: TestClient) -> None:
    for accept, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        with alone.stream("GET", HASHED, headers={"accept-encoding": accept}) as answer:
            body = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == accept
        assert int(answer.headers["content-length"]) == len(body) < len(source(HASHED)) / 3
        assert unpack(body) == source(HASHED)


def test_名字带指纹的永久缓存_别的每次问(alone: TestClient) -> None:
    found = {path: alone.get(path).headers["cache-control"] for path in (HASHED, FONT, OURS, "/favicon.png", "/manifest.json")}
    assert [path for path, caching in found.items() if "immutable" in caching] == [HASHED, FONT]
    assert {found[path] for path in (OURS, "/favicon.png", "/manifest.json")} == {"no-cache"}


def test_前端的脚本样式字体都带指纹() -> None:
    """Streamlit 换了起名的办法，这里就会失败。"""
    assert [path for path, asset in assets().items() if path.startswith("/static/") and not asset.forever] == []
    assert len(assets()) > 300


def test_没变就回304_压法不同不算同一份(alone: TestClient) -> None:
    packed = alone.get(OURS, headers={"accept-encoding": "gzip"}).headers
    for tag in (packed["etag"], f"W/{packed['etag']}", f'"x", {packed["etag"]}', "*"):
        again = alone.get(OURS, headers={"accept-encoding": "gzip", "if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == packed["etag"]
        assert again.headers["cache-control"] == "no-cache"
        assert "content-length" not in again.headers
    assert alone.get(OURS, headers={**PLAIN, "if-none-match": packed["etag"]}).status_code == 200
    assert alone.get(OURS, headers={"accept-encoding": "gzip", "if-none-match": '"old"'}).status_code == 200


def test_只问头时说大小不送正文(alone: TestClient) -> None:
    answer = alone.head(HASHED, headers=PLAIN)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == len(source(HASHED))


def test_压缩随请求而变的说明白(alone: TestClient) -> None:
    assert alone.get(HASHED, headers=PLAIN).headers["vary"] == "accept-encoding"
    font = alone.get(FONT, headers={"accept-encoding": "gzip, br"}).headers
    assert "vary" not in font
    assert "content-encoding" not in font


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/static/index.html", "/static/js/no.js", "/static/js/../index.html", "/static/js/%2e%2e/%2e%2e/%2e%2e/__init__.py",
     f"/{HASHED}", f"{HASHED}/", "/app/static/../main.py", "/app/static/topo", "/_stcore/health"],
)  # fmt: skip
def test_不在册的交给里层(alone: TestClient, path: str) -> None:
    assert alone.get(path).text == "里层"


def test_别的方法和只要一段的交给里层(alone: TestClient) -> None:
    assert alone.post(HASHED).text == "里层"
    assert alone.get(HASHED, headers={"range": "bytes=0-9"}).text == "里层"


def test_子路径() -> None:
    under = TestClient(Static(inner, base="kezhao"))
    assert under.get(f"/kezhao{HASHED}").content == source(HASHED)
    assert under.get(f"/kezhao{OURS}").content == source(OURS)
    assert under.get(HASHED).text == "里层"


def test_先要的在后台压好_别的等人来要() -> None:
    held = assets()
    early = [asset for asset in held.values() if asset.early and asset.text]
    with TestClient(Static(Starlette(), held=held)):
        until = time.monotonic() + 20
        while any(len(asset.kept) < 2 for asset in early):
            assert time.monotonic() < until
            time.sleep(0.01)
    assert held[HASHED] in early
    assert not any(asset.kept for asset in held.values() if not asset.early)


def test_压不成的记进日志_别的照压(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "b.js").write_text("//")
    held = {name: Asset(tmp_path / name, name, False, True) for name in ("a.js", "b.js")}
    with TestClient(Static(Starlette(), held=held)):
        until = time.monotonic() + 20
        while len(held["b.js"].kept) < 2:
            assert time.monotonic() < until
            time.sleep(0.01)
    assert "a.js" in caplog.text


def test_后来读不出的仍从内存里回答(tmp_path: Path) -> None:
    """升级时文件先没了，正开着的页面还能取到配套的那一份。"""
    (tmp_path / "a.js").write_text("1")
    client = TestClient(Static(inner, held={"/a.js": Asset(tmp_path / "a.js", "a", True)}))
    assert client.get("/a.js").text == "1"
    (tmp_path / "a.js").unlink()
    assert client.get("/a.js").text == "1"
