"""装在 Streamlit 外面的三层：先是门卫（响应头、封住的路径），再是门禁（登录），再是外壳（改写页面的 HTML）。"""

from starlette.middleware import Middleware

from dashboard.web.gate import Gate
from dashboard.web.guard import Guard
from dashboard.web.shell import Shell


def middleware(base: str = "") -> list[Middleware]:
    """base 为子路径（server.baseUrlPath），没有为空。"""
    return [Middleware(Guard), Middleware(Gate, base=base), Middleware(Shell, base=base)]
