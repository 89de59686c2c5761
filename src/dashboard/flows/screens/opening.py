"""办事的页面（数据上报、大屏的预览）连上服务器以前的样子：页框、标题和一句话，链接都可以点。"""

from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.where import PAGES, Where

_WAITING = "这一页要连上服务器才能用；上面的链接现在就可以点。"


def opening(dash: Dashboard, where: Where) -> Picture:
    """还没有活过来的一页。"""
    where, at = stand(dash, where)
    return framed(dash, where, at, "opening.html", PAGES[where.page], message=_WAITING)
