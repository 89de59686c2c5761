"""朴素的中文小页：没有这一页、大屏地址写得不对、没料到的错。"""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dashboard.flows.faults import noted

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title} · 科招看板</title><link rel="icon" href="data:,">
<style>body{{margin:0;display:flex;min-height:100vh;align-items:center;justify-content:center;background:{ground};color:{text};
font:18px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif}}main{{max-width:36em;padding:24px}}h1{{font-size:30px}}a{{color:inherit}}</style>
</head><body><main><h1>{title}</h1><p>{message}</p>{more}</main></body></html>"""


def missing_page(message: str) -> HTMLResponse:
    """没有这一页：404，给回首页的链接。"""
    html = _PAGE.format(title="没有这一页", message=escape(message), more='<p><a href="./">回到目标总览</a></p>', ground="#f5f7fa", text="#17202e")
    return HTMLResponse(html, 404)


def dark_page(title: str, message: str, status: int) -> HTMLResponse:
    """大屏用的深色小页。"""
    html = _PAGE.format(title=escape(title), message=escape(message), more="", ground="#0B1A2E", text="#F4F7FB")
    return HTMLResponse(html, status)


def broken_page(request: Request, error: Exception) -> HTMLResponse:
    """没料到的错：500，给一个编号，日志里同一编号下有堆栈。"""
    return dark_page("这里出错了", noted(request.url.path, error), 500)
