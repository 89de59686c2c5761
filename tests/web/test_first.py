"""首屏：送出的网页里就是画好的画面；一有变化就重画；不许看的人拿不到；画的时候出了错也有话说。"""

import logging
import re

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import JULY, JUNE, PAGE, fill, sign_in
from tests.worlds import REVIEWER, SENDER, World

from dashboard.domain.problems import StoreError
from dashboard.domain.submissions import Header, Kind
from dashboard.figures.picture import Picture
from dashboard.flows import accounts
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.pictures import PICTURES, drawn, kept
from dashboard.flows.screens.where import FRONT, PAGES, Where
from dashboard.storage.contract import NewSubmission
from dashboard.web import first

PLACES = [
    ("overview", {}),
    ("overview", {"goal": "tech_sme_annual"}),
    ("overview", {"view": "matrix"}),
    ("overview", {"month": str(JULY)}),
    ("carriers", {}),
    ("carriers", {"view": "list"}),
    ("timeline", {}),
    ("leaderboard", {}),
    ("leaderboard", {"unit": "昆山市"}),
    ("leaderboard", {"unit": "昆山市", "view": "cockpit"}),
    ("leaderboard", {"view": "firm", "month": str(JUNE)}),
]


def picture(html: str) -> str:
    """网页里的首屏画；没有为空。"""
    found = re.search(r'<div id="first"><style>.*?</style><div class="kz" data-tag="\w+">(.*?)</div><noscript>', html, re.DOTALL)
    return found[1] if found else ""


def asked(client: TestClient, name: str, params: dict[str, str]) -> str:
    return client.get("/" if name == FRONT else f"/{name}", params={"city": "suzhou", **params}).text


@pytest.mark.parametrize(("name", "params"), PLACES)
def test_与活的画面是同一块(client: TestClient, world: World, name: str, params: dict[str, str]) -> None:
    html = asked(client, name, params)
    live = drawn(world.dash, name, {"city": "suzhou", **params})
    assert live.whole
    assert picture(html) == live.picture.html
    assert f"<title>{live.picture.title} · 科招看板</title>" in html


@pytest.mark.parametrize("name", [name for name in PAGES if name not in PICTURES])
def test_办事的页面有页框_标题和一句话(client: TestClient, name: str) -> None:
    found = picture(asked(client, name, {}))
    assert f"<h1>{PAGES[name]}</h1>" in found
    assert "要连上服务器" in found
    assert 'href="leaderboard?city=suzhou' in found


def test_地址不对说一句话(client: TestClient) -> None:
    assert "没有城市nowhere" in picture(asked(client, FRONT, {"city": "nowhere"}))
    assert "地址里的month" in picture(asked(client, "timeline", {"month": "2025-13"}))


def test_新的版本_新的一份上报_画面都跟着变(client: TestClient, world: World) -> None:
    before = client.get("/?city=suzhou")
    header = Header(Kind.UNIT, "suzhou", "太仓市", None, JUNE.code)
    (sent,) = world.dash.store.submit([NewSubmission(header, "更正.xlsx", "更正".encode(), SENDER, {}, ())])
    waiting = client.get("/?city=suzhou", headers={"if-none-match": before.headers["etag"]})
    assert "更正待审" not in picture(before.text)
    assert waiting.status_code == 200, "版本没有变，画面也变了"
    assert "更正待审：<b>太仓市</b>" in picture(waiting.text)
    world.dash.store.accept([sent.id], REVIEWER)
    after = client.get("/?city=suzhou").text
    assert "更正待审" not in picture(after)
    assert f"第{world.dash.version()}版" in picture(after)


def test_没有变化不重画(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[str] = []

    def counted(dash: Dashboard, where: Where) -> Picture:
        drawings.append(where.page)
        return kept(dash, where)

    monkeypatch.setattr(first, "kept", counted)
    texts = {client.get("/timeline?city=suzhou&month=2025-06").text for _ in range(3)}
    assert (len(texts), drawings) == (1, ["timeline"])
    client.get("/timeline?month=2025-06&city=suzhou")
    assert len(drawings) == 1


def test_没写城市月份的与写明的是同一份(world: World) -> None:
    fill(world)
    assert drawn(world.dash, FRONT, {}).picture is drawn(world.dash, FRONT, {"city": "suzhou", "month": str(JUNE)}).picture


def test_画的时候出了错_有编号_同一编号在日志里_好了就照常(client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> Picture:
        raise ZeroDivisionError("除以零")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(first, "kept", broken)
        answer = client.get("/carriers?city=suzhou")
    number = re.search("编号([0-9A-F]{8})", picture(answer.text))
    assert answer.status_code == 200
    assert number
    assert number[1] in caplog.text
    assert "ZeroDivisionError" not in answer.text
    assert "载体" in picture(client.get("/carriers?city=suzhou").text)


def test_一时读不出数据_好了就照常(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> Picture:
        raise StoreError("io", "数据文件读不出。")

    with monkeypatch.context() as patch:
        patch.setattr(first, "kept", unreadable)
        assert "数据文件读不出。" in picture(client.get("/carriers?city=suzhou&month=2025-06").text)
    assert "数据文件读不出。" not in picture(client.get("/carriers?city=suzhou&month=2025-06").text)


def test_地址太长_说一句话_不画也不记住(client: TestClient) -> None:
    html = client.get("/", params={"city": "suzhou", "x": "长" * 5000}).text
    assert "地址太长" in picture(html)
    assert "长长长" not in html


def test_没有登录的_停用的_大屏账户_都拿不到别人看过的画面(staffed: TestClient, world: World) -> None:
    sign_in(staffed, "赵局")
    seen = staffed.get("/?city=suzhou", headers=PAGE)
    assert picture(seen.text)
    assert seen.headers["cache-control"] == "no-store"
    cookies = dict(staffed.cookies)
    staffed.cookies.clear()
    nobody = staffed.get("/?city=suzhou", headers={**PAGE, "if-none-match": seen.headers["etag"]})
    sign_in(staffed, "一号屏")
    wall = staffed.get("/carriers?city=suzhou", headers=PAGE)
    accounts.change(world.dash, "赵局", "王管", active=False)
    staffed.cookies.clear()
    staffed.cookies.update(cookies)
    ended = staffed.get("/?city=suzhou", headers=PAGE)
    assert [answer.status_code for answer in (nobody, wall, ended)] == [303, 403, 303]
    assert [picture(answer.text) for answer in (nobody, wall, ended)] == ["", "", ""]


def test_换着写的长地址_记住的也有上限(client: TestClient) -> None:
    for number in range(40):
        assert client.get("/timeline", params={"city": "suzhou", "x": f"{number}{'长' * 3900}"}).status_code == 200
    shelf = open_dashboard()._kept["picture"]
    assert 0 < len(shelf._items) < 40
    assert shelf._weight <= shelf.heaviest
