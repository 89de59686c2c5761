"""外壳：改写 Streamlit 送出的 HTML。中文的语言和标题、画好的首屏、旧浏览器补丁、中文界面，从第一个字节就在。"""

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.screens.where import FRONT, PAGES
from dashboard.web import ahead
from dashboard.web.codings import PLAIN, wanted
from dashboard.web.first import Page, Sheet, served
from dashboard.web.gate import token
from dashboard.web.plain import missing_page
from dashboard.web.static import known

_RESERVED = re.compile(r"/(_stcore|static|media|component|app/static)(/|$)")
_OTHERS = ("screen", "screen/version", "healthz", "health", "login", "logout", "password", "accounts", "me", "signed-in")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*>\s*')
_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>\s*')  # 拉丁字体，中文界面用不着


class Shell:
    """夹在门卫和 Streamlit 之间的一层，只管页面的地址；base 为子路径。"""

    def __init__(self, app: ASGIApp, base: str = "", opened: Callable[[], Dashboard] = open_dashboard) -> None:
        self._app = app
        self._root = f"/{base}" if base else ""
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = self._page(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._elsewhere(name, request) or await self._shown(name or FRONT, request, receive)
        await answer(scope, receive, send)

    def _page(self, scope: Scope) -> str | None:
        """这次要的是哪一页（首页为空串）；静态文件、接口等不归它管的为 None。"""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _RESERVED.search(path):
            return None
        name = path.removeprefix(self._root).strip("/")
        return None if "." in name or name in _OTHERS else name

    def _elsewhere(self, name: str, request: Request) -> Response | None:
        """首页只在根上；不认得的地址说一句中文，不让 Streamlit 弹英文框。"""
        if name == FRONT:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"./{query}", 307)
        return None if name in ("", *PAGES) else missing_page(f"没有“{name}”这一页。")

    async def _shown(self, name: str, request: Request, receive: Receive) -> Response:
        scope = request.scope
        start, body = await _fetch(self._app, {**scope, "headers": _unconditional(scope["headers"])}, receive)
        headers = Headers(raw=start["headers"])
        if start["status"] != 200 or not headers.get("content-type", "").startswith("text/html"):
            return Response(body, start["status"], dict(headers))
        coding = wanted(scope)
        page = await asyncio.to_thread(served, self._opened(), rewritten(body), name, dict(request.query_params), coding)
        return _answer(page, coding, request)


def _unconditional(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """去掉条件请求和压缩：这里要的是原文，缓存与压缩由这一层自己管。"""
    dropped = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")
    return [(name, value) for name, value in headers if name.lower() not in dropped]


async def _fetch(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """向里层要一次，收齐整个回答。"""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app({**scope, "method": "GET"}, receive, keep)
    start = next(m for m in messages if m["type"] == "http.response.start")
    return start, b"".join(m.get("body", b"") for m in messages if m["type"] == "http.response.body")


def _answer(page: Page, coding: str, request: Request) -> Response:
    """登录了的不许浏览器留着：退出以后按后退也看不到。"""
    headers = {"cache-control": "no-store" if token(request) else "private, no-cache", "etag": page.tag, "vary": "accept-encoding"}
    if known(page.tag.encode(), request.scope):
        return Response(status_code=304, headers=headers)
    if coding != PLAIN:
        headers["content-encoding"] = coding
    return Response(page.body, headers=headers, media_type="text/html")


@lru_cache(maxsize=4)
def rewritten(body: bytes) -> Sheet:
    """改写一页的外壳；Streamlit 的页面只有一种，改一次就记住。脚本都在首屏画的后面，先画再跑。"""
    html = _COMMENT.sub("", body.decode("utf-8"))
    html = html.replace('<html lang="en">', '<html lang="zh-CN" class="first">', 1)
    html = html.replace("</head>", f"<style>{_read('first.css')}{_read('print.css')}</style></head>", 1)
    html, later = ahead.taken(_NOSCRIPT.sub("", _FONT.sub("", _AGENT_LINK.sub("", html))))
    head, rest = _TITLE.split(html, maxsplit=1)
    middle, root, tail = rest.partition('<div id="root"></div>')
    return Sheet(head, middle, f"{root}{scripts(later)}{tail}", hashlib.sha256(html.encode()).hexdigest()[:20])


def scripts(later: list[ahead.Element]) -> str:
    """首屏画以后的几段脚本：旧浏览器补丁、断线时看登录、地址修正、中文界面，再由首屏的一段去装 Streamlit。"""
    address = _read("address.js").replace("PAGES", _json(list(PAGES)), 1)
    chinese = _read("chinese.js").replace("WORDS", _json(json.loads(_read("words.json"))), 1)
    first = _read("first.js").replace("LATER", _json(later), 1)
    return "".join(f"<script>{text}</script>" for text in (_read("old.js"), _read("signed.js"), address, chinese, first))


def _json(value: object) -> str:
    """写进脚本里的 JSON；“<”换成转义，免得断开脚本。"""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _read(name: str) -> str:
    return (files("dashboard.web") / name).read_text("utf-8")
