"""/screen：内容按用途，只看审定月，版本变了就换；地址不对说中文。"""

import json
import re

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import JULY, JUNE
from tests.worlds import World

from dashboard.flows.dashboard import Dashboard
from dashboard.wording.lights import SHAPES


def body(client: TestClient, query: str = "") -> str:
    answer = client.get(f"/screen?city=suzhou{query}")
    assert answer.status_code == 200, answer.text
    return re.sub(r"<(script|style)\b.*?</\1>", "", answer.text, flags=re.DOTALL)


def test_内部的有位次和灯(client: TestClient) -> None:
    html = body(client, "&profile=internal")
    assert "位次" in html
    assert 'class="mark ' in html
    assert html.count("亮灯：百分点v1，出处：银川市") >= 2, "目标、龙虎榜两叠各印一处"
    assert "创投基金规模" in html


def test_公开的没有位次没有灯没有金额(client: TestClient) -> None:
    html = body(client)
    assert "外资研发机构" in html
    for hidden in ("位次", "龙虎榜", "升至", 'class="mark ', "FAR_BEHIND", "滞后", "序时", "亿元", "创投基金", "未报", "亮灯"):
        assert hidden not in html, hidden
    assert not set(SHAPES.values()) - {"—"} & set(html)


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_哪一种都有活动(client: TestClient, profile: str) -> None:
    assert 'class="deck events"' in body(client, f"&profile={profile}")


def test_一直看得见数据截至更新时间版本和模拟(client: TestClient) -> None:
    footer = body(client).split("<footer>")[1]
    assert "数据截至<b>2025年6月</b>（审定）" in footer
    assert re.search(r"\d+月\d+日\d+:\d\d更新", footer)
    assert re.search(r"第\d+版", footer)
    assert "已报2/10个板块" in footer


def test_收数中的月份不上屏(client: TestClient) -> None:
    html = body(client, "&profile=internal")
    assert "77,771" not in html
    assert '<b>15</b><span class="uom">家</span>' in html


def test_审定后更正的标出来(client: TestClient, world: World) -> None:
    assert "审定后更正" not in body(client, "&profile=internal")
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 13, "tech_sme_annual": 3000, "vc_fund_new": 100})
    assert "（审定，昆山市审定后更正）" in body(client, "&profile=internal")
    assert "（审定，审定后更正）" in body(client)


def test_上报里的标签只当文字(client: TestClient) -> None:
    html = body(client)
    assert "&lt;b&gt;六月&lt;/b&gt;推介会" in html
    assert "<b>六月" not in html


def test_审定新的月份后版本变内容也变(client: TestClient, world: World) -> None:
    before = client.get("/screen/version?city=suzhou").json()
    assert before["stamp"] in body(client)
    world.finalize(JULY)
    after = client.get("/screen/version?city=suzhou").json()
    assert after["stamp"] != before["stamp"]
    assert after["version"] == before["version"] + 1
    html = body(client)
    assert after["stamp"] in html
    assert "数据截至<b>2025年7月</b>" in html


def test_版本回答很小且不缓存(client: TestClient) -> None:
    answer = client.get("/screen/version?city=suzhou")
    assert len(answer.content) < 100
    assert answer.headers["cache-control"] == "no-store"


def test_没有审定月时只说还没有(running: TestClient, world: World) -> None:
    world.unit("昆山市", JULY, {"foreign_rd_center_new": 77771})
    html = body(running, "&profile=internal")
    assert "还没有审定的月份" in html
    assert "77,771" not in html


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
@pytest.mark.parametrize("profile", ["public", "internal"])
def test_两座城市两种用途都画得出(client: TestClient, city: str, profile: str) -> None:
    answer = client.get(f"/screen?city={city}&profile={profile}")
    assert answer.status_code == 200
    assert ("苏州市" if city == "suzhou" else "南通市") in answer.text


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("city=wuxi", 404, "没有城市wuxi"),
        ("city=suzhou&profile=secret", 400, "profile写public（公开）或internal（内部）"),
        ("city=suzhou&scale=9", 400, "scale应为0.5到4之间的数"),
        ("city=suzhou&scale=大", 400, "scale应为0.5到4之间的数"),
        ("city=suzhou&seconds=5", 400, "seconds应为15到600之间的数"),
        ("city=suzhou&pages=goals,pie", 400, "pages可写goals"),
    ],
)
def test_地址不对说一句中文(client: TestClient, query: str, status: int, message: str) -> None:
    answer = client.get(f"/screen?{query}")
    assert answer.status_code == status
    assert message in answer.text
    assert 'lang="zh-CN"' in answer.text


def test_地址里的标签只当文字(client: TestClient) -> None:
    assert "<script>x" not in client.get("/screen?city=<script>x").text


def test_版本地址里没有这座城市(client: TestClient) -> None:
    answer = client.get("/screen/version?city=wuxi")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_city"


def test_字号倍数和秒数写进页面(client: TestClient) -> None:
    html = client.get("/screen?city=suzhou&scale=1.6&seconds=30").text
    assert ":root{--scale:1.6}" in html
    assert 'data-seconds="30"' in html
    assert "screen/version?city=suzhou&amp;scale=1.6" in html


def test_只放所选的几叠(client: TestClient) -> None:
    html = body(client, "&profile=internal&pages=events,goals")
    assert re.findall(r'class="deck (\w+)"', html) == ["events", "goals"]


def test_公开的写了龙虎榜也不放(client: TestClient) -> None:
    assert re.findall(r'class="deck (\w+)"', body(client, "&pages=leaderboard,events")) == ["events"]


@pytest.mark.usefixtures("world")
def test_没料到的错给一个编号_日志里有同一编号(
    running: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: Dashboard, *_args: object) -> None:
        raise ZeroDivisionError("除以零")

    monkeypatch.setattr(Dashboard, "keep", broken)
    quiet = TestClient(running.app, client=("127.0.0.1", 50000), raise_server_exceptions=False)
    answer = quiet.get("/screen?city=suzhou")
    assert answer.status_code == 500
    number = re.search("编号([0-9A-F]{8})", answer.text)
    assert number
    assert f"编号{number[1]}" in caplog.text
    assert "ZeroDivisionError: 除以零" in caplog.text


def test_脚本只用老语法(client: TestClient) -> None:
    """大屏盒子的内核到86；这里挡住手滑写进的新语法，真正的验证在旧浏览器里。"""
    script = re.findall(r"<script>(.*?)</script>", client.get("/screen?city=suzhou").text, re.DOTALL)
    assert len(script) == 1
    assert not re.search(r"\?\.|\?\?|=>|\bconst\b|\blet\b|`|\|\|=|&&=", script[0])


def test_内容压缩后不大(client: TestClient) -> None:
    answer = client.get("/screen?city=suzhou&profile=internal", headers={"accept-encoding": "gzip"})
    assert int(answer.headers["content-length"]) < 60_000
    assert json.loads(client.get("/screen/version?city=suzhou").text)
