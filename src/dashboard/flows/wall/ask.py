"""大屏的地址：哪座城市、给谁看、字号几倍、放哪几叠、每页几秒。"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from dashboard.domain.problems import UsageError


class Audience(StrEnum):
    """给谁看。公开的不含位次、红灯、金额、人名和在谈项目。"""

    PUBLIC = "public"
    INTERNAL = "internal"


AUDIENCE_ZH = {Audience.PUBLIC: "公开", Audience.INTERNAL: "内部"}


class Kind(StrEnum):
    """一叠画面的种类。"""

    GOALS = "goals"
    LEADERS = "leaderboard"
    MAP = "map"
    EVENTS = "events"
    COUNTS = "counts"


KIND_ZH = {
    Kind.GOALS: "目标总览",
    Kind.LEADERS: "板块龙虎榜",
    Kind.MAP: "载体地图",
    Kind.EVENTS: "活动",
    Kind.COUNTS: "成效",
}
OFFERED = {
    Audience.PUBLIC: (Kind.GOALS, Kind.COUNTS, Kind.MAP, Kind.EVENTS),
    Audience.INTERNAL: (Kind.GOALS, Kind.LEADERS, Kind.MAP, Kind.EVENTS, Kind.COUNTS),
}
_SCALES = (0.5, 4.0)
_SECONDS = (15, 600)
_DEFAULT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """读出的大屏地址。city 为 None 即第一座城市。"""

    city: str | None = None
    audience: Audience = Audience.PUBLIC
    scale: float = 1.0
    kinds: tuple[Kind, ...] = OFFERED[Audience.PUBLIC]
    seconds: int = _DEFAULT_SECONDS

    @classmethod
    def parse(cls, params: Mapping[str, str]) -> "Ask":
        """由地址参数读出；写得不对抛 UsageError。"""
        audience = _audience(params.get("profile"))
        return cls(
            params.get("city") or None,
            audience,
            round(_number("scale", params.get("scale"), 1.0, _SCALES), 1),
            _kinds(params.get("pages"), audience),
            int(_number("seconds", params.get("seconds"), _DEFAULT_SECONDS, _SECONDS)),
        )

    @property
    def href(self) -> str:
        """与默认不同的才写进地址。"""
        found = {"city": self.city, "profile": self.audience if self.audience is not Audience.PUBLIC else None}
        found |= {"scale": f"{self.scale:g}" if self.scale != 1 else None}
        return f"screen?{urlencode({k: v for k, v in found.items() if v})}"


def _audience(text: str | None) -> Audience:
    try:
        return Audience(text) if text else Audience.PUBLIC
    except ValueError as error:
        raise UsageError("unknown_profile", f"地址里的profile写public（公开）或internal（内部），写的是{text}。") from error


def _number(name: str, text: str | None, default: float, between: tuple[float, float]) -> float:
    if not text:
        return default
    low, high = between
    if not text.replace(".", "", 1).isdecimal() or not text.isascii() or not low <= float(text) <= high:
        raise UsageError("bad_number", f"地址里的{name}应为{low:g}到{high:g}之间的数，写的是{text}。")
    return float(text)


def _kinds(text: str | None, audience: Audience) -> tuple[Kind, ...]:
    """所选的几叠，按写的顺序；该用途没有的不放。"""
    offered = OFFERED[audience]
    if not text:
        return offered
    wanted = [w.strip() for w in text.split(",") if w.strip()]
    unknown = [w for w in wanted if w not in set(Kind)]
    if unknown:
        raise UsageError("unknown_page", f"地址里的pages可写{'、'.join(Kind)}，用逗号隔开；写的是{unknown[0]}。")
    return tuple(k for k in dict.fromkeys(Kind(w) for w in wanted) if k in offered) or offered
