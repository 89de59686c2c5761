"""门禁：没有登录的看不到、连不上；登录后回到原来要去的那一页；停用的几秒之内断开。"""

import re

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from tests.web.conftest import HOST, PAGE, PASSWORD, sign_in
from tests.worlds import World

from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.web import forms, gate


def test_没有登录的转去登录_记得原来要去哪里(staffed: TestClient) -> None:
    answer = staffed.get("/carriers?city=suzhou&unit=昆山市", headers=PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=carriers%3Fcity%3Dsuzhou")
    form = staffed.get(answer.headers["location"]).text
    back = re.search(r'name="next" value="([^"]*)"', form)
    assert back is not None
    assert sign_in(staffed, "赵局", back=back[1].replace("&amp;", "&")).startswith("/carriers?city=suzhou&unit=")
    assert staffed.get("/carriers?city=suzhou", headers=PAGE).status_code == 200


@pytest.mark.parametrize("path", ["/", "/screen", "/screen/version", "/_stcore/host-config", "/media/x.png", "/component/x", "/accounts", "//carriers", "/./carriers", "/%6certain"])
def test_没有登录的别的地址也不给(staffed: TestClient, path: str) -> None:
    assert staffed.get(path).status_code in (401, 404)
    assert staffed.put("/_stcore/upload_file/a/b", content=b"x").status_code == 401


@pytest.mark.parametrize("path", ["/login", "/healthz", "/_stcore/health"])
def test_登录页和健康检查总开着(staffed: TestClient, path: str) -> None:
    assert staffed.get(path).status_code == 200


def test_没有登录的连不上(staffed: TestClient) -> None:
    with pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)), staffed.websocket_connect("/_stcore/stream"):
        raise AssertionError("连上了")


@pytest.mark.parametrize("back", ["//evil.example/x", "https:" "//evil.example", "\\\\evil", "javascript:alert(1)"])
def test_登录后只去本站的页(staffed: TestClient, back: str) -> None:
    assert sign_in(staffed, "赵局", back=back) == "/"


def test_别的网站的表单不收(staffed: TestClient) -> None:
    data = {"name": "赵局", "password": PASSWORD}
    assert staffed.post("/login", data=data, headers={"origin": "null"}).status_code == 403
    assert staffed.post("/login", data=data, headers={"origin": HOST}).status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "' OR 1=1", "a" * 5000])
def test_假的凭据(staffed: TestClient, cookie: str) -> None:
    staffed.cookies.set(gate.COOKIE, cookie)
    assert staffed.get("/screen").status_code == 401


def test_密码错了_字照样转义(staffed: TestClient) -> None:
    answer = staffed.post("/login", data={"name": "<b>甲</b>", "password": "错的错的错的错的错的"})
    assert answer.status_code == 403
    assert "账户或密码不对" in answer.text
    assert "<b>甲</b>" not in answer.text


def test_大屏账户只看大屏(staffed: TestClient) -> None:
    sign_in(staffed, "一号屏")
    assert staffed.get("/screen?city=suzhou").status_code == 200
    assert staffed.get("/", headers=PAGE).headers["location"] == "/screen"
    assert staffed.get("/carriers", headers=PAGE).status_code == 403


def test_临时密码要先改(staffed: TestClient, world: World) -> None:
    secret = accounts.reset_password(world.dash, "赵局", "王管")
    sign_in(staffed, "赵局", secret)
    assert staffed.get("/", headers=PAGE).headers["location"] == "/password"
    wrong = staffed.post("/password", data={"old": secret, "new": PASSWORD, "again": PASSWORD + "x"})
    assert "两次写的新密码不一样" in wrong.text
    assert staffed.post("/password", data={"old": secret, "new": PASSWORD, "again": PASSWORD}).status_code == 303
    sign_in(staffed, "赵局")
    assert staffed.get("/", headers=PAGE).status_code == 200


def test_管账户只给管理员(staffed: TestClient, world: World) -> None:
    sign_in(staffed, "赵局")
    assert staffed.get("/accounts").status_code == 403
    assert staffed.post("/accounts", data={"act": "disable", "name": "王管"}).status_code == 403
    sign_in(staffed, "王管")
    made = staffed.post("/accounts", data={"act": "add", "name": "孙<i>填", "role": "unit_reporter", "city": "suzhou", "owner": "昆山"})
    assert "一次性密码" in made.text
    assert "孙&lt;i&gt;填" in made.text
    assert world.dash.store.accounts()["孙<i>填"].owner == "昆山市"
    for data, said in (({"act": "add", "name": "甲", "role": "无"}, "请选一个角色"), ({"act": "disable", "name": "王管"}, "最后一个管理员")):
        assert said in staffed.post("/accounts", data=data).text
    assert "已停用" in staffed.post("/accounts", data={"act": "disable", "name": "赵局"}).text
    assert not world.dash.store.accounts()["赵局"].active


def test_退出以后要重新登录(staffed: TestClient) -> None:
    sign_in(staffed, "赵局")
    assert staffed.get("/signed-in").json() == {"in": True}
    assert "赵局" in staffed.get("/me").text
    assert staffed.post("/logout").status_code == 303
    assert staffed.get("/signed-in").json() == {"in": False}


# 还没有账户 ---------------------------------------------------------------


def test_没有账户_本机不用登录_别的机器要开通码(far: TestClient, running: TestClient, world: World) -> None:
    assert running.get("/screen?city=suzhou").status_code == 200
    assert far.get("/", headers=PAGE).headers["location"].startswith("/login")
    assert "开通码" in far.get("/login").text
    data = {"name": "王管", "password": PASSWORD}
    assert "开通码不对" in far.post("/login", data={**data, "code": "00000000"}).text
    assert not accounts.enabled(world.dash)
    assert far.post("/login", data={**data, "code": forms.opening_code()}).status_code == 303
    assert world.dash.store.accounts()["王管"].role is Role.ADMINISTRATOR
    assert far.get("/", headers=PAGE).status_code == 200
    assert running.get("/screen?city=suzhou").status_code == 401


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "via"])
def test_代理转来的不算本机(running: TestClient, world: World, header: str) -> None:
    assert world.dash.version() > 0
    assert running.get("/screen", headers={header: "127.0.0.1"}).status_code == 401


def test_说了本机有代理_本机也要登录(running: TestClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert world.dash.version() > 0
    monkeypatch.setenv("DASHBOARD_BEHIND_PROXY", "1")
    assert running.get("/screen").status_code == 401
