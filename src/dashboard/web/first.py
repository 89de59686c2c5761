"""首屏：送出的网页里就有画好的画面，与活的画面同一块，活的画好以后让位给它。

按页、地址参数、账本走到哪一条和日期记住送出的字节，一有变化就重画。画面只由数据和地址决定，不由谁在看决定；
不许看的人到不了这里，门禁在前面。
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from dashboard.domain.problems import DashboardError, UsageError
from dashboard.figures.picture import Picture, css
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.faults import noted
from dashboard.flows.screens.frame import troubled
from dashboard.flows.screens.pictures import kept, seen
from dashboard.flows.screens.where import Where
from dashboard.web.codings import packed

_BYTES = 250
"""记住的一份约占几字节内存。"""
_NO_SCRIPT = (
    '<noscript><p class="said">网页脚本没有运行，画面停在打开时的样子，链接都可以点：换页、换城市、换月份、看目标和板块。'
    "上报和审核请在浏览器设置里允许本站运行脚本，再刷新。</p></noscript>"
)


@dataclass(frozen=True, slots=True)
class Page:
    """要送出的一页：压好的（或原样的）字节和指纹。"""

    body: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """改好的外壳：标题之前、标题与首屏画之间、首屏画之后；tag 为指纹。"""

    head: str
    middle: str
    tail: str
    tag: str

    def whole(self, picture: Picture) -> str:
        """放进一个画面。"""
        title = f"<title>{escape(picture.title)} · 科招看板</title>"
        first = f'<div id="first"><style>{css()}</style><div class="kz" data-tag="{picture.tag}">{picture.html}</div>{_NO_SCRIPT}</div>'
        return f"{self.head}{title}{self.middle}{first}{self.tail}"


def served(dash: Dashboard, sheet: Sheet, name: str, params: Mapping[str, str], coding: str) -> Page:
    """name 页（连同地址参数）压成 coding 的一份；画不出的不记住，没料到的错给编号。"""
    try:
        key = ("first", sheet.tag, name, tuple(sorted(params.items())), coding, *seen(dash))
        return dash.keep(
            key, lambda: _page(sheet, kept(dash, Where.parse(name, params)), coding), lambda page: len(page.body) // _BYTES
        )
    except DashboardError as error:
        return _page(sheet, troubled(Where(name), error), coding)
    except Exception as error:
        return _page(sheet, troubled(Where(name), UsageError("fault", noted("这个画面", error))), coding)


def _page(sheet: Sheet, picture: Picture, coding: str) -> Page:
    html = sheet.whole(picture).encode("utf-8")
    return Page(packed(html, coding), f'"{hashlib.sha256(html).hexdigest()[:20]}-{coding}"')
