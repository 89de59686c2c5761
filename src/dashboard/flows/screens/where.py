"""地址：在哪一页、哪座城市、哪个月、哪一版、选了什么；画面里的每个链接都由它写出。"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError

FRONT = "overview"
PAGES: dict[str, str] = {
    "overview": "目标总览",
    "carriers": "载体地图",
    "timeline": "活动时间轴",
    "leaderboard": "板块龙虎榜",
    "submissions": "数据上报",
    "wall": "大屏",
}
LIT = ("overview", "carriers", "timeline", "leaderboard")
"""可以换一个亮灯预设看的页；上报和大屏一律是本市自己的。"""
_KEPT = ("pin", "lights")
_LONGEST = 4000
"""地址参数合起来最多几个字：画面里的链接都带着它，太长一页就有几兆。"""


@dataclass(frozen=True, slots=True)
class Where:
    """一个画面的地址。city、month、as_of 为 None 即默认；picks 为该页所选（目标、板块、视图…）。"""

    page: str = FRONT
    city: str | None = None
    month: Month | None = None
    as_of: int | None = None
    picks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, page: str, params: Mapping[str, str]) -> "Where":
        """由地址参数读出；太长，月份、版本写得不对抛 UsageError。"""
        if sum(len(name) + len(text) for name, text in params.items()) > _LONGEST:
            raise UsageError("long_address", f"地址太长，最多{_LONGEST}个字。请从画面里的链接点。")
        rest = {k: v for k, v in params.items() if k not in ("city", "month", "version") and v}
        return cls(page, params.get("city") or None, _month(params.get("month")), _version(params.get("version")), rest)

    def pick(self, name: str, default: str = "") -> str:
        """所选的一项。"""
        return self.picks.get(name, default)

    @property
    def lit(self) -> bool:
        """这个画面可以换亮灯预设看；考核是冻结了的，试算的在草稿里换，都不换。"""
        return self.page in LIT and self.pick("view") not in ("assess", "whatif")

    @property
    def lights(self) -> str | None:
        """换哪个亮灯预设看；不换为 None。"""
        return (self.pick("lights") or None) if self.lit else None

    def at(self, city: str, month: Month) -> "Where":
        """定下城市和月份。"""
        return replace(self, city=city, month=month)

    def to(self, page: str, **picks: str | None) -> "Where":
        """另一页（只带城市、月份、版本、置顶和换了的亮灯），并选定 picks。"""
        kept = {k: v for k, v in self.picks.items() if k in _KEPT}
        return replace(self, page=page, picks={**kept, **{k: v for k, v in picks.items() if v}})

    def but(self, **picks: str | None) -> "Where":
        """本页改选几项；None 为去掉。"""
        found = {**self.picks, **picks}
        return replace(self, picks={k: v for k, v in found.items() if v})

    @property
    def params(self) -> dict[str, str]:
        """地址参数。"""
        head = {"city": self.city, "month": str(self.month) if self.month else None, "version": str(self.as_of) if self.as_of else None}
        return {**{k: v for k, v in head.items() if v}, **self.picks}

    @property
    def href(self) -> str:
        """相对链接；首页在根上，其余页与它同级，所以放在子路径下也对。"""
        path = "./" if self.page == FRONT else self.page
        query = urlencode(self.params)
        return f"{path}?{query}" if query else path


def follow(href: str) -> Where:
    """由画面里的一个链接还原地址；不认得的页回首页。"""
    path, _, query = href.partition("?")
    page = path.strip("./") or FRONT
    return Where.parse(page if page in PAGES else FRONT, dict(parse_qsl(query)))


def _month(text: str | None) -> Month | None:
    if not text:
        return None
    try:
        return Month.parse(text)
    except ValueError as error:
        raise UsageError("unknown_month", f"地址里的month：{error}。") from error


def _version(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise UsageError("unknown_version", f"地址里的version应为版本号，写的是{text}。")
    return int(text)
