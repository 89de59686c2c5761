"""/screen：大屏的地址。整页 HTML 自带样式和脚本，之后只问版本、换内容。"""

import gzip
from functools import cache, lru_cache
from importlib.resources import files

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard.domain.problems import DashboardError, StoreError, UsageError
from dashboard.flows.dashboard import open_dashboard
from dashboard.flows.wall.ask import Ask
from dashboard.flows.wall.screen import Screen, stamp
from dashboard.flows.wall.screen import screen as draw
from dashboard.web.plain import dark_page

_HEADERS = {"cache-control": "no-store"}
_SHEETS = ("0-base.css", "carriers.css")
_SHELL = Markup(
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
    "<style>{css}</style><style>:root{{--scale:{scale}}}</style></head>\n"
    '<body><div class="kz dark wall" data-seconds="{seconds}" data-stamp="{stamp}" data-version="{version}">\n{body}</div>'
    "<script>{script}</script></body></html>"
)


def screen(request: Request) -> Response:
    """一张大屏；地址写错了给一页中文。"""
    try:
        ask = Ask.parse(request.query_params)
        body, packed = _document(draw(open_dashboard(), ask), ask.scale, ask.seconds, _version_href(request))
    except UsageError as error:
        return dark_page("大屏地址不对", error.message, 404 if error.code == "unknown_city" else 400)
    except DashboardError as error:
        return dark_page("大屏打不开", error.message, 503 if isinstance(error, StoreError) else 500)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTMLResponse(packed, headers={**_HEADERS, "content-encoding": "gzip", "vary": "accept-encoding"})
    return HTMLResponse(body, headers=_HEADERS)


def version(request: Request) -> JSONResponse:
    """现在该画哪一份：{"stamp", "version"}。大屏每隔几秒来问。"""
    try:
        found, number = stamp(open_dashboard(), Ask.parse(request.query_params))
    except DashboardError as error:
        status = 503 if isinstance(error, StoreError) else 404
        return JSONResponse({"error": {"code": error.code, "message": error.message}}, status, _HEADERS)
    return JSONResponse({"stamp": found, "version": number}, headers=_HEADERS)


def _version_href(request: Request) -> str:
    """相对地址，放在子路径下也对。"""
    return f"screen/version?{request.url.query}"


@lru_cache(maxsize=32)
def _document(drawn: Screen, scale: float, seconds: int, version_href: str) -> tuple[bytes, bytes]:
    """整页原文和压缩文；同一份内容只拼一次。"""
    style, script = _assets()
    html = _SHELL.format(
        title=f"{drawn.title} · 科招看板",
        css=style,
        scale=f"{scale:g}",
        seconds=seconds,
        stamp=drawn.stamp,
        version=version_href,
        body=Markup(drawn.html),
        script=script,
    ).encode("utf-8")
    return html, gzip.compress(html, 6, mtime=0)


@cache
def _assets() -> tuple[Markup, Markup]:
    """样式和脚本，原样放进页面。样式只取页框底色和地图两张，别的页的用不着，也免得撞名。"""
    sheets = [files("dashboard.figures") / "styles" / name for name in _SHEETS]
    style = "\n".join(sheet.read_text("utf-8") for sheet in (*sheets, files("dashboard.web") / "wall.css"))
    return Markup(style), Markup((files("dashboard.web") / "wall.js").read_text("utf-8"))
