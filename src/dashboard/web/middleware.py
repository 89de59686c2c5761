"""装在 Streamlit 外面的四层：静态文件（内存里回答），门卫（响应头、封住的路径），门禁（登录），外壳（改写页面的 HTML）。"""

from starlette.middleware import Middleware

from dashboard.web.gate import Gate
from dashboard.web.guard import Guard
from dashboard.web.shell import Shell
from dashboard.web.static import Static


def middleware(base: str = "") -> list[Middleware]:
    """base 为子路径（server.baseUrlPath），没有为空。"""
    return [Middleware(Static, base=base), Middleware(Guard), Middleware(Gate, base=base), Middleware(Shell, base=base)]
