"""外壳：送出的 HTML 从第一个字节就是中文的，带旧浏览器补丁；只改页面，不动别的。"""

import json
import re
from importlib.resources import files

import pytest
import streamlit
from starlette.testclient import TestClient

from dashboard.flows.screens.where import FRONT, PAGES
from dashboard.web import ahead, shell

DEEP = [name for name in PAGES if name != FRONT]


def test_语言标题和脚本都在最前面(client: TestClient) -> None:
    html = client.get("/").text
    assert '<html lang="zh-CN"' in html
    assert html.count("<title>") == 1
    assert " · 科招看板</title>" in html


def test_先是首屏画_再是脚本_最后才装活的页面(client: TestClient) -> None:
    html = client.get("/").text
    assert html.index('<div id="first">') < html.index('<div id="root">') < html.index("window.tooOld") < html.index('"type":"module"')
    assert '<script type="module"' not in html
    assert 'rel="stylesheet"' not in html


def test_脚本块先要的都在(client: TestClient) -> None:
    later = {attributes.get("href", attributes.get("src", "")) for _, attributes in ahead.taken((files(streamlit) / "static" / "index.html").read_text("utf-8"))[1]}
    assert any("BidiComponent." in name for name in later)
    for name in later:
        assert client.get(name.removeprefix(".")).status_code == 200, name


def test_人看得见的字里没有英文(client: TestClient) -> None:
    html = client.get("/").text
    visible = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert re.findall("[A-Za-z]{2,}", visible) == []


def test_不预取用不着的拉丁字体(client: TestClient) -> None:
    assert 'as="font"' not in client.get("/").text


def test_外壳不指向机器接口(client: TestClient) -> None:
    assert "_stcore/agent" not in client.get("/").text


@pytest.mark.parametrize("page", DEEP)
def test_每一页的地址送出同一个外壳(client: TestClient, page: str) -> None:
    def shell_of(path: str) -> str:
        return client.get(path).text.split('<div id="root">')[1]

    assert shell_of(f"/{page}?city=suzhou") == shell_of("/")


def test_首页写成页名时转到根上并带着参数(client: TestClient) -> None:
    answer = client.get(f"/{FRONT}?city=suzhou&month=2025-06", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "./?city=suzhou&month=2025-06")


def test_没有的页说一句中文(client: TestClient) -> None:
    answer = client.get("/secret<script>")
    assert answer.status_code == 404
    assert "没有“secret&lt;script&gt;”这一页。" in answer.text


def test_压缩和不压缩是同一页(client: TestClient) -> None:
    plain = client.get("/", headers={"accept-encoding": "identity"})
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_没变就回304(client: TestClient) -> None:
    first = client.get("/")
    for tag in (first.headers["etag"], f"W/{first.headers['etag']}"):  # 代理压过的会改成弱的
        again = client.get("/", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers={"if-none-match": '"old"'}).status_code == 200


def test_只问头时不送正文(client: TestClient) -> None:
    answer = client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_静态文件原样送出(client: TestClient) -> None:
    name = re.search(r"static/js/index\.[\w-]+\.js", client.get("/").text)
    assert name
    source = (files(streamlit) / "static" / name[0]).read_bytes()
    assert client.get(f"/{name[0]}").content == source


def bundle() -> str:
    """装着的 Streamlit 前端的全部脚本。"""
    return "\n".join(f.read_text("utf-8") for f in (files(streamlit) / "static" / "static" / "js").iterdir() if f.name.endswith(".js"))


def test_词表里的每个英文词都还在前端里() -> None:
    """Streamlit 升级改了说法，这里就会失败，词表跟着改。"""
    words = json.loads((files("dashboard.web") / "words.json").read_text("utf-8"))
    text = bundle()
    assert [w for w in words["exact"] if w not in text] == []
    text += (files(streamlit) / "elements" / "exception.py").read_text("utf-8")
    heads = [" ".join(re.split(r"[(\\\[$]", pattern.lstrip("^"))[0].split()[:3]) for pattern, _ in words["patterns"]]
    assert [head for head in heads if head not in text] == []


def test_词表译出来的都不带英文() -> None:
    words = json.loads((files("dashboard.web") / "words.json").read_text("utf-8"))
    chinese = [*words["exact"].values(), *(to for _, to in words["patterns"])]
    assert [c for c in chinese if re.search("[A-Za-z]{2,}", c.replace("CSV", "").replace("dashboard serve", ""))] == []


def test_词表放进网页不会断开脚本() -> None:
    assert "</script>" not in re.sub(r"^<script>|</script>(<script>)?", "", shell.scripts([]))


def test_小页也写着图标_子路径下不去站点的根上要(client: TestClient) -> None:
    for path in ("/nothing", "/login", "/screen?city=nowhere"):
        assert '<link rel="icon"' in client.get(path).text
