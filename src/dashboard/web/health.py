"""健康检查：服务器活着，存储读得出。"""

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard.domain.problems import DashboardError
from dashboard.flows.dashboard import open_dashboard

_NO_STORE = {"cache-control": "no-store"}


def health(_request: Request) -> JSONResponse:
    """{"ok": true, "version": N}；存储读不出回 503 和一句中文。"""
    try:
        version = open_dashboard().version()
    except DashboardError as error:
        logging.getLogger(__name__).error("健康检查：%s", error.message)
        return JSONResponse({"ok": False, "message": error.message}, 503, _NO_STORE)
    return JSONResponse({"ok": True, "version": version}, headers=_NO_STORE)
