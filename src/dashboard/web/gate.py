"""门禁：有了账户，没有登录的看不到画面、连不上服务；账户停用、退出、过期，开着的连接几秒之内断开。"""

import asyncio
import os
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.domain.people import Role
from dashboard.flows import accounts
from dashboard.flows.dashboard import Dashboard, open_dashboard

COOKIE = "kezhao"
WATCH_SECONDS = 3.0
_LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
_OPEN = ("login", "signed-in", "healthz", "health", "_stcore/health", "favicon.ico", "favicon.png", "manifest.json")
_OPEN_UNDER = ("static/", "app/static/")
_WALL = ("screen", "screen/version", "logout", "password", "me")


def token(connection: HTTPConnection) -> str:
    """带来的凭据；没有为空。"""
    return connection.cookies.get(COOKIE, "")


def local(scope: Scope) -> bool:
    """本机直接来的：地址是回环，没有代理转发过的痕迹，也没有说本机有代理（DASHBOARD_BEHIND_PROXY=1）。"""
    client, headers = scope.get("client"), Headers(scope=scope)
    if os.environ.get("DASHBOARD_BEHIND_PROXY", "") not in ("", "0") or any(name in headers for name in _FORWARDED):
        return False
    return client is not None and client[0] in _LOOPBACK


class Gate:
    """门卫里面的一层；base 为子路径。"""

    def __init__(self, app: ASGIApp, base: str = "", opened: Callable[[], Dashboard] = open_dashboard) -> None:
        self._app = app
        self._root = f"/{base}" if base else ""
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(self._root).strip("/")
        if scope["type"] == "http" and (path in _OPEN or path.startswith(_OPEN_UNDER)):
            await self._app(scope, receive, send)
            return
        refusal = await asyncio.to_thread(self._refusal, scope, path)
        if refusal is not None:
            await self._refused(refusal, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._watched(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, path: str) -> Response | None:
        """不让进的回答；让进为 None。"""
        dash = self._opened()
        if not accounts.enabled(dash):
            return None if local(scope) else self._to_login(scope, path)
        account = accounts.who(dash, token(HTTPConnection(scope)))
        if account is None:
            return self._to_login(scope, path)
        if account.temporary and path not in ("password", "logout"):
            return self._elsewhere(scope, "password")
        if account.role is Role.SCREEN and path not in _WALL:
            return self._elsewhere(scope, "screen") if path == "" else PlainTextResponse("大屏账户只能看大屏", 403)
        return None

    def _to_login(self, scope: Scope, path: str) -> Response:
        query = scope.get("query_string", b"").decode("latin-1")
        back = quote(f"{path}{f'?{query}' if query else ''}", safe="")
        return self._elsewhere(scope, f"login?next={back}")

    def _elsewhere(self, scope: Scope, where: str) -> Response:
        """看画面的转过去；别的（接口、上传、连接）只说没有登录。"""
        wants_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", "")
        if wants_page:
            return RedirectResponse(f"{self._root}/{where}", 303, headers={"cache-control": "no-store"})
        return PlainTextResponse("没有登录", 401, headers={"cache-control": "no-store"})

    async def _refused(self, refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4401, "reason": "sign in"})
            return
        await refusal(scope, receive, send)

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        """连着的时候隔几秒看一次还让不让进；不让了就断开，里面当作对方走了。"""
        ended = asyncio.Event()
        watcher = asyncio.create_task(self._watch(scope, ended))

        async def heard() -> Message:
            asked, over = asyncio.ensure_future(receive()), asyncio.ensure_future(ended.wait())
            await asyncio.wait({asked, over}, return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
            if asked.done():
                return asked.result()
            asked.cancel()
            await send({"type": "websocket.close", "code": 4401, "reason": "sign in"})
            return {"type": "websocket.disconnect", "code": 4401}

        async def said(message: Message) -> None:
            if not ended.is_set():
                await send(message)

        try:
            await self._app(scope, heard, said)
        finally:
            watcher.cancel()

    async def _watch(self, scope: Scope, ended: asyncio.Event) -> None:
        path = str(scope["path"]).removeprefix(self._root).strip("/")
        while not ended.is_set():
            await asyncio.sleep(WATCH_SECONDS)
            if await asyncio.to_thread(self._refusal, scope, path) is not None:
                ended.set()
