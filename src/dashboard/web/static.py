"""静态文件：最外一层，从内存里回答 Streamlit 前端和 src/static 的文件；压缩一次，名字带指纹的永久缓存。

打开一页先要的几十个，服务器起来时在后台压好；其余的第一次有人要时压。压过的都留着，全部要遍也只有十几兆。
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import paths
from dashboard.web.codings import OFFERED, PLAIN, packed, wanted
from dashboard.web.guard import HEADERS

_TEXT = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_PICTURES = {".woff2": "font/woff2", ".png": "image/png", ".gif": "image/gif"}  # 本来就压过
_NAMED_BY_HASH = re.compile(r"static/(js|css|media)/.+\.[\w-]{8}\.\w+")
_FOR_EVER, _ASK_AGAIN = b"public, max-age=31536000, immutable", b"no-cache"
_log = logging.getLogger(__name__)

Pairs = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """一个文件的一种送法：正文、指纹，和备好的两套响应头（送正文的、说没变的）。"""

    body: bytes
    tag: bytes
    headers: Pairs
    unchanged: Pairs


@dataclass(frozen=True, slots=True)
class Asset:
    """一个文件。压过的留在内存里；不压的文字很少有人要，每次从盘上读。"""

    path: Path
    tag: str
    forever: bool
    early: bool = False
    more: Pairs = field(default_factory=list)
    kept: dict[str, Answer] = field(default_factory=dict)

    @property
    def text(self) -> bool:
        return self.path.suffix in _TEXT

    def coding(self, scope: Scope) -> str:
        return wanted(scope) if self.text else PLAIN

    def answer(self, coding: str) -> Answer:
        """备好一种送法；留得下的留下。"""
        body = packed(self.path.read_bytes(), coding)
        tag = f'"{self.tag}{"" if coding == PLAIN else f"-{coding}"}"'.encode()
        found = Answer(body, tag, self._headers(coding, len(body), tag), self._caching(tag))
        if coding != PLAIN or not self.text:
            self.kept[coding] = found
        return found

    def _headers(self, coding: str, size: int, tag: bytes) -> Pairs:
        kind = (_TEXT | _PICTURES)[self.path.suffix]
        found = [(b"content-type", kind.encode()), (b"content-length", str(size).encode()), *self._caching(tag)]
        return found if coding == PLAIN else [*found, (b"content-encoding", coding.encode())]

    def _caching(self, tag: bytes) -> Pairs:
        vary = [(b"vary", b"accept-encoding")] if self.text else []
        security = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        return [(b"cache-control", _FOR_EVER if self.forever else _ASK_AGAIN), (b"etag", tag), *vary, *security, *self.more]


def assets(base: str = "") -> dict[str, Asset]:
    """地址 → 文件。只有列在这里的才由这一层回答，所以地址里写什么也出不了这两个文件夹；页面（.html）归外壳。"""
    root = f"/{base}" if base else ""
    front, ours = Path(str(files("streamlit") / "static")), paths.root() / "src" / "static"
    page = (front / "index.html").read_text("utf-8")
    found = {f"{root}/{name}": _theirs(path, name, page) for name, path in _files(front)}
    return found | {f"{root}/app/static/{name}": _ours(path) for name, path in _files(ours)}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXT | _PICTURES and path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _theirs(path: Path, name: str, page: str) -> Asset:
    """Streamlit 前端的一个文件；page 是它的页面，里面点了名的先要。名字带指纹的不用再算一遍指纹。"""
    named = _NAMED_BY_HASH.fullmatch(name) is not None
    return Asset(path, path.name if named else _fingerprint(path), named, name in page)


def _ours(path: Path) -> Asset:
    return Asset(path, _fingerprint(path), forever=False, more=[(b"access-control-allow-origin", b"*")])


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:20]


class Static:
    """最外一层；base 为子路径，held 为在册的文件。在册的从内存里回答，别的（连同只要一段的）交给里层。"""

    def __init__(self, app: ASGIApp, base: str = "", held: Mapping[str, Asset] | None = None) -> None:
        self._app = app
        self._packer = ThreadPoolExecutor(1, "packing")  # 一个线程压，几个一起压要多占几十兆
        self._assets = assets(base) if held is None else held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._alongside(scope, receive, send)
            return
        asset = self._assets.get(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if asset is None or any(name == b"range" for name, _ in scope["headers"]):
            await self._app(scope, receive, send)
            return
        coding = asset.coding(scope)
        ready = asset.kept.get(coding)
        await _sent(await self._made(asset, coding) if ready is None else ready, scope, send)

    async def _made(self, asset: Asset, coding: str) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._packer, asset.answer, coding)

    async def _alongside(self, scope: Scope, receive: Receive, send: Send) -> None:
        """服务器开着的时候，在后台把先要的各压一遍。"""
        packing = asyncio.create_task(self._pack())
        try:
            await self._app(scope, receive, send)
        finally:
            packing.cancel()
            with suppress(asyncio.CancelledError):
                await packing

    async def _pack(self) -> None:
        for asset in self._assets.values():
            for coding in OFFERED if asset.text and asset.early else ():
                try:
                    await self._made(asset, coding)
                except OSError as error:
                    _log.error("压缩%s：%s", asset.path, error)


async def _sent(answer: Answer, scope: Scope, send: Send) -> None:
    unchanged = known(answer.tag, scope)
    body = b"" if unchanged or scope["method"] == "HEAD" else answer.body
    status, headers = (304, answer.unchanged) if unchanged else (200, answer.headers)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def known(tag: bytes, scope: Scope) -> bool:
    """对方手里的就是这一份（If-None-Match；代理可能把指纹改成弱的 W/）。"""
    asked = b",".join(value for name, value in scope["headers"] if name == b"if-none-match")
    return any(item.strip().removeprefix(b"W/") in (tag, b"*") for item in asked.split(b","))
